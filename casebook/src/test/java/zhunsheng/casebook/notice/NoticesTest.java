package zhunsheng.casebook.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zhunsheng.casebook.Progress;
import zhunsheng.casebook.TestDatabase;
import zhunsheng.casebook.Town;
import zhunsheng.casebook.notice.Notice.Kind;
import zhunsheng.policy.act.Command;

class NoticesTest {
  private final Town town = new Town();
  private final Notices notices = new Notices(TestDatabase.database());
  private String project;

  @BeforeEach
  void record() {
    town.unit("school");
    project = town.project("school", "智慧校园");
  }

  private List<Notice> to(String office) {
    return notices.latest(town.jurisdiction, Set.of(office), false, 50);
  }

  private void refreshOn(LocalDate day) {
    town.on(day);
    town.casebook.refresh(town.jurisdiction, day, town.now(), Progress.SILENT);
  }

  @Test
  void an_office_hears_of_its_turn_of_reminders_copies_and_transfers() {
    town.done(project, "school", Town.declaration("1.00", Map.of()));
    town.done(
        project, "data_office", new Command.Remind("declaration-1", "finance_office", "请尽快办理"));
    town.done(
        project, "data_office", new Command.Copy("declaration-1", List.of("audit_office"), "供参阅"));
    town.done(
        project,
        "finance_office",
        new Command.Transfer("declaration-1", null, "audit_office", "职责调整"));

    assertThat(to("finance_office"))
        .extracting(Notice::kind, Notice::title, Notice::text)
        .containsExactly(
            tuple(Kind.REMINDED, "催办：项目申报", "《智慧校园》：请尽快办理"), tuple(Kind.TURN, "待办：项目申报", "《智慧校园》"));
    assertThat(to("audit_office")).extracting(Notice::kind).containsExactly(Kind.TURN, Kind.COPIED);
    assertThat(to("school")).as("what it did itself").isEmpty();
  }

  @Test
  void the_filer_hears_of_a_return_and_of_the_outcome() {
    town.done(project, "school", Town.declaration("1.00", Map.of()));
    town.done(project, "finance_office", Town.act("declaration-1", "agree"));
    town.done(project, "cyber_office", Town.act("declaration-1", "agree"));
    town.done(project, "data_office", Town.act("declaration-1", "return"));
    assertThat(to("school"))
        .extracting(Notice::kind, Notice::run)
        .containsExactly(tuple(Kind.RETURNED, "declaration-1"));

    town.done(
        project,
        "school",
        new Command.Submit("declaration", "declaration-1", Map.of(), Map.of(), Map.of(), true));
    town.done(project, "finance_office", Town.act("declaration-1", "agree"));
    town.done(project, "cyber_office", Town.act("declaration-1", "agree"));
    town.done(project, "data_office", Town.act("declaration-1", "approve"));
    assertThat(to("school").getFirst().kind()).isEqualTo(Kind.DECIDED);
  }

  @Test
  void a_duty_is_announced_once_at_each_reminder_and_once_when_it_is_over() {
    town.approve(project, "school");
    long before = to("school").size();

    refreshOn(LocalDate.of(2024, 3, 24));
    assertThat(to("school")).hasSize((int) before);
    refreshOn(LocalDate.of(2024, 3, 25));
    refreshOn(LocalDate.of(2024, 3, 26));
    assertThat(to("school").subList(0, to("school").size() - (int) before))
        .extracting(Notice::kind, Notice::title)
        .containsExactly(tuple(Kind.DUE_SOON, "即将到期：报送进展"));
    refreshOn(LocalDate.of(2024, 3, 31));
    assertThat(to("school").subList(0, to("school").size() - (int) before))
        .as("and again at the second reminder")
        .extracting(Notice::kind)
        .containsExactly(Kind.DUE_SOON, Kind.DUE_SOON);
    refreshOn(LocalDate.of(2024, 4, 2));
    refreshOn(LocalDate.of(2024, 4, 3));
    assertThat(to("school").subList(0, to("school").size() - (int) before))
        .extracting(Notice::kind)
        .containsExactlyInAnyOrder(Kind.DUE_SOON, Kind.DUE_SOON, Kind.OVERDUE, Kind.HOLD_PLACED);
  }

  @Test
  void the_end_of_a_hold_is_told_by_its_title() {
    town.approve(project, "school");
    refreshOn(LocalDate.of(2024, 4, 2));
    town.done(project, "school", Town.submission("progress_report", Map.of(), Map.of()));

    assertThat(to("school").getFirst().kind()).isEqualTo(Kind.HOLD_LIFTED);
    assertThat(to("school").getFirst().text()).isEqualTo("《智慧校园》：已解除措施：暂缓拨付");
  }

  @Test
  void a_notice_that_one_person_read_is_read_for_the_office_and_for_no_other() {
    town.done(project, "school", Town.declaration("1.00", Map.of()));
    long id = to("finance_office").getFirst().id();

    assertThat(
            notices.read(town.jurisdiction, List.of(id), Set.of("cyber_office"), "li", town.now()))
        .isZero();
    assertThat(notices.unread(town.jurisdiction, Set.of("finance_office"))).isEqualTo(1);
    assertThat(
            notices.read(
                town.jurisdiction, List.of(id), Set.of("finance_office"), "li", town.now()))
        .isEqualTo(1);
    assertThat(notices.unread(town.jurisdiction, Set.of("finance_office"))).isZero();
    assertThat(to("finance_office").getFirst().read()).isTrue();
    assertThat(notices.latest(town.jurisdiction, Set.of("finance_office"), true, 50)).isEmpty();
  }
}
