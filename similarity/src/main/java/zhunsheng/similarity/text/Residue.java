package zhunsheng.similarity.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What is left of a text when all that another text says in the same words is taken out of it.
 *
 * <p>Two declarations of different things often share their whole frame (unit, place, phase,
 * boilerplate); what they are about is in what they do not share.
 */
public final class Residue {
  /** Shorter agreement is chance. */
  private static final int SHORTEST = 2;

  private Residue() {}

  /**
   * The passages of {@code text} without any run of two or more characters that is also in {@code
   * other}.
   */
  public static List<String> of(String text, String other) {
    List<String> left = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int length = 0;
      while (at + length < text.length() && other.contains(text.substring(at, at + length + 1))) {
        length++;
      }
      if (length >= SHORTEST) {
        cut(piece, left);
        at += length;
      } else {
        if (Character.isLetterOrDigit(text.charAt(at))) {
          piece.append(text.charAt(at));
        } else {
          cut(piece, left);
        }
        at++;
      }
    }
    cut(piece, left);
    return left;
  }

  private static void cut(StringBuilder piece, List<String> left) {
    if (!piece.isEmpty()) {
      left.add(piece.toString());
      piece.setLength(0);
    }
  }
}
