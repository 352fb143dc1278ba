package zhunsheng.policy.load;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that an author sees all of it at once. */
final class Problems {
  private final TreeSet<Problem> found = new TreeSet<>();

  void add(Yaml.Place place, String message) {
    found.add(new Problem(place.file(), place.line(), place.column(), message));
  }

  /** An id that is not declared, with the nearest one that is. */
  void unknown(Yaml.Place place, String what, String id, Collection<String> known) {
    String near = nearest(id, known);
    add(place, "没有" + what + "“" + id + "”" + (near == null ? "" : "，是否为“" + near + "”？"));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> all() {
    return List.copyOf(found);
  }

  static @Nullable String nearest(String id, Collection<String> known) {
    String best = null;
    int least = Math.max(2, id.length() / 3) + 1;
    for (String k : known) {
      int d = distance(id, k);
      if (d < least) {
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
