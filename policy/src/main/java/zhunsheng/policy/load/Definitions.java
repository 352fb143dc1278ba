package zhunsheng.policy.load;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.value.Day;

/** The facts that norms define: on any day by one norm at most, and never by themselves. */
final class Definitions {
  private final Problems problems;
  private final Map<String, List<Rule.Definition>> byFact = new LinkedHashMap<>();
  private final Map<String, Yaml.Place> places = new LinkedHashMap<>();

  Definitions(Problems problems) {
    this.problems = problems;
  }

  void add(Rule.Definition definition, Yaml.Place at) {
    String fact = definition.subject() + "." + definition.fact();
    List<Rule.Definition> before = byFact.computeIfAbsent(fact, f -> new ArrayList<>());
    for (Rule.Definition other : before) {
      if (overlap(other.norm(), definition.norm())) {
        problems.add(at, "“" + fact + "”已由规范“" + other.norm().citation().norm() + "”认定");
      }
    }
    before.add(definition);
    places.putIfAbsent(fact, at);
  }

  private static boolean overlap(Norm a, Norm b) {
    return !last(a).isBefore(b.from()) && !last(b).isBefore(a.from());
  }

  private static LocalDate last(Norm norm) {
    LocalDate until = norm.until();
    return until == null ? Day.NEVER : until;
  }

  /** Reports definitions that turn in a circle. */
  void check() {
    for (String fact : byFact.keySet()) {
      List<String> circle = circle(fact, fact, new LinkedHashSet<>());
      if (circle != null) {
        Yaml.Place at = places.get(fact);
        if (at != null) {
          problems.add(at, "认定循环：" + String.join(" → ", circle));
        }
      }
    }
  }

  private @org.jspecify.annotations.Nullable List<String> circle(
      String start, String fact, Set<String> path) {
    if (!path.add(fact)) {
      return null;
    }
    for (String read : reads(fact)) {
      if (read.equals(start)) {
        List<String> circle = new ArrayList<>(path);
        circle.add(start);
        return circle;
      }
      if (byFact.containsKey(read)) {
        List<String> found = circle(start, read, path);
        if (found != null) {
          return found;
        }
      }
    }
    path.remove(fact);
    return null;
  }

  private Set<String> reads(String fact) {
    Set<String> reads = new LinkedHashSet<>();
    for (Rule.Definition d : byFact.getOrDefault(fact, List.of())) {
      d.rows().forEach(r -> reads.addAll(r.when().reads()));
      d.rows().forEach(r -> reads.addAll(r.value().reads()));
      Expression otherwise = d.otherwise();
      if (otherwise != null) {
        reads.addAll(otherwise.reads());
      }
    }
    return reads;
  }
}
