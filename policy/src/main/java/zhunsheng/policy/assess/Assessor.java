package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.Availability;
import zhunsheng.policy.assess.Assessment.Duty;
import zhunsheng.policy.assess.Assessment.Hold;
import zhunsheng.policy.assess.Assessment.Notice;
import zhunsheng.policy.assess.Assessment.WaitingTurn;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Horizon;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Unknown;

/**
 * Says what a policy permits, forbids and requires of a file on a day.
 *
 * <p>Pure: no clock, no I/O. The same file, policy and day give the same assessment.
 */
public final class Assessor {
  private Assessor() {}

  /**
   * Assesses a file.
   *
   * @param dossier the file as it was at the end of {@code today}, with the files it is linked to
   * @param today the business day, Asia/Shanghai
   */
  public static Assessment assess(Policy policy, Dossier dossier, LocalDate today) {
    Situation situation = Situation.of(policy, dossier, today);
    CaseFile file = dossier.file();
    List<Verdict.Undetermined> undetermined = new ArrayList<>();
    Boolean applies = applies(situation, undetermined);
    boolean binds = !Boolean.FALSE.equals(applies);
    List<Duty> duties = binds ? Duties.assess(situation, undetermined) : List.of();
    Set<String> overdue = Duties.overdue(duties);
    Situation blank = situation.blankForm();
    List<Availability> procedures = new ArrayList<>();
    for (Procedure p : policy.rules().procedures(file.subject())) {
      if (!p.opensFile()) {
        procedures.add(Openings.availability(blank, p, binds, overdue));
      }
    }
    return new Assessment(
        policy.id(),
        today,
        file.version(),
        applies,
        stage(situation),
        procedures,
        duties,
        binds ? holds(situation, overdue) : List.of(),
        binds ? notices(blank, overdue, rule -> true) : List.of(),
        turns(policy, file, today),
        undetermined);
  }

  /**
   * What lists keep of a file, and until which day it stays so.
   *
   * @param dossier the file as it was at the end of {@code today}, with the files it is linked to
   */
  public static Outlook outlook(Policy policy, Dossier dossier, LocalDate today) {
    Horizon horizon = new Horizon(today);
    Situation situation = Situation.watched(policy, dossier, today, horizon);
    boolean binds = !Boolean.FALSE.equals(applies(situation, new ArrayList<>()));
    List<Duty> duties = binds ? Duties.assess(situation, new ArrayList<>()) : List.of();
    List<Hold> holds = binds ? holds(situation, Duties.overdue(duties)) : List.of();
    String stage = stage(situation);
    Set<String> readers = Sight.readers(situation);
    policy.rules().changesAfter(today).ifPresent(horizon::at);
    return new Outlook(
        today,
        stage,
        duties,
        holds,
        turns(policy, dossier.file(), today),
        readers,
        horizon.day().equals(Day.NEVER) ? null : horizon.day());
  }

  /** The same as {@link Outlook#observed}, for one who wants nothing else of the outlook. */
  public static List<Event> observed(Policy policy, Dossier dossier, LocalDate today) {
    CaseFile file = dossier.file();
    List<Rule.Limit> rules = policy.rules().holds(file.subject());
    if (rules.isEmpty()) {
      return Outlook.observed(file, List.of());
    }
    Situation situation = Situation.watched(policy, dossier, today, new Horizon(today));
    if (Boolean.FALSE.equals(applies(situation, new ArrayList<>()))) {
      return Outlook.observed(file, List.of());
    }
    boolean following = rules.stream().anyMatch(r -> r.follows() != null);
    Set<String> overdue =
        following ? Duties.overdue(Duties.assess(situation, new ArrayList<>())) : Set.of();
    return Outlook.observed(file, holds(situation, overdue));
  }

  /**
   * What limits turn on: whether the policy binds the file, and which duties are overdue.
   *
   * @param binds false only where the policy is known not to apply
   */
  public record Standing(boolean binds, Set<String> overdue) {}

  public static Standing standing(Situation situation) {
    boolean binds = !Boolean.FALSE.equals(applies(situation, new ArrayList<>()));
    return new Standing(
        binds, binds ? Duties.overdue(Duties.assess(situation, new ArrayList<>())) : Set.of());
  }

  /** The notices of a file at one procedure, and those on the file itself. */
  public static List<Notice> notices(Situation situation, String procedure) {
    Standing standing = standing(situation);
    return standing.binds()
        ? notices(
            situation,
            standing.overdue(),
            rule -> rule.at().isEmpty() || rule.at().contains(procedure))
        : List.of();
  }

