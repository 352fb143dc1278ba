package zhunsheng.casebook.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.casebook.Progress;
import zhunsheng.casebook.TestDatabase;
import zhunsheng.casebook.Town;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.verify.Checkpoints;

@Timeout(60)
class ScheduledWorkTest {
  private final Town town = new Town();
  @TempDir Path keys;

  private record Standing(LocalDate today, Instant now) implements BusinessClock {}

  @Test
  void overdue_duties_are_found_and_checkpoints_made_without_anybody_asking() throws Exception {
    town.unit("school");
    String project = town.project("school", "甲");
    town.approve(project, "school");
    town.on(LocalDate.of(2024, 4, 2));
    CountDownLatch serversOwn = new CountDownLatch(1);

    try (ScheduledWork work =
        new ScheduledWork(
            TestDatabase.database(),
            town.casebook,
            town.shelf,
            new Checkpoints(TestDatabase.database(), keys),
            new Standing(town.today(), town.now()),
            List.of(
                Tasks.recurring("servers-own", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((instance, context) -> serversOwn.countDown())))) {
      work.start();
      assertThat(serversOwn.await(30, TimeUnit.SECONDS)).isTrue();
      while (town.file(project).holds().isEmpty() || checkpoints() == 0) {
        Thread.sleep(50);
      }
    }
    assertThat(town.file(project).holds()).containsOnlyKeys("sample-4");
  }

  @Test
  void a_server_that_stops_does_not_wait_for_all_files() {
    town.unit("school");
    String project = town.project("school", "甲");
    town.approve(project, "school");
    town.on(LocalDate.of(2024, 4, 2));

    Thread.currentThread().interrupt();
    int assessed =
        town.casebook.refresh(town.jurisdiction, town.today(), town.now(), Progress.SILENT);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(assessed).isZero();
    assertThat(town.casebook.refresh(town.jurisdiction, town.today(), town.now(), Progress.SILENT))
        .as("what was left is still due")
        .isPositive();
  }

  private long checkpoints() {
    return TestDatabase.database()
        .in(
            town.jurisdiction,
            client -> client.sql("SELECT count(*) FROM checkpoint").query(Long.class).single());
  }
}
