package zhunsheng.policy.act;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Refusal.Kind;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.assess.Openings;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Event.Closing;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.file.Run.Assignment;
import zhunsheng.policy.file.Run.AssignmentState;
import zhunsheng.policy.file.Run.Visit;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Procedure.Choice;
import zhunsheng.policy.model.Procedure.ChoiceEffect;
import zhunsheng.policy.model.Procedure.Step;

/** Opinions, decisions and receipts in a route. */
final class Acts {
  private Acts() {}

  static List<Refusal> act(Progress progress, Command.Act c) {
    Run run = progress.findRun(c.run());
    if (run == null) {
      return List.of(Decider.stale("没有办件“" + c.run() + "”"));
    }
    Procedure p = progress.procedure(run);
    Visit visit = run.status() == Run.Status.IN_ROUTE ? run.openVisit() : null;
    String wanted = c.step();
    if (visit == null || (wanted != null && !wanted.equals(visit.step()))) {
      return notAtHand(progress, p, run, visit, c);
    }
    Step step = p.step(visit.step());
    if (step == null) {
      return List.of(Decider.stale("环节“" + visit.step() + "”已不在规则中"));
    }
    Assignment mine = mine(progress, visit, c.assignment());
    if (mine == null) {
      return List.of(notMine(progress, p, step, visit, c.assignment()));
    }
    Choice choice = step.choice(c.choice());
    if (choice == null) {
      return List.of(
          Refusal.incomplete(
              "“"
                  + step.title()
                  + "”的意见应为："
                  + String.join("、", step.choices().stream().map(Choice::title).toList()),
              step.citation(),
              "choice"));
    }
    List<Refusal> refusals = check(progress, p, run, step, mine, choice, c);
    if (!refusals.isEmpty()) {
      return refusals;
    }
    progress.emit(
        new Event.Acted(
            run.id(), mine.id(), choice.id(), c.text(), c.facts(), c.fields(), c.materials()));
    return switch (effect(mine, choice)) {
      case RETURN -> {
        List<Refusal> back = goBack(progress, p, run, visit, c);
        if (back.isEmpty() && choice.outcome() != null) {
          Outcomes.apply(progress, run.id(), choice.outcome());
        }
        yield back;
      }
      case END -> {
        progress.emit(new Event.StepClosed(run.id(), visit.number(), Closing.REFUSED));
        String outcome = choice.outcome() == null ? "rejected" : choice.outcome();
        progress.emit(new Event.RunEnded(run.id(), outcome));
        Outcomes.apply(progress, run.id(), outcome);
        yield List.of();
      }
      case NEXT ->
          finished(progress.run(run.id()), step, !mine.added())
              ? Routing.conclude(progress, run.id())
              : List.of();
    };
  }

  /** A reviewer added by hand advises: only the route's own parties return, refuse or decide. */
  private static ChoiceEffect effect(Assignment mine, Choice choice) {
    return mine.added() ? ChoiceEffect.NEXT : choice.effect();
  }

  /**
   * Whether the open step has all it asked for: any one of its own parties (或签), or all turns (会签).
   */
  static boolean finished(Run run, Step step, boolean ownParty) {
    Visit visit = run.openVisit();
    if (visit == null) {
      return false;
    }
    return (!step.all() && ownParty) || visit.openAssignments().isEmpty();
  }

  private static List<Refusal> goBack(
      Progress progress, Procedure p, Run run, Visit visit, Command.Act c) {
    String to = c.returnTo();
    Step target = to == null ? null : p.step(to);
    progress.emit(new Event.StepClosed(run.id(), visit.number(), Closing.RETURNED));
    progress.emit(new Event.RunReturned(run.id(), to, c.text()));
    return target == null ? List.of() : Routing.open(progress, run.id(), target);
  }

  private static @Nullable Refusal returnTarget(
      Situation situation, Procedure p, Run run, Step step, @Nullable String to) {
    if (to == null) {
      return null;
    }
    Step target = p.step(to);
    if (target == null
        || p.route().indexOf(target) >= p.route().indexOf(step)
        || run.lastVisit(to) == null) {
      return Refusal.incomplete("只能退回到已经办过的前一环节", step.citation(), "returnTo");
    }
    if (Boolean.FALSE.equals(situation.holds(target.when()))) {
      return Refusal.incomplete(
          "“" + target.title() + "”现在不适用，不能退回到该环节", step.citation(), "returnTo");
    }
    return null;
  }

  private static List<Refusal> check(
      Progress progress,
      Procedure p,
      Run run,
      Step step,
      Assignment mine,
      Choice choice,
      Command.Act c) {
    List<Refusal> refusals = new ArrayList<>();
    CaseFile inHand = progress.file().withFacts(c.facts());
    Situation situation =
        situation(progress, p, run, inHand, c)
            .with(Map.of("choice", choice.id(), "party", mine.party()));
    if (mine.added()) {
      // Advice fills none of the decider's form and meets none of the decider's limits.
      refusals.addAll(Submissions.fields(situation, List.of(), c.facts(), c.fields()));
      refusals.addAll(Submissions.materials(situation, List.of(), c.materials()));
      return refusals;
    }
    boolean returns = choice.effect() == ChoiceEffect.RETURN;
    if (returns) {
      Refusal wrong = returnTarget(situation, p, run, step, c.returnTo());
      if (wrong != null) {
        refusals.add(wrong);
      }
    } else {
      refusals.addAll(Submissions.fields(situation, step.fields(), c.facts(), c.fields()));
      refusals.addAll(Submissions.materials(situation, step.materials(), c.materials()));
    }
    refusals.addAll(limits(progress, situation, p, step.id(), choice, returns));
    if (refusals.stream().anyMatch(r -> r.kind() == Kind.INCOMPLETE)) {
      refusals.removeIf(r -> r.kind() == Kind.UNDETERMINED);
    }
    return refusals;
  }

