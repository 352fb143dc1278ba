package zhunsheng.policy.meaning;

import java.util.List;

/**
 * Something that two policies say otherwise.
 *
 * @param path where: record parts, ids and positions
 * @param sort whether anything can turn on it
 * @param before what the first says
 * @param after what the second says
 */
public record Difference(List<String> path, Sort sort, String before, String after) {

  /** What differs. */
  public enum Sort {
    /** Words that people read. */
    WORDS,
    /** An expression in the place of another. */
    EXPRESSION,
    /** Anything else. */
    MEANING
  }

  /** Whether these are words, and their numbers are the same. */
  public boolean onlyWords() {
    return sort == Sort.WORDS && Parts.numbers(before).equals(Parts.numbers(after));
  }

  @Override
  public String toString() {
    return String.join(".", path) + ": " + before + " → " + after;
  }
}
