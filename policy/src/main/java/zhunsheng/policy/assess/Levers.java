package zhunsheng.policy.assess;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;

/**
 * The procedures on which an expression turns: those that reach a milestone it still waits for or
 * clear one it minds, and those that record a fact it reads, on this file or over a link.
 */
final class Levers {
  private final Guide guide;
  private final Situation situation;
  private final @Nullable Procedure blocked;
  private final Map<String, Remedy.Help> milestones = new LinkedHashMap<>();
  private final Map<String, Remedy.Help> facts = new LinkedHashMap<>();
  private final Set<String> fields = new LinkedHashSet<>();
  private final Set<String> defined = new HashSet<>();

  /**
   * @param blocked the procedure that is blocked, whose own form may be what has to change, or null
   */
  Levers(Situation situation, @Nullable Procedure blocked) {
    this.situation = situation;
    this.guide = situation.guide();
    this.blocked = blocked;
  }

  /** What helps most: milestones before facts. */
  List<Remedy.Help> helps() {
    return List.copyOf(milestones.isEmpty() ? facts.values() : milestones.values());
  }

  /** Where only the form itself can help, which of its fields; else empty. */
  String fieldsToReconsider() {
    if (fields.isEmpty()) {
      return "";
    }
    String subject = situation.file().subject();
    return "请核对所填："
        + String.join(
            "、", fields.stream().map(f -> guide.fieldTitle(subject, f)).distinct().toList());
  }

  /** A procedure that helps by itself. */
  void add(String procedure) {
    help(milestones, guide.help(procedure));
  }

  void add(Expression expression) {
    for (Turning.On on : guide.turning(expression).on()) {
      switch (on) {
        case Turning.OfForm of -> fields.add(of.field());
        case Turning.OfMilestone of -> milestone(of);
        case Turning.OfRuns of -> help(facts, guide.help(of.procedure()));
        case Turning.OfFact of -> fact(of.qualified());
      }
    }
  }

  private void milestone(Turning.OfMilestone of) {
    if (!of.own() || situation.file().reachedOn(of.name()) == null) {
      help(milestones, guide.reaching(of.qualified()));
      return;
    }
    if (of.day()) {
      // Reached again, it has a later day.
      help(facts, guide.reaching(of.qualified()));
    }
    // It minds what was reached: who can take that back?
    help(facts, guide.clearing(of.qualified()));
  }

  private void fact(String qualified) {
    Rule.Definition definition =
        situation.policy().rules().definition(qualified, situation.today());
    if (definition == null) {
      if (blocked != null && blocked.asks(qualified)) {
        fields.add(qualified);
      }
      help(facts, guide.recording(qualified));
      return;
    }
    if (!defined.add(qualified)) {
      return;
    }
    for (Rule.Definition.Row row : definition.rows()) {
      add(row.when());
      add(row.value());
    }
    Expression otherwise = definition.otherwise();
    if (otherwise != null) {
      add(otherwise);
    }
  }

  private void help(Map<String, Remedy.Help> into, List<Remedy.Help> helps) {
    for (Remedy.Help help : helps) {
      help(into, help);
    }
  }

  private void help(Map<String, Remedy.Help> into, Remedy.@Nullable Help help) {
    // What is blocked cannot be what comes before itself.
    if (help != null && (blocked == null || !help.procedure().equals(blocked.id()))) {
      into.putIfAbsent(help.procedure(), help);
    }
  }
}
