package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.Availability;
import zhunsheng.policy.assess.Assessment.MissingFact;
import zhunsheng.policy.assess.Assessment.Reason;
import zhunsheng.policy.assess.Assessment.Requirement;
import zhunsheng.policy.assess.Assessment.State;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Procedure.Repeat;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Rules;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Unknown;

/** Whether procedures, steps and choices can be done: stage, window, repetition and limits. */
public final class Openings {
  private Openings() {}

  /**
   * Why something cannot be done.
   *
   * @param kind NOT_YET, BLOCKED or UNDETERMINED
   */
  public record Obstacle(State kind, Reason reason) {}

  /**
   * @param situation with a blank form
   */
  static Availability availability(
      Situation situation, Procedure p, boolean binds, Set<String> overdue) {
    State repetition = repetition(situation.runs(p.id()), p);
    List<Obstacle> obstacles = List.of();
    if (repetition == null) {
      obstacles = obstacles(situation, p, binds, overdue);
      obstacles.removeIf(o -> o.kind() == State.UNDETERMINED && onForm(p, o.reason().missing()));
    }
    State state = repetition == null ? worst(obstacles) : repetition;
    List<Reason> reasons = obstacles.isEmpty() ? List.of() : new ArrayList<>(obstacles.size());
    for (Obstacle o : obstacles) {
      reasons.add(o.reason());
    }
    return new Availability(
        p.id(),
        p.title(),
        state,
        p.by(),
        situation.offices(p.by()),
        reasons,
        state == State.RUNNING || state == State.DONE ? List.of() : required(situation, p),
        p.citation());
  }

  private static State worst(List<Obstacle> obstacles) {
    State worst = State.AVAILABLE;
    for (Obstacle o : obstacles) {
      if (o.kind() == State.BLOCKED) {
        return State.BLOCKED;
      }
      worst = o.kind() == State.NOT_YET || worst == State.AVAILABLE ? o.kind() : worst;
    }
    return worst;
  }

  /** RUNNING or DONE where it cannot be filed again now, else null. */
  static @Nullable State repetition(List<Run> runs, Procedure p) {
    if (p.repeat() == Repeat.MANY) {
      return null;
    }
    for (Run run : runs) {
      if (run.open()) {
        return State.RUNNING;
      }
      boolean ended = run.status() == Run.Status.ENDED;
      if (ended && (p.repeat() == Repeat.ONCE || "approved".equals(run.outcome()))) {
        return State.DONE;
      }
    }
    return null;
  }

  /**
   * Everything that stands in the way of filing {@code p} as the situation is, repetition apart.
   */
  public static List<Obstacle> obstacles(
      Situation situation, Procedure p, boolean binds, Set<String> overdue) {
    List<Obstacle> obstacles = new ArrayList<>();
    CaseFile file = situation.file();
    Policy policy = situation.policy();
    closed(situation, p, obstacles);
    for (String milestone : p.after()) {
      if (file.reachedOn(milestone) == null) {
        Subject subject = policy.vocabulary().subject(p.subject());
        Subject.Milestone m = subject.milestones().get(milestone);
        obstacles.add(
            obstacle(
                State.NOT_YET,
                "尚未" + (m == null ? milestone : m.title()),
                p.citation(),
                List.of(),
                Advice.remedy(
                    situation.guide(),
                    null,
                    situation.guide().reaching(p.subject() + "." + milestone))));
      }
    }
    Expression when = p.when();
    if (when != null) {
      Env env = situation.env(null);
      Object value = when.eval(env);
      if (value instanceof Unknown u) {
        obstacles.add(undetermined(situation, "尚不能判断是否可以办理" + p.title(), p.citation(), u));
      } else if (Boolean.FALSE.equals(value)) {
        Template message = p.whenMessage();
        obstacles.add(
            obstacle(
                State.NOT_YET,
                message == null ? "尚不具备办理" + p.title() + "的条件" : message.render(env),
                p.citation(),
                when.because(env),
                Advice.remedy(
                    situation,
                    p.whenRemedy(),
                    p,
                    when,
                    s -> !Boolean.TRUE.equals(when.eval(s.env(null))))));
      }
    }
    window(situation, p, obstacles);
    if (binds) {
      limits(situation, p.id(), null, null, overdue, obstacles);
    }
    return obstacles;
  }

  /** What stands in the way of filing again what was returned: a closed file, and limits. */
  public static List<Obstacle> toSupplement(
      Situation situation, Procedure p, boolean binds, Set<String> overdue) {
    List<Obstacle> obstacles = new ArrayList<>();
    closed(situation, p, obstacles);
    if (binds) {
      limits(situation, p.id(), null, null, overdue, obstacles);
    }
    return obstacles;
  }

  private static void closed(Situation situation, Procedure p, List<Obstacle> obstacles) {
    String closed = situation.file().closed();
    if (closed != null && !p.onClosed() && !p.opensFile()) {
      obstacles.add(
          obstacle(
              State.BLOCKED,
              "档案已关闭：" + closed,
              p.citation(),
              List.of(),
              situation.guide().reopening(p.subject())));
    }
  }

