package zhunsheng.policy.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;

/** A regulation with other expressions in the places of its own. */
final class Rewriting {
  private final UnaryOperator<Expression> other;

  private Rewriting(UnaryOperator<Expression> other) {
    this.other = other;
  }

  /** The same regulation with {@code other} in its rules, windows and conditions of steps. */
  static Policy policy(Policy policy, UnaryOperator<Expression> other) {
    Rewriting rewriting = new Rewriting(other);
    return policy
        .withProcedures(policy.procedures().values().stream().map(rewriting::procedure).toList())
        .withRules(policy.rules().all().stream().map(r -> rewriting.rule(r, r.norm())).toList());
  }

  /** The same rule of that norm, with {@code other} in the places of its expressions. */
  static Rule rule(Rule rule, Norm norm, UnaryOperator<Expression> other) {
    return new Rewriting(other).rule(rule, norm);
  }

  /** All expressions of a rule, those in its words among them. */
  static List<Expression> expressions(Rule rule) {
    List<Expression> all = new ArrayList<>();
    rule(
        rule,
        rule.norm(),
        x -> {
          all.add(x);
          return x;
        });
    return all;
  }

  private Rule rule(Rule rule, Norm norm) {
    return switch (rule) {
      case Rule.Limit l -> {
        Map<Rule.Target, @Nullable Expression> conditions = new LinkedHashMap<>();
        l.conditions().forEach((target, x) -> conditions.put(target, maybe(x)));
        yield new Rule.Limit(
            l.id(),
            norm,
            l.subject(),
            l.follows(),
            l.hold(),
            maybe(l.holds()),
            maybe(l.since()),
            conditions,
            template(l.message()),
            l.remedy());
      }
      case Rule.DutyRule d -> {
        Template proposal = d.proposal();
        Map<String, Expression> preset = new LinkedHashMap<>();
        d.preset().forEach((field, x) -> preset.put(field, other.apply(x)));
        yield new Rule.DutyRule(
            d.id(),
            template(d.title()),
            norm,
            d.subject(),
            d.follows(),
            d.party(),
            maybe(d.when()),
            d.each(),
            maybe(d.in()),
            maybe(d.opens()),
            maybe(d.due()),
            other.apply(d.done()),
            d.by(),
            d.remind(),
            proposal == null ? null : template(proposal),
            preset);
      }
      case Rule.Definition d ->
          new Rule.Definition(
              norm,
              d.subject(),
              d.fact(),
              d.rows().stream()
                  .map(r -> new Rule.Definition.Row(other.apply(r.when()), other.apply(r.value())))
                  .toList(),
              maybe(d.otherwise()));
      case Rule.NoticeRule n ->
          new Rule.NoticeRule(
              norm, n.subject(), n.follows(), n.at(), maybe(n.when()), template(n.message()));
    };
  }

  private Procedure procedure(Procedure p) {
    Procedure.Window window = p.window();
    Procedure rewritten =
        window == null
            ? p
            : p.with(
                new Procedure.Window(
                    maybe(window.from()),
                    maybe(window.until()),
                    window.message(),
                    window.citation()));
    return rewritten.withRoute(
        p.route().stream()
            .map(
                s -> {
                  Expression when = s.when();
                  return when == null ? s : s.with(other.apply(when));
                })
            .toList());
  }

  private @Nullable Expression maybe(@Nullable Expression x) {
    return x == null ? null : other.apply(x);
  }

  private Template template(Template template) {
    return new Template(
        template.source(),
        template.parts().stream()
            .map(part -> new Template.Part(part.text(), maybe(part.expression())))
            .toList());
  }
}
