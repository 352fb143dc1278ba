package zhunsheng.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.database.Rows;
import zhunsheng.casebook.event.CommandJson;
import zhunsheng.casebook.event.EventStore;
import zhunsheng.casebook.event.StoredEvent;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.Policy;

/**
 * The record of all files: every write is a command, answered in one transaction that loads,
 * decides, appends, observes holds, projects and keeps the answer. What was answered with {@link
 * Outcome.Done} is durable.
 */
public final class Casebook {
  private static final int ATTEMPTS = 8;
  private static final int CACHED_FILES = 5_000;
  private static final System.Logger LOG = System.getLogger(Casebook.class.getName());

  private final Database database;
  private final PolicyShelf shelf;
  private final FoldedFiles.Cache cache = new FoldedFiles.Cache(CACHED_FILES);

  public Casebook(Database database, PolicyShelf shelf) {
    this.database = database;
    this.shelf = shelf;
  }

  /**
   * Carries out a command on a file, or opens one.
   *
   * <p>Without an expected version a file that moved meanwhile is read again and the command
   * decided anew.
   *
   * @throws NoSuchFileException if the request's file does not exist in its jurisdiction
   * @throws KeyReusedException if the idempotency key was used for another request
   * @throws IllegalArgumentException if a text holds characters that cannot be stored; the message
   *     is Chinese
   */
  public Outcome submit(CommandRequest request) {
    String digest = CommandJson.digest(request.fileId(), request.command(), request.actor());
    String fileId = request.fileId() == null ? FileIds.next() : request.fileId();
    return submit(request, fileId, digest);
  }

  private Outcome submit(CommandRequest request, String fileId, String digest) {
    Set<String> locks = CaseWork.firstLocks(request, fileId);
    for (int attempt = 1; ; attempt++) {
      try {
        return work(
            request.jurisdiction(),
            request.today(),
            request.at(),
            work -> work.submit(request, fileId, digest, locks));
      } catch (Locks.MissingException missing) {
        giveUpAfter(attempt, missing);
        locks.addAll(missing.needed());
      } catch (CaseWork.OvertakenException | ConcurrencyFailureException e) {
        giveUpAfter(attempt, e);
      } catch (DuplicateKeyException e) {
        // A new id that another jurisdiction, unseen from here, has taken already.
        if (request.fileId() != null) {
          throw e;
        }
        return submit(request, FileIds.next(), digest);
      }
    }
  }

  private static void giveUpAfter(int attempt, RuntimeException last) {
    if (attempt == ATTEMPTS) {
      throw new IllegalStateException("gave up after " + attempt + " attempts", last);
    }
  }

  /** The file as it is, or none of that id in the jurisdiction. */
  public Optional<CaseFile> file(String jurisdiction, String fileId) {
    return read(jurisdiction, work -> work.file(fileId));
  }

  /**
   * The file with those one link away.
   *
   * @throws NoSuchFileException if there is none
   */
  public Dossier dossier(String jurisdiction, String fileId) {
    return read(jurisdiction, work -> work.dossier(fileId));
  }

  /**
   * Reads many files, each with those one link away and the pack it runs under, all as they were at
   * one moment; an id without a file is passed over.
   */
  public void read(
      String jurisdiction, Collection<String> fileIds, BiConsumer<Policy, Dossier> each) {
    read(
        jurisdiction,
        work -> {
          for (String id : fileIds) {
            if (work.file(id).isPresent()) {
              each.accept(work.policy(id), work.dossier(id));
            }
          }
          return true;
        });
  }

  /**
   * The pack under which a file runs.
   *
   * @throws NoSuchFileException if there is none
   */
  public Policy policy(String jurisdiction, String fileId) {
    return read(jurisdiction, work -> work.policy(fileId));
  }

  /** All events of a file in order; empty if there is no such file. */
  public List<StoredEvent> history(String jurisdiction, String fileId) {
    return database.in(jurisdiction, client -> new EventStore(client, jurisdiction).load(fileId));
  }

  /** The file as it was at the end of {@code day}; none if it was not open yet. */
  public Optional<CaseFile> fileAsOf(String jurisdiction, String fileId, LocalDate day) {
    return read(jurisdiction, work -> work.past(day).file(fileId));
  }

  /**
   * The file with those one link away, all as they were at the end of {@code day}.
   *
   * @throws NoSuchFileException if it was not open yet
   */
  public Dossier dossierAsOf(String jurisdiction, String fileId, LocalDate day) {
    return read(jurisdiction, work -> work.past(day).dossier(work.policy(fileId), fileId));
  }

