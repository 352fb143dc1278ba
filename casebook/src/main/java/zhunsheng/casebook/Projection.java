package zhunsheng.casebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessment.WaitingTurn;
import zhunsheng.policy.assess.Outlook;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Event.Closing;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Money;

/**
 * The rows that a file has in the projections, computed and nothing else.
 *
 * @param tables for each table its rows by column; a column that is null is left out
 */
record Projection(Map<String, List<Map<String, Object>>> tables) {

  static Projection of(Policy policy, Folded folded, Outlook outlook) {
    CaseFile file = folded.file();
    Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
    tables.put("case_file", List.of(fileRow(policy, folded, outlook)));
    tables.put("run", runs(policy, file));
    tables.put("turn", turns(policy, file, outlook));
    tables.put("duty", duties(policy, outlook));
    tables.put("hold", holds(outlook));
    tables.put("visibility", visibility(outlook));
    return new Projection(tables);
  }

  private static Map<String, Object> fileRow(Policy policy, Folded folded, Outlook outlook) {
    CaseFile file = folded.file();
    Subject subject = policy.vocabulary().subject(file.subject());
    Map<String, Object> columns = new LinkedHashMap<>();
    StringBuilder search = new StringBuilder(file.id());
    String name = file.id();
    if (subject.nameFact() != null) {
      Object value = file.facts().get(Reference.fact(subject.nameFact()));
      if (value != null) {
        name = value.toString();
        search.append('\n').append(name);
      }
    }
    Money amount = null;
    for (String column : subject.columns()) {
      Fact fact = subject.facts().get(Reference.fact(column));
      Object value = fact == null ? null : file.facts().getOrDefault(fact.name(), fact.fallback());
      if (fact == null || value == null) {
        continue;
      }
      columns.put(fact.name(), fact.type().plain(value));
      search.append('\n').append(fact.type().display(value));
      if (amount == null && value instanceof Money money) {
        amount = money;
      }
    }
    for (String compared : Reference.compared(policy, subject.id())) {
      Object value = file.facts().get(compared);
      if (value != null) {
        columns.put(compared, value);
      }
    }
    return row(
        "name", name,
        "stage", outlook.stage(),
        "closed", file.closed(),
        "columns", columns,
        "amount", amount == null ? null : amount.fen(),
        "search", search.toString(),
        "updated_on", folded.lastDay().toString(),
        "next_due", text(nextDue(outlook)),
        "version", file.version());
  }

  private static @Nullable LocalDate nextDue(Outlook outlook) {
    return outlook.duties().stream()
        .filter(duty -> duty.doneOn() == null)
        .map(Assessment.Duty::due)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static List<Map<String, Object>> runs(Policy policy, CaseFile file) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Run run : file.runs().values()) {
      Procedure procedure = policy.procedures().get(run.procedure());
      Run.Visit open = run.openVisit();
      rows.add(
          row(
              "run", run.id(),
              "position", rows.size(),
              "procedure", run.procedure(),
              "title", procedure == null ? run.procedure() : procedure.title(),
              "office", run.office(),
              "filed_on", run.filedOn().toString(),
              "status", run.status().name(),
              "step_title", open == null ? null : stepTitle(procedure, open.step()),
              "outcome", run.outcome(),
              "ended_on", text(run.endedOn()),
              "returned_on", text(returnedOn(run))));
    }
    return rows;
  }

  private static String stepTitle(@Nullable Procedure procedure, String step) {
    Procedure.Step found = procedure == null ? null : procedure.step(step);
    return found == null ? step : found.title();
  }

  private static @Nullable LocalDate returnedOn(Run run) {
    if (run.status() != Run.Status.RETURNED || run.visits().isEmpty()) {
      return null;
    }
    Run.Visit last = run.visits().getLast();
    return last.closed() == Closing.RETURNED ? last.closedOn() : null;
  }

  private static List<Map<String, Object>> turns(Policy policy, CaseFile file, Outlook outlook) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (WaitingTurn turn : outlook.turns()) {
      Run run = file.runs().get(turn.run());
      Run.Visit visit = run == null ? null : run.openVisit();
      if (run == null || visit == null) {
        continue;
      }
      int reminders =
          visit.assignments().stream()
              .filter(a -> a.id().equals(turn.assignment()))
              .mapToInt(Run.Assignment::reminders)
              .sum();
      rows.add(
          row(
              "run", turn.run(),
              "assignment", turn.assignment(),
              "procedure", turn.procedure(),
              "procedure_title", policy.procedure(turn.procedure()).title(),
              "step", turn.step(),
              "step_title", turn.stepTitle(),
              "party", turn.party(),
              "office", turn.office(),
              "filed_by", run.office(),
              "opened_on", visit.openedOn().toString(),
              "due", text(turn.due()),
              "reminders", reminders));
    }
    return rows;
  }

  private static List<Map<String, Object>> duties(Policy policy, Outlook outlook) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Assessment.Duty duty : outlook.duties()) {
      rows.add(
          row(
              "duty", duty.id(),
              "position", rows.size(),
              "title", duty.title(),
              "party", duty.party(),
              "offices", duty.offices(),
              "opens", text(duty.opens()),
              "remind_from", text(Reminders.days(policy, duty).stream().findFirst().orElse(null)),
              "due", text(duty.due()),
              "done_on", text(duty.doneOn()),
              "procedures", duty.procedures(),
              "proposal", duty.proposal(),
              "due_certain", duty.dueCertain(),
              "citation", citation(duty.citation())));
    }
    return rows;
  }

  private static List<Map<String, Object>> holds(Outlook outlook) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Assessment.Hold hold : outlook.holds()) {
      rows.add(
          row(
              "hold", hold.id(),
              "position", rows.size(),
              "title", hold.title(),
              "message", hold.message(),
              "since", text(hold.since()),
              "blocks", hold.blocks(),
              "citation", citation(hold.citation())));
    }
    return rows;
  }

  private static List<Map<String, Object>> visibility(Outlook outlook) {
    return outlook.readers().stream().sorted().map(office -> row("office", office)).toList();
  }

  private static Map<String, Object> citation(Citation c) {
    return row(
        "norm", c.norm(),
        "article", c.article(),
        "paragraph", c.paragraph(),
        "item", c.item(),
        "gist", c.gist());
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static Map<String, Object> row(@Nullable Object... columnsAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      Object value = columnsAndValues[i + 1];
      if (value != null) {
        row.put(String.valueOf(columnsAndValues[i]), value);
      }
    }
    return row;
  }
}