  private static Situation situation(
      Progress progress, Procedure p, Run run, CaseFile inHand, Command.Act c) {
    return Situation.of(progress.policy(), progress.dossier().with(inHand), progress.today())
        .form(p, merged(run.fields(), c.fields()), run);
  }

  private static List<Refusal> limits(
      Progress progress,
      Situation situation,
      Procedure p,
      String step,
      Choice choice,
      boolean returns) {
    Assessor.Standing standing =
        Assessor.standing(Situation.of(progress.policy(), situation.dossier(), progress.today()));
    if (!standing.binds()) {
      return List.of();
    }
    List<Openings.Obstacle> obstacles = new ArrayList<>();
    Openings.limits(situation, p.id(), step, choice.id(), standing.overdue(), obstacles);
    if (returns) {
      // What stands in the way of a conclusion is mostly the reason to return it.
      return List.of();
    }
    return obstacles.stream().map(Submissions::refusal).toList();
  }

  private static @Nullable Assignment mine(
      Progress progress, Visit visit, @Nullable String assignment) {
    Assignment delegated = null;
    for (Assignment a : visit.openAssignments()) {
      if (progress.actor().mayActAs(a.office())
          && (assignment == null || assignment.equals(a.id()))) {
        if (a.office().equals(progress.actor().office())) {
          return a;
        }
        delegated = delegated == null ? a : delegated;
      }
    }
    return delegated;
  }

  /**
   * The party as which the actor's turn is given; empty for an added reviewer and without a turn.
   */
  static String party(Progress progress, Visit visit, @Nullable String assignment) {
    Assignment mine = mine(progress, visit, assignment);
    return mine == null ? "" : mine.party();
  }

  private static Refusal notMine(
      Progress progress, Procedure p, Step step, Visit visit, @Nullable String assignment) {
    if (assignment != null
        && visit.openAssignments().stream().noneMatch(a -> a.id().equals(assignment))) {
      return Refusal.of(Kind.STALE, "该待办已不在“" + step.title() + "”中，请刷新后再办理", step.citation());
    }
    for (Assignment a : visit.assignments().reversed()) {
      if (a.transferredFrom().stream().anyMatch(progress.actor()::mayActAs)) {
        return Refusal.of(
            Kind.NOT_NOW,
            "贵单位已将“" + step.title() + "”转" + progress.officeName(a.office()) + "办理",
            step.citation());
      }
      if (a.state() != AssignmentState.OPEN && progress.actor().mayActAs(a.office())) {
        return Refusal.of(
            Kind.NOT_NOW,
            a.state() == AssignmentState.DONE
                ? "贵单位已在“" + step.title() + "”提出意见"
                : "贵单位已不参加“" + step.title() + "”",
            step.citation());
      }
    }
    Template words = step.byMessage();
    String message =
        words == null
            ? "“"
                + step.title()
                + "”由"
                + String.join(
                    "、",
                    visit.openAssignments().stream()
                        .map(
                            a ->
                                a.party().isEmpty()
                                    ? progress.officeName(a.office())
                                    : progress.partyName(a.party()))
                        .distinct()
                        .toList())
                + "办理"
            : words.render(
                Situation.of(progress.policy(), progress.dossier(), progress.today())
                    .form(p, Map.of(), null)
                    .env(null));
    return Refusal.of(Kind.NOT_ALLOWED, message, step.citation());
  }

  /**
   * The step meant is not the one at hand: says so, with the limits on it, which mostly say why.
   */
  private static List<Refusal> notAtHand(
      Progress progress, Procedure p, Run run, @Nullable Visit visit, Command.Act c) {
    List<Refusal> refusals = new ArrayList<>();
    String wanted = c.step();
    Step step = wanted == null ? null : p.step(wanted);
    if (step != null && run.open()) {
      Template words = step.byMessage();
      boolean party =
          step.by().stream()
              .flatMap(
                  b ->
                      zhunsheng.policy.assess.Sight.offices(progress.policy(), progress.file(), b)
                          .stream())
              .anyMatch(progress.actor()::mayActAs);
      if (!party && words != null) {
        refusals.add(
            Refusal.of(
                Kind.NOT_ALLOWED,
                words.render(
                    Situation.of(progress.policy(), progress.dossier(), progress.today())
                        .form(p, Map.of(), null)
                        .env(null)),
                step.citation()));
      }
      Choice choice = step.choice(c.choice());
      if (choice != null) {
        Situation situation =
            situation(progress, p, run, progress.file().withFacts(c.facts()), c)
                .with(Map.of("choice", choice.id(), "party", ""));
        refusals.addAll(
            limits(progress, situation, p, step.id(), choice, false).stream()
                .filter(r -> r.kind() != Kind.UNDETERMINED)
                .toList());
      }
    }
    Step open = visit == null ? null : p.step(visit.step());
    String where =
        switch (run.status()) {
          case RETURNED -> "已退回补正，待重新提交";
          case WITHDRAWN -> "已撤回";
          case ENDED -> "已办结";
          case IN_ROUTE -> open == null ? "正在办理" : "正在“" + open.title() + "”环节";
        };
    refusals.add(
        Refusal.of(
            Kind.STALE,
            "“" + p.title() + "”" + where + (step == null ? "" : "，不能办理“" + step.title() + "”"),
            step == null ? p.citation() : step.citation()));
    return refusals;
  }

  static Map<String, Object> merged(Map<String, Object> a, Map<String, Object> b) {
    Map<String, Object> all = new LinkedHashMap<>(a);
    all.putAll(b);
    return all;
  }
}
