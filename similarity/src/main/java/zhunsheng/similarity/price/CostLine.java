package zhunsheng.similarity.price;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.similarity.text.Bigrams;

/**
 * A part of what something costs.
 *
 * @param name what is bought
 * @param amount in 分, for all of them
 * @param quantity how many, or null where nobody said
 */
public record CostLine(String name, long amount, @Nullable Long quantity) {
  /** Names that share less of their words buy something else. */
  private static final double ALIKE = 0.6;

  /** Whether one is bought by the piece: then pieces are compared, otherwise whole lines. */
  public boolean counted() {
    return quantity != null && quantity > 0;
  }

  /**
   * What is compared, in 分: the price of one where pieces are counted, rounded to the nearest 分,
   * otherwise the amount. None for nothing or less: a correction is no price.
   */
  public OptionalLong price() {
    if (amount <= 0) {
      return OptionalLong.empty();
    }
    Long pieces = quantity;
    return OptionalLong.of(pieces == null || pieces <= 0 ? amount : (amount + pieces / 2) / pieces);
  }

  /** Whether the other buys the like, counted in the same way. */
  public boolean comparable(CostLine other) {
    if (counted() != other.counted()) {
      return false;
    }
    Set<String> mine = Bigrams.of(name);
    Set<String> theirs = Bigrams.of(other.name);
    if (mine.isEmpty() || theirs.isEmpty()) {
      return false;
    }
    Set<String> both = new HashSet<>(mine);
    both.retainAll(theirs);
    return 2.0 * both.size() / (mine.size() + theirs.size()) >= ALIKE;
  }
}
