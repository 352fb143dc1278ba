package zhunsheng.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.view.FileLists;
import zhunsheng.casebook.view.FileQuery;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
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

  /** What resembles a project was looked for on the day of its filing, as in life. */
  @Test
  void the_forms_hold_what_the_comparison_found() {
    int compared = 0;
    int found = 0;
    for (FileRow row : files(null).items()) {
      CaseFile file =
          server.bean(Casebook.class).file(policy.jurisdiction(), row.id()).orElseThrow();
      for (Run run : file.runs().values()) {
        for (Procedure.Field field : policy.procedure(run.procedure()).compared()) {
          compared++;
          assertThat(run.fields()).as(row.name()).containsKey(field.id());
          if (run.fields().get(field.id()) instanceof List<?> hits && !hits.isEmpty()) {
            found++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(40);
    assertThat(found).isPositive().isLessThan(compared);
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
