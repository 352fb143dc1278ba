package zhunsheng.server.files;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.policy.assess.Assessment.DutyState;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.PolicyView.Status;
import zhunsheng.server.regulation.ProcedureView;
import zhunsheng.server.regulation.TypeView;
import zhunsheng.server.regulation.TypeView.Named;
import zhunsheng.server.regulation.Word;

/** A file as lists and its own page show it. */
final class FileViews {
  private FileViews() {}

  /**
   * A file in a list.
   *
   * @param columns the subject's columns in the form in which values travel
   * @param display the same as a person reads them
   */
  record FileRowView(
      String id,
      String subject,
      String name,
      OfficeView office,
      Named stage,
      Map<String, Object> columns,
      Map<String, String> display,
      @Nullable NextDue nextDue,
      @Nullable OpenRun openRun,
      List<String> holds,
      long overdue,
      @Nullable String closed,
      LocalDate updatedOn,
      long version) {

    static FileRowView of(Names names, FileRow row) {
      Policy policy = names.policy();
      Map<String, String> display = new LinkedHashMap<>();
      var subject = policy.vocabulary().subjects().get(row.subject());
      if (subject != null) {
        row.columns()
            .forEach(
                (fact, value) -> {
                  var declared = subject.facts().get(fact);
                  if (declared != null) {
                    display.put(fact, names.display(declared.type(), declared.type().parse(value)));
                  }
                });
      }
      FileRow.NextDue due = row.nextDue();
      FileRow.OpenRun run = row.openRun();
      return new FileRowView(
          row.id(),
          row.subject(),
          row.name(),
          names.office(row.office()),
          ProcedureView.stage(policy, row.stage()),
          row.columns(),
          display,
          due == null ? null : new NextDue(due.title(), due.due(), due.state()),
          run == null
              ? null
              : new OpenRun(
                  run.run(),
                  run.procedure(),
                  run.title(),
                  run.returned(),
                  run.step(),
                  names.offices(run.waiting())),
          row.holds(),
          row.overdue(),
          row.closed(),
          row.updatedOn(),
          row.version());
    }
  }

  /** The duty that is due first. */
  record NextDue(String title, LocalDate due, DutyState state) {}

  /** A run that has not ended. */
  record OpenRun(
      String run,
      String procedure,
      String title,
      boolean returned,
      @Nullable String step,
      List<OfficeView> waiting) {}

  /**
   * A page of files.
   *
   * @param more whether there are more than {@code total}, which are not counted
   */
  record FilePage(List<FileRowView> items, long total, boolean more, int page, int size) {}

  /** The regulation under which a file runs. */
  record PolicyRef(String id, String title, Status status) {}

  /** A fact of the file; computed ones have no day. */
  record FactView(
      String name,
      String title,
      TypeView type,
      @Nullable Object value,
      String display,
      boolean computed,
      @Nullable LocalDate recordedOn,
      @Nullable String recordedBy,
      @Nullable String run) {}

  /** A point in the file's life, and when it was reached. */
  record MilestoneView(String id, String title, Named stage, @Nullable LocalDate reachedOn) {}

  /** Where a stage stands. */
  enum StageState implements Word {
    DONE,
    CURRENT,
    AHEAD
  }

  /** A stage of the file's life. */
  record StageView(String id, String title, StageState state) {
    static List<StageView> of(Policy policy, Set<String> used, String current) {
      List<StageView> stages = new ArrayList<>();
      boolean passed = false;
      for (String id : policy.vocabulary().lifeStages()) {
        if (!used.contains(id)) {
          continue;
        }
        StageState state =
            id.equals(current) ? StageState.CURRENT : passed ? StageState.AHEAD : StageState.DONE;
        passed = passed || id.equals(current);
        stages.add(new StageView(id, ProcedureView.stage(policy, id).title(), state));
      }
      return stages;
    }
  }

  /** Another file that this one refers to, or that refers to it. */
  record LinkView(String fact, String title, FileRowView row) {}

  /** A submission begun and not yet filed. */
  record DraftRow(
      String id,
      String procedure,
      String title,
      @Nullable String file,
      @Nullable String fileName,
      @Nullable String run,
      java.time.Instant savedAt) {}

  /**
   * A visit of somebody of another office.
   *
   * @param paper the paper that was fetched; absent: the file itself
   */
  record ReadingView(
      java.time.Instant at, OfficeView office, String person, @Nullable String paper) {}

  /** Everything about one file. */
  record FileDetail(
      String id,
      String subject,
      String subjectTitle,
      String name,
      OfficeView office,
      Named stage,
      @Nullable String closed,
      @Nullable LocalDate openedOn,
      long version,
      PolicyRef policy,
      List<FactView> facts,
      List<MilestoneView> milestones,
      List<StageView> stages,
      List<RunView> runs,
      List<LinkView> links,
      AssessmentView assessment,
      List<DraftRow> drafts,
      boolean readOnly) {}
}
