package zhunsheng.casebook;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import zhunsheng.casebook.event.EventStore;
import zhunsheng.casebook.event.StoredEvent;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Recorded;

/**
 * The files of one transaction. What was folded before is taken from a cache and only brought up to
 * date; the cache hears of nothing that was not committed.
 */
final class FoldedFiles {
  private final EventStore store;
  private final Cache cache;
  private final Map<String, Folded> known = new HashMap<>();

  /**
   * Files folded by earlier transactions, the least recently used forgotten first; for all threads.
   */
  static final class Cache {
    private final Map<String, Folded> files;

    Cache(int capacity) {
      files =
          new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Folded> eldest) {
              return size() > capacity;
            }
          };
    }

    synchronized Optional<Folded> get(String id) {
      return Optional.ofNullable(files.get(id));
    }

    synchronized void putAll(Map<String, Folded> more) {
      files.putAll(more);
    }
  }

  FoldedFiles(EventStore store, Cache cache) {
    this.store = store;
    this.cache = cache;
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            cache.putAll(known);
          }
        });
  }

  /** The file as this transaction sees it, or none if it has no events. */
  Optional<Folded> load(String id) {
    return Optional.ofNullable(load(List.of(id)).get(id));
  }

  /** Those of the files that exist, by id. */
  Map<String, Folded> load(Collection<String> ids) {
    Map<String, Long> behind = new LinkedHashMap<>();
    Map<String, Folded> loaded = new LinkedHashMap<>();
    store
        .versions(ids)
        .forEach(
            (id, version) -> {
              Folded start = start(id, version);
              loaded.put(id, start);
              if (start.file().version() < version) {
                behind.put(id, start.file().version());
              }
            });
    if (!behind.isEmpty()) {
      store
          .loadAfter(behind)
          .forEach((id, events) -> loaded.compute(id, (k, f) -> fold(f, id, events)));
    }
    known.putAll(loaded);
    return loaded;
  }

  private static Folded fold(@Nullable Folded start, String id, List<StoredEvent> events) {
    List<Recorded> recorded = events.stream().map(StoredEvent::recorded).toList();
    return (start == null ? Folded.empty(id) : start).evolve(recorded);
  }

  private Folded start(String id, long version) {
    return Optional.ofNullable(known.get(id))
        .or(() -> cache.get(id))
        .filter(f -> f.file().version() <= version)
        .orElseGet(() -> Folded.empty(id));
  }

  /** Takes over what this transaction appended itself. */
  Folded appended(Folded before, List<Recorded> events) {
    Folded after = before.evolve(events);
    known.put(after.file().id(), after);
    return after;
  }

  static Map<String, CaseFile> files(Map<String, Folded> folded) {
    Map<String, CaseFile> files = new LinkedHashMap<>();
    folded.forEach((id, f) -> files.put(id, f.file()));
    return files;
  }
}
