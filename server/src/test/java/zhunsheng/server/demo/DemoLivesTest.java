package zhunsheng.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.view.FileLists;
import zhunsheng.casebook.view.FileQuery;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.TestServer;
import zhunsheng.server.regulation.Shelf;
import zhunsheng.server.regulation.Stages;

@ExtendWith(TestServer.class)
class DemoLivesTest {
  private static final String SUBJECT = "project";

  private final TestServer.Running server;
  private final Policy policy;

  DemoLivesTest(TestServer.Running server) {
    this.server = server;
    this.policy = server.bean(Shelf.class).policy(TestServer.pack());
  }

  private zhunsheng.casebook.view.Page<FileRow> files(FileQuery.State state) {
    FileQuery all = FileQuery.all(server.bean(BusinessClock.class).today());
    return server
        .bean(FileLists.class)
        .files(
            policy.jurisdiction(),
            new FileQuery(
                all.today(),
                null,
                SUBJECT,
                null,
                null,
                null,
                state,
                all.columns(),
                all.sort(),
                false,
                0,
                500));
  }

  @Test
  void no_step_of_the_script_is_refused() {
    assertThat(server.bean(DemoLives.class).refused()).isZero();
  }

  @Test
  void there_are_sixty_projects_and_some_in_every_stage() {
    Set<String> held = new TreeSet<>();
    files(null).items().forEach(f -> held.add(f.stage()));

    assertThat(files(null).total()).isGreaterThanOrEqualTo(60);
    assertThat(held)
        .as("stages with a project")
        .containsAll(Stages.of(policy, policy.vocabulary().subject(SUBJECT)));
  }

  @ParameterizedTest(name = "some projects are {0}")
  @ValueSource(strings = {"OPEN", "CLOSED", "HELD", "OVERDUE", "RUNNING", "RETURNED"})
  void there_are_some_in_every_state(String state) {
    assertThat(files(FileQuery.State.valueOf(state)).total()).isPositive();
  }
}
