package zhunsheng.casebook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.Progress;
import zhunsheng.casebook.SampleShelf;
import zhunsheng.casebook.TestDatabase;
import zhunsheng.casebook.Town;
import zhunsheng.policy.model.Policy;

class DatabaseTest {
  private final Database database = TestDatabase.database();

  private static final List<String> OF_NO_JURISDICTION =
      List.of("jurisdiction", "business_day", "scheduled_tasks", "flyway_schema_history");

  private List<String> tables() {
    return JdbcClient.create(TestDatabase.owner())
        .sql(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        .query(String.class)
        .list();
  }

  @Test
  void every_table_bears_its_jurisdiction_under_row_level_security_that_binds_its_owner_too() {
    JdbcClient owner = JdbcClient.create(TestDatabase.owner());
    for (String table : tables()) {
      if (OF_NO_JURISDICTION.contains(table)) {
        continue;
      }
      assertThat(
              owner
                  .sql(
                      """
                      SELECT relrowsecurity AND relforcerowsecurity AND EXISTS (
                        SELECT FROM pg_attribute a
                        WHERE a.attrelid = c.oid AND a.attname = 'jurisdiction' AND a.attnotnull)
                      FROM pg_class c WHERE oid = ?::regclass
                      """)
                  .param(table)
                  .query(Boolean.class)
                  .single())
          .as(table)
          .isTrue();
    }
  }

  @Test
  void another_jurisdictions_rows_are_invisible_even_to_a_raw_query() {
    Town here = new Town();
    Town there = new Town();
    for (Town town : List.of(here, there)) {
      town.unit("school");
      town.approve(town.project("school", "甲"), "school");
    }
    for (String table :
        List.of("event", "head", "answer", "case_file", "run", "duty", "visibility", "notice")) {
      List<String> seen =
          database.in(
              here.jurisdiction,
              client ->
                  client
                      .sql("SELECT DISTINCT jurisdiction FROM " + table)
                      .query(String.class)
                      .list());
      assertThat(seen).as(table).containsExactly(here.jurisdiction);
    }
  }

  @Test
  void a_row_cannot_be_written_into_another_jurisdiction() {
    Town here = new Town();
    Town there = new Town();
    String theirs = there.unit("school");

    assertThatThrownBy(
            () ->
                database.in(
                    here.jurisdiction,
                    client ->
                        client
                            .sql("INSERT INTO visibility VALUES (?, ?, 'spy')")
                            .params(there.jurisdiction, theirs)
                            .update()))
        .rootCause()
        .hasMessageContaining("row-level security");
    int answer =
        database.in(
            here.jurisdiction,
            client ->
                client.sql("UPDATE case_file SET name = '' WHERE id = ?").param(theirs).update());
    assertThat(answer).isZero();
  }

  @Test
  void a_session_that_names_no_jurisdiction_sees_nothing() {
    new Town().unit("school");

    long answer =
        database.outside(
            client -> client.sql("SELECT count(*) FROM event").query(Long.class).single());
    assertThat(answer).isZero();
  }

  @Test
  void role_and_jurisdiction_end_with_the_transaction() {
    database.in("town", client -> true);

    assertThat(
            JdbcClient.create(TestDatabase.owner())
                .sql(
                    "SELECT current_user || '/' || coalesce(current_setting('zhunsheng.jurisdiction', true), '')")
                .query(String.class)
                .single())
        .isEqualTo("postgres/");
  }

  @Test
  void the_role_of_the_application_is_neither_superuser_nor_exempt() {
    boolean answer =
        database.in(
            "town",
            client ->
                client
                    .sql(
                        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
                    .query(Boolean.class)
                    .single());
    assertThat(answer).isFalse();
  }

  @Test
  void opening_a_database_again_changes_nothing() {
    DataSource fresh = TestDatabase.another("opened_twice");
    Database.open(fresh);
    long migrations = migrations(fresh);
    Database.open(fresh);

    assertThat(migrations).isPositive();
    assertThat(migrations(fresh)).isEqualTo(migrations);
  }

  private static long migrations(DataSource source) {
    return JdbcClient.create(source)
        .sql("SELECT count(*) FROM flyway_schema_history WHERE success")
        .query(Long.class)
        .single();
  }

  @Test
  void events_restored_from_a_cluster_that_was_further_on_are_followed_again() {
    DataSource fresh = TestDatabase.another("restored");
    Database.open(fresh);
    JdbcClient owner = JdbcClient.create(fresh);
    owner.sql("INSERT INTO jurisdiction VALUES ('town')").update();
    owner
        .sql(
            """
            INSERT INTO event VALUES ('town', 'f', 1, 1, 'FileClosed', '{"reason":"x"}', 'p', 'o',
              '2024-03-01', now(), 'sample', '', '', '9000000000'::xid8)
            """)
        .update();
    owner.sql("INSERT INTO follower VALUES ('town', 'index', '9000000000', 'f', 1)").update();

    Database.open(fresh);

    assertThat(owner.sql("SELECT tx_id::text FROM event").query(String.class).single())
        .isEqualTo("0");
    assertThat(owner.sql("SELECT count(*) FROM follower").query(Long.class).single()).isZero();
    assertThatThrownBy(() -> owner.sql("DELETE FROM event").update())
        .as("guarded as before")
        .rootCause()
        .hasMessageContaining("append-only");
  }

  @Test
  void a_transaction_that_sees_one_jurisdiction_cannot_enter_another() {
    String nested = database.in("town", outer -> database.in("town", inner -> "joined"));
    assertThat(nested).isEqualTo("joined");

    assertThatThrownBy(() -> database.in("town", outer -> database.in("village", inner -> true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("town");
  }

  @Test
  void an_owner_that_is_no_superuser_is_enough_and_is_bound_by_row_level_security_itself() {
    DataSource theirs = TestDatabase.anotherOwnedBy("modest", "modest_owner");
    Database modest = Database.open(theirs);
    Town town = new Town(modest);
    town.unit("school");
    town.approve(town.project("school", "甲"), "school");

    assertThat(
            JdbcClient.create(theirs).sql("SELECT count(*) FROM event").query(Long.class).single())
        .as("without a jurisdiction")
        .isZero();
    Policy sample = new SampleShelf().policies().iterator().next();
    town.casebook.notePack(town.jurisdiction, sample);
    assertThat(
            town.casebook.refresh(
                town.jurisdiction, town.today().plusDays(1), town.now(), Progress.SILENT))
        .isEqualTo(2);
    Database.open(theirs);
  }
}
