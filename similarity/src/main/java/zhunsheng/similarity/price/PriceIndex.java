package zhunsheng.similarity.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A published price index, by which amounts of different years are put into prices of its last
 * year.
 *
 * @param source its name and who publishes it, as people read it
 * @param changes by year, by how many percent prices were higher than the year before; every year
 *     between the first and the last
 */
public record PriceIndex(String source, SortedMap<Integer, BigDecimal> changes) {
  private static final Pattern LINE =
      Pattern.compile("(\\d{4})\\s*,\\s*(-?\\d{1,2}(?:\\.\\d{1,4})?)");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public PriceIndex {
    changes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("no year in it");
    }
    for (int year = changes.firstKey(); year < changes.lastKey(); year++) {
      if (!changes.containsKey(year)) {
        throw new IllegalArgumentException("the year " + year + " is missing");
      }
    }
  }

  /**
   * Reads it: a first line {@code # name and source}, then a line {@code year,percent} for each
   * year, such as {@code 2021,0.9}.
   *
   * @throws IllegalArgumentException if a line is something else, naming it
   */
  public static PriceIndex parse(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().matches("#\\s*\\S.*")) {
      throw new IllegalArgumentException("line 1: “# name and source” is missing");
    }
    SortedMap<Integer, BigDecimal> changes = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "line " + (i + 1) + ": no year and percent, such as 2021,0.9: " + line);
      }
      if (changes.put(Integer.valueOf(parts.group(1)), new BigDecimal(parts.group(2))) != null) {
        throw new IllegalArgumentException(
            "line " + (i + 1) + ": the year " + parts.group(1) + " stands there twice");
      }
    }
    return new PriceIndex(lines.getFirst().substring(1).strip(), changes);
  }

  /** The last year that it knows, in whose prices it puts amounts. */
  public int year() {
    return changes.lastKey();
  }

  /**
   * An amount of {@code from} in prices of the last year, rounded to the nearest 分; one of a later
   * year stays, and one of which the index does not know the way is none.
   */
  public OptionalLong adjusted(long fen, int from) {
    if (from >= year()) {
      return OptionalLong.of(fen);
    }
    if (from + 1 < changes.firstKey()) {
      return OptionalLong.empty();
    }
    BigDecimal amount = BigDecimal.valueOf(fen);
    for (BigDecimal change : changes.tailMap(from + 1).values()) {
      amount = amount.multiply(HUNDRED.add(change)).divide(HUNDRED);
    }
    return OptionalLong.of(amount.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}
