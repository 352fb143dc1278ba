package zhunsheng.policy.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a file says what it costs, so that it can be held against others; facts are named without
 * their subject.
 *
 * @param whole facts that hold the whole amount; the first that is known counts
 * @param lines where the amounts of its parts are, or null
 * @param alike facts in which two files must have something in common to be comparable; where
 *     either knows none of it, it tells nothing
 */
public record Priced(List<String> whole, @Nullable Lines lines, List<String> alike) {
  public Priced {
    whole = List.copyOf(whole);
    alike = List.copyOf(alike);
  }

  /**
   * The amounts of parts.
   *
   * @param facts lists of records; the first that holds anything counts
   * @param name the part that says what a line buys
   * @param amount the part with its amount
   * @param quantity the part that says for how many, or null
   */
  public record Lines(List<String> facts, String name, String amount, @Nullable String quantity) {
    public Lines {
      facts = List.copyOf(facts);
    }
  }
}
