package zhunsheng.server.day;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.PolicyShelf;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.schedule.ScheduledWork;
import zhunsheng.casebook.verify.Checkpoints;

/**
 * Does what time alone brings about, from the moment the server answers until it stops: overdue
 * duties, holds, notices, checkpoints; once across all nodes of a database.
 */
@Component
class Schedule {
  private final Database database;
  private final Casebook casebook;
  private final PolicyShelf shelf;
  private final Checkpoints checkpoints;
  private final BusinessClock clock;
  private @Nullable ScheduledWork work;

  Schedule(
      Database database,
      Casebook casebook,
      PolicyShelf shelf,
      Checkpoints checkpoints,
      BusinessClock clock) {
    this.database = database;
    this.casebook = casebook;
    this.shelf = shelf;
    this.checkpoints = checkpoints;
    this.clock = clock;
  }

  /** Not before the sample files of a demonstration are there, whose days it would run ahead of. */
  @EventListener(ApplicationReadyEvent.class)
  void start() {
    ScheduledWork started =
        new ScheduledWork(database, casebook, shelf, checkpoints, clock, List.of());
    started.start();
    work = started;
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    ScheduledWork running = work;
    if (running != null) {
      running.close();
    }
  }
}
