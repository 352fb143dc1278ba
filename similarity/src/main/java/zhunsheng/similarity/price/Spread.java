package zhunsheng.similarity.price;

import java.util.Collection;
import java.util.Optional;

/**
 * How amounts are spread, in 分: the least, the quartiles and the most.
 *
 * <p>A quartile between two amounts divides their distance (the usual linear interpolation),
 * rounded to the nearest 分.
 *
 * @param n how many amounts
 */
public record Spread(int n, long least, long lower, long median, long upper, long most) {
  /** Fewer amounts than these say nothing of a price. */
  public static final int FEWEST = 5;

  /** The spread of amounts; none of fewer than {@link #FEWEST}. */
  public static Optional<Spread> of(Collection<Long> amounts) {
    if (amounts.size() < FEWEST) {
      return Optional.empty();
    }
    long[] sorted = amounts.stream().mapToLong(Long::longValue).sorted().toArray();
    return Optional.of(
        new Spread(
            sorted.length,
            sorted[0],
            quarter(sorted, 1),
            quarter(sorted, 2),
            quarter(sorted, 3),
            sorted[sorted.length - 1]));
  }

  private static long quarter(long[] sorted, int quarter) {
    long steps = (long) (sorted.length - 1) * quarter;
    int at = (int) (steps / 4);
    long rest = steps % 4;
    if (rest == 0) {
      return sorted[at];
    }
    long distance = sorted[at + 1] - sorted[at];
    return sorted[at] + (distance / 4) * rest + Math.floorDiv(distance % 4 * rest + 2, 4);
  }

  /**
   * How many of the amounts are below one, in whole percent; of those that equal it, half.
   *
   * @param amounts not empty
   * @return from 0 to 100
   */
  public static int place(long amount, Collection<Long> amounts) {
    long twice = 0;
    for (long other : amounts) {
      twice += other < amount ? 2 : other == amount ? 1 : 0;
    }
    return (int) ((twice * 100 + amounts.size()) / (2L * amounts.size()));
  }
}
