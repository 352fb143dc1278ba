package zhunsheng.policy.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;

/** All expressions of a pack on which something turns, and what that is. */
final class Readings {
  private final Map<Expression, String> all = new LinkedHashMap<>();

  private Readings() {}

  static Map<Expression, String> of(Policy policy) {
    Readings readings = new Readings();
    for (Rule rule : policy.rules().all()) {
      String where = rule.norm().citation().norm();
      switch (rule) {
        case Rule.Limit l -> {
          readings.add(where, l.holds());
          l.conditions().values().forEach(x -> readings.add(where, x));
        }
        case Rule.DutyRule d -> {
          readings.add(where, d.when());
          readings.add(where, d.in());
          readings.add(where, d.opens());
          readings.add(where, d.due());
          readings.add(where, d.done());
        }
        case Rule.Definition d -> of(d).forEach(x -> readings.add(where, x));
        case Rule.NoticeRule n -> readings.add(where, n.when());
      }
    }
    for (Procedure p : policy.procedures().values()) {
      readings.add(p.id(), p.when());
      Procedure.Window window = p.window();
      if (window != null) {
        readings.add(p.id(), window.from());
        readings.add(p.id(), window.until());
      }
      p.fields().forEach(f -> readings.add(p.id(), f.requiredWhen()));
      p.materials().forEach(m -> readings.add(p.id(), m.requiredWhen()));
      p.route().forEach(s -> readings.add(p.id() + "." + s.id(), s.when()));
    }
    policy.applies().forEach((subject, x) -> readings.add("applies." + subject, x));
    policy.invariants().forEach(i -> readings.add(i.id(), i.holds()));
    return readings.all;
  }

  static List<Expression> of(Rule.Definition d) {
    List<Expression> all = new ArrayList<>();
    d.rows()
        .forEach(
            row -> {
              all.add(row.when());
              all.add(row.value());
            });
    Expression otherwise = d.otherwise();
    if (otherwise != null) {
      all.add(otherwise);
    }
    return all;
  }

  private void add(String where, @Nullable Expression expression) {
    if (expression != null) {
      all.put(expression, where);
    }
  }
}
