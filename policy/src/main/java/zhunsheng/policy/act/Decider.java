package zhunsheng.policy.act;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Refusal.Kind;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;

/**
 * Answers commands: the events that follow, or every reason why not.
 *
 * <p>Pure, like {@link Assessor}; nothing is refused halfway, because events come only where
 * nothing stands in the way.
 */
public final class Decider {
  private Decider() {}

  /**
   * Decides a command.
   *
   * @param dossier the file (empty for a command that opens one) and the files it is linked to,
   *     those that the command's own references name among them
   * @param today the business day, Asia/Shanghai
   */
  public static Decision decide(
      Policy policy, Dossier dossier, Command command, Actor actor, LocalDate today) {
    Progress progress = new Progress(policy, dossier, actor, today);
    List<Refusal> refusals =
        switch (command) {
          case Command.Submit c -> Submissions.submit(progress, c);
          case Command.Act c -> Acts.act(progress, c);
          case Command.Withdraw c -> RouteOperations.withdraw(progress, c);
          case Command.Transfer c -> RouteOperations.transfer(progress, c);
          case Command.AddReviewer c -> RouteOperations.addReviewer(progress, c);
          case Command.RemoveReviewer c -> RouteOperations.removeReviewer(progress, c);
          case Command.Remind c -> RouteOperations.remind(progress, c);
          case Command.Copy c -> RouteOperations.copy(progress, c);
          case Command.Fill c -> RouteOperations.fill(progress, c);
        };
    if (refusals.isEmpty()) {
      refusals = Routing.settleAll(progress);
    }
    return refusals.isEmpty()
        ? new Decision.Accepted(progress.events())
        : new Decision.Refused(refusals.stream().distinct().toList());
  }

  /**
   * What a form in hand would meet: the same checks as {@link #decide}, with what the form needs to
   * show itself.
   */
  public static FormCheck check(
      Policy policy, Dossier dossier, Command command, Actor actor, LocalDate today) {
    Decision decision = decide(policy, dossier, command, actor, today);
    List<Refusal> findings = decision instanceof Decision.Refused r ? r.refusals() : List.of();
    Progress progress = new Progress(policy, dossier, actor, today);
    return switch (command) {
      case Command.Submit c -> checkSubmit(progress, c, findings);
      case Command.Act c -> checkAct(progress, c, findings);
      case Command.Withdraw c ->
          new FormCheck(findings, List.of(), List.of(), List.of(), List.of());
      case Command.Transfer c ->
          new FormCheck(findings, List.of(), List.of(), List.of(), List.of());
      case Command.AddReviewer c ->
          new FormCheck(findings, List.of(), List.of(), List.of(), List.of());
      case Command.RemoveReviewer c ->
          new FormCheck(findings, List.of(), List.of(), List.of(), List.of());
      case Command.Remind c -> new FormCheck(findings, List.of(), List.of(), List.of(), List.of());
      case Command.Copy c -> new FormCheck(findings, List.of(), List.of(), List.of(), List.of());
      case Command.Fill c -> new FormCheck(findings, List.of(), List.of(), List.of(), List.of());
    };
  }

  /**
   * Whether an answer of {@code party} in a step may need more than a choice and words: a field or
   * material that is required of that party, or of anybody under conditions not known beforehand.
   */
  public static boolean asksMore(Policy policy, Procedure.Step step, @Nullable String party) {
    return step.fields().stream().anyMatch(f -> mayAsk(policy, f.requiredWhen(), party))
        || step.materials().stream().anyMatch(m -> mayAsk(policy, m.requiredWhen(), party));
  }

  private static boolean mayAsk(
      Policy policy, @Nullable Expression requiredWhen, @Nullable String party) {
    if (requiredWhen == null) {
      return false;
    }
    return party == null
        || !requiredWhen.reads().equals(Set.of("party"))
        || requiredWhen.isTrue(new Env(Map.of("party", party), policy.counting()));
  }

  private static FormCheck checkSubmit(
      Progress progress, Command.Submit sent, List<Refusal> findings) {
    Procedure p = progress.policy().procedures().get(sent.procedure());
    if (p == null) {
      return new FormCheck(findings, List.of(), List.of(), List.of(), List.of());
    }
    Command.Submit c = Findings.answered(progress, p, sent);
    CaseFile file = Submissions.fileInHand(progress, p, c);
    Run before = c.run() == null ? null : file.runs().get(c.run());
    Situation situation =
        Situation.of(progress.policy(), progress.dossier().with(file), progress.today())
            .form(p, c.allFields(), before)
            .with(
                Map.of(
                    "filer",
                    before == null ? Submissions.filingOffice(progress, p) : before.office()));
    List<FormCheck.RouteStep> route = new ArrayList<>();
    for (Procedure.Step step : p.route()) {
      Expression when = step.when();
      if (when == null || !Boolean.FALSE.equals(situation.eval(when))) {
        route.add(new FormCheck.RouteStep(step.id(), step.title(), Routing.asked(situation, step)));
      }
    }
    return formCheck(situation, p.id(), p.fields(), p.materials(), findings, route);
  }

  private static FormCheck checkAct(Progress progress, Command.Act c, List<Refusal> findings) {
    Run run = progress.file().runs().get(c.run());
    Procedure p = run == null ? null : progress.policy().procedures().get(run.procedure());
    Run.Visit visit = run == null ? null : run.openVisit();
    Procedure.Step step = p == null || visit == null ? null : p.step(visit.step());
    if (run == null || p == null || visit == null || step == null) {
      return new FormCheck(findings, List.of(), List.of(), List.of(), List.of());
    }
    Situation situation =
        Situation.of(
                progress.policy(),
                progress.dossier().with(progress.file().withFacts(c.facts())),
                progress.today())
            .form(p, Acts.merged(run.fields(), c.fields()), run)
            .with(
                Map.of("choice", c.choice(), "party", Acts.party(progress, visit, c.assignment())));
    return formCheck(situation, p.id(), step.fields(), step.materials(), findings, List.of());
  }

  private static FormCheck formCheck(
      Situation situation,
      String procedure,
      List<Procedure.Field> fields,
      List<Procedure.MaterialSlot> materials,
      List<Refusal> findings,
      List<FormCheck.RouteStep> route) {
    List<String> required = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    for (Procedure.Field f : fields) {
      place(situation, f.id(), f.requiredWhen(), f.shownWhen(), required, hidden);
    }
    for (Procedure.MaterialSlot m : materials) {
      place(situation, m.id(), m.requiredWhen(), m.shownWhen(), required, hidden);
    }
    List<Assessment.Notice> notices = Assessor.notices(situation, procedure);
    return new FormCheck(findings, required, hidden, notices, route);
  }

  private static void place(
      Situation situation,
      String id,
      @Nullable Expression requiredWhen,
      @Nullable Expression shownWhen,
      List<String> required,
      List<String> hidden) {
    if (shownWhen != null && !Boolean.TRUE.equals(situation.eval(shownWhen))) {
      hidden.add(id);
    } else if (requiredWhen != null && Boolean.TRUE.equals(situation.eval(requiredWhen))) {
      required.add(id);
    }
  }

  /** A refusal of a run that is not where the command supposes it. */
  static Refusal stale(String message) {
    return Refusal.of(Kind.STALE, message, null);
  }
}
