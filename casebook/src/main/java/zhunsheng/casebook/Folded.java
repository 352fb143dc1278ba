package zhunsheng.casebook;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.value.Ref;

/**
 * A file with what its projections need beyond it.
 *
 * @param lastDay day of the last event
 * @param everLinked every reference that its facts ever held
 */
record Folded(CaseFile file, LocalDate lastDay, Set<FactLink> everLinked) {
  /** A fact, without subject, that refers to a file. */
  record FactLink(String fact, String target) {}

  static Folded empty(String id) {
    return new Folded(CaseFile.empty(id), LocalDate.MIN, Set.of());
  }

  Folded evolve(Recorded recorded) {
    CaseFile next = file.evolve(recorded);
    Set<FactLink> links = everLinked;
    if (!next.facts().equals(file.facts())) {
      Set<FactLink> more = links(next);
      if (!links.containsAll(more)) {
        more.addAll(links);
        links = Set.copyOf(more);
      }
    }
    return new Folded(next, recorded.day(), links);
  }

  Folded evolve(List<Recorded> events) {
    Folded folded = this;
    for (Recorded event : events) {
      folded = folded.evolve(event);
    }
    return folded;
  }

  /** References that the file's facts hold now, wherever in their values. */
  static Set<FactLink> links(CaseFile file) {
    Set<FactLink> links = new LinkedHashSet<>();
    file.facts()
        .forEach((fact, value) -> targets(value).forEach(id -> links.add(new FactLink(fact, id))));
    return links;
  }

  /** Ids of the files that a value refers to, wherever in it. */
  static Set<String> targets(Object value) {
    Set<String> ids = new LinkedHashSet<>();
    collect(value, ids);
    return ids;
  }

  private static void collect(Object value, Set<String> ids) {
    switch (value) {
      case Ref ref -> ids.add(ref.file());
      case List<?> list -> list.forEach(item -> collect(item, ids));
      case Map<?, ?> map -> map.values().forEach(part -> collect(part, ids));
      default -> {}
    }
  }
}