  /** Whether the policy binds the file; null while facts are missing for the answer. */
  static @Nullable Boolean applies(Situation situation, List<Verdict.Undetermined> undetermined) {
    Expression condition = situation.policy().applies().get(situation.file().subject());
    if (condition == null) {
      return true;
    }
    Object value = situation.eval(condition);
    if (value instanceof Unknown u) {
      undetermined.add(new Verdict.Undetermined(null, "applies", situation.missing(u)));
      return null;
    }
    return (Boolean) value;
  }

  static List<Hold> holds(Situation situation, Set<String> overdue) {
    List<Hold> holds = new ArrayList<>();
    for (Rule.Limit limit : situation.policy().rules().holds(situation.file().subject())) {
      if (!limitBinds(situation, limit, overdue)) {
        continue;
      }
      Expression condition = limit.holds();
      Env env = situation.env(limit.norm());
      if (condition == null || !condition.isTrue(env)) {
        continue;
      }
      Expression since = limit.since();
      Object day = since == null ? situation.file().holds().get(limit.id()) : since.eval(env);
      holds.add(
          new Hold(
              limit.id(),
              String.valueOf(limit.hold()),
              limit.message().render(env),
              day instanceof LocalDate d ? d : null,
              limit.conditions().keySet().stream().map(Rule.Target::procedure).distinct().toList(),
              situation.horizon() == null ? condition.because(env) : List.of(),
              limit.norm().citation(),
              situation.horizon() != null
                  ? null
                  : Advice.remedy(
                      situation,
                      limit.remedy(),
                      null,
                      List.of(condition),
                      limit.follows(),
                      s -> condition.isTrue(s.env(limit.norm())))));
    }
    return holds;
  }

  static boolean limitBinds(Situation situation, Rule.Limit limit, Set<String> overdue) {
    return situation.binds(limit.norm())
        && (limit.follows() == null || overdue.contains(limit.follows()));
  }

  private static List<Notice> notices(
      Situation situation, Set<String> overdue, Predicate<Rule.NoticeRule> wanted) {
    // A notice at several procedures is one, where it says the same at all of them.
    Map<Notice, Set<String>> notices = new LinkedHashMap<>();
    for (Rule.NoticeRule rule : situation.policy().rules().notices(situation.file().subject())) {
      if (!wanted.test(rule)
          || !situation.binds(rule.norm())
          || (rule.follows() != null && !overdue.contains(rule.follows()))) {
        continue;
      }
      Env env = situation.env(rule.norm());
      Expression when = rule.when();
      if (when == null || when.isTrue(env)) {
        Notice notice = new Notice(rule.message().render(env), List.of(), rule.norm().citation());
        notices.computeIfAbsent(notice, n -> new LinkedHashSet<>()).addAll(rule.at());
      }
    }
    return notices.entrySet().stream()
        .map(
            n -> new Notice(n.getKey().message(), List.copyOf(n.getValue()), n.getKey().citation()))
        .toList();
  }

  private static List<WaitingTurn> turns(Policy policy, CaseFile file, LocalDate today) {
    List<WaitingTurn> turns = new ArrayList<>();
    for (Run run : file.runs().values()) {
      Run.Visit visit = run.status() == Run.Status.IN_ROUTE ? run.openVisit() : null;
      if (visit == null) {
        continue;
      }
      Procedure.Step step = policy.procedure(run.procedure()).step(visit.step());
      LocalDate due = visit.due();
      for (Run.Assignment a : visit.openAssignments()) {
        turns.add(
            new WaitingTurn(
                run.id(),
                run.procedure(),
                visit.step(),
                step == null ? visit.step() : step.title(),
                a.id(),
                a.party(),
                a.office(),
                due,
                due != null && today.isAfter(due)));
      }
    }
    return turns;
  }

  /**
   * The stage that the policy's own rows give, else that of the furthest milestone reached, else
   * the first that the subject's milestones have. Cross-cutting stages are no part of a life.
   */
  static String stage(Situation situation) {
    Policy policy = situation.policy();
    CaseFile file = situation.file();
    Subject subject = policy.vocabulary().subjects().get(file.subject());
    if (subject == null) {
      return "";
    }
    for (Policy.StageOf row : policy.stagesOf().getOrDefault(subject.id(), List.of())) {
      if (Boolean.TRUE.equals(situation.eval(row.when()))) {
        return row.stage();
      }
    }
    return situation.guide().layout(subject.id()).stage(file);
  }
}
