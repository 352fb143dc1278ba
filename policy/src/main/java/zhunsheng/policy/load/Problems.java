package zhunsheng.policy.load;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import zhunsheng.policy.expression.Nearest;

/** Collects what is wrong, so that an author sees all of it at once. */
final class Problems {
  private final TreeSet<Problem> found = new TreeSet<>();
  private final Map<String, Set<String>> keys = new TreeMap<>();

  void add(Yaml.Place place, String message) {
    found.add(new Problem(place.file(), place.line(), place.column(), message));
  }

  /** An id that is not declared, with the nearest one that is. */
  void unknown(Yaml.Place place, String what, String id, Collection<String> known) {
    add(place, "没有" + what + "“" + id + "”" + Nearest.hint(id, known));
  }

  /** Remembers the keys that the language has in mappings of that kind. */
  void asked(String kind, Set<String> asked) {
    keys.computeIfAbsent(kind, k -> new TreeSet<>()).addAll(asked);
  }

  /** All keys asked for so far, by kind of mapping. */
  Map<String, Set<String>> keys() {
    return keys;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> all() {
    return List.copyOf(found);
  }
}
