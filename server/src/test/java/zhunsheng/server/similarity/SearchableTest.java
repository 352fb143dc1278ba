package zhunsheng.server.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.database.Database;
import zhunsheng.server.TestServer;

@ExtendWith(TestServer.class)
class SearchableTest {

  @Test
  void a_folder_that_is_gone_is_filled_again_in_steps_from_the_vectors_that_were_kept(
      TestServer.Running server, @TempDir Path folder) throws InterruptedException {
    server.awaitIndex();
    String jurisdiction = server.jurisdiction();
    Database database = server.bean(Database.class);
    long kept = kept(server);

    long all;
    int some;
    int files;
    try (Searchable anew = open(server, folder, database)) {
      all = anew.missing(jurisdiction);
      assertThat(anew.follow(jurisdiction, 100)).isEqualTo(100);
      some = anew.index().size();
    }
    try (Searchable resumed = open(server, folder, database)) {
      assertThat(resumed.missing(jurisdiction)).isBetween(all - 100, all - 1);
      assertThat(resumed.index().size()).isEqualTo(some);
      while (resumed.follow(jurisdiction, 4_000) > 0) {}
      files = resumed.index().size();
    }
    try (Searchable again = open(server, folder, database)) {
      assertThat(again.follow(jurisdiction, 500)).isZero();
      assertThat(again.index().size()).isEqualTo(files);
    }

    assertThat(files).isGreaterThan(Math.max(50, some));
    assertThat(kept(server)).as("written when the server began, and not again").isEqualTo(kept);
  }

  private static Searchable open(TestServer.Running server, Path folder, Database database) {
    return Searchable.open(folder, server.bean(Casebook.class), database);
  }

  /** Changes with every row that is written. */
  private static long kept(TestServer.Running server) {
    return server
        .bean(JdbcClient.class)
        .sql("SELECT coalesce(sum(xmin::text::bigint), 0) FROM look_alike_vector")
        .query(Long.class)
        .single();
  }
}
