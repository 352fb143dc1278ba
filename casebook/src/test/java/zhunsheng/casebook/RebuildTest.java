package zhunsheng.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Ref;

class RebuildTest {
  private static final List<String> OFFICES = List.of("school", "hospital", "library");

  /**
   * Each try is many commands, and shrinking a database is no use: the seed is what is reported.
   */
  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void after_any_commands_the_projections_are_what_a_rebuild_computes(@ForAll long seed) {
    Town town = new Town();
    Random random = new Random(seed);
    List<String> plans = new ArrayList<>(List.of(town.plan(2025), town.plan(2026)));
    List<String> units = new ArrayList<>();
    List<String> projects = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      step(town, random, plans, units, projects);
    }

    town.casebook.refresh(town.jurisdiction, town.today(), town.now(), Progress.SILENT);
    assertThat(Projections.of(town)).isEqualTo(Projections.rebuilt(town));
    assertThat(Projections.of(town).get("case_file"))
        .hasSize(plans.size() + units.size() + projects.size());
  }

  @Test
  void a_rebuild_drops_what_no_event_is_behind_and_sends_nothing() {
    Town town = new Town();
    town.unit("school");
    String project = town.project("school", "甲");
    town.approve(project, "school");
    var before = Projections.of(town);
    long notices = count(town, "notice");
    TestDatabase.database()
        .in(
            town.jurisdiction,
            client -> {
              client
                  .sql("INSERT INTO visibility VALUES (?, 'no-such-file', 'school')")
                  .param(town.jurisdiction)
                  .update();
              client.sql("DELETE FROM duty").update();
              return client.sql("UPDATE case_file SET stage = 'nowhere'").update();
            });
    List<Long> reported = new ArrayList<>();

    town.casebook.rebuild(
        town.jurisdiction, town.today(), town.now(), (done, total) -> reported.add(total - done));

    assertThat(Projections.of(town)).isEqualTo(before);
    assertThat(count(town, "notice")).isEqualTo(notices);
    assertThat(reported).endsWith(0L).hasSize(4);
  }

  private static long count(Town town, String table) {
    return TestDatabase.database()
        .in(
            town.jurisdiction,
            client -> client.sql("SELECT count(*) FROM " + table).query(Long.class).single());
  }

  private static void step(
      Town town, Random random, List<String> plans, List<String> units, List<String> projects) {
    String office = any(random, OFFICES);
    switch (random.nextInt(9)) {
      case 0 -> {
        if (units.size() < 3) {
          units.add(town.unit(office));
        }
      }
      case 1, 2 ->
          projects.add(
              town.project(office, "项目" + projects.size(), "100000.00", any(random, plans)));
      case 3 -> {
        if (!units.isEmpty()) {
          town.submit(
              any(random, units),
              "data_office",
              Town.submission("suspension", Map.of("suspended", random.nextBoolean()), Map.of()));
        }
      }
      case 4 -> town.on(town.today().plusDays(random.nextInt(20)));
      default -> {
        if (!projects.isEmpty()) {
          String project = any(random, projects);
          CaseFile file = town.file(project);
          onProject(town, random, plans, file);
        }
      }
    }
  }

  private static void onProject(Town town, Random random, List<String> plans, CaseFile file) {
    for (Run run : file.runs().values()) {
      Run.Visit visit = run.openVisit();
      if (visit != null && random.nextInt(3) > 0) {
        Run.Assignment turn = any(random, visit.openAssignments());
        town.submit(file.id(), turn.office(), turnCommand(random, run, visit));
        return;
      }
    }
    Command command =
        switch (random.nextInt(5)) {
          case 0 ->
              Town.submission("amendment", Map.of("plan", new Ref(any(random, plans))), Map.of());
          case 1 ->
              Town.submission("amendment", Map.of("name", "改名" + random.nextInt(9)), Map.of());
          case 2 -> Town.submission("progress_report", Map.of(), Map.of());
          case 3 -> Town.submission("payment", Map.of(), Map.of("amount", Money.ofYuan("5.00")));
          default -> Town.declaration("200000.00", Map.of());
        };
    town.submit(file.id(), file.office(), command);
  }

  private static Command turnCommand(Random random, Run run, Run.Visit visit) {
    if (visit.step().equals("review")) {
      return random.nextInt(4) == 0
          ? new Command.Transfer(run.id(), null, "audit_office", "转办")
          : Town.act(run.id(), "agree");
    }
    return Town.act(run.id(), any(random, List.of("approve", "reject", "return")));
  }

  private static <T> T any(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
