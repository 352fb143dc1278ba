package zhunsheng.server.similarity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.policy.act.Findings;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.server.regulation.Shelf;
import zhunsheng.server.similarity.BatchStore.Batch;
import zhunsheng.server.similarity.BatchStore.Pair;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Hit;

/**
 * Holds many files against everything that exists, one after another, beside all other work. What
 * was begun goes on after a restart where it stopped.
 */
@Component
@Order(Integer.MAX_VALUE)
public class Batches implements ApplicationRunner, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(Batches.class);

  /** How long to wait while the model is being loaded, or others compare. */
  private static final long AGAIN_MILLIS = 1_000;

  private final BatchStore store;
  private final Comparisons comparisons;
  private final Casebook casebook;
  private final Shelf shelf;
  private final BusinessClock clock;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread = new Thread(this::work, "look-alike-batches");
  private final CountDownLatch closing = new CountDownLatch(1);

  Batches(
      BatchStore store,
      Comparisons comparisons,
      Casebook casebook,
      Shelf shelf,
      BusinessClock clock) {
    this.store = store;
    this.comparisons = comparisons;
    this.casebook = casebook;
    this.shelf = shelf;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    work.release();
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Begins to compare these files; comes back at once.
   *
   * @param everything whether they are the whole directory
   * @return the id of the batch
   */
  public String begin(
      String jurisdiction, String title, boolean everything, String account, List<String> files) {
    LocalDate day = clock.today();
    Batch batch =
        new Batch(
            UUID.randomUUID().toString(),
            title,
            everything,
            account,
            BatchStore.State.RUNNING,
            day,
            files.size(),
            0,
            0);
    store.begin(jurisdiction, batch, files, clock.now());
    work.release();
    return batch.id();
  }

  /** Stops a batch after the file at hand; what was found stays. */
  public void cancel(String jurisdiction, String batch) {
    store.end(jurisdiction, batch, BatchStore.State.CANCELLED, clock.now());
  }

  private void work() {
    try {
      while (!closing()) {
        work.acquire();
        work.drainPermits();
        for (String jurisdiction : shelf.jurisdictions()) {
          while (!closing() && one(jurisdiction)) {
            // Until nothing is left of this jurisdiction.
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Compares the next file there is; false when there is none. */
  private boolean one(String jurisdiction) throws InterruptedException {
    try {
      Batch batch = store.running(jurisdiction).orElse(null);
      if (batch == null) {
        return false;
      }
      Optional<String> file = store.next(jurisdiction, batch.id());
      if (file.isEmpty()) {
        store.end(jurisdiction, batch.id(), BatchStore.State.DONE, clock.now());
      } else {
        compareOrSay(jurisdiction, batch.id(), file.get());
      }
      return true;
    } catch (RuntimeException e) {
      if (!closing()) {
        log.error("a batch of {} could not go on", jurisdiction, e);
        closing.await(5 * AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      }
      return !closing();
    }
  }

  /** A file that cannot be compared stops nobody else's comparison. */
  private void compareOrSay(String jurisdiction, String batch, String id)
      throws InterruptedException {
    try {
      compare(jurisdiction, batch, id);
    } catch (RuntimeException e) {
      if (closing()) {
        throw e;
      }
      log.error("file {} could not be compared", id, e);
      store.keep(jurisdiction, batch, id, List.of(), "比对未能完成");
    }
  }

  private void compare(String jurisdiction, String batch, String id) throws InterruptedException {
    CaseFile file = casebook.file(jurisdiction, id).orElse(null);
    if (file == null || file.closed() != null) {
      store.keep(jurisdiction, batch, id, List.of(), "档案已关闭，不再比对");
      return;
    }
    Policy policy = casebook.policy(jurisdiction, id);
    Dossier dossier = casebook.dossier(jurisdiction, id);
    Description description =
        Descriptions.of(policy, file).orElseGet(() -> new Description("", ""));
    switch (comparisons.compare(jurisdiction, description, Descriptions.apart(policy, dossier))) {
      case Comparison.Made made ->
          store.keep(
              jurisdiction, batch, id, pairs(jurisdiction, policy, dossier, made.hits()), null);
      case Comparison.NotMade not -> {
        if (not.soon()) {
          closing.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } else {
          store.keep(jurisdiction, batch, id, List.of(), not.reason());
        }
      }
    }
  }

  private List<Pair> pairs(String jurisdiction, Policy policy, Dossier dossier, List<Hit> hits) {
    CaseFile file = dossier.file();
    Set<String> against = againstSplitting(policy, dossier);
    List<Pair> pairs = new ArrayList<>();
    for (Hit hit : hits) {
      String other = hit.existing().id();
      boolean own =
          against.contains(other)
              || casebook
                  .file(jurisdiction, other)
                  .filter(o -> o.subject().equals(file.subject()))
                  .filter(o -> o.office().equals(file.office()))
                  .isPresent();
      pairs.add(
          new Pair(
              file.id(),
              other,
              Excerpts.score(hit),
              Excerpts.level(hit),
              own,
              Excerpts.text(hit.matches()),
              String.join("\n", Excerpts.newParts(hit))));
    }
    return pairs;
  }

  /** Files among which the file's regulation asks whether something was split. */
  private Set<String> againstSplitting(Policy policy, Dossier dossier) {
    Set<String> against = new HashSet<>();
    for (Procedure procedure : policy.procedures().values()) {
      if (procedure.subject().equals(dossier.file().subject())) {
        for (Procedure.Field field : procedure.compared()) {
          Set<String> among =
              Findings.among(
                  Situation.of(policy, dossier, clock.today()).form(procedure, Map.of(), null),
                  field);
          if (among != null && !field.answers().isEmpty()) {
            against.addAll(among);
          }
        }
      }
    }
    return against;
  }

  private boolean closing() {
    return closing.getCount() == 0;
  }

  /** The file at hand is compared to its end, or again after the next start. */
  @Override
  public void destroy() throws InterruptedException {
    closing.countDown();
    work.release();
    thread.join(10_000);
  }
}
