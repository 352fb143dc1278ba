package zhunsheng.policy.load;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import zhunsheng.policy.expression.Nearest;

/** Collects what is wrong, so that an author sees all of it at once. */
final class Problems {
  private final TreeSet<Problem> found = new TreeSet<>();

  void add(Yaml.Place place, String message) {
    found.add(new Problem(place.file(), place.line(), place.column(), message));
  }

  /** An id that is not declared, with the nearest one that is. */
  void unknown(Yaml.Place place, String what, String id, Collection<String> known) {
    add(place, "没有" + what + "“" + id + "”" + Nearest.hint(id, known));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> all() {
    return List.copyOf(found);
  }
}
