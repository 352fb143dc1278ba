package zhunsheng.casebook.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.TestDatabase;
import zhunsheng.casebook.event.EventStore;
import zhunsheng.casebook.event.StoredEvent;
import zhunsheng.policy.file.Event;

@Timeout(60)
class FollowerTest {
  private final String jurisdiction = TestDatabase.newJurisdiction();
  private final Follower follower = new Follower(TestDatabase.database());
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void enrol() {
    TestDatabase.database()
        .in(
            jurisdiction,
            client ->
                client.sql("INSERT INTO jurisdiction VALUES (?)").param(jurisdiction).update());
  }

  private void append(JdbcClient client, String file) {
    new EventStore(client, jurisdiction)
        .append(
            jurisdiction + file,
            0,
            List.of(new Event.FileOpened("project", file), new Event.FileClosed("x")),
            new EventStore.Stamp("p", "o", LocalDate.of(2024, 3, 1), Instant.EPOCH, "sample"));
  }

  private void append(String file) {
    TestDatabase.database()
        .in(
            jurisdiction,
            client -> {
              append(client, file);
              return true;
            });
  }

  private int poll() {
    return follower.poll(
        jurisdiction,
        "index",
        events ->
            events.forEach(
                e -> heard.add(e.fileId().substring(jurisdiction.length()) + e.version())));
  }

  @Test
  void events_are_heard_once_in_the_order_of_their_transactions() {
    append("b");
    append("a");

    assertThat(poll()).isEqualTo(4);
    assertThat(poll()).isZero();
    append("c");
    assertThat(poll()).isEqualTo(2);

    assertThat(heard).containsExactly("b1", "b2", "a1", "a2", "c1", "c2");
  }

  @Test
  void it_is_known_how_far_a_follower_is_behind() {
    append("b");
    append("a");

    assertThat(follower.missing(jurisdiction, "index")).isEqualTo(4);
    assertThat(follower.poll(jurisdiction, "index", 3, events -> {})).isEqualTo(3);
    assertThat(follower.missing(jurisdiction, "index")).isEqualTo(1);
    assertThat(follower.poll(jurisdiction, "index", 3, events -> {})).isEqualTo(1);
    assertThat(follower.missing(jurisdiction, "index")).isZero();
  }

  @Test
  void a_slow_transaction_that_commits_late_is_not_lost() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    try (var threads = Executors.newSingleThreadExecutor()) {
      var slow =
          threads.submit(
              () ->
                  TestDatabase.database()
                      .in(
                          jurisdiction,
                          client -> {
                            append(client, "slow");
                            begun.countDown();
                            await(mayCommit);
                            return true;
                          }));
      begun.await();
      append("fast");

      assertThat(poll()).as("the younger one waits for the older").isZero();
      mayCommit.countDown();
      slow.get();
    }
    poll();

    assertThat(heard).containsExactly("slow1", "slow2", "fast1", "fast2");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_a_handler_failed_at_comes_again() {
    append("a");
    List<StoredEvent> first = new ArrayList<>();

    assertThatThrownBy(
            () ->
                follower.poll(
                    jurisdiction,
                    "index",
                    events -> {
                      first.addAll(events);
                      throw new IllegalStateException("index is full");
                    }))
        .hasMessage("index is full");
    poll();

    assertThat(first).hasSize(2);
    assertThat(heard).containsExactly("a1", "a2");
  }

  @Test
  void a_follower_that_restarts_hears_everything_again_and_others_keep_their_place() {
    append("a");
    poll();
    follower.poll(jurisdiction, "other", events -> {});

    follower.restart(jurisdiction, "index");

    assertThat(poll()).isEqualTo(2);
    assertThat(follower.poll(jurisdiction, "other", events -> {})).isZero();
  }

  @Test
  void more_events_than_fit_one_poll_come_in_several() {
    for (int i = 0; i < 300; i++) {
      append("f" + i);
    }

    assertThat(List.of(poll(), poll(), poll())).containsExactly(500, 100, 0);
    assertThat(heard).doesNotHaveDuplicates().hasSize(600);
  }
}
