package zhunsheng.casebook;

import java.util.Set;
import java.util.TreeSet;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;

/** Names of facts with their subject: {@code project.plan}. */
final class Reference {
  private Reference() {}

  static String subject(String qualified) {
    return qualified.substring(0, qualified.indexOf('.'));
  }

  /** The fact without its subject, whether or not it bears one. */
  static String fact(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  /** The text facts by which files of that subject find others with the same value. */
  static Set<String> compared(Policy policy, String subject) {
    Set<String> compared = new TreeSet<>();
    Subject of = policy.vocabulary().subjects().get(subject);
    if (of == null) {
      return compared;
    }
    for (Fact list : of.facts().values()) {
      String reverse = list.reverse();
      if (reverse == null || !subject(reverse).equals(subject)) {
        continue;
      }
      Fact fact = of.facts().get(fact(reverse));
      if (fact != null && fact.type() instanceof FactType.Scalar) {
        compared.add(fact.name());
      }
    }
    return compared;
  }
}
