package zhunsheng.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import zhunsheng.casebook.Outcome.Conflict;
import zhunsheng.casebook.Outcome.Done;
import zhunsheng.casebook.Outcome.Refused;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Ref;

class CasebookTest {
  private final Town town = new Town();

  @Test
  void a_command_that_is_accepted_stands_in_the_file() {
    Done done =
        town.done(
            null,
            "school",
            Town.submission(
                "project_opening",
                Map.of("name", "智慧校园", "total", Money.ofYuan("300000.00")),
                Map.of()));

    assertThat(done.repeated()).isFalse();
    assertThat(done.version()).isEqualTo(done.events().size());
    assertThat(done.events().getFirst().event())
        .isEqualTo(new Event.FileOpened("project", "school"));
    assertThat(town.file(done.fileId()).facts()).containsEntry("total", Money.ofYuan("300000.00"));
    assertThat(town.casebook.history(town.jurisdiction, done.fileId()))
        .extracting(e -> e.recorded())
        .isEqualTo(done.events());
  }

  @Test
  void a_refused_command_leaves_nothing_behind() {
    String project = town.project("school", "智慧校园");
    long before = town.file(project).version();

    Outcome outcome =
        town.submit(project, "school", Town.submission("declaration", Map.of(), Map.of()));

    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(town.file(project).version()).isEqualTo(before);
  }

  @Test
  void the_same_request_under_the_same_key_is_answered_again_and_done_once() {
    CommandRequest request =
        town.request(
            null, "school", Town.submission("project_opening", Map.of("name", "甲"), Map.of()));

    Done first = (Done) town.casebook.submit(request);
    Done second = (Done) town.casebook.submit(request);

    assertThat(second.repeated()).isTrue();
    assertThat(second.fileId()).isEqualTo(first.fileId());
    assertThat(second.version()).isEqualTo(first.version());
    assertThat(second.events()).isEqualTo(first.events());
    assertThat(town.file(first.fileId()).version()).isEqualTo(first.version());
  }

  @Test
  void a_key_that_comes_back_with_another_request_is_an_error() {
    Command one = Town.submission("project_opening", Map.of("name", "甲"), Map.of());
    Command other = Town.submission("project_opening", Map.of("name", "乙"), Map.of());
    town.casebook.submit(town.request(null, "school", one, "the-key", null));

    assertThatThrownBy(
            () -> town.casebook.submit(town.request(null, "school", other, "the-key", null)))
        .isInstanceOf(KeyReusedException.class)
        .hasMessageContaining("the-key");
  }

  @Test
  void a_command_decided_on_an_older_version_is_told_of_the_newer_one() {
    String project = town.project("school", "甲");
    long seen = town.file(project).version();
    Command rename = Town.submission("amendment", Map.of("name", "乙"), Map.of());
    town.done(project, "school", rename);

    Outcome late = town.casebook.submit(town.request(project, "school", rename, "late-key", seen));

    assertThat(late).isEqualTo(new Conflict(town.file(project).version()));
  }

  @Test
  void a_file_of_another_jurisdiction_does_not_exist_here() {
    String theirs = new Town().project("school", "甲");

    assertThatThrownBy(
            () ->
                town.submit(
                    theirs, "school", Town.submission("amendment", Map.of("name", "乙"), Map.of())))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(town.casebook.file(town.jurisdiction, theirs)).isEmpty();
    assertThat(town.casebook.history(town.jurisdiction, theirs)).isEmpty();
  }

