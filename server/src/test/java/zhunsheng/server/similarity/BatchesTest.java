package zhunsheng.server.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.DefaultApplicationArguments;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.server.TestServer;
import zhunsheng.server.regulation.Shelf;
import zhunsheng.server.similarity.BatchStore.State;

/** What was begun goes on where it stopped; what was cancelled does not. */
@ExtendWith(TestServer.class)
class BatchesTest {
  private final TestServer.Running server;
  private final BatchStore store;
  private final String jurisdiction;

  BatchesTest(TestServer.Running server) {
    this.server = server;
    store = server.bean(BatchStore.class);
    jurisdiction = server.elsewhere();
  }

  private Batches worker() {
    return new Batches(
        store,
        server.bean(Comparisons.class),
        server.bean(Casebook.class),
        server.bean(Shelf.class),
        server.bean(BusinessClock.class));
  }

  @Test
  void a_batch_that_a_stopped_server_left_goes_on_with_the_next_and_a_cancelled_one_does_not()
      throws InterruptedException {
    Batches stopped = worker();
    String left = stopped.begin(jurisdiction, "留下的", false, "nobody", List.of("gone", "lost"));
    String cancelled = stopped.begin(jurisdiction, "停止的", false, "nobody", List.of("gone"));
    stopped.cancel(jurisdiction, cancelled);
    store.keep(jurisdiction, left, "gone", List.of(), null);
    assertThat(store.find(jurisdiction, left).orElseThrow().done()).isEqualTo(1);

    Batches next = worker();
    next.run(new DefaultApplicationArguments());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> store.find(jurisdiction, left).orElseThrow().state() != State.RUNNING);
    next.destroy();

    var ended = store.find(jurisdiction, left).orElseThrow();
    assertThat(ended.state()).isEqualTo(State.DONE);
    assertThat(ended.done()).isEqualTo(2);
    assertThat(store.unchecked(jurisdiction, left))
        .containsExactly(new BatchStore.Unchecked("lost", "档案已关闭，不再比对"));
    var never = store.find(jurisdiction, cancelled).orElseThrow();
    assertThat(never.state()).isEqualTo(State.CANCELLED);
    assertThat(never.done()).isZero();
  }
}
