package zhunsheng.policy.act;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Refusal.Kind;
import zhunsheng.policy.assess.Sight;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Struct;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Event.Closing;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.file.Run.Visit;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Procedure.Step;
import zhunsheng.policy.value.Unknown;

/**
 * Where a run goes: to the first step whose condition holds and that has no conclusion since the
 * last return; to its end where there is none.
 */
final class Routing {
  private Routing() {}

  /** Opens the step at hand, or ends the run as approved. */
  static List<Refusal> proceed(Progress progress, String runId) {
    Run run = progress.run(runId);
    Next next = next(progress, run);
    if (next.unknown() != null) {
      return List.of(next.unknown());
    }
    Step step = next.step();
    if (step == null) {
      progress.emit(new Event.RunEnded(runId, "approved"));
      Outcomes.apply(progress, runId, "approved");
      return List.of();
    }
    return open(progress, runId, step);
  }

  private record Next(@Nullable Step step, @Nullable Refusal unknown) {}

  private static Next next(Progress progress, Run run) {
    Procedure p = progress.procedure(run);
    Set<String> concluded = concluded(p, run);
    Situation situation = progress.situation(run);
    for (Step step : p.route()) {
      if (concluded.contains(step.id())) {
        continue;
      }
      Expression when = step.when();
      Object holds = when == null ? true : situation.eval(when);
      if (holds instanceof Unknown u) {
        return new Next(
            null,
            Refusal.of(
                Kind.UNDETERMINED,
                "尚不能判断是否需要“" + step.title() + "”，还缺：" + String.join("、", u.missing()),
                step.citation()));
      }
      if (Boolean.TRUE.equals(holds)) {
        return new Next(step, null);
      }
    }
    return new Next(null, null);
  }

  /**
   * Steps concluded since the run was last filed; a return to a step takes back that step and all
   * after it.
   */
  static Set<String> concluded(Procedure p, Run run) {
    if (run.status() != Run.Status.IN_ROUTE) {
      return Set.of();
    }
    List<String> order = p.route().stream().map(Step::id).toList();
    Set<String> concluded = new HashSet<>();
    boolean returned = false;
    for (Visit visit : run.visits().subList(run.visitsBefore(), run.visits().size())) {
      if (returned) {
        int from = order.indexOf(visit.step());
        concluded.removeIf(s -> order.indexOf(s) >= from);
        returned = false;
      }
      switch (visit.closed()) {
        case DONE -> concluded.add(visit.step());
        case RETURNED, WITHDRAWN -> returned = true;
        case REFUSED, SKIPPED -> {}
        case null -> {}
      }
    }
    return concluded;
  }

  /** Where a fact names another office now, an open turn goes to it; what was passed on stays. */
  private static void followOffices(Progress progress, Run run, Visit visit, Step step) {
    for (String party : step.by()) {
      List<String> now = offices(progress, run, party);
      List<String> arrived = new ArrayList<>(now);
      visit.assignments().stream()
          .filter(a -> a.state() != Run.AssignmentState.LAPSED)
          .forEach(a -> arrived.remove(a.office()));
      for (Run.Assignment a : visit.openAssignments()) {
        if (a.party().equals(party)
            && a.transferredFrom().isEmpty()
            && !now.contains(a.office())
            && !arrived.isEmpty()) {
          progress.emit(new Event.Transferred(run.id(), a.id(), arrived.removeFirst(), "承办单位已变更"));
        }
      }
    }
  }

  private static List<String> offices(Progress progress, Run run, String party) {
    return party.equals("filer")
        ? List.of(run.office())
        : Sight.offices(progress.policy(), progress.file(), party);
  }

  /** Parties the step asks as things stand; one whose condition cannot be said is asked. */
  static List<String> asked(Situation situation, Step step) {
    return step.by().stream()
        .filter(
            party -> {
              Expression when = step.byWhen().get(party);
              return when == null || !Boolean.FALSE.equals(situation.eval(when));
            })
        .toList();
  }

  static List<Refusal> open(Progress progress, String runId, Step step) {
    Run run = progress.run(runId);
    int number = run.visits().size() + 1;
    List<Event.Turn> turns = new ArrayList<>();
    for (String party : asked(progress.situation(run), step)) {
      List<String> offices = offices(progress, run, party);
      for (String office : offices) {
        String id = number + "-" + party + (offices.size() > 1 ? "-" + office : "");
        turns.add(new Event.Turn(id, party, office));
      }
    }
    if (turns.isEmpty()) {
      return List.of(
          Refusal.of(
              Kind.UNDETERMINED,
              "“"
                  + step.title()
                  + "”尚无办理单位："
                  + String.join("、", step.by().stream().map(progress::partyName).toList()),
              step.citation()));
    }
    Expression due = step.due();
    Object day =
        due == null
            ? null
            : progress
                .situation(run)
                .with(Map.of("step", (Struct) part -> progress.today()))
                .eval(due);
    progress.emit(
        new Event.StepOpened(
            runId, number, step.id(), day instanceof LocalDate d ? d : null, turns));
    return List.of();
  }

  /** Closes the open visit, applies what its parties' choices bring about, and goes on. */
  static List<Refusal> conclude(Progress progress, String runId) {
    Run run = progress.run(runId);
    Visit visit = run.openVisit();
    if (visit != null) {
      progress.emit(new Event.StepClosed(runId, visit.number(), Closing.DONE));
      outcomes(progress.procedure(run), visit).forEach(o -> Outcomes.apply(progress, runId, o));
    }
    return proceed(progress, runId);
  }

  /** Outcomes of the choices that the step's own parties made, each once. */
  private static Set<String> outcomes(Procedure p, Visit visit) {
    Set<String> outcomes = new LinkedHashSet<>();
    Step step = p.step(visit.step());
    for (Run.Assignment a : visit.assignments()) {
      Run.Act act = a.act();
      Procedure.Choice choice =
          step == null || act == null || a.added() ? null : step.choice(act.choice());
      String outcome = choice == null ? null : choice.outcome();
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  /**
   * Facts may have changed the way of runs in their route: those whose step at hand is another one
   * now move to it.
   */
  static List<Refusal> settleAll(Progress progress) {
    // What one run's outcome writes may change the way of another.
    for (int pass = 0; pass <= progress.file().runs().size(); pass++) {
      int before = progress.events().size();
      List<Refusal> refusals = settleOnce(progress);
      if (!refusals.isEmpty() || progress.events().size() == before) {
        return refusals;
      }
    }
    return List.of();
  }

  private static List<Refusal> settleOnce(Progress progress) {
    for (String runId : List.copyOf(progress.file().runs().keySet())) {
      Run run = progress.run(runId);
      Visit visit = run.status() == Run.Status.IN_ROUTE ? run.openVisit() : null;
      if (visit == null) {
        continue;
      }
      Next next = next(progress, run);
      if (next.unknown() != null) {
        continue; // the open step stays until the fact is known
      }
      Step step = next.step();
      if (step != null && step.id().equals(visit.step())) {
        followOffices(progress, run, visit, step);
        continue;
      }
      progress.emit(new Event.StepClosed(runId, visit.number(), Closing.SKIPPED));
      List<Refusal> refusals = proceed(progress, runId);
      if (!refusals.isEmpty()) {
        return refusals;
      }
    }
    return List.of();
  }
}
