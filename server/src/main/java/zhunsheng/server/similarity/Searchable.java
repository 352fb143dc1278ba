package zhunsheng.server.similarity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
import zhunsheng.similarity.text.Passages;

/**
 * The folder of the index, kept in step with the record. Each folder follows the events under a
 * name of its own, so that one that is gone or was made by another model is filled from the first
 * event on, from the vectors that the database keeps.
 */
final class Searchable implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Searchable.class);
  private static final String MARK = "made-by";

  /** Another form of the index: what is in it and in which groups. */
  private static final String FORM = Encoder.MODEL + " 2";

  private final Casebook casebook;
  private final Follower follower;
  private final KeptVectors vectors;
  private final Encoder encoder;
  private final LookAlikes index;
  private final String name;

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
    Encoder encoder = new Encoder(1);
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
        if (lines.size() == 2 && lines.getFirst().equals(FORM) && full(folder)) {
          return lines.getLast();
        }
      }
      empty(folder.resolve("index"));
      Files.createDirectories(folder.resolve("index"));
      String mark = UUID.randomUUID().toString();
      Files.write(file, List.of(FORM, mark));
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
   * Takes in what happened since the last time, at most 500 events.
   *
   * @return how many events; 0 when the index is up to date
   */
  int follow(String jurisdiction) {
    return follower.poll(jurisdiction, name, events -> takeIn(jurisdiction, events));
  }

  /** Whether something has happened that cannot be found yet. */
  boolean behind(String jurisdiction) {
    return follower.behind(jurisdiction, name);
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
    present.forEach(thing -> put(jurisdiction, thing));
    // On disk before the follower's place is, so that nothing is passed over.
    index.refresh();
  }

  /** What an open file says of itself; null for one that is closed or says nothing. */
  private static @Nullable Description exists(Policy policy, CaseFile file) {
    return file.closed() != null
        ? null
        : Descriptions.of(policy, file).filter(Passages::legible).orElse(null);
  }

  private void put(String jurisdiction, Existing thing) {
    byte[] kept = vectors.find(jurisdiction, thing.id(), thing.description()).orElse(null);
    if (kept != null) {
      try {
        index.put(thing, kept);
        return;
      } catch (IllegalArgumentException e) {
        log.warn(
            "the vectors kept for file {} are of another form: {}", thing.id(), e.getMessage());
      }
    }
    byte[] made = index.vectors(thing.description());
    vectors.keep(jurisdiction, thing.id(), thing.description(), made);
    index.put(thing, made);
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
