package zhunsheng.policy.mutate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One slip of the hand.
 *
 * @param file path below the policies folder
 * @param line the damaged line, 1 for the first
 * @param column where it is damaged, 1 for the first character
 * @param kind what happened to it
 * @param before the word, number or sign that was there; for a whole line, the line
 * @param after what is there now
 * @param becomes the whole line as it is now; null: it is gone
 */
public record Damage(
    String file,
    int line,
    int column,
    Kind kind,
    String before,
    String after,
    @Nullable String becomes) {

  /** What can happen to a line. */
  public enum Kind {
    /** A letter of a name is missing. */
    MISSPELT,
    /** Another name of the same sort stands there. */
    REPLACED,
    /** A digit is another, is missing, or stands twice. */
    NUMBER,
    /** A sign of comparison or a word of logic is its neighbour. */
    OPERATOR,
    /** A letter of a key is missing. */
    KEY,
    /** The line is gone. */
    REMOVED,
    /** The line stands two columns further in or out. */
    INDENTED,
    /** A sign of YAML got into the line, or another sort of value stands there. */
    GARBLED
  }

  /** The file's lines with this damage. */
  String text(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String at = i == line - 1 ? becomes : lines.get(i);
      if (at != null) {
        text.append(at).append('\n');
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    String what =
        switch (kind) {
          case REMOVED -> "删去整行";
          case INDENTED -> after.length() > before.length() ? "缩进多两格" : "缩进少两格";
          default -> before + " → " + after;
        };
    return file + ":" + line + ":" + column + ": " + what;
  }
}
