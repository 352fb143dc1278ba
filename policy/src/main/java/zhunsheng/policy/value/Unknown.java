package zhunsheng.policy.value;

import java.util.List;
import java.util.TreeSet;

/**
 * The value of what depends on facts that nobody recorded.
 *
 * @param missing qualified names of those facts, sorted, each once
 */
public record Unknown(List<String> missing) {
  public Unknown {
    missing = List.copyOf(missing.size() < 2 ? missing : new TreeSet<>(missing));
  }

  public static Unknown of(String fact) {
    return new Unknown(List.of(fact));
  }

  public Unknown and(Unknown other) {
    if (missing.equals(other.missing)) {
      return this;
    }
    var all = new TreeSet<>(missing);
    all.addAll(other.missing);
    return new Unknown(List.copyOf(all));
  }
}
