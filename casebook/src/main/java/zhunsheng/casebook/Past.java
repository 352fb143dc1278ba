package zhunsheng.casebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zhunsheng.casebook.event.EventStore;
import zhunsheng.casebook.event.StoredEvent;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Links;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Policy;

/** Files folded up to the end of a past day. */
final class Past {
  private final EventStore store;
  private final Surroundings surroundings;
  private final LocalDate day;

  Past(EventStore store, Surroundings surroundings, LocalDate day) {
    this.store = store;
    this.surroundings = surroundings;
    this.day = day;
  }

  /** The file, if it was open by then. */
  Optional<CaseFile> file(String fileId) {
    List<Recorded> events =
        store.load(fileId).stream()
            .map(StoredEvent::recorded)
            .takeWhile(e -> !e.day().isAfter(day))
            .toList();
    return events.isEmpty() ? Optional.empty() : Optional.of(CaseFile.of(fileId, events));
  }

  /** The file with those that were one link away then. */
  Dossier dossier(Policy policy, String fileId) {
    CaseFile file = file(fileId).orElseThrow(() -> new NoSuchFileException(fileId));
    Map<String, CaseFile> candidates = load(surroundings.everAround(policy, file));
    Map<String, List<String>> reverse = new LinkedHashMap<>();
    for (Fact fact : policy.vocabulary().subject(file.subject()).facts().values()) {
      if (fact.reverse() != null) {
        reverse.put(fact.name(), referring(file, fact.reverse(), candidates));
      }
    }
    if (!file.subject().equals(Surroundings.UNIT)) {
      reverse.put(
          Surroundings.UNIT,
          surroundings.unitOf(file.office()).stream().filter(candidates::containsKey).toList());
    }
    Set<String> linked = new LinkedHashSet<>(Links.references(policy.vocabulary(), file));
    reverse.values().forEach(linked::addAll);
    linked.remove(fileId);
    return new Dossier(file, load(new ArrayList<>(linked)), reverse);
  }

  private Map<String, CaseFile> load(List<String> ids) {
    Map<String, CaseFile> files = new LinkedHashMap<>();
    ids.forEach(id -> file(id).ifPresent(f -> files.put(id, f)));
    return files;
  }

  private static List<String> referring(
      CaseFile file, String reference, Map<String, CaseFile> candidates) {
    String subject = Reference.subject(reference);
    String fact = Reference.fact(reference);
    return candidates.values().stream()
        .filter(c -> c.subject().equals(subject) && !c.id().equals(file.id()))
        .filter(
            c ->
                fact.equals(Surroundings.UNIT)
                    ? c.office().equals(file.office())
                    : Folded.links(c).contains(new Folded.FactLink(fact, file.id())))
        .map(CaseFile::id)
        .toList();
  }
}
