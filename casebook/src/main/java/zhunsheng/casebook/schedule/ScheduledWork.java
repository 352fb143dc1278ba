package zhunsheng.casebook.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.PolicyShelf;
import zhunsheng.casebook.Progress;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.verify.Checkpoints;

/**
 * What time alone brings about: duties that fall due, holds that begin and end, checkpoints. Each
 * task runs once across all nodes, and again where a node died in the middle.
 */
public final class ScheduledWork implements AutoCloseable {
  /** For work that is nearly done; afterwards it is interrupted, and goes on at the next start. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Scheduler scheduler;
  private final Casebook casebook;
  private final PolicyShelf shelf;

  /**
   * @param more further tasks of the server
   */
  public ScheduledWork(
      Database database,
      Casebook casebook,
      PolicyShelf shelf,
      Checkpoints checkpoints,
      BusinessClock clock,
      List<RecurringTask<?>> more) {
    this.casebook = casebook;
    this.shelf = shelf;
    List<RecurringTask<?>> tasks = new ArrayList<>(more);
    // Also the day's own work: the first run after midnight finds what the new day changes.
    tasks.add(
        Tasks.recurring("assess-files", FixedDelay.of(Duration.ofMinutes(1)))
            .execute(
                (instance, context) ->
                    shelf
                        .jurisdictions()
                        .forEach(
                            j ->
                                casebook.refresh(j, clock.today(), clock.now(), Progress.SILENT))));
    tasks.add(
        Tasks.recurring("make-checkpoints", FixedDelay.of(Duration.ofMinutes(5)))
            .execute(
                (instance, context) ->
                    shelf.jurisdictions().forEach(j -> checkpoints.make(j, clock.now()))));
    this.scheduler =
        Scheduler.create(database.dataSource())
            .startTasks(tasks)
            .threads(2)
            .pollingInterval(Duration.ofSeconds(5))
            .shutdownMaxWait(PATIENCE)
            .build();
  }

  /** Begins; files under a pack that was changed meanwhile are assessed again. */
  public void start() {
    shelf.policies().forEach(policy -> casebook.notePack(policy.jurisdiction(), policy));
    scheduler.start();
  }

  /** Waits a little for the task at work, interrupts it if need be, and stops. */
  @Override
  public void close() {
    scheduler.stop();
  }
}
