package zhunsheng.policy.act;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Refusal.Kind;
import zhunsheng.policy.assess.Sight;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Event.Closing;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.file.Run.Assignment;
import zhunsheng.policy.file.Run.AssignmentState;
import zhunsheng.policy.file.Run.Visit;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Procedure.Step;
import zhunsheng.policy.model.Procedure.StepKind;
import zhunsheng.policy.model.Procedure.Withdrawal;

/** What can be done to a run in its route besides acting in it: 撤回, 转办, 加签, 减签, 催办, 抄送. */
final class RouteOperations {
  private RouteOperations() {}

  static List<Refusal> withdraw(Progress progress, Command.Withdraw c) {
    Run run = progress.findRun(c.run());
    if (run == null || !run.open()) {
      return List.of(Decider.stale("该办件不在办理中，不能撤回"));
    }
    Procedure p = progress.procedure(run);
    if (!progress.actor().mayActAs(run.office())) {
      return List.of(
          Refusal.of(
              Kind.NOT_ALLOWED,
              "只有提交单位（" + progress.officeName(run.office()) + "）可以撤回",
              p.citation()));
    }
    if (p.withdrawal() == Withdrawal.NEVER) {
      return List.of(Refusal.of(Kind.NOT_NOW, "“" + p.title() + "”提交后不能撤回", p.citation()));
    }
    if (p.withdrawal() == Withdrawal.UNTIL_DECIDED && decided(p, run)) {
      return List.of(Refusal.of(Kind.NOT_NOW, "已有决定，不能撤回", p.citation()));
    }
    Visit visit = run.status() == Run.Status.IN_ROUTE ? run.openVisit() : null;
    if (visit != null) {
      progress.emit(new Event.StepClosed(run.id(), visit.number(), Closing.WITHDRAWN));
    }
    progress.emit(new Event.RunWithdrawn(run.id(), c.reason()));
    Outcomes.apply(progress, run.id(), "withdrawn");
    return List.of();
  }

  /** Whether a deciding step was concluded, or acted in, since the run was last filed. */
  private static boolean decided(Procedure p, Run run) {
    Set<String> concluded = Routing.concluded(p, run);
    for (Step step : p.route()) {
      if (step.kind() == StepKind.DECISION && concluded.contains(step.id())) {
        return true;
      }
    }
    Visit visit = run.openVisit();
    Step open = visit == null ? null : p.step(visit.step());
    return visit != null
        && open != null
        && open.kind() == StepKind.DECISION
        && visit.assignments().stream().anyMatch(a -> a.act() != null && !a.added());
  }

  static List<Refusal> transfer(Progress progress, Command.Transfer c) {
    Place at = place(progress, c.run());
    if (at.refusal != null) {
      return List.of(at.refusal);
    }
    Assignment mine = null;
    for (Assignment a : at.visit().openAssignments()) {
      if (progress.actor().mayActAs(a.office())
          && (c.assignment() == null || c.assignment().equals(a.id()))) {
        mine = a;
        break;
      }
    }
    if (mine == null) {
      return List.of(Refusal.of(Kind.NOT_ALLOWED, "只有当前办理单位可以转办", at.step().citation()));
    }
    if (c.toOffice().isBlank()) {
      return List.of(Refusal.incomplete("请选择转办单位", at.step().citation(), "toOffice"));
    }
    for (Assignment a : at.visit().assignments()) {
      if (a.office().equals(c.toOffice()) && a.state() != AssignmentState.LAPSED) {
        return List.of(
            Refusal.incomplete(
                progress.officeName(c.toOffice()) + "已参加本环节，不能再转给它",
                at.step().citation(),
                "toOffice"));
      }
    }
    progress.emit(new Event.Transferred(c.run(), mine.id(), c.toOffice(), c.reason()));
    return List.of();
  }

  static List<Refusal> addReviewer(Progress progress, Command.AddReviewer c) {
    Place at = place(progress, c.run());
    if (at.refusal != null) {
      return List.of(at.refusal);
    }
    if (!handles(progress, at)) {
      return List.of(notHandler(progress, at, "加签"));
    }
    if (c.office().isBlank()) {
      return List.of(Refusal.incomplete("请选择加签单位", at.step().citation(), "office"));
    }
    for (Assignment a : at.visit().assignments()) {
      if (a.office().equals(c.office()) && a.state() != AssignmentState.LAPSED) {
        return List.of(
            Refusal.incomplete(
                progress.officeName(c.office()) + "已参加本环节", at.step().citation(), "office"));
      }
    }
    String id = freeId(at.visit(), at.visit().number() + "-added-" + c.office());
    progress.emit(new Event.ReviewerAdded(c.run(), new Event.Turn(id, "", c.office()), c.reason()));
    return List.of();
  }

  /** Keeps the id of a reviewer who is added again after a removal apart from the first. */
  private static String freeId(Visit visit, String id) {
    Set<String> taken = new HashSet<>();
    visit.assignments().forEach(a -> taken.add(a.id()));
    String free = id;
    for (int n = 2; taken.contains(free); n++) {
      free = id + "-" + n;
    }
    return free;
  }

  static List<Refusal> removeReviewer(Progress progress, Command.RemoveReviewer c) {
    Place at = place(progress, c.run());
    if (at.refusal != null) {
      return List.of(at.refusal);
    }
    if (!handles(progress, at)) {
      return List.of(notHandler(progress, at, "减签"));
    }
    for (Assignment a : at.visit().openAssignments()) {
      if (a.office().equals(c.office())) {
        if (!a.added()) {
          return List.of(
              Refusal.of(
                  Kind.FORBIDDEN,
                  progress.officeName(c.office()) + "是规定的参加单位，不能减签",
                  at.step().citation()));
        }
        progress.emit(new Event.ReviewerRemoved(c.run(), a.id(), c.reason()));
        // The step may have waited for this reviewer alone.
        Run run = progress.run(c.run());
        Visit visit = run.openVisit();
        if (visit != null && visit.openAssignments().isEmpty()) {
          return Routing.conclude(progress, c.run());
        }
        return List.of();
      }
    }
    return List.of(Decider.stale(progress.officeName(c.office()) + "没有待办的加签"));
  }