  /**
   * The first day after {@code day} that may change a file by itself, as far as files are assessed;
   * none if no day does.
   */
  public Optional<LocalDate> nextChange(String jurisdiction, LocalDate day) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    "SELECT changes_on FROM case_file WHERE changes_on > ? ORDER BY changes_on LIMIT 1")
                .param(day)
                .query(LocalDate.class)
                .optional());
  }

  /**
   * Asks for all files under a pack to be assessed again if the pack is no longer the one that they
   * were last assessed by.
   */
  public void notePack(String jurisdiction, Policy policy) {
    database.in(
        jurisdiction,
        client -> {
          int changed =
              client
                  .sql(
                      """
                      INSERT INTO pack_seen (jurisdiction, policy, digest)
                      VALUES (:jurisdiction, :policy, :digest)
                      ON CONFLICT (jurisdiction, policy) DO UPDATE SET digest = excluded.digest
                      WHERE pack_seen.digest <> excluded.digest
                      """)
                  .param("jurisdiction", jurisdiction)
                  .param("policy", policy.id())
                  .param("digest", policy.digest())
                  .update();
          return changed == 0
              ? 0
              : client
                  .sql("UPDATE case_file SET assessed_on = NULL WHERE policy = ?")
                  .param(policy.id())
                  .update();
        });
  }

  /**
   * Assesses again every file that the day may have changed, and those that a command left for
   * later: records holds that begin or end, refreshes lists, sends notices. Each file is a
   * transaction of its own; one that fails is logged and does not stop the others. An interrupt
   * stops after the file at work; the others stay due.
   *
   * @return how many files were assessed
   */
  public int refresh(String jurisdiction, LocalDate today, Instant at, Progress progress) {
    List<String> due =
        database.in(
            jurisdiction,
            client ->
                client
                    .sql(
                        """
                        SELECT id FROM case_file
                        WHERE assessed_on IS NULL OR assessed_on > :today OR changes_on <= :today
                        ORDER BY id
                        """)
                    .param("today", today)
                    .query(Rows::text)
                    .list());
    int done = 0;
    int assessed = 0;
    for (String id : due) {
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      try {
        locked(jurisdiction, id, today, at, work -> work.assess(id));
        assessed++;
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "file " + id + " could not be assessed", e);
      }
      progress.report(++done, due.size());
    }
    return assessed;
  }

  /**
   * Computes all projections of a jurisdiction again from its events, and drops rows that no event
   * is behind. Appends nothing and sends nothing.
   */
  public void rebuild(String jurisdiction, LocalDate today, Instant at, Progress progress) {
    List<String> ids =
        database.in(
            jurisdiction,
            client -> {
              for (String table : Projector.TABLES) {
                client
                    .sql(
                        "DELETE FROM "
                            + table
                            + " p WHERE NOT EXISTS (SELECT FROM event e WHERE e.file_id = p."
                            + (table.equals("case_file") ? "id" : "file_id")
                            + " AND e.version = 1)")
                    .update();
              }
              client.sql("UPDATE case_file SET digests = '{}'").update();
              return client
                  .sql("SELECT file_id FROM event WHERE version = 1 ORDER BY file_id")
                  .query(Rows::text)
                  .list();
            });
    long total = 2L * ids.size();
    long done = 0;
    for (String id : ids) {
      locked(jurisdiction, id, today, at, work -> work.register(id));
      progress.report(++done, total);
    }
    for (String id : ids) {
      locked(jurisdiction, id, today, at, work -> work.project(id));
      progress.report(++done, total);
    }
  }

  private void locked(
      String jurisdiction, String fileId, LocalDate today, Instant at, Consumer<CaseWork> what) {
    for (int attempt = 1; ; attempt++) {
      try {
        database.in(
            jurisdiction,
            client -> {
              Locks.take(client, jurisdiction, Set.of(fileId));
              what.accept(new CaseWork(client, jurisdiction, shelf, cache, today, at));
              return true;
            });
        return;
      } catch (CaseWork.OvertakenException | ConcurrencyFailureException e) {
        giveUpAfter(attempt, e);
      }
    }
  }

  /** Reads at one moment, so that a file and those around it fit together. */
  private <T> T read(String jurisdiction, Function<CaseWork, T> what) {
    return database.inSnapshot(
        jurisdiction,
        client ->
            what.apply(
                new CaseWork(client, jurisdiction, shelf, cache, LocalDate.EPOCH, Instant.EPOCH)));
  }

  private <T> T work(String jurisdiction, LocalDate today, Instant at, Function<CaseWork, T> what) {
    return database.in(
        jurisdiction,
        client -> what.apply(new CaseWork(client, jurisdiction, shelf, cache, today, at)));
  }
}
