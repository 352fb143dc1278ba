package zhunsheng.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.event.CanonicalJson;
import zhunsheng.casebook.notice.Notice.Kind;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Outlook;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Subject;

/** Tells offices what happened on a file and which of their duties are near or over, each once. */
final class Announcements {
  private final Policy policy;
  private final CaseFile file;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  /**
   * @param file as the events left it
   */
  Announcements(Policy policy, CaseFile file) {
    this.policy = policy;
    this.file = file;
  }

  /** Adds what {@code recorded} means to other offices than the one that caused it. */
  Announcements of(Recorded recorded) {
    switch (recorded.event()) {
      case Event.StepOpened e -> e.turns().forEach(t -> turn(recorded, e.run(), t.office(), ""));
      case Event.Transferred e -> turn(recorded, e.run(), e.toOffice(), "转办事由：" + e.reason());
      case Event.ReviewerAdded e -> turn(recorded, e.run(), e.turn().office(), e.reason());
      case Event.Reminded e ->
          officeOf(e.run(), e.assignment())
              .forEach(
                  o -> add(recorded, o, Kind.REMINDED, "催办：" + title(e.run()), e.text(), e.run()));
      case Event.Copied e ->
          e.offices()
              .forEach(
                  o -> add(recorded, o, Kind.COPIED, "抄送：" + title(e.run()), e.text(), e.run()));
      case Event.RunReturned e -> {
        if (e.to() == null) {
          toFiler(recorded, e.run(), Kind.RETURNED, "退回补正：", e.reason());
        }
      }
      case Event.RunEnded e ->
          toFiler(recorded, e.run(), Kind.DECIDED, "办结：", "结果：" + outcome(e.run(), e.outcome()));
      case Event.HoldPlaced e ->
          add(recorded, file.office(), Kind.HOLD_PLACED, e.title(), "已采取措施：" + e.title(), null);
      case Event.HoldLifted e ->
          add(recorded, file.office(), Kind.HOLD_LIFTED, "措施解除", "已解除措施：" + hold(e.hold()), null);
      case Event.FieldsFilled e -> {}
      case Event.FileOpened e -> {}
      case Event.RunFiled e -> {}
      case Event.Acted e -> {}
      case Event.StepClosed e -> {}
      case Event.RunWithdrawn e -> {}
      case Event.OutcomeRecorded e -> {}
      case Event.ReviewerRemoved e -> {}
      case Event.FileClosed e -> {}
      case Event.FileReopened e -> {}
    }
    return this;
  }

  /** Adds the duties that are due soon, at each of their reminders, or overdue. */
  Announcements of(Outlook outlook) {
    for (Assessment.Duty duty : outlook.duties()) {
      switch (duty.state()) {
        case DUE_SOON -> {
          Object reminder = Reminders.lastBy(outlook.day(), policy, duty).orElse(duty.due());
          duty(duty, Kind.DUE_SOON, "即将到期：", "应不晚于 " + duty.due() + " 完成", reminder);
        }
        case OVERDUE ->
            duty(duty, Kind.OVERDUE, "已逾期：", "应不晚于 " + duty.due() + " 完成，现已逾期", duty.due());
        case UPCOMING, OPEN, DONE, DONE_LATE -> {}
      }
    }
    return this;
  }

  private void duty(
      Assessment.Duty duty, Kind kind, String title, String text, @Nullable Object occasion) {
    String key = kind + "/" + file.id() + "/" + duty.id() + "/" + duty.due() + "/" + occasion;
    for (String office : duty.offices()) {
      add(
          key,
          office,
          kind,
          title + duty.title(),
          text + "（" + duty.citation().display() + "）",
          null);
    }
  }

  private void turn(Recorded recorded, String run, String office, String text) {
    add(recorded, office, Kind.TURN, "待办：" + title(run), text, run);
  }

  private void toFiler(Recorded recorded, String runId, Kind kind, String title, String text) {
    Run run = file.runs().get(runId);
    if (run != null && !run.office().equals(recorded.office())) {
      add(recorded, run.office(), kind, title + title(runId), text, runId);
    }
  }

  private void add(
      Recorded recorded,
      String office,
      Kind kind,
      String title,
      String text,
      @Nullable String run) {
    String key = file.id() + "/" + recorded.version();
    add(key, office, kind, title, text, run);
  }

  private void add(
      String key, String office, Kind kind, String title, String text, @Nullable String run) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("key", key);
    row.put("office", office);
    row.put("kind", kind.name());
    row.put("title", title);
    row.put("text", "《" + name() + "》" + (text.isEmpty() ? "" : "：" + text));
    if (run != null) {
      row.put("run", run);
    }
    rows.add(row);
  }

  private List<String> officeOf(String runId, String assignment) {
    Run run = file.runs().get(runId);
    return run == null
        ? List.of()
        : run.visits().stream()
            .flatMap(v -> v.assignments().stream())
            .filter(a -> a.id().equals(assignment))
            .map(Run.Assignment::office)
            .toList();
  }

  private String title(String runId) {
    Procedure procedure = procedure(runId);
    return procedure == null ? runId : procedure.title();
  }

  private String hold(String id) {
    return policy.rules().holds(file.subject()).stream()
        .filter(limit -> limit.id().equals(id))
        .map(limit -> String.valueOf(limit.hold()))
        .findFirst()
        .orElse(id);
  }

  private String outcome(String runId, String outcome) {
    Procedure procedure = procedure(runId);
    Procedure.Outcome found = procedure == null ? null : procedure.outcomes().get(outcome);
    return found == null ? outcome : found.title();
  }

  private @Nullable Procedure procedure(String runId) {
    Run run = file.runs().get(runId);
    return run == null ? null : policy.procedures().get(run.procedure());
  }

  private String name() {
    Subject subject = policy.vocabulary().subject(file.subject());
    Object name =
        subject.nameFact() == null ? null : file.facts().get(Reference.fact(subject.nameFact()));
    return name == null ? file.id() : name.toString();
  }

  /** Sends what was not sent before. */
  void send(JdbcClient client, String jurisdiction, LocalDate day, Instant at) {
    if (rows.isEmpty()) {
      return;
    }
    client
        .sql(
            """
            INSERT INTO notice (jurisdiction, office, key, kind, title, text, file_id, run, day, at)
            SELECT :jurisdiction, office, key, kind, title, text, :file, run, :day, :at
            FROM jsonb_to_recordset(:rows::jsonb)
              AS r (key text, office text, kind text, title text, text text, run text)
            ON CONFLICT (jurisdiction, office, key) DO NOTHING
            """)
        .param("jurisdiction", jurisdiction)
        .param("file", file.id())
        .param("day", day)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("rows", CanonicalJson.write(rows))
        .update();
  }
}