  static List<Refusal> remind(Progress progress, Command.Remind c) {
    Place at = place(progress, c.run());
    if (at.refusal != null) {
      return List.of(at.refusal);
    }
    if (!handles(progress, at) && !progress.actor().mayActAs(at.run().office())) {
      return List.of(notHandler(progress, at, "催办"));
    }
    List<Assignment> open =
        at.visit().openAssignments().stream()
            .filter(a -> c.office() == null || c.office().equals(a.office()))
            .toList();
    if (open.isEmpty()) {
      return List.of(Decider.stale("没有待办的单位可以催办"));
    }
    open.forEach(a -> progress.emit(new Event.Reminded(c.run(), a.id(), c.text())));
    return List.of();
  }

  /** Records what the system could not fill at the filing; what is filled stays. */
  static List<Refusal> fill(Progress progress, Command.Fill c) {
    Run run = progress.findRun(c.run());
    if (run == null || run.status() == Run.Status.WITHDRAWN) {
      return List.of(Decider.stale("没有可由系统填写的办件"));
    }
    Procedure p = progress.procedure(run);
    Visit visit = run.openVisit();
    boolean part =
        progress.actor().mayActAs(run.office())
            || (visit != null
                && visit.openAssignments().stream()
                    .anyMatch(a -> progress.actor().mayActAs(a.office())));
    if (!part) {
      return List.of(Refusal.of(Kind.NOT_ALLOWED, "由提交单位或者当前办理单位办理", p.citation()));
    }
    Map<String, Object> missing = new LinkedHashMap<>();
    for (Procedure.Field f : p.fields()) {
      Object value = f.filledBy() == null ? null : Findings.kept(progress, p, f, c.filled());
      if (value != null && !run.fields().containsKey(f.id())) {
        missing.put(f.id(), value);
      }
    }
    if (missing.isEmpty()) {
      return List.of(Decider.stale("没有尚待系统填写的内容"));
    }
    progress.emit(new Event.FieldsFilled(run.id(), missing));
    return List.of();
  }

  static List<Refusal> copy(Progress progress, Command.Copy c) {
    Run run = progress.findRun(c.run());
    if (run == null) {
      return List.of(Decider.stale("没有办件“" + c.run() + "”"));
    }
    Procedure p = progress.procedure(run);
    Set<String> acting = new LinkedHashSet<>(progress.actor().actsFor());
    acting.add(progress.actor().office());
    if (acting.stream()
        .noneMatch(o -> Sight.sees(progress.policy(), progress.dossier(), o, progress.today()))) {
      return List.of(Refusal.of(Kind.NOT_ALLOWED, "无权抄送", p.citation()));
    }
    Set<String> offices = new LinkedHashSet<>(c.offices());
    offices.removeAll(run.copies());
    offices.removeIf(String::isBlank);
    if (offices.isEmpty()) {
      return List.of(Refusal.incomplete("请选择尚未抄送的单位", p.citation(), "offices"));
    }
    progress.emit(new Event.Copied(c.run(), List.copyOf(offices), c.text()));
    return List.of();
  }

  /** The open step of a run, or why there is none. */
  private static final class Place {
    final @Nullable Refusal refusal;
    private final @Nullable Run run;
    private final @Nullable Visit visit;
    private final @Nullable Step step;

    Place(
        @Nullable Refusal refusal, @Nullable Run run, @Nullable Visit visit, @Nullable Step step) {
      this.refusal = refusal;
      this.run = run;
      this.visit = visit;
      this.step = step;
    }

    Run run() {
      return java.util.Objects.requireNonNull(run);
    }

    Visit visit() {
      return java.util.Objects.requireNonNull(visit);
    }

    Step step() {
      return java.util.Objects.requireNonNull(step);
    }
  }

  private static Place place(Progress progress, String runId) {
    Run run = progress.findRun(runId);
    Visit visit = run == null || run.status() != Run.Status.IN_ROUTE ? null : run.openVisit();
    Step step = run == null || visit == null ? null : progress.procedure(run).step(visit.step());
    return step == null
        ? new Place(Decider.stale("该办件不在流转中"), null, null, null)
        : new Place(null, run, visit, step);
  }

  /** The step's handler, whoever decides in it, and an office that sees every file. */
  private static boolean handles(Progress progress, Place at) {
    List<String> offices = new ArrayList<>();
    String handler = at.step().handler();
    if (handler != null) {
      offices.addAll(Sight.offices(progress.policy(), progress.file(), handler));
    }
    if (at.step().kind() == StepKind.DECISION) {
      at.visit().openAssignments().stream()
          .filter(a -> !a.added())
          .forEach(a -> offices.add(a.office()));
    }
    for (Policy.Party party : progress.policy().parties().values()) {
      String office = party.office();
      if (party.seesAll() && office != null) {
        offices.add(office);
      }
    }
    return offices.stream().anyMatch(progress.actor()::mayActAs);
  }

  private static Refusal notHandler(Progress progress, Place at, String what) {
    String handler = at.step().handler();
    return Refusal.of(
        Kind.NOT_ALLOWED,
        handler == null ? "贵单位不能在本环节" + what : what + "由" + progress.partyName(handler) + "办理",
        at.step().citation());
  }
}
