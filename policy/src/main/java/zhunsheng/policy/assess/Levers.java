package zhunsheng.policy.assess;

import java.util.ArrayList;
import java.util.List;
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
  // Each holds a few things, each once, in the order in which they were found.
  private final List<Remedy.Help> milestones = new ArrayList<>();
  private final List<Remedy.Help> facts = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();
  private final List<String> defined = new ArrayList<>();

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
    return List.copyOf(milestones.isEmpty() ? facts : milestones);
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
        case Turning.OfForm of -> once(fields, of.field());
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
        once(fields, qualified);
      }
      help(facts, guide.recording(qualified));
      return;
    }
    if (!once(defined, qualified)) {
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

  private void help(List<Remedy.Help> into, List<Remedy.Help> helps) {
    for (Remedy.Help help : helps) {
      help(into, help);
    }
  }

  private void help(List<Remedy.Help> into, Remedy.@Nullable Help help) {
    // What is blocked cannot be what comes before itself.
    if (help == null || (blocked != null && help.procedure().equals(blocked.id()))) {
      return;
    }
    for (Remedy.Help known : into) {
      if (known.procedure().equals(help.procedure())) {
        return;
      }
    }
    into.add(help);
  }

  private static boolean once(List<String> into, String item) {
    return !into.contains(item) && into.add(item);
  }
}
