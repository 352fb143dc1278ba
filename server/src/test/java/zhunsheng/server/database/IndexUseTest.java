package zhunsheng.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.casebook.database.Database;
import zhunsheng.server.TestServer;

/** Row-level security must not keep the lists from their indexes. */
@ExtendWith(TestServer.class)
class IndexUseTest {
  private final TestServer.Running server;

  IndexUseTest(TestServer.Running server) {
    this.server = server;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          duty_of_office | SELECT FROM duty d WHERE d.offices && ARRAY['bureau']
          case_file_by_update  | SELECT FROM case_file f WHERE f.subject = 'project' ORDER BY f.updated_on DESC, f.id DESC LIMIT 20
          case_file_by_name    | SELECT FROM case_file f WHERE f.subject = 'project' ORDER BY left(f.name, 100) ASC, f.id ASC LIMIT 20
          case_file_by_next_due | SELECT FROM case_file f WHERE f.subject = 'project' ORDER BY f.next_due ASC NULLS LAST, f.id ASC LIMIT 20
          case_file_by_next_due_backwards | SELECT FROM case_file f WHERE f.subject = 'project' ORDER BY f.next_due DESC NULLS LAST, f.id DESC LIMIT 20
          """)
  void a_list_is_read_along_its_index(String index, String sql) {
    String plan =
        server
            .bean(Database.class)
            .in(
                server.jurisdiction(),
                client -> {
                  client.sql("SET LOCAL enable_seqscan = off").update();
                  client.sql("SET LOCAL enable_sort = off").update();
                  return String.join("\n", client.sql("EXPLAIN " + sql).query(String.class).list());
                });

    assertThat(plan).containsPattern("Index (Only )?Scan .*" + index + "\\b");
  }

  /** Among few files no plan uses the index of the search; whether one may is up to this. */
  @Test
  void a_search_may_use_its_index() {
    boolean may =
        server
            .bean(Database.class)
            .outside(
                client ->
                    client
                        .sql(
                            """
                            SELECT proleakproof FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode
                            WHERE o.oid = '~~*(text, text)'::regoperator
                            """)
                        .query(Boolean.class)
                        .single());

    assertThat(may).isTrue();
  }
}
