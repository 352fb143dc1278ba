package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.Duty;
import zhunsheng.policy.assess.Assessment.DutyState;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Horizon;
import zhunsheng.policy.expression.Named;
import zhunsheng.policy.expression.Struct;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Term;
import zhunsheng.policy.value.Unknown;

/** Where each duty stands. */
final class Duties {
  private Duties() {}

  private static final Comparator<Duty> BY_DUE =
      Comparator.comparing((Duty d) -> d.due() == null ? Day.NEVER : d.due())
          .thenComparing(Duty::id);

  static List<Duty> assess(Situation situation, List<Verdict.Undetermined> undetermined) {
    List<Duty> duties = new ArrayList<>();
    List<Rule.DutyRule> following = new ArrayList<>();
    for (Rule.DutyRule rule : situation.policy().rules().duties(situation.file().subject())) {
      if (rule.follows() != null) {
        following.add(rule);
      } else if (situation.binds(rule.norm())) {
        raise(situation, rule, duties, undetermined);
      }
    }
    // What follows an overdue duty may be overdue itself.
    for (int before = -1; before != following.size(); ) {
      before = following.size();
      Set<String> overdue = overdue(duties);
      for (Rule.DutyRule rule : List.copyOf(following)) {
        if (overdue.contains(rule.follows())) {
          following.remove(rule);
          if (situation.binds(rule.norm())) {
            raise(situation, rule, duties, undetermined);
          }
        }
      }
    }
    duties.sort(BY_DUE);
    return duties;
  }

  /** Ids of duties of which one at least is overdue. */
  static Set<String> overdue(List<Duty> duties) {
    Set<String> ids = new HashSet<>();
    for (Duty d : duties) {
      if (d.state() == DutyState.OVERDUE) {
        int slash = d.id().indexOf('/');
        ids.add(slash < 0 ? d.id() : d.id().substring(0, slash));
      }
    }
    return ids;
  }

  private static void raise(
      Situation situation,
      Rule.DutyRule rule,
      List<Duty> duties,
      List<Verdict.Undetermined> undetermined) {
    Env env = situation.env(rule.norm());
    String each = rule.each();
    Expression in = rule.in();
    if (each == null || in == null) {
      one(situation, rule, rule.id(), env, duties, undetermined);
      return;
    }
    Object list = in.eval(env);
    if (list instanceof Unknown u) {
      unknown(situation, rule, u, undetermined);
    } else if (list instanceof List<?> items) {
      int n = 0;
      for (Object item : items) {
        n++;
        one(
            situation,
            rule,
            rule.id() + "/" + key(item, n),
            env.with(each, item),
            duties,
            undetermined);
      }
    }
  }

  private static String key(Object item, int n) {
    return switch (item) {
      case Named named when item instanceof FileView view -> view.file().id();
      case Struct s -> {
        Object id = s.get("id");
        yield id instanceof Unknown ? Integer.toString(n) : id.toString();
      }
      case Map<?, ?> m -> Integer.toString(n);
      default -> item.toString();
    };
  }

  private static void one(
      Situation situation,
      Rule.DutyRule rule,
      String id,
      Env env,
      List<Duty> duties,
      List<Verdict.Undetermined> undetermined) {
    Expression when = rule.when();
    Object raised = when == null ? true : when.eval(env);
    if (raised instanceof Unknown u) {
      unknown(situation, rule, u, undetermined);
      return;
    }
    if (!Boolean.TRUE.equals(raised)) {
      return;
    }
    LocalDate today = situation.today();
    LocalDate opens = day(rule.opens(), env);
    LocalDate due = day(rule.due(), env);
    if (due != null && due.equals(Day.NEVER)) {
      due = null;
    }
    if (opens != null && opens.equals(Day.NEVER)) {
      return;
    }
    LocalDate done = day(rule.done(), env);
    LocalDate doneOn = done != null && !done.isAfter(today) ? done : null;
    Expression dueOn = rule.due();
    if (doneOn == null && dueOn != null && dueOn.eval(env) instanceof Unknown u) {
      unknown(situation, rule, u, undetermined);
    }
    DutyState state = state(rule, situation, today, opens, due, doneOn);
    Horizon horizon = situation.horizon();
    if (horizon != null) {
      watch(rule, situation, horizon, opens, due, done);
    }
    long late = 0;
    if (due != null) {
      late = Math.max(0, ChronoUnit.DAYS.between(due, doneOn == null ? today : doneOn));
    }
    Template proposal = rule.proposal();
    Map<String, Object> preset = new HashMap<>();
    rule.preset()
        .forEach(
            (field, x) -> {
              Object value = x.eval(env);
              if (!(value instanceof Unknown)) {
                preset.put(field, value);
              }
            });
    List<String> because = new ArrayList<>();
    // Between days nobody reads why, and telling it would read the day.
    if (when != null && horizon == null) {
      because.addAll(when.because(env));
    }
    duties.add(
        new Duty(
            id,
            rule.title().render(env),
            state,
            rule.party(),
            Sight.offices(situation.policy(), situation.file(), rule.party()),
            opens,
            due,
            doneOn,
            late,
            rule.by(),
            proposal == null ? null : proposal.render(env),
            preset,
            due == null
                || !situation.policy().shiftToWorkingDay()
                || situation.policy().calendar().isAnnounced(due.getYear()),
            because.stream().distinct().toList(),
            rule.norm().citation()));
  }

  /** The days on which the duty's state changes by itself. */
  private static void watch(
      Rule.DutyRule rule,
      Situation situation,
      Horizon horizon,
      @Nullable LocalDate opens,
      @Nullable LocalDate due,
      @Nullable LocalDate done) {
    if (opens != null) {
      horizon.compared(opens);
    }
    if (done != null && !done.equals(Day.NEVER)) {
      horizon.compared(done);
    }
    if (due != null) {
      horizon.at(due.plusDays(1));
      rule.remind()
          .forEach(before -> horizon.at(before.before(due, situation.policy().calendar())));
    }
  }

  private static DutyState state(
      Rule.DutyRule rule,
      Situation situation,
      LocalDate today,
      @Nullable LocalDate opens,
      @Nullable LocalDate due,
      @Nullable LocalDate doneOn) {
    if (doneOn != null) {
      return due != null && doneOn.isAfter(due) ? DutyState.DONE_LATE : DutyState.DONE;
    }
    if (due != null && today.isAfter(due)) {
      return DutyState.OVERDUE;
    }
    if (opens != null && today.isBefore(opens)) {
      return DutyState.UPCOMING;
    }
    if (due != null) {
      for (Term before : rule.remind()) {
        if (!today.isBefore(before.before(due, situation.policy().calendar()))) {
          return DutyState.DUE_SOON;
        }
      }
    }
    return DutyState.OPEN;
  }

  private static @Nullable LocalDate day(@Nullable Expression expression, Env env) {
    return expression != null && expression.eval(env) instanceof LocalDate d ? d : null;
  }

  private static void unknown(
      Situation situation, Rule.DutyRule rule, Unknown u, List<Verdict.Undetermined> undetermined) {
    undetermined.add(
        new Verdict.Undetermined(rule.norm().citation(), rule.id(), situation.missing(u)));
  }
}
