package zhunsheng.policy.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Term;

/**
 * The small changes that worked cases must notice: each rule gone, each rule without its condition,
 * each number and each day moved by the least that the law knows, to either side.
 */
final class Changes {
  private static final Expression YES = Expression.always(true);
  private static final Expression NO = Expression.always(false);

  private final Policy policy;
  private final List<Change> changes = new ArrayList<>();

  private Changes(Policy policy) {
    this.policy = policy;
  }

  static List<Change> of(Policy policy) {
    Changes changes = new Changes(policy);
    List<Rule> rules = policy.rules().all();
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      String name = name(rule);
      int n = seen.merge(name, 1, Integer::sum);
      changes.rule(i, n == 1 ? name : name + "#" + n, rule);
    }
    policy.norms().values().forEach(changes::numbers);
    policy.procedures().values().forEach(changes::procedure);
    return changes.changes;
  }

  private static String name(Rule rule) {
    return switch (rule) {
      case Rule.Limit l -> "limit/" + l.id();
      case Rule.DutyRule d -> "duty/" + d.id();
      case Rule.Definition d -> "definition/" + d.subject() + "." + d.fact();
      case Rule.NoticeRule n -> "notice/" + n.norm().citation().norm();
    };
  }

  private void rule(int at, String name, Rule rule) {
    switch (rule) {
      case Rule.Limit limit -> limit(at, name, limit);
      case Rule.DutyRule duty -> duty(at, name, duty);
      case Rule.Definition definition -> definition(at, name, definition);
      case Rule.NoticeRule notice -> notice(at, name, notice);
    }
  }

  private void limit(int at, String name, Rule.Limit l) {
    String words = "限制“" + l.message().source() + "”";
    List<Expression> own = new ArrayList<>();
    l.conditions().values().stream().filter(Objects::nonNull).forEach(own::add);
    Expression first = l.holds();
    gone(at, name, l, words + "不再生效", Tell.unless(false, first == null ? own : List.of(first)));
    Map<Rule.Target, @Nullable Expression> always = new LinkedHashMap<>();
    l.conditions().keySet().forEach(t -> always.put(t, null));
    if (first != null) {
      own.add(first);
    }
    replaced(
        at,
        name + "/always",
        l,
        words + "无条件生效",
        limit(l, l.hold() == null ? null : YES, always),
        Tell.unless(true, own));
  }

  private static Rule.Limit limit(
      Rule.Limit l, @Nullable Expression holds, Map<Rule.Target, @Nullable Expression> conditions) {
    return new Rule.Limit(
        l.id(),
        l.norm(),
        l.subject(),
        l.follows(),
        l.hold(),
        holds,
        l.since(),
        conditions,
        l.message(),
        l.remedy());
  }

  private void duty(int at, String name, Rule.DutyRule d) {
    String words = "责任“" + d.title().source() + "”";
    Expression when = d.when();
    gone(
        at,
        name,
        d,
        words + "不再产生",
        when == null
            ? Tell.wherever(d.in() == null ? d.done() : d.in())
            : Tell.unless(false, List.of(when)));
    if (when != null && !when.source().equals("true")) {
      replaced(
          at,
          name + "/always",
          d,
          words + "无条件产生",
          duty(d, YES, d.opens(), d.due()),
          Tell.unless(true, List.of(when)));
    }
    shifted(
        d.due(),
        name + "/due",
        d.norm(),
        words + "的期限",
        x -> withRule(at, duty(d, d.when(), d.opens(), x)));
    shifted(
        d.opens(),
        name + "/opens",
        d.norm(),
        words + "的起始日",
        x -> withRule(at, duty(d, d.when(), x, d.due())));
  }

  private static Rule.DutyRule duty(
      Rule.DutyRule d,
      @Nullable Expression when,
      @Nullable Expression opens,
      @Nullable Expression due) {
    return new Rule.DutyRule(
        d.id(),
        d.title(),
        d.norm(),
        d.subject(),
        d.follows(),
        d.party(),
        when,
        d.each(),
        d.in(),
        opens,
        due,
        d.done(),
        d.by(),
        d.remind(),
        d.proposal(),
        d.preset());
  }

  private void definition(int at, String name, Rule.Definition d) {
    int alternatives = d.rows().size() + (d.otherwise() == null ? 0 : 1);
    for (int row = 0; alternatives > 1 && row < d.rows().size(); row++) {
      List<Rule.Definition.Row> rest = new ArrayList<>(d.rows());
      Rule.Definition.Row left = rest.remove(row);
      replaced(
          at,
          name + "/row-" + (row + 1),
          d,
          "要素 " + d.subject() + "." + d.fact() + " 去掉“" + left.when().source() + "”一行",
          new Rule.Definition(d.norm(), d.subject(), d.fact(), rest, d.otherwise()),
          Tell.unless(false, List.of(left.when())));
    }
  }

  private void notice(int at, String name, Rule.NoticeRule n) {
    String words = "提示“" + n.message().source() + "”";
    Expression when = n.when();
    gone(at, name, n, words + "不再显示", when == null ? List.of() : Tell.unless(false, List.of(when)));
    if (when != null && !when.source().equals("true")) {
      replaced(
          at,
          name + "/always",
          n,
          words + "无条件显示",
          new Rule.NoticeRule(n.norm(), n.subject(), n.follows(), n.at(), null, n.message()),
          Tell.unless(true, List.of(when)));
    }
  }

  private void gone(int at, String name, Rule rule, String what, List<Tell> tells) {
    List<Rule> rules = new ArrayList<>(policy.rules().all());
    rules.remove(at);
    add(
        name + "/never",
        Finding.Kind.UNEXERCISED,
        rule.norm(),
        what,
        () -> policy.withRules(rules),
        tells);
  }

  private void replaced(int at, String id, Rule rule, String what, Rule by, List<Tell> tells) {
    add(id, Finding.Kind.UNEXERCISED, rule.norm(), what, () -> withRule(at, by), tells);
  }

  private Policy withRule(int at, Rule by) {
    List<Rule> rules = new ArrayList<>(policy.rules().all());
    rules.set(at, by);
    return policy.withRules(rules);
  }

  private void shifted(
      @Nullable Expression day,
      String id,
      Norm norm,
      String words,
      java.util.function.Function<Expression, Policy> changed) {
    if (day == null) {
      return;
    }
    add(
        id + "/later",
        Finding.Kind.ONE_SIDED,
        norm,
        words + "晚一日",
        () -> changed.apply(day.shifted(1)),
        Tell.day(day));
    add(
        id + "/sooner",
        Finding.Kind.ONE_SIDED,
        norm,
        words + "早一日",
        () -> changed.apply(day.shifted(-1)),
        Tell.day(day));
  }

  /** A norm's own numbers, where one of its rules reads them. */
  private void numbers(Norm norm) {
    new TreeMap<>(norm.params())
        .forEach(
            (name, value) -> {
              number(norm, name, value, "more", more(value));
              number(norm, name, value, "less", less(value));
            });
  }

  private static @Nullable Object more(Object value) {
    return switch (value) {
      case Money m -> m.plus(new Money(1));
      case Long n -> n + 1;
      case LocalDate d -> d.plusDays(1);
      case Term t -> new Term(t.months(), t.days() + 1, t.working());
      default -> null;
    };
  }

  private static @Nullable Object less(Object value) {
    return switch (value) {
      case Money m -> m.minus(new Money(1));
      case Long n -> n - 1;
      case LocalDate d -> d.minusDays(1);
      case Term t -> new Term(t.months(), t.days() - 1, t.working());
      default -> null;
    };
  }

  private void number(Norm norm, String name, Object value, String side, @Nullable Object other) {
    if (other == null) {
      return;
    }
    String id = "number/" + norm.citation().norm() + "/" + name + "/" + side;
    String what = "数值 " + name + " 由 " + value + " 改为 " + other;
    Map<String, Object> params = new LinkedHashMap<>(norm.params());
    params.put(name, other);
    List<Tell> tells = new ArrayList<>();
    for (Rule rule : policy.rules().all()) {
      if (isOf(norm, rule)) {
        Rewriting.expressions(rule).stream()
            .filter(x -> x.reads().contains(name))
            .forEach(x -> tells.add(Tell.otherwise(x, params)));
      }
    }
    add(id, Finding.Kind.ONE_SIDED, norm, what, () -> policy.withRules(with(norm, params)), tells);
  }

  private List<Rule> with(Norm norm, Map<String, Object> params) {
    return policy.rules().all().stream()
        .map(
            r ->
                isOf(norm, r)
                    ? Rewriting.rule(r, r.norm().withParams(params), UnaryOperator.identity())
                    : r)
        .toList();
  }

  private static boolean isOf(Norm norm, Rule rule) {
    return rule.norm().citation().norm().equals(norm.citation().norm());
  }

  private void procedure(Procedure p) {
    Procedure.Window window = p.window();
    if (window != null) {
      String words = "“" + p.title() + "”办理期";
      String norm = window.citation() == null ? norm(p) : window.citation().norm();
      windowEdge(
          p,
          words + "的首日",
          "from",
          norm,
          window.from(),
          x -> new Procedure.Window(x, window.until(), window.message(), window.citation()));
      windowEdge(
          p,
          words + "的末日",
          "until",
          norm,
          window.until(),
          x -> new Procedure.Window(window.from(), x, window.message(), window.citation()));
    }
    for (int i = 0; i < p.route().size(); i++) {
      Procedure.Step step = p.route().get(i);
      Expression when = step.when();
      if (when == null) {
        continue;
      }
      int at = i;
      String norm = step.citation() == null ? norm(p) : step.citation().norm();
      String words = "“" + p.title() + "”的环节“" + step.title() + "”";
      String id = "step/" + p.id() + "." + step.id();
      add(
          id + "/always",
          Finding.Kind.UNEXERCISED,
          norm,
          words + "总是经过",
          () -> withStep(p, at, step.with(YES)),
          Tell.unless(true, List.of(when)));
      add(
          id + "/never",
          Finding.Kind.UNEXERCISED,
          norm,
          words + "从不经过",
          () -> withStep(p, at, step.with(NO)),
          Tell.unless(false, List.of(when)));
    }
  }

  private static @Nullable String norm(Procedure p) {
    return p.citation() == null ? null : p.citation().norm();
  }

  private void windowEdge(
      Procedure p,
      String words,
      String edge,
      @Nullable String norm,
      @Nullable Expression day,
      java.util.function.Function<Expression, Procedure.Window> changed) {
    if (day == null || day.source().strip().equals("never")) {
      return;
    }
    String id = "window/" + p.id() + "/" + edge;
    add(
        id + "/later",
        Finding.Kind.ONE_SIDED,
        norm,
        words + "晚一日",
        () -> policy.withProcedure(p.with(changed.apply(day.shifted(1)))),
        Tell.day(day));
    add(
        id + "/sooner",
        Finding.Kind.ONE_SIDED,
        norm,
        words + "早一日",
        () -> policy.withProcedure(p.with(changed.apply(day.shifted(-1)))),
        Tell.day(day));
  }

  private Policy withStep(Procedure p, int at, Procedure.Step step) {
    List<Procedure.Step> route = new ArrayList<>(p.route());
    route.set(at, step);
    return policy.withProcedure(p.withRoute(route));
  }

  private void add(
      String id,
      Finding.Kind kind,
      Norm norm,
      String what,
      Supplier<Policy> changed,
      List<Tell> tells) {
    add(id, kind, norm.citation().norm(), what, changed, tells);
  }

  private void add(
      String id,
      Finding.Kind kind,
      @Nullable String norm,
      String what,
      Supplier<Policy> changed,
      List<Tell> tells) {
    changes.add(new Change(id, kind, norm, what, changed, tells));
  }
}
