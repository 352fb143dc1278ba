package zhunsheng.server.files;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.notice.Notice;
import zhunsheng.casebook.notice.Notices;
import zhunsheng.casebook.view.DutyRow;
import zhunsheng.casebook.view.Figures;
import zhunsheng.casebook.view.HoldRow;
import zhunsheng.casebook.view.TaskRow;
import zhunsheng.casebook.view.Worklists;
import zhunsheng.policy.act.Decider;
import zhunsheng.policy.assess.Assessment.DutyState;
import zhunsheng.policy.model.Procedure;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.CitationView;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.ProcedureView;
import zhunsheng.server.regulation.TypeView.Named;

/** What waits for an office today, and figures over what it sees. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class WorkbenchController {
  private static final int ROWS = 200;
  private static final int NOTICES = 50;

  private final Desk desk;
  private final Worklists worklists;
  private final FigureDesk figures;
  private final Notices notices;
  private final BusinessClock clock;

  WorkbenchController(
      Desk desk, Worklists worklists, FigureDesk figures, Notices notices, BusinessClock clock) {
    this.desk = desk;
    this.worklists = worklists;
    this.figures = figures;
    this.notices = notices;
    this.clock = clock;
  }

  /** A turn in a step, or a run returned to its filer. */
  record Task(
      String file,
      String fileName,
      String subject,
      String run,
      String procedure,
      String procedureTitle,
      @Nullable String step,
      @Nullable String stepTitle,
      @Nullable String assignment,
      OfficeView office,
      OfficeView filedBy,
      LocalDate openedOn,
      @Nullable LocalDate due,
      boolean overdue,
      int reminders,
      boolean batchable) {}

  /** A duty that is open, due soon or overdue. */
  record DutyTask(
      String file,
      String fileName,
      String subject,
      String duty,
      String title,
      DutyState state,
      List<OfficeView> offices,
      @Nullable LocalDate due,
      boolean dueCertain,
      long daysLate,
      CitationView citation,
      List<Named> procedures,
      @Nullable String proposal) {}

  /** A hold on a file of this office. */
  record BlockedRow(
      String file,
      String fileName,
      String subject,
      OfficeView office,
      String title,
      String message,
      @Nullable LocalDate since,
      List<Named> blocks,
      CitationView citation) {}

  /** A notice to this office. */
  record NoticeRow(
      long id,
      Instant at,
      LocalDate day,
      Notice.Kind kind,
      String title,
      String text,
      @Nullable String file,
      boolean read) {}

  /** How much there is. */
  record WorkFigures(long turns, long duties, long overdue, long dueSoon, long held, long files) {}

  /** Everything that waits for the account's offices. */
  record Workbench(
      List<Task> turns,
      List<DutyTask> duties,
      List<BlockedRow> blocked,
      List<Task> returned,
      List<NoticeRow> notices,
      WorkFigures figures) {}

  @GetMapping("/workbench")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  Workbench workbench(@AuthenticationPrincipal Account account) {
    String jurisdiction = account.jurisdiction();
    LocalDate today = desk.today();
    // An auditor has no turns; what is late or held anywhere is what it looks at.
    Set<String> mine = Desk.acts(account) ? desk.mine(account) : Set.of();
    Set<String> watched = Desk.acts(account) ? mine : null;
    Names names = desk.names(desk.current(account), null);
    var turns = worklists.turns(jurisdiction, mine, today, 0, ROWS);
    Figures all = figures.figures(account, null).figures();
    Map<DutyState, Long> states = worklists.dutyStates(jurisdiction, watched, today);
    List<DutyTask> duties =
        worklists.duties(jurisdiction, watched, today, 0, ROWS).items().stream()
            .map(d -> duty(names, d))
            .toList();
    var held = worklists.holds(jurisdiction, watched, 0, ROWS);
    return new Workbench(
        turns.items().stream().map(t -> task(names, t)).toList(),
        duties,
        held.items().stream().map(h -> blocked(names, h)).toList(),
        worklists.returned(jurisdiction, mine).stream().map(t -> task(names, t)).toList(),
        notices(account),
        new WorkFigures(
            turns.total(),
            states.values().stream().mapToLong(n -> n).sum(),
            states.getOrDefault(DutyState.OVERDUE, 0L),
            states.getOrDefault(DutyState.DUE_SOON, 0L),
            held.total(),
            all.files()));
  }

  /** The newest notices to the account's offices; an auditor's gets none. */
  @GetMapping("/notices")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  List<NoticeRow> notices(@AuthenticationPrincipal Account account) {
    if (!Desk.acts(account)) {
      return List.of();
    }
    return notices.latest(account.jurisdiction(), desk.mine(account), false, NOTICES).stream()
        .map(WorkbenchController::notice)
        .toList();
  }

  /** Notices that were read. */
  record ReadNotices(@NotNull List<Long> ids) {}

  @PostMapping("/notices/read")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(@AuthenticationPrincipal Account account, @Valid @RequestBody ReadNotices read) {
    notices.read(account.jurisdiction(), read.ids(), desk.mine(account), account.id(), clock.now());
  }

  /** Open files of a stage. */
  record StageFigure(String subject, Named stage, long count, String amount) {}

  /** Open files of an office. */
  record OfficeFigure(OfficeView office, long count, long overdue) {}

  /** Runs filed and ended in a month. */
  record MonthFigure(String month, long filed, long ended) {}

  /**
   * Figures over the files that the account sees.
   *
   * @param at when they were counted
   */
  record FiguresView(
      Instant at,
      long files,
      long overdue,
      long dueSoon,
      long held,
      List<StageFigure> stages,
      List<OfficeFigure> byOffice,
      List<MonthFigure> months) {}

  @GetMapping("/figures")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  FiguresView figures(
      @AuthenticationPrincipal Account account,
      @org.springframework.web.bind.annotation.RequestParam(required = false)
          @Nullable String subject) {
    Names names = desk.names(desk.current(account), null);
    FigureDesk.Counted counted = figures.figures(account, subject);
    Figures f = counted.figures();
    return new FiguresView(
        counted.at(),
        f.files(),
        f.overdue(),
        f.dueSoon(),
        f.held(),
        f.stages().stream()
            .map(
                s ->
                    new StageFigure(
                        s.subject(),
                        ProcedureView.stage(names.policy(), s.stage()),
                        s.count(),
                        s.amount().toYuan()))
            .toList(),
        f.offices().stream()
            .map(o -> new OfficeFigure(names.office(o.office()), o.count(), o.overdue()))
            .toList(),
        f.months().stream().map(m -> new MonthFigure(m.month(), m.filed(), m.ended())).toList());
  }

  private static Task task(Names names, TaskRow t) {
    return new Task(
        t.file(),
        t.fileName(),
        t.subject(),
        t.run(),
        t.procedure(),
        t.procedureTitle(),
        t.step(),
        t.stepTitle(),
        t.assignment(),
        names.office(t.office()),
        names.office(t.filedBy()),
        t.openedOn(),
        t.due(),
        t.overdue(),
        t.reminders(),
        batchable(names, t));
  }

  /**
   * Whether an answer needs nothing besides a choice and a text, so that many can be given at once.
   */
  private static boolean batchable(Names names, TaskRow t) {
    Procedure procedure = names.policy().procedures().get(t.procedure());
    String stepId = t.step();
    Procedure.Step step = procedure == null || stepId == null ? null : procedure.step(stepId);
    return step != null && !Decider.asksMore(names.policy(), step, t.party());
  }

  private static DutyTask duty(Names names, DutyRow d) {
    return new DutyTask(
        d.file(),
        d.fileName(),
        d.subject(),
        d.duty(),
        d.title(),
        d.state(),
        names.offices(d.offices()),
        d.due(),
        d.dueCertain(),
        d.daysLate(),
        CitationView.of(d.citation()),
        names.procedures(d.procedures()),
        d.proposal());
  }

  private static BlockedRow blocked(Names names, HoldRow h) {
    return new BlockedRow(
        h.file(),
        h.fileName(),
        h.subject(),
        names.office(h.office()),
        h.title(),
        h.message(),
        h.since(),
        names.procedures(h.blocks()),
        CitationView.of(h.citation()));
  }

  private static NoticeRow notice(Notice n) {
    return new NoticeRow(
        n.id(), n.at(), n.day(), n.kind(), n.title(), n.text(), n.file(), n.read());
  }
}
