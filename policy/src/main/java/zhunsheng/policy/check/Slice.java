package zhunsheng.policy.check;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;

/** The part of a regulation on which one condition turns. */
final class Slice {
  private Slice() {}

  /**
   * The procedures that change what {@code condition} reads, and those without which these cannot
   * be filed: what opens their files and the files that their forms name, what reaches the
   * milestones before them, and what registers the unit.
   */
  static Set<String> of(Policy policy, Expression condition) {
    Set<String> slice = new LinkedHashSet<>();
    for (Procedure p : policy.procedures().values()) {
      Set<String> changed = Structure.changed(p);
      if (condition.reads().stream()
          .anyMatch(r -> Structure.touches(policy, r, changed, new HashSet<>()))) {
        slice.add(p.id());
      }
    }
    for (int before = -1; before != slice.size(); ) {
      before = slice.size();
      for (String id : List.copyOf(slice)) {
        Procedure p = policy.procedure(id);
        opening(policy, p.subject(), slice);
        opening(policy, "unit", slice);
        p.fields().forEach(f -> named(policy, f.type(), slice));
        for (String milestone : p.after()) {
          policy
              .rules()
              .reaching(p.subject() + "." + milestone)
              .forEach(other -> slice.add(other.id()));
        }
      }
    }
    return slice;
  }

  private static void named(Policy policy, FactType type, Set<String> slice) {
    FactType item = type instanceof FactType.ListType list ? list.item() : type;
    if (item instanceof FactType.RefType ref) {
      opening(policy, ref.subject(), slice);
    }
  }

  private static void opening(Policy policy, String subject, Set<String> slice) {
    policy.rules().procedures(subject).stream()
        .filter(Procedure::opensFile)
        .forEach(p -> slice.add(p.id()));
  }
}
