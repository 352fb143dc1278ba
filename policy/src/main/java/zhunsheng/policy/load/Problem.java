package zhunsheng.policy.load;

import java.util.Comparator;

/**
 * Something wrong in a pack.
 *
 * @param file path below the policies folder
 * @param line 1 for the first line
 * @param column 1 for the first character
 * @param message what is wrong and what was expected
 */
public record Problem(String file, int line, int column, String message)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::message);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
