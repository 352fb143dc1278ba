package zhunsheng.server.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.database.Database;
import zhunsheng.server.TestServer;
import zhunsheng.server.database.Postgres.Place;
import zhunsheng.server.regulation.Shelf;
import zhunsheng.similarity.Description;

/** Where nobody can compare, nothing is found and nothing is said to be missing. */
@ExtendWith(TestServer.class)
class ComparisonsTest {
  private static final Description SOMETHING = new Description("智慧水务平台", "管网监测");

  private final TestServer.Running server;
  private final MeterRegistry metrics = new SimpleMeterRegistry();

  ComparisonsTest(TestServer.Running server) {
    this.server = server;
  }

  private Comparisons on(Path data) {
    return new Comparisons(
        server.bean(Casebook.class),
        server.bean(Database.class),
        server.bean(Shelf.class),
        new Place(null, null, null, data, data),
        metrics);
  }

  @Test
  void before_it_has_begun_it_says_that_it_will(@TempDir Path folder) {
    assertThat(on(folder).compare("anywhere", SOMETHING, Set.of()))
        .isEqualTo(new Comparison.NotMade("查重模型正在载入", true));
  }

  @Test
  void an_index_that_cannot_be_opened_is_told_and_stops_nothing_and_is_tried_again(
      @TempDir Path folder) throws IOException, InterruptedException {
    Path data = Files.createFile(folder.resolve("not-a-folder-yet"));
    Comparisons broken = on(data);
    broken.run(new DefaultApplicationArguments());

    assertThat(broken.awaitFilled(60)).isTrue();
    assertThat(broken.compare("anywhere", SOMETHING, Set.of()))
        .isInstanceOfSatisfying(
            Comparison.NotMade.class,
            not -> {
              assertThat(not.soon()).isFalse();
              assertThat(not.reason()).startsWith("查重模型或者索引无法使用");
            });
    assertThat(gauge("ready")).isZero();

    Files.delete(data);
    Files.createDirectory(data);
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> broken.compare("anywhere", SOMETHING, Set.of()) instanceof Comparison.Made);
    assertThat(gauge("ready")).isEqualTo(1);
    assertThat(gauge("behind")).isZero();
    assertThat(gauge("files")).isGreaterThan(50);
    broken.destroy();
  }

  /** Stopped while it waits for the record, as it may at any moment. */
  @Test
  void stopping_in_the_middle_of_following_is_quiet(@TempDir Path folder) throws Exception {
    List<Throwable> escaped = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> {
          if (thread.getName().equals("look-alikes")) {
            escaped.add(e);
          }
        });
    try (Connection connection = server.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      Comparisons following = on(folder);
      following.run(new DefaultApplicationArguments());
      assertThat(following.awaitFilled(60)).isTrue();
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE follower IN ACCESS EXCLUSIVE MODE");
      await().until(() -> waiting(statement) == 2);
      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(
              () -> assertThatCode(following::destroy).doesNotThrowAnyException());
      Thread.sleep(100);
      connection.rollback();
      stopped.get(20, TimeUnit.SECONDS);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(escaped).isEmpty();
  }

  /** How many wait for the lock: the server's own comparisons, and those of the test. */
  private static int waiting(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT count(*) FROM pg_locks WHERE relation = 'follower'::regclass AND NOT granted")) {
      row.next();
      return row.getInt(1);
    }
  }

  private double gauge(String name) {
    return metrics.get("zhunsheng.look.alikes." + name).gauge().value();
  }
}
