package zhunsheng.casebook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.TestDatabase;
import zhunsheng.casebook.event.EventStore.Stamp;
import zhunsheng.policy.file.Event;

class EventStoreTest {
  private static final Stamp STAMP =
      new Stamp(
          "zhang",
          "school",
          LocalDate.of(2024, 3, 1),
          Instant.parse("2024-03-01T02:03:04.567891234Z"),
          "sample");

  private final String jurisdiction = TestDatabase.newJurisdiction();
  private final String file = "file-of-" + jurisdiction;

  private Appended append(long expected, Event... events) {
    return TestDatabase.database()
        .in(
            jurisdiction,
            client -> {
              client
                  .sql("INSERT INTO jurisdiction VALUES (?) ON CONFLICT DO NOTHING")
                  .param(jurisdiction)
                  .update();
              return new EventStore(client, jurisdiction)
                  .append(file, expected, List.of(events), STAMP);
            });
  }

  private List<StoredEvent> load() {
    return TestDatabase.database()
        .in(jurisdiction, client -> new EventStore(client, jurisdiction).load(file));
  }

  @Test
  void events_come_back_in_order_with_their_stamp() {
    append(0, new Event.FileOpened("project", "school"), new Event.FileClosed("误建"));
    append(2, new Event.FileReopened("仍需建设"));

    assertThat(load())
        .extracting(StoredEvent::version, e -> e.recorded().event())
        .containsExactly(
            tuple(1L, new Event.FileOpened("project", "school")),
            tuple(2L, new Event.FileClosed("误建")),
            tuple(3L, new Event.FileReopened("仍需建设")));
    StoredEvent last = load().getLast();
    assertThat(last.at()).isEqualTo(Instant.parse("2024-03-01T02:03:04.567891Z"));
    assertThat(last.recorded().person()).isEqualTo("zhang");
    assertThat(last.policy()).isEqualTo("sample");
  }

  @Test
  void an_append_to_another_version_is_a_conflict_that_names_the_actual_one() {
    append(0, new Event.FileOpened("project", "school"));

    assertThat(append(0, new Event.FileOpened("project", "school")))
        .isEqualTo(new Appended.Conflict(1));
    assertThat(append(2, new Event.FileClosed("x"))).isEqualTo(new Appended.Conflict(1));
    assertThat(load()).hasSize(1);
  }

  @Test
  void of_many_threads_that_begin_the_same_file_one_begins_it() throws Exception {
    Callable<Appended> begin = () -> append(0, new Event.FileOpened("project", "school"));
    try (var threads = Executors.newFixedThreadPool(6)) {
      int done = 0;
      for (Future<Appended> f :
          threads.invokeAll(List.of(begin, begin, begin, begin, begin, begin))) {
        done += f.get() instanceof Appended.Done ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
    assertThat(load()).hasSize(1);
  }

  @Test
  void a_thread_that_waited_for_another_meets_a_conflict() throws Exception {
    append(0, new Event.FileOpened("project", "school"));
    Callable<Appended> close = () -> append(1, new Event.FileClosed("x"));
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Appended> answers =
          threads.invokeAll(List.of(close, close)).stream()
              .map(
                  f -> {
                    try {
                      return f.get();
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  })
              .toList();
      assertThat(answers)
          .contains(new Appended.Conflict(2))
          .filteredOn(Appended.Done.class::isInstance)
          .hasSize(1);
    }
  }

  @Test
  void each_hash_covers_the_one_before_it_and_the_whole_event() {
    append(0, new Event.FileOpened("project", "school"), new Event.FileClosed("误建"));
    List<StoredEvent> events = load();

    String first =
        Sm3.hex(
            EventChain.START
                + "{\"at\":\"2024-03-01T02:03:04.567891Z\",\"day\":\"2024-03-01\",\"file\":\""
                + file
                + "\",\"jurisdiction\":\""
                + jurisdiction
                + "\",\"office\":\"school\",\"payload\":{\"office\":\"school\",\"subject\":\"project\"},"
                + "\"person\":\"zhang\",\"policy\":\"sample\",\"schema\":1,\"type\":\"FileOpened\",\"version\":1}");
    assertThat(events.getFirst().hash()).isEqualTo(first);
    assertThat(events.getLast().hash())
        .isEqualTo(
            new EventChain.Link(
                    jurisdiction,
                    file,
                    2,
                    1,
                    "FileClosed",
                    Map.of("reason", "误建"),
                    "zhang",
                    "school",
                    STAMP.day(),
                    STAMP.at(),
                    "sample")
                .hash(first));
  }

  @Test
  void the_application_can_neither_change_nor_delete_an_event() {
    append(0, new Event.FileOpened("project", "school"));

    for (String sql :
        List.of(
            "UPDATE event SET office = 'hospital'",
            "DELETE FROM event",
            "TRUNCATE event",
            "DELETE FROM head",
            "UPDATE checkpoint SET signature = ''",
            "DELETE FROM answer")) {
      assertThatThrownBy(
              () -> TestDatabase.database().in(jurisdiction, client -> client.sql(sql).update()))
          .as(sql)
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void not_even_the_owner_changes_an_event_by_accident() {
    append(0, new Event.FileOpened("project", "school"));
    JdbcClient owner = JdbcClient.create(TestDatabase.owner());

    assertThatThrownBy(
            () ->
                owner
                    .sql("UPDATE event SET office = 'hospital' WHERE file_id = ?")
                    .param(file)
                    .update())
        .rootCause()
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> owner.sql("DELETE FROM event WHERE file_id = ?").param(file).update())
        .rootCause()
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> owner.sql("TRUNCATE event").update())
        .rootCause()
        .hasMessageContaining("append-only");
  }
}
