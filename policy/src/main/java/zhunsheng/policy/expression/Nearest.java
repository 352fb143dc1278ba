package zhunsheng.policy.expression;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what an author who misspelt an id probably meant. */
public final class Nearest {
  private static final int FEW = 12;

  private Nearest() {}

  /**
   * The rest of a message on {@code id}: the nearest known id, or all of them where they are few.
   */
  public static String hint(String id, Collection<String> known) {
    String near = to(id, known);
    if (near != null) {
      return "，是否为“" + near + "”？";
    }
    return known.isEmpty() || known.size() > FEW ? "" : "，应为 " + String.join("、", known) + " 之一";
  }

  static @Nullable String to(String id, Collection<String> known) {
    String best = null;
    int least = Math.max(2, id.length() / 3) + 1;
    for (String k : known) {
      int d = distance(id, k);
      // Two short ids that share no letter are not alike.
      if (d < least && d < Math.max(id.length(), k.length())) {
        least = d;
        best = k;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int up = row[j];
        row[j] =
            Math.min(
                Math.min(row[j] + 1, row[j - 1] + 1),
                diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
        diagonal = up;
      }
    }
    return row[b.length()];
  }
}
