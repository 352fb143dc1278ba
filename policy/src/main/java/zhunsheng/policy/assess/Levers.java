package zhunsheng.policy.assess;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Subject;

/**
 * The procedures on which an expression turns: those that reach a milestone it still waits for or
 * clear one it minds, and those that record a fact it reads, on this file or over a link.
 */
final class Levers {
  private final Policy policy;
  private final CaseFile file;
  private final Situation situation;
  private final @Nullable Procedure blocked;
  private final Map<String, Remedy.Help> milestones = new LinkedHashMap<>();
  private final Map<String, Remedy.Help> facts = new LinkedHashMap<>();
  private final Set<String> fields = new LinkedHashSet<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * @param blocked the procedure that is blocked, whose own form may be what has to change, or null
   */
  Levers(Situation situation, @Nullable Procedure blocked) {
    this.situation = situation;
    this.blocked = blocked;
    this.policy = situation.policy();
    this.file = situation.file();
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
    List<Procedure> procedures = policy.rules().procedures(file.subject());
    return "请核对所填："
        + String.join(
            "、", fields.stream().map(f -> Advice.fieldTitle(procedures, f, f)).distinct().toList());
  }

  /** A procedure that helps by itself. */
  void add(String procedure) {
    Procedure p = policy.procedures().get(procedure);
    if (p != null) {
      help(milestones, p);
    }
  }

  void add(Expression expression) {
    for (String read : expression.reads()) {
      if (seen.add(read)) {
        read(read.split("\\.", -1));
      }
    }
  }

  private void read(String[] path) {
    if (path[0].equals("field") && path.length > 1) {
      fields.add(path[1]);
      return;
    }
    Subject subject = policy.vocabulary().subjects().get(path[0]);
    boolean own = true;
    for (int i = 1; subject != null && i < path.length; i++) {
      String name = path[i];
      boolean more = i + 1 < path.length;
      switch (name) {
        case "on", "reached" -> {
          if (more) {
            milestone(subject, path[i + 1], own, name.equals("on"));
          }
          return;
        }
        case "runs" -> {
          Procedure p = more ? policy.procedures().get(path[i + 1]) : null;
          if (p != null) {
            help(facts, p);
          }
          return;
        }
        default -> {}
      }
      if (name.equals("self")) {
        continue;
      }
      String target = linked(subject, name);
      if (target == null || !more) {
        fact(subject, name);
        return;
      }
      subject = policy.vocabulary().subjects().get(target);
      own = false;
    }
  }

  /** The subject that a fact refers to, or null. */
  private static @Nullable String linked(Subject subject, String name) {
    Fact fact = subject.facts().get(name);
    if (fact == null) {
      return name.equals("unit") ? "unit" : null;
    }
    FactType type = fact.type() instanceof FactType.ListType l ? l.item() : fact.type();
    return type instanceof FactType.RefType ref ? ref.subject() : null;
  }

  private void milestone(Subject subject, String milestone, boolean own, boolean day) {
    if (!own || file.reachedOn(milestone) == null) {
      policy.rules().reaching(subject.id() + "." + milestone).forEach(p -> help(milestones, p));
    } else {
      if (day) {
        // Reached again, it has a later day.
        policy.rules().reaching(subject.id() + "." + milestone).forEach(p -> help(facts, p));
      }
      // It minds what was reached: who can take that back?
      policy.rules().procedures(subject.id()).stream()
          .filter(p -> p.outcomes().values().stream().anyMatch(o -> o.clear().contains(milestone)))
          .forEach(p -> help(facts, p));
    }
  }

  private void fact(Subject subject, String name) {
    String qualified = subject.id() + "." + name;
    Rule.Definition definition = policy.rules().definition(qualified, situation.today());
    if (definition == null) {
      if (blocked != null && blocked.fields().stream().anyMatch(f -> f.id().equals(qualified))) {
        fields.add(qualified);
      }
      policy.rules().recording(qualified).forEach(p -> help(facts, p));
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

  private void help(Map<String, Remedy.Help> into, Procedure p) {
    if (p.equals(blocked)) {
      return; // it cannot be what comes before itself
    }
    into.putIfAbsent(p.id(), Advice.help(policy, p));
  }
}