  @Test
  void a_reference_to_a_file_that_is_not_there_is_refused() {
    Outcome outcome =
        town.submit(
            null,
            "school",
            Town.submission(
                "project_opening", Map.of("name", "甲", "plan", new Ref("none-such")), Map.of()));

    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).refusals())
        .extracting(Refusal::message)
        .containsExactly("没有所引用的档案：none-such");
  }

  @Test
  void a_paper_that_was_never_stored_is_refused() {
    String project = town.project("school", "甲");
    Material paper =
        new Material(
            List.of(new Material.Attachment("0".repeat(64), "方案.pdf", "application/pdf", 7)), null);

    Outcome outcome =
        town.submit(project, "school", Town.declaration("1.00", Map.of("paper", paper)));

    assertThat(((Refused) outcome).refusals())
        .extracting(Refusal::message)
        .containsExactly("附件“方案.pdf”未上传成功，请重新上传");
  }

  @Test
  void text_that_cannot_be_stored_is_the_callers_fault() {
    assertThatThrownBy(
            () ->
                town.submit(
                    null,
                    "school",
                    Town.submission("project_opening", Map.of("name", "甲\0乙"), Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("无法保存的字符");
  }

  @Test
  void of_two_threads_that_saw_the_same_version_one_is_done_and_one_conflicts() throws Exception {
    String project = town.project("school", "甲");
    for (int round = 0; round < 10; round++) {
      long seen = town.file(project).version();
      List<Callable<Outcome>> race = new ArrayList<>();
      for (String name : List.of("左", "右")) {
        Command rename = Town.submission("amendment", Map.of("name", name), Map.of());
        race.add(
            () -> town.casebook.submit(town.request(project, "school", rename, name + seen, seen)));
      }
      assertThat(together(race))
          .extracting(Object::getClass)
          .containsExactlyInAnyOrder(Done.class, Conflict.class);
    }
  }

  @Test
  void threads_that_do_not_care_for_the_version_all_get_through_and_none_is_lost()
      throws Exception {
    String plan = town.plan(2025);
    town.unit("school");
    List<String> projects =
        List.of(
            town.project("school", "甲", "1.00", plan),
            town.project("school", "乙", "1.00", plan),
            town.project("hospital", "丙", "1.00", plan));
    List<Callable<Outcome>> race = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String project = projects.get(i % 3);
      String office = i % 3 == 2 ? "hospital" : "school";
      Command change = Town.submission("amendment", Map.of("plan_year", (long) i), Map.of());
      race.add(() -> town.submit(project, office, change));
    }

    assertThat(together(race)).allMatch(Done.class::isInstance);
    for (String project : projects) {
      assertThat(town.file(project).runs().keySet())
          .filteredOn(r -> r.startsWith("amendment"))
          .hasSize(20);
    }
  }

  @Test
  void one_request_sent_by_many_threads_opens_one_file() throws Exception {
    CommandRequest request =
        town.request(
            null, "school", Town.submission("project_opening", Map.of("name", "甲"), Map.of()));
    List<Callable<Outcome>> race = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      race.add(() -> town.casebook.submit(request));
    }

    List<Outcome> outcomes = together(race);

    assertThat(outcomes)
        .extracting(o -> ((Done) o).fileId())
        .containsOnly(((Done) outcomes.getFirst()).fileId());
    assertThat(outcomes).filteredOn(o -> !((Done) o).repeated()).hasSize(1);
  }

  @Test
  void a_file_opened_while_its_unit_registers_finds_it() throws Exception {
    for (int round = 0; round < 10; round++) {
      String office = "office-" + round;
      together(
          List.of(
              () ->
                  town.submit(
                      null,
                      office,
                      Town.submission("unit_registration", Map.of("name", office), Map.of())),
              () ->
                  town.submit(
                      null,
                      office,
                      Town.submission("project_opening", Map.of("name", "甲"), Map.of()))));
    }
    assertThat(Projections.of(town)).isEqualTo(Projections.rebuilt(town));
  }

  private static List<Outcome> together(List<Callable<Outcome>> race) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(race.size())) {
      for (Future<Outcome> f : threads.invokeAll(race)) {
        outcomes.add(f.get());
      }
    }
    return outcomes;
  }

  @Test
  void a_dossier_holds_the_files_one_link_away_in_either_direction() {
    String unit = town.unit("school");
    String plan = town.plan(2025);
    String project = town.project("school", "甲", "1.00", plan);

    Dossier ofProject = town.casebook.dossier(town.jurisdiction, project);
    assertThat(ofProject.linked().keySet()).containsExactlyInAnyOrder(unit, plan);
    assertThat(ofProject.reverse()).containsEntry("unit", List.of(unit));
    assertThat(town.casebook.dossier(town.jurisdiction, plan).reverse())
        .containsEntry("projects", List.of(project));
    assertThat(town.casebook.dossier(town.jurisdiction, unit).reverse())
        .containsEntry("projects", List.of(project));
  }

  @Test
  void what_happens_to_a_unit_is_recorded_on_its_projects() {
    String unit = town.unit("school");
    String project = town.project("school", "甲");
    String elsewhere = town.project("hospital", "乙");

    town.done(
        unit, "data_office", Town.submission("suspension", Map.of("suspended", true), Map.of()));

    assertThat(town.file(project).holds()).hasSize(1);
    assertThat(town.file(elsewhere).holds()).isEmpty();
    assertThat(town.submit(project, "school", Town.declaration("1.00", Map.of())))
        .isInstanceOf(Refused.class);

    town.done(
        unit, "data_office", Town.submission("suspension", Map.of("suspended", false), Map.of()));

    assertThat(town.file(project).holds()).isEmpty();
    assertThat(town.casebook.history(town.jurisdiction, project))
        .extracting(e -> e.recorded().event().getClass().getSimpleName())
        .endsWith("HoldPlaced", "HoldLifted");
  }

  @Test
  void what_happens_to_a_file_is_recorded_on_those_its_office_holds_that_read_it() {
    LocalDate march = LocalDate.of(2024, 3, 1);
    String earlier = town.on(march).plan(2025);
    town.on(LocalDate.of(2024, 5, 1));

    String later = town.plan(2026);

    assertThat(town.file(earlier).holds()).hasSize(1);
    assertThat(town.file(later).holds()).isEmpty();
    assertThat(town.casebook.dossierAsOf(town.jurisdiction, earlier, town.today()).reverse())
        .containsEntry("others", List.of(later));
    assertThat(town.casebook.dossierAsOf(town.jurisdiction, earlier, march).reverse())
        .containsEntry("others", List.of());
  }

  @Test
  void files_with_the_same_text_find_each_other_while_the_form_is_in_hand() {
    String first = town.project("school", "智慧校园");
    town.done(first, "school", Town.submission("amendment", Map.of("grade", "good"), Map.of()));
    String second = town.project("hospital", "乙");

    Outcome outcome =
        town.submit(
            second, "hospital", Town.submission("amendment", Map.of("name", "智慧校园"), Map.of()));

    assertThat(outcome).isInstanceOf(Refused.class);
    town.done(second, "hospital", Town.submission("amendment", Map.of("name", "丙"), Map.of()));
    town.done(first, "school", Town.submission("amendment", Map.of("name", "智慧校园"), Map.of()));
    assertThat(town.casebook.dossier(town.jurisdiction, first).reverse())
        .containsEntry("namesakes", List.of());
  }

  @Test
  void a_file_as_of_a_past_day_knows_nothing_later() {
    LocalDate march = LocalDate.of(2024, 3, 1);
    LocalDate may = LocalDate.of(2024, 5, 1);
    String first = town.on(march).plan(2025);
    String second = town.plan(2026);
    String project = town.project("school", "甲", "1.00", first);
    town.on(may)
        .done(
            project,
            "school",
            Town.submission("amendment", Map.of("plan", new Ref(second)), Map.of()));

    assertThat(town.casebook.fileAsOf(town.jurisdiction, project, march).orElseThrow().facts())
        .containsEntry("plan", new Ref(first));
    assertThat(town.casebook.fileAsOf(town.jurisdiction, project, march.minusDays(1))).isEmpty();
    assertThat(town.casebook.dossierAsOf(town.jurisdiction, first, march).reverse())
        .containsEntry("projects", List.of(project));
    assertThat(town.casebook.dossierAsOf(town.jurisdiction, first, may).reverse())
        .containsEntry("projects", List.of());
    assertThat(town.casebook.dossierAsOf(town.jurisdiction, project, march).linked())
        .containsKey(first);
  }

  @Test
  void what_the_system_observes_is_recorded_in_its_own_name() {
    town.unit("school");
    String project = town.project("school", "甲");
    town.approve(project, "school");
    town.on(LocalDate.of(2024, 4, 2));

    int assessed =
        town.casebook.refresh(town.jurisdiction, town.today(), town.now(), Progress.SILENT);

    assertThat(assessed).as("the project; the unit's file stays as it is").isEqualTo(1);
    Recorded last = town.casebook.history(town.jurisdiction, project).getLast().recorded();
    assertThat(last.event()).isInstanceOf(Event.HoldPlaced.class);
    assertThat(last.person()).isEqualTo("system");
    assertThat(town.casebook.refresh(town.jurisdiction, town.today(), town.now(), Progress.SILENT))
        .as("nothing is left for the same day")
        .isZero();
  }

  @Test
  void a_crowd_around_a_file_is_assessed_in_part_at_once_and_wholly_soon_after() {
    String unit = town.unit("school");
    List<String> projects = new ArrayList<>();
    for (int i = 0; i < 53; i++) {
      projects.add(town.project("school", "项目" + i));
    }

    town.done(
        unit, "data_office", Town.submission("suspension", Map.of("suspended", true), Map.of()));
    assertThat(projects).filteredOn(p -> !town.file(p).holds().isEmpty()).hasSize(50);
    String waiting =
        projects.stream().filter(p -> town.file(p).holds().isEmpty()).findFirst().orElseThrow();
    assertThat(town.submit(waiting, "school", Town.declaration("1.00", Map.of())))
        .as("what is decided never waits for a list")
        .isInstanceOf(Refused.class);

    assertThat(town.casebook.refresh(town.jurisdiction, town.today(), town.now(), Progress.SILENT))
        .isEqualTo(3);
    assertThat(projects).allMatch(p -> !town.file(p).holds().isEmpty());
  }

  @Test
  void a_file_that_cannot_be_assessed_does_not_stop_the_others() {
    String bad = town.project("school", "甲");
    String good = town.project("hospital", "乙");
    TestDatabase.database()
        .in(
            town.jurisdiction,
            client ->
                client
                    .sql("UPDATE case_file SET policy = 'lost' WHERE id = ?")
                    .param(bad)
                    .update());
    LocalDate yesterday = town.today().minusDays(1);

    assertThat(town.casebook.refresh(town.jurisdiction, yesterday, town.now(), Progress.SILENT))
        .isEqualTo(1);
    assertThat(assessedOn(good)).isEqualTo(yesterday);
    assertThat(assessedOn(bad)).isEqualTo(town.today());
  }

  @Test
  void only_the_days_that_change_something_need_be_lived_through() {
    town.unit("school");
    String project = town.project("school", "甲");
    town.approve(project, "school");
    LocalDate approved = town.today();

    LocalDate first = town.casebook.nextChange(town.jurisdiction, approved).orElseThrow();
    List<LocalDate> changing = new ArrayList<>();
    for (LocalDate day = approved.plusDays(1);
        day.isBefore(first.plusDays(1));
        day = day.plusDays(1)) {
      town.on(day);
      if (town.casebook.refresh(town.jurisdiction, day, town.now(), Progress.SILENT) > 0) {
        changing.add(day);
      }
    }

    assertThat(changing).containsExactly(first);
  }

  @Test
  void a_changed_pack_and_a_clock_that_steps_back_have_files_assessed_again() {
    String project = town.project("school", "甲");
    Policy sample = new SampleShelf().policy(town.casebook.policy(town.jurisdiction, project).id());
    LocalDate later = town.today().plusDays(3);

    town.casebook.notePack(town.jurisdiction, sample);
    assertThat(town.casebook.refresh(town.jurisdiction, later, town.now(), Progress.SILENT))
        .as("the pack is seen for the first time")
        .isEqualTo(1);
    town.casebook.notePack(town.jurisdiction, sample);
    assertThat(town.casebook.refresh(town.jurisdiction, later, town.now(), Progress.SILENT))
        .as("the same pack")
        .isZero();
    assertThat(town.casebook.refresh(town.jurisdiction, town.today(), town.now(), Progress.SILENT))
        .as("the clock stepped back")
        .isEqualTo(1);
    assertThat(assessedOn(project)).isEqualTo(town.today());
  }

  private LocalDate assessedOn(String file) {
    return TestDatabase.database()
        .in(
            town.jurisdiction,
            client ->
                client
                    .sql("SELECT assessed_on FROM case_file WHERE id = ?")
                    .param(file)
                    .query(LocalDate.class)
                    .single());
  }
}
