package zhunsheng.casebook.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.casebook.Progress;
import zhunsheng.casebook.TestDatabase;
import zhunsheng.casebook.Town;
import zhunsheng.casebook.view.FileQuery.State;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.assess.Assessment.Duty;
import zhunsheng.policy.assess.Assessment.DutyState;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.value.Money;

class ListsTest {
  private final Town town = new Town();
  private final FileLists lists = new FileLists(TestDatabase.database());
  private final Worklists worklists = new Worklists(TestDatabase.database());
  private String campus;
  private String wards;

  @BeforeEach
  void record() {
    town.unit("school");
    town.unit("hospital");
    campus = town.project("school", "智慧校园_100%", "900000.00", null);
    wards = town.project("hospital", "智慧病房", "1000000.00", null);
  }

  private FileQuery projects(
      Set<String> viewers, String text, State state, String sort, boolean ascending) {
    return new FileQuery(
        town.today(),
        viewers,
        "project",
        text,
        null,
        null,
        state,
        Map.of(),
        sort,
        ascending,
        0,
        20);
  }

  private List<String> found(FileQuery query) {
    Page<FileRow> page = lists.files(town.jurisdiction, query);
    assertThat(page.total()).isEqualTo(page.items().size());
    return page.items().stream().map(FileRow::id).toList();
  }

  @Test
  void a_row_shows_name_columns_and_what_is_open() {
    town.done(campus, "school", Town.declaration("900000.00", Map.of()));

    FileRow row = lists.file(town.jurisdiction, campus, null, town.today()).orElseThrow();

    assertThat(row.name()).isEqualTo("智慧校园_100%");
    assertThat(row.columns())
        .as("its columns, and what the pack seeks in other files")
        .isEqualTo(Map.of("total", "900000.00", "name", "智慧校园_100%"));
    assertThat(row.office()).isEqualTo("school");
    assertThat(row.policy()).isEqualTo("sample");
    assertThat(row.stage()).isEqualTo("general");
    assertThat(row.version()).isEqualTo(town.file(campus).version());
    assertThat(row.openRun())
        .isEqualTo(
            new FileRow.OpenRun(
                "declaration-1",
                "declaration",
                "项目申报",
                false,
                "会审",
                List.of("cyber_office", "finance_office")));
    assertThat(row.nextDue()).isNull();
    assertThat(row.openedOn()).isEqualTo(town.today());
  }

  @ParameterizedTest(name = "“{0}” finds {1}")
  @CsvSource({"智慧, 2", "校园, 1", "_100, 1", "100%, 1", "'900,000', 1", "无此, 0", "'', 2"})
  void typed_text_is_sought_as_it_stands_in_names_and_columns(String text, int expected) {
    assertThat(found(projects(null, text, null, "name", true))).hasSize(expected);
  }

  @Test
  void money_sorts_as_a_number() {
    assertThat(found(projects(null, null, null, "total", true))).containsExactly(campus, wards);
    assertThat(found(projects(null, null, null, "total", false))).containsExactly(wards, campus);
  }

  @Test
  void a_sort_key_is_never_part_of_the_sql() {
    assertThat(found(projects(null, null, null, "name; DROP TABLE event --", true))).hasSize(2);
  }

  @Test
  void an_office_lists_what_it_may_read() {
    assertThat(found(projects(Set.of("school"), null, null, "name", true))).containsExactly(campus);
    assertThat(found(projects(Set.of("data_office"), null, null, "name", true))).hasSize(2);
    assertThat(found(projects(Set.of("finance_office"), null, null, "name", true))).isEmpty();
    assertThat(lists.file(town.jurisdiction, wards, Set.of("school"), town.today())).isEmpty();

    town.done(campus, "school", Town.declaration("1.00", Map.of()));

    assertThat(found(projects(Set.of("finance_office"), null, null, "name", true)))
        .as("it has a turn now")
        .containsExactly(campus);
  }

  @Test
  void files_are_found_by_state() {
    assertThat(found(projects(null, null, State.RUNNING, "name", true))).isEmpty();
    town.done(campus, "school", Town.declaration("1.00", Map.of()));
    assertThat(found(projects(null, null, State.RUNNING, "name", true))).containsExactly(campus);
    town.done(campus, "finance_office", Town.act("declaration-1", "agree"));
    town.done(campus, "cyber_office", Town.act("declaration-1", "agree"));
    town.done(campus, "data_office", Town.act("declaration-1", "return"));
    assertThat(found(projects(null, null, State.RETURNED, "name", true))).containsExactly(campus);
    assertThat(found(projects(null, null, State.CLOSED, "name", true))).isEmpty();
    assertThat(found(projects(null, null, State.OPEN, "name", true))).hasSize(2);
    town.approve(wards, "hospital");
    town.on(LocalDate.of(2024, 4, 2));
    town.casebook.refresh(town.jurisdiction, town.today(), town.now(), Progress.SILENT);
    assertThat(found(projects(null, null, State.OVERDUE, "name", true))).containsExactly(wards);
    assertThat(found(projects(null, null, State.HELD, "name", true))).containsExactly(wards);
  }

