package zhunsheng.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands while the database's connections are cut, again and again. */
@Timeout(120)
class BurstTest {
  private static final int THREADS = 4;
  private static final int COMMANDS = 30;

  private final Town town = new Town();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void every_answered_command_is_there_once_however_often_connections_are_cut() throws Exception {
    List<Callable<List<String>>> senders = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String office = "office-" + i;
      senders.add(() -> send(office));
    }
    try (var threads = Executors.newFixedThreadPool(THREADS + 1)) {
      Future<Integer> cutter = threads.submit(this::cut);
      List<Future<List<String>>> sent = threads.invokeAll(senders);
      over.set(true);
      assertThat(cutter.get()).as("cuts that hit a transaction").isPositive();
      for (Future<List<String>> answered : sent) {
        assertThat(answered.get()).doesNotHaveDuplicates().hasSize(COMMANDS);
        for (String file : answered.get()) {
          assertThat(town.file(file).version()).isPositive();
        }
      }
    }
    long files =
        TestDatabase.database()
            .in(
                town.jurisdiction,
                client -> client.sql("SELECT count(*) FROM case_file").query(Long.class).single());
    assertThat(files).as("none twice").isEqualTo((long) THREADS * COMMANDS);
    assertThat(Projections.of(town)).isEqualTo(Projections.rebuilt(town));
  }

  /** Sends each command until it is answered, as a client that heard nothing would. */
  private List<String> send(String office) {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      CommandRequest request =
          town.request(
              null, office, Town.submission("project_opening", Map.of("name", "项目" + i), Map.of()));
      while (files.size() == i) {
        try {
          files.add(((Outcome.Done) town.casebook.submit(request)).fileId());
        } catch (RuntimeException cut) {
          assertThat(cut).hasStackTraceContaining("SQLException");
        }
      }
    }
    return files;
  }

  private int cut() throws InterruptedException {
    JdbcClient owner = JdbcClient.create(TestDatabase.owner());
    int cuts = 0;
    while (!over.get()) {
      try {
        cuts +=
            owner
                .sql(
                    """
                    SELECT count(pg_terminate_backend(pid)) FROM (
                      SELECT pid FROM pg_stat_activity
                      WHERE datname = current_database() AND pid <> pg_backend_pid()
                        AND backend_xid IS NOT NULL
                      LIMIT 1) AS one
                    """)
                .query(Integer.class)
                .single();
      } catch (RuntimeException ownConnectionWasCutBefore) {
        assertThat(ownConnectionWasCutBefore).hasStackTraceContaining("SQLException");
      }
      Thread.sleep(20);
    }
    return cuts;
  }
}
