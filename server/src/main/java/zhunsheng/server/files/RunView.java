package zhunsheng.server.files;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decider;
import zhunsheng.policy.act.Decision;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Procedure;
import zhunsheng.server.files.ValueView.MaterialRow;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.ProcedureView;
import zhunsheng.server.regulation.TypeView.Named;
import zhunsheng.server.regulation.Word;

/**
 * One run of a procedure: what was filed, where it went, where it is.
 *
 * @param ahead steps still to come as things stand
 * @param returnReason why it was returned to its filer, while it is
 * @param associated whether the system records what its form was pointed to
 * @param compared whether the system holds it against what exists already; what was found is told
 *     apart from the values
 * @param can what this account may do with it
 */
record RunView(
    String id,
    String procedure,
    String title,
    OfficeView office,
    LocalDate filedOn,
    LocalDate actedOn,
    Run.Status status,
    @Nullable String outcome,
    @Nullable String outcomeTitle,
    @Nullable LocalDate endedOn,
    List<ValueView> values,
    boolean compared,
    boolean associated,
    List<MaterialRow> materials,
    List<VisitView> visits,
    List<StepAhead> ahead,
    @Nullable String returnReason,
    Set<Operation> can,
    List<OfficeView> copies,
    List<Named> forms) {

  /** What can be done with a run. */
  enum Operation implements Word {
    RESUBMIT,
    WITHDRAW,
    TRANSFER,
    ADD_REVIEWER,
    REMOVE_REVIEWER,
    REMIND,
    COPY,
    ACT
  }

  /** A step still to come. */
  record StepAhead(String step, String title, ProcedureView.StepKind kind, List<Named> parties) {}

  /** One passage through a step. */
  record VisitView(
      int number,
      String step,
      String title,
      ProcedureView.StepKind kind,
      ProcedureView.Mode mode,
      LocalDate openedOn,
      @Nullable LocalDate due,
      Event.@Nullable Closing closed,
      @Nullable LocalDate closedOn,
      List<AssignmentView> assignments) {}

  /** One office's turn. */
  record AssignmentView(
      String id,
      String party,
      String partyTitle,
      OfficeView office,
      boolean added,
      List<OfficeView> transferredFrom,
      int reminders,
      Run.AssignmentState state,
      boolean mine,
      @Nullable ActView act) {}

  /** What an office gave in its turn. */
  record ActView(
      String choice,
      String choiceTitle,
      String text,
      LocalDate day,
      String person,
      OfficeView byOffice,
      List<ValueView> values,
      List<MaterialRow> materials) {}

  /**
   * @param actor who looks, or null for one who only reads
   * @param returnReason of the run's last return to its filer
   */
  static RunView of(
      Names names,
      Dossier dossier,
      Run run,
      @Nullable Actor actor,
      @Nullable String returnReason,
      LocalDate today) {
    Procedure procedure = names.policy().procedure(run.procedure());
    String outcome = run.outcome();
    Procedure.Outcome ending = outcome == null ? null : procedure.outcomes().get(outcome);
    return new RunView(
        run.id(),
        run.procedure(),
        procedure.title(),
        names.office(run.office()),
        run.filedOn(),
        run.actedOn(),
        run.status(),
        outcome,
        ending == null ? outcome : ending.title(),
        run.endedOn(),
        ValueView.of(
            names,
            procedure.fields().stream().filter(f -> f.filledBy() == null).toList(),
            run.facts(),
            run.fields()),
        !procedure.compared().isEmpty(),
        procedure.associated() != null,
        MaterialRow.of(names.policy(), procedure.materials(), run.materials()),
        run.visits().stream().map(v -> visit(names, procedure, v, actor)).toList(),
        ahead(names, dossier, procedure, run, today),
        run.status() == Run.Status.RETURNED ? returnReason : null,
        actor == null ? Set.of() : operations(names, dossier, run, actor, today),
        names.offices(run.copies()),
        ProcedureView.forms(names.policy(), procedure));
  }

  private static VisitView visit(
      Names names, Procedure procedure, Run.Visit v, @Nullable Actor actor) {
    Procedure.Step step = procedure.step(v.step());
    return new VisitView(
        v.number(),
        v.step(),
        step == null ? v.step() : step.title(),
        ProcedureView.StepKind.of(step == null ? Procedure.StepKind.OPINION : step.kind()),
        step == null || step.all() ? ProcedureView.Mode.ALL : ProcedureView.Mode.ANY,
        v.openedOn(),
        v.due(),
        v.closed(),
        v.closedOn(),
        v.assignments().stream().map(a -> assignment(names, step, a, actor)).toList());
  }

  private static AssignmentView assignment(
      Names names, Procedure.@Nullable Step step, Run.Assignment a, @Nullable Actor actor) {
    return new AssignmentView(
        a.id(),
        a.party(),
        names.party(a.party()),
        names.office(a.office()),
        a.added(),
        names.offices(a.transferredFrom()),
        a.reminders(),
        a.state(),
        actor != null && actor.mayActAs(a.office()),
        act(names, step, a.act()));
  }

  private static @Nullable ActView act(
      Names names, Procedure.@Nullable Step step, Run.@Nullable Act act) {
    if (act == null) {
      return null;
    }
    Procedure.Choice choice = step == null ? null : step.choice(act.choice());
    return new ActView(
        act.choice(),
        choice == null ? act.choice() : choice.title(),
        act.text(),
        act.day(),
        names.person(act.person()),
        names.office(act.byOffice()),
        step == null
            ? List.of()
            : ValueView.of(names, step.fields(), java.util.Map.of(), act.fields()),
        step == null
            ? List.of()
            : MaterialRow.of(names.policy(), step.materials(), act.materials()));
  }

  private static List<StepAhead> ahead(
      Names names, Dossier dossier, Procedure procedure, Run run, LocalDate today) {
    if (!run.open()) {
      return List.of();
    }
    Run.Visit open = run.openVisit();
    Situation situation =
        Situation.of(names.policy(), dossier, today).form(procedure, run.fields(), run);
    List<StepAhead> ahead = new ArrayList<>();
    boolean after = open == null;
    for (Procedure.Step step : procedure.route()) {
      if (after && !Boolean.FALSE.equals(situation.holds(step.when()))) {
        ahead.add(
            new StepAhead(
                step.id(),
                step.title(),
                ProcedureView.StepKind.of(step.kind()),
                ProcedureView.parties(names.policy(), step.by())));
      }
      after = after || (open != null && step.id().equals(open.step()));
    }
    return ahead;
  }

  /** Asks the decider itself, so that no button is shown that would be refused. */
  private static Set<Operation> operations(
      Names names, Dossier dossier, Run run, Actor actor, LocalDate today) {
    Set<Operation> can = new java.util.LinkedHashSet<>();
    if (!run.open() && run.status() != Run.Status.WITHDRAWN) {
      return accepts(
              names,
              dossier,
              new Command.Copy(run.id(), List.of(elsewhere(names, run)), ""),
              actor,
              today)
          ? Set.of(Operation.COPY)
          : Set.of();
    }
    if (run.status() != Run.Status.IN_ROUTE && actor.mayActAs(run.office())) {
      can.add(Operation.RESUBMIT);
    }
    Run.Visit visit = run.openVisit();
    if (visit != null
        && visit.openAssignments().stream().anyMatch(a -> actor.mayActAs(a.office()))) {
      can.add(Operation.ACT);
    }
    String other = elsewhere(names, run);
    probe(
        can,
        Operation.WITHDRAW,
        names,
        dossier,
        new Command.Withdraw(run.id(), "撤回"),
        actor,
        today);
    if (visit != null) {
      String mine =
          visit.openAssignments().stream()
              .filter(a -> actor.mayActAs(a.office()))
              .map(Run.Assignment::id)
              .findFirst()
              .orElse(null);
      probe(
          can,
          Operation.TRANSFER,
          names,
          dossier,
          new Command.Transfer(run.id(), mine, other, "转办"),
          actor,
          today);
      probe(
          can,
          Operation.ADD_REVIEWER,
          names,
          dossier,
          new Command.AddReviewer(run.id(), other, "加签"),
          actor,
          today);
      probe(
          can,
          Operation.REMIND,
          names,
          dossier,
          new Command.Remind(run.id(), null, "催办"),
          actor,
          today);
      visit.openAssignments().stream()
          .filter(Run.Assignment::added)
          .findFirst()
          .ifPresent(
              a ->
                  probe(
                      can,
                      Operation.REMOVE_REVIEWER,
                      names,
                      dossier,
                      new Command.RemoveReviewer(run.id(), a.office(), "减签"),
                      actor,
                      today));
    }
    probe(
        can,
        Operation.COPY,
        names,
        dossier,
        new Command.Copy(run.id(), List.of(other), ""),
        actor,
        today);
    return can;
  }

  private static void probe(
      Set<Operation> can,
      Operation operation,
      Names names,
      Dossier dossier,
      Command command,
      Actor actor,
      LocalDate today) {
    if (accepts(names, dossier, command, actor, today)) {
      can.add(operation);
    }
  }

  private static boolean accepts(
      Names names, Dossier dossier, Command command, Actor actor, LocalDate today) {
    return Decider.decide(names.policy(), dossier, command, actor, today)
        instanceof Decision.Accepted;
  }

  /** An office without a part in the run. */
  private static String elsewhere(Names names, Run run) {
    Set<String> part = new java.util.HashSet<>(run.copies());
    part.add(run.office());
    run.visits().forEach(v -> v.assignments().forEach(a -> part.add(a.office())));
    return names.offices().all(names.jurisdiction()).stream()
        .map(zhunsheng.server.regulation.Offices.Office::id)
        .filter(id -> !part.contains(id))
        .findFirst()
        .orElse(run.office());
  }
}