  @Test
  void columns_are_matched_exactly() {
    FileQuery query =
        new FileQuery(
            town.today(),
            null,
            "project",
            null,
            null,
            null,
            null,
            Map.of("total", "900000.00"),
            "name",
            true,
            0,
            20);
    assertThat(found(query)).containsExactly(campus);
  }

  @Test
  void a_page_holds_its_part_of_the_whole() {
    FileQuery second =
        new FileQuery(
            town.today(), null, "project", null, null, null, null, Map.of(), "total", true, 1, 1);
    Page<FileRow> page = lists.files(town.jurisdiction, second);
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.items()).extracting(FileRow::id).containsExactly(wards);
    assertThatThrownBy(() -> new Query(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Query(1001)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void more_than_anybody_turns_pages_of_are_not_counted() {
    assertThat(lists.files(town.jurisdiction, FileQuery.all(town.today())).more()).isFalse();
    TestDatabase.database()
        .in(
            town.jurisdiction,
            client -> {
              client
                  .sql(
                      """
                        INSERT INTO case_file (id, jurisdiction, subject, office, policy, name, stage, columns,
                                               search, opened_on, updated_on, version, digests)
                        SELECT f.id || n, f.jurisdiction, f.subject, f.office, f.policy, f.name, f.stage,
                               f.columns, f.search, f.opened_on, f.updated_on, f.version, f.digests
                        FROM case_file f, generate_series(1, ?) AS n WHERE f.id = ?
                        """)
                  .params(Page.COUNTED, campus)
                  .update();
              return client
                  .sql(
                      """
                      INSERT INTO visibility
                      SELECT jurisdiction, id, office FROM case_file WHERE id LIKE ? || '_%'
                      """)
                  .param(campus)
                  .update();
            });

    Page<FileRow> page = lists.files(town.jurisdiction, FileQuery.all(town.today()));

    assertThat(page.total()).isEqualTo(Page.COUNTED);
    assertThat(page.more()).isTrue();
    assertThat(page.items()).hasSize(20);
    Page<FileRow> seen =
        lists.files(town.jurisdiction, projects(Set.of("school"), null, null, "name", true));
    assertThat(seen.total()).as("by an office that sees very many").isEqualTo(Page.COUNTED);
    assertThat(seen.items()).allMatch(row -> row.office().equals("school"));
    assertThat(
            lists
                .files(town.jurisdiction, projects(Set.of("hospital"), null, null, "name", true))
                .items())
        .extracting(FileRow::id)
        .containsExactly(wards);
  }

  @Test
  void files_with_nothing_due_come_last_whichever_way_days_are_sorted() {
    town.approve(campus, "school");
    town.casebook.refresh(town.jurisdiction, town.today(), town.now(), Progress.SILENT);

    assertThat(found(projects(null, null, null, "due", true))).containsExactly(campus, wards);
    assertThat(found(projects(null, null, null, "due", false))).containsExactly(campus, wards);
  }

  private record Query(int size) {
    Query {
      new FileQuery(
          LocalDate.EPOCH, null, null, null, null, null, null, Map.of(), "name", true, 0, size);
    }
  }

  @Test
  void a_turn_waits_in_its_offices_worklist_until_it_is_done() {
    town.done(campus, "school", Town.declaration("1.00", Map.of()));
    town.done(campus, "data_office", new Command.Remind("declaration-1", "finance_office", "请办理"));

    Page<TaskRow> turns =
        worklists.turns(town.jurisdiction, Set.of("finance_office"), town.today(), 0, 20);

    assertThat(turns.total()).isEqualTo(1);
    TaskRow turn = turns.items().getFirst();
    assertThat(turn.file()).isEqualTo(campus);
    assertThat(turn.stepTitle()).isEqualTo("会审");
    assertThat(turn.filedBy()).isEqualTo("school");
    assertThat(turn.due()).isEqualTo(LocalDate.of(2024, 3, 11));
    assertThat(turn.overdue()).isFalse();
    assertThat(turn.reminders()).isEqualTo(1);
    assertThat(
            worklists
                .turns(
                    town.jurisdiction, Set.of("finance_office"), LocalDate.of(2024, 3, 12), 0, 20)
                .items()
                .getFirst()
                .overdue())
        .isTrue();

    town.done(campus, "finance_office", Town.act("declaration-1", "agree"));
    assertThat(
            worklists
                .turns(town.jurisdiction, Set.of("finance_office"), town.today(), 0, 20)
                .total())
        .isZero();
  }

  @Test
  void a_returned_run_waits_for_its_filer() {
    town.done(campus, "school", Town.declaration("1.00", Map.of()));
    town.done(campus, "finance_office", Town.act("declaration-1", "agree"));
    town.done(campus, "cyber_office", Town.act("declaration-1", "agree"));
    town.on(LocalDate.of(2024, 3, 5))
        .done(campus, "data_office", Town.act("declaration-1", "return"));

    assertThat(worklists.returned(town.jurisdiction, Set.of("school")))
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.run()).isEqualTo("declaration-1");
              assertThat(task.step()).isNull();
              assertThat(task.openedOn()).isEqualTo(LocalDate.of(2024, 3, 5));
            });
    assertThat(worklists.returned(town.jurisdiction, Set.of("hospital"))).isEmpty();
  }

  @ParameterizedTest(name = "on {0} the report is {1}")
  @CsvSource({
    "2024-03-01, OPEN, 0",
    "2024-03-24, OPEN, 0",
    "2024-03-25, DUE_SOON, 0",
    "2024-04-01, DUE_SOON, 0",
    "2024-04-02, OVERDUE, 1",
    "2024-05-01, OVERDUE, 30"
  })
  void a_duty_read_on_any_day_stands_where_an_assessment_of_that_day_says(
      LocalDate day, DutyState state, long late) {
    town.approve(campus, "school");

    DutyRow duty =
        worklists.duties(town.jurisdiction, Set.of("school"), day, 0, 20).items().getFirst();

    assertThat(duty.state()).isEqualTo(state);
    assertThat(duty.daysLate()).isEqualTo(late);
    assertThat(worklists.dutyStates(town.jurisdiction, Set.of("school"), day))
        .containsExactly(Map.entry(state, 1L));
    assertThat(worklists.dutyStates(town.jurisdiction, Set.of("hospital"), day)).isEmpty();
    assertThat(duty.due()).isEqualTo(LocalDate.of(2024, 4, 1));
    assertThat(duty.citation().display()).isEqualTo("第二条第三款");
    assertThat(
            Assessor.assess(
                    town.shelf.policy("sample"),
                    town.casebook.dossier(town.jurisdiction, campus),
                    day)
                .duties())
        .extracting(Duty::state, Duty::daysLate)
        .containsExactly(tuple(state, late));
  }

  @Test
  void a_duty_that_is_done_is_no_longer_listed() {
    town.approve(campus, "school");
    town.done(campus, "school", Town.submission("progress_report", Map.of(), Map.of()));

    assertThat(worklists.duties(town.jurisdiction, null, town.today(), 0, 20).total()).isZero();
  }

  @Test
  void holds_are_listed_for_the_office_that_holds_the_file() {
    town.approve(campus, "school");
    town.on(LocalDate.of(2024, 4, 2));
    town.casebook.refresh(town.jurisdiction, town.today(), town.now(), Progress.SILENT);

    assertThat(worklists.holds(town.jurisdiction, Set.of("school"), 0, 20).items())
        .singleElement()
        .satisfies(
            hold -> {
              assertThat(hold.title()).isEqualTo("暂缓拨付");
              assertThat(hold.blocks()).containsExactly("payment");
              assertThat(hold.citation().article()).isEqualTo(2);
            });
    assertThat(worklists.holds(town.jurisdiction, Set.of("hospital"), 0, 20).items()).isEmpty();
  }

  @Test
  void figures_add_up_to_what_the_lists_show() {
    town.approve(campus, "school");
    town.on(LocalDate.of(2024, 4, 2));
    FigureLists figures = new FigureLists(TestDatabase.database());

    Figures all = figures.figures(town.jurisdiction, null, "project", town.today());

    assertThat(all.files()).isEqualTo(2);
    assertThat(all.overdue()).isEqualTo(1);
    assertThat(all.dueSoon()).isZero();
    assertThat(all.stages())
        .containsExactly(
            new Figures.StageFigure("project", "general", 1, Money.ofYuan("1000000.00")),
            new Figures.StageFigure("project", "plan", 1, Money.ofYuan("300000.00")));
    assertThat(all.offices())
        .containsExactly(
            new Figures.OfficeFigure("hospital", 1, 0), new Figures.OfficeFigure("school", 1, 1));
    assertThat(all.months()).hasSize(12).last().isEqualTo(new Figures.MonthFigure("2024-04", 0, 0));
    assertThat(all.months()).contains(new Figures.MonthFigure("2024-03", 3, 3));
    assertThat(figures.figures(town.jurisdiction, Set.of("hospital"), null, town.today()).overdue())
        .isZero();
  }
}
