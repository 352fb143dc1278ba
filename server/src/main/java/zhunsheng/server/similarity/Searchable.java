package zhunsheng.server.similarity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.event.StoredEvent;
import zhunsheng.casebook.follow.Follower;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.model.Policy;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Existing;
import zhunsheng.similarity.LookAlikes;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.search.ProjectIndex;
import zhunsheng.similarity.text.Passages;

/**
 * The folder of the index, kept in step with the record. Each folder follows the events under a
 * name of its own, so that one that is gone or was made by another model is filled from the first
 * event on, from the vectors that the database keeps.
 */
final class Searchable implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Searchable.class);
  private static final String MARK = "made-by";

  /** Changes when the index is to be made anew: another model, other files, other groups. */
  private static final String MADE_BY = Encoder.MODEL + "/" + ProjectIndex.FORM;

  /** How many texts the model reads together. */
  private static final int READ_AT_ONCE = 32;

  private final Casebook casebook;
  private final Follower follower;
  private final KeptVectors vectors;
  private final Encoder encoder;
  private final LookAlikes index;
  private final String name;
  private volatile boolean stopping;

  private Searchable(
      Casebook casebook, Database database, Encoder encoder, LookAlikes index, String name) {
    this.casebook = casebook;
    this.follower = new Follower(database);
    this.vectors = new KeptVectors(database);
    this.encoder = encoder;
    this.index = index;
    this.name = name;
  }

  /**
   * Loads the model and opens the folder.
   *
   * @throws RuntimeException if either cannot be done on this machine
   */
  static Searchable open(Path folder, Casebook casebook, Database database) {
    String mark = mark(folder);
    Encoder encoder = new Encoder();
    try {
      LookAlikes index = new LookAlikes(folder.resolve("index"), encoder);
      return new Searchable(casebook, database, encoder, index, "look-alikes:" + mark);
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  /** The folder's own name; a folder of another model is emptied and gets a new one. */
  private static String mark(Path folder) {
    Path file = folder.resolve(MARK);
    try {
      Files.createDirectories(folder);
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2 && lines.getFirst().equals(MADE_BY) && full(folder)) {
          return lines.getLast();
        }
      }
      empty(folder.resolve("index"));
      Files.createDirectories(folder.resolve("index"));
      String mark = UUID.randomUUID().toString();
      Files.write(file, List.of(MADE_BY, mark));
      return mark;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean full(Path folder) throws IOException {
    Path index = folder.resolve("index");
    if (!Files.isDirectory(index)) {
      return false;
    }
    try (Stream<Path> files = Files.list(index)) {
      return files.anyMatch(f -> String.valueOf(f.getFileName()).startsWith("segments"));
    }
  }

  private static void empty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  LookAlikes index() {
    return index;
  }

  /**
   * Takes in what happened since the last time.
   *
   * @param most how many events
   * @return how many events; 0 when the index is up to date
   * @throws CancellationException if it is stopped meanwhile
   */
  int follow(String jurisdiction, int most) {
    return follower.poll(jurisdiction, name, most, events -> takeIn(jurisdiction, events));
  }

  /** How many events are still to be taken in. */
  long missing(String jurisdiction) {
    return follower.missing(jurisdiction, name);
  }

  /** Whether something has happened that cannot be found yet. */
  boolean behind(String jurisdiction) {
    return follower.behind(jurisdiction, name);
  }

  /** Breaks off what is being taken in; it is taken in the next time. */
  void stop() {
    stopping = true;
  }

  private void takeIn(String jurisdiction, List<StoredEvent> events) {
    Set<String> ids = new LinkedHashSet<>();
    events.forEach(e -> ids.add(e.fileId()));
    List<Existing> present = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    casebook.read(
        jurisdiction,
        ids,
        (policy, dossier) -> {
          CaseFile file = dossier.file();
          Description description = exists(policy, file);
          if (description == null) {
            absent.add(file.id());
          } else {
            present.add(
                new Existing(file.id(), Descriptions.group(policy, file.subject()), description));
          }
        });
    absent.forEach(index::remove);
    put(jurisdiction, present);
    // On disk before the follower's place is, so that nothing is passed over.
    index.refresh();
  }

  /** What an open file says of itself; null for one that is closed or says nothing. */
  private static @Nullable Description exists(Policy policy, CaseFile file) {
    return file.closed() != null
        ? null
        : Descriptions.of(policy, file).filter(Passages::legible).orElse(null);
  }

  private void put(String jurisdiction, List<Existing> present) {
    Map<String, byte[]> kept = vectors.find(jurisdiction, present);
    List<Existing> unread = new ArrayList<>();
    for (Existing thing : present) {
      if (!put(thing, kept.get(thing.id()))) {
        unread.add(thing);
      }
    }
    for (int from = 0; from < unread.size(); from += READ_AT_ONCE) {
      if (stopping) {
        throw new CancellationException("the index is being closed");
      }
      List<Existing> some = unread.subList(from, Math.min(from + READ_AT_ONCE, unread.size()));
      List<byte[]> made = index.vectors(some.stream().map(Existing::description).toList());
      for (int i = 0; i < some.size(); i++) {
        Existing thing = some.get(i);
        vectors.keep(jurisdiction, thing.id(), thing.description(), made.get(i));
        index.put(thing, made.get(i));
      }
    }
  }

  private boolean put(Existing thing, byte @Nullable [] kept) {
    if (kept == null) {
      return false;
    }
    try {
      index.put(thing, kept);
      return true;
    } catch (IllegalArgumentException e) {
      log.warn("the vectors kept for file {} are of another form: {}", thing.id(), e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    try {
      index.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      encoder.close();
    }
  }
}
