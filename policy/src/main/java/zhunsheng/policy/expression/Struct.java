package zhunsheng.policy.expression;

import java.util.Map;

/** Something whose parts expressions select by name. */
@FunctionalInterface
public interface Struct {
  /**
   * The part's value: Boolean, Long, String, Money, LocalDate, Term, List, Map, Struct, or Unknown
   * where nobody recorded it.
   */
  Object get(String name);

  /** A struct over a map whose absent parts are unknown under {@code prefix}. */
  static Struct of(String prefix, Map<String, Object> values) {
    return name -> {
      Object value = values.get(name);
      return value == null ? zhunsheng.policy.value.Unknown.of(prefix + name) : value;
    };
  }
}