  private static void window(Situation situation, Procedure p, List<Obstacle> obstacles) {
    Procedure.Window window = p.window();
    if (window == null) {
      return;
    }
    Object before = early(situation, window);
    Object after = late(situation, window);
    Citation citation = window.citation() == null ? p.citation() : window.citation();
    for (Object o : List.of(before, after)) {
      if (o instanceof Unknown u) {
        obstacles.add(undetermined(situation, "尚不能判断是否在办理期内", citation, u));
        return;
      }
    }
    boolean early = Boolean.TRUE.equals(before);
    if (!early && !Boolean.TRUE.equals(after)) {
      return;
    }
    Env env = situation.env(null);
    Template message = window.message();
    Expression edge = early ? window.from() : window.until();
    Object day = edge == null ? null : edge.eval(env);
    LocalDate free =
        early && day instanceof LocalDate d && !d.equals(Day.NEVER)
            ? d
            : Advice.earliest(
                situation,
                s -> Boolean.TRUE.equals(early(s, window)) || Boolean.TRUE.equals(late(s, window)));
    obstacles.add(
        obstacle(
            early ? State.NOT_YET : State.BLOCKED,
            message == null ? p.title() + (early ? "尚未开始" : "已截止") : message.render(env),
            citation,
            List.of("今天 " + situation.today() + (early ? " ＜ 开始日 " : " ＞ 截止日 ") + day),
            free == null && edge != null
                ? Advice.remedy(situation, null, p, List.of(edge), null, free)
                : Advice.remedy(situation.guide(), free, List.of())));
  }

  private static Object early(Situation situation, Procedure.Window window) {
    Expression from = window.from();
    Object day = from == null ? null : situation.eval(from);
    return day instanceof LocalDate d
        ? situation.today().isBefore(d)
        : day instanceof Unknown ? day : false;
  }

  private static Object late(Situation situation, Procedure.Window window) {
    Expression until = window.until();
    Object day = until == null ? null : situation.eval(until);
    return day instanceof LocalDate d
        ? situation.today().isAfter(d)
        : day instanceof Unknown ? day : false;
  }

  /** Adds the limits that stop that procedure, step or choice. */
  public static void limits(
      Situation situation,
      String procedure,
      @Nullable String step,
      @Nullable String choice,
      Set<String> overdue,
      List<Obstacle> obstacles) {
    String done = null;
    for (Rules.Barrier b : situation.policy().rules().barriers(procedure)) {
      Rule.Limit limit = b.limit();
      Rule.Target t = b.target();
      if (limit.id().equals(done)
          || !Objects.equals(t.step(), step)
          || (t.choice() != null && !t.choice().equals(choice))
          || !Assessor.limitBinds(situation, limit, overdue)) {
        continue;
      }
      Obstacle o = limited(situation, procedure, limit, b.own());
      if (o != null) {
        obstacles.add(o);
        done = limit.id();
      }
    }
  }

  private static @Nullable Obstacle limited(
      Situation situation, String procedure, Rule.Limit limit, @Nullable Expression own) {
    Env env = situation.env(limit.norm());
    Expression holds = limit.holds();
    Object first = holds == null ? true : holds.eval(env);
    if (Boolean.FALSE.equals(first)) {
      return null;
    }
    Object second = own == null ? true : own.eval(env);
    if (Boolean.FALSE.equals(second)) {
      return null;
    }
    Citation citation = limit.norm().citation();
    if (first instanceof Unknown || second instanceof Unknown) {
      Unknown u =
          first instanceof Unknown a
              ? second instanceof Unknown b ? a.and(b) : a
              : (Unknown) second;
      return undetermined(situation, "尚不能判断：" + limit.norm().citation().gist(), citation, u);
    }
    List<String> because = holds == null ? List.of() : holds.because(env);
    List<Expression> turning = new ArrayList<>(2);
    if (holds != null) {
      turning.add(holds);
    }
    if (own != null) {
      because = because.isEmpty() ? own.because(env) : together(because, own.because(env));
      turning.add(own);
    }
    return obstacle(
        State.BLOCKED,
        limit.message().render(env),
        citation,
        because,
        Advice.remedy(
            situation,
            limit.remedy(),
            situation.policy().procedures().get(procedure),
            turning,
            limit.follows(),
            s -> {
              Env other = s.env(limit.norm());
              return (holds == null || !Boolean.FALSE.equals(holds.eval(other)))
                  && (own == null || !Boolean.FALSE.equals(own.eval(other)));
            }));
  }

  private static List<String> together(List<String> one, List<String> other) {
    Set<String> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }

  private static Obstacle undetermined(
      Situation situation, String message, @Nullable Citation citation, Unknown u) {
    List<MissingFact> missing = situation.missing(u);
    return new Obstacle(
        State.UNDETERMINED, new Reason(message, citation, List.of(), null, missing));
  }

  private static Obstacle obstacle(
      State kind,
      String message,
      @Nullable Citation citation,
      List<String> because,
      @Nullable Remedy remedy) {
    return new Obstacle(kind, new Reason(message, citation, because, remedy, List.of()));
  }

  /** Whether all that is missing will be filled on the form itself. */
  private static boolean onForm(Procedure p, List<MissingFact> missing) {
    for (MissingFact m : missing) {
      if (!m.fact().startsWith("field.") && !p.asks(m.fact())) {
        return false;
      }
    }
    return true;
  }

  /**
   * What a submission must hold as things stand: required always, or by what the file already says.
   */
  static List<Requirement> required(Situation situation, Procedure p) {
    List<Guide.Demand> demands = situation.guide().demands(p);
    if (demands.isEmpty()) {
      return List.of();
    }
    List<Requirement> required = new ArrayList<>(demands.size());
    for (Guide.Demand d : demands) {
      if (d.always() || needed(situation, d.requiredWhen(), d.shownWhen())) {
        required.add(d.requirement());
      }
    }
    return required;
  }

  /** Whether something is required: its condition is true, and it is shown. */
  public static boolean needed(
      Situation situation, @Nullable Expression requiredWhen, @Nullable Expression shownWhen) {
    return requiredWhen != null
        && Boolean.TRUE.equals(situation.eval(requiredWhen))
        && !Boolean.FALSE.equals(situation.holds(shownWhen));
  }
}
