package zhunsheng.policy.assess;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;

/**
 * What a condition turns on, whatever the file.
 *
 * @param byDay whether it may change with the day alone
 * @param on what it reads that somebody could change, in the order in which it is read
 */
record Turning(boolean byDay, List<On> on) {

  /** One thing it reads. */
  sealed interface On {}

  /** A field of the form in hand. */
  record OfForm(String field) implements On {}

  /**
   * A milestone.
   *
   * @param own whether of the file itself, not of one it is linked to
   * @param day whether it turns on when it was reached
   */
  record OfMilestone(String name, String qualified, boolean own, boolean day) implements On {}

  /** The runs of a procedure. */
  record OfRuns(String procedure) implements On {}

  /** A fact, recorded by people or defined. */
  record OfFact(String qualified) implements On {}

  static Turning of(Policy policy, Expression condition) {
    List<On> on = new ArrayList<>();
    for (String read : condition.reads()) {
      On one = of(policy, read.split("\\.", -1));
      if (one != null) {
        on.add(one);
      }
    }
    return new Turning(policy.rules().dependsOnDay(condition), List.copyOf(on));
  }

  private static @Nullable On of(Policy policy, String[] path) {
    if (path[0].equals("field") && path.length > 1) {
      return new OfForm(path[1]);
    }
    Subject subject = policy.vocabulary().subjects().get(path[0]);
    boolean own = true;
    for (int i = 1; subject != null && i < path.length; i++) {
      String name = path[i];
      boolean more = i + 1 < path.length;
      switch (name) {
        case "on", "reached" -> {
          return more
              ? new OfMilestone(
                  path[i + 1], subject.id() + "." + path[i + 1], own, name.equals("on"))
              : null;
        }
        case "runs" -> {
          return more ? new OfRuns(path[i + 1]) : null;
        }
        default -> {}
      }
      if (name.equals("self")) {
        continue;
      }
      String target = linked(subject, name);
      if (target == null || !more) {
        return new OfFact(subject.id() + "." + name);
      }
      subject = policy.vocabulary().subjects().get(target);
      own = false;
    }
    return null;
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
}
