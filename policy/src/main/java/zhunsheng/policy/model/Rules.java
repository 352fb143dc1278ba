package zhunsheng.policy.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;

/** The rules of a pack, found by what they concern. */
public final class Rules {
  private final List<Rule> all;
  private final Map<String, List<Rule.Limit>> limitsByProcedure = new HashMap<>();
  private final Map<String, List<Barrier>> barriersByProcedure = new HashMap<>();
  private final Map<String, List<Rule.Limit>> holdsBySubject = new HashMap<>();
  private final Map<String, List<Rule.DutyRule>> dutiesBySubject = new HashMap<>();
  private final Map<String, List<Rule.NoticeRule>> noticesBySubject = new HashMap<>();
  private final Map<String, Rule.DutyRule> dutiesById = new HashMap<>();
  private final Map<String, List<Rule.Definition>> definitions = new HashMap<>();
  private final Map<String, List<Procedure>> proceduresBySubject = new LinkedHashMap<>();
  private final Map<String, List<Procedure>> reaching = new HashMap<>();
  private final Map<String, List<Procedure>> recording = new HashMap<>();
  private final Map<String, List<Procedure>> clearing = new HashMap<>();
  private final NavigableSet<LocalDate> changes = new TreeSet<>();
  private final Set<String> definedByDay = new HashSet<>();

  public Rules(List<Rule> rules, Map<String, Procedure> procedures) {
    all = List.copyOf(rules);
    for (Rule rule : rules) {
      changes.add(rule.norm().from());
      LocalDate until = rule.norm().until();
      if (until != null) {
        changes.add(until.plusDays(1));
      }
      switch (rule) {
        case Rule.Limit limit -> {
          limit.conditions().keySet().stream()
              .map(Rule.Target::procedure)
              .distinct()
              .forEach(p -> add(limitsByProcedure, p, limit));
          limit
              .conditions()
              .forEach(
                  (t, own) -> add(barriersByProcedure, t.procedure(), new Barrier(limit, t, own)));
          if (limit.hold() != null) {
            add(holdsBySubject, limit.subject(), limit);
          }
        }
        case Rule.DutyRule duty -> {
          add(dutiesBySubject, duty.subject(), duty);
          dutiesById.put(duty.id(), duty);
        }
        case Rule.Definition d -> add(definitions, d.subject() + "." + d.fact(), d);
        case Rule.NoticeRule n -> add(noticesBySubject, n.subject(), n);
      }
    }
    for (Procedure p : procedures.values()) {
      add(proceduresBySubject, p.subject(), p);
      Set<String> reached = new HashSet<>();
      Set<String> cleared = new HashSet<>();
      Set<String> recorded = new HashSet<>();
      for (Procedure.Outcome o : p.outcomes().values()) {
        reached.addAll(o.reach().keySet());
        cleared.addAll(o.clear());
        recorded.addAll(o.record().keySet());
        recorded.addAll(o.append().keySet());
      }
      p.fields().forEach(f -> addIfFact(recorded, f));
      p.route().forEach(s -> s.fields().forEach(f -> addIfFact(recorded, f)));
      cleared.forEach(m -> add(clearing, p.subject() + "." + m, p));
      reached.forEach(m -> add(reaching, p.subject() + "." + m, p));
      recorded.forEach(f -> add(recording, p.subject() + "." + f, p));
    }
    findDefinedByDay();
  }

  private static void addIfFact(Set<String> facts, Procedure.Field field) {
    String fact = field.fact();
    if (fact != null) {
      facts.add(fact);
    }
  }

  private static <T> void add(Map<String, List<T>> map, String key, T value) {
    map.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  public List<Rule> all() {
    return all;
  }

  /** Limits with a target in that procedure. */
  public List<Rule.Limit> limits(String procedure) {
    return limitsByProcedure.getOrDefault(procedure, List.of());
  }

  /**
   * One target of a limit.
   *
   * @param own what else must be true there, or null
   */
  public record Barrier(Rule.Limit limit, Rule.Target target, @Nullable Expression own) {}

  /** The targets in that procedure, those of one limit side by side. */
  public List<Barrier> barriers(String procedure) {
    return barriersByProcedure.getOrDefault(procedure, List.of());
  }

  public List<Rule.Limit> holds(String subject) {
    return holdsBySubject.getOrDefault(subject, List.of());
  }

  public List<Rule.DutyRule> duties(String subject) {
    return dutiesBySubject.getOrDefault(subject, List.of());
  }

  public Rule.@Nullable DutyRule duty(String id) {
    return dutiesById.get(id);
  }

  public List<Rule.NoticeRule> notices(String subject) {
    return noticesBySubject.getOrDefault(subject, List.of());
  }

  /**
   * The definitions of a qualified fact, one after another in time; none where people record it.
   */
  public List<Rule.Definition> definitions(String qualifiedFact) {
    return definitions.getOrDefault(qualifiedFact, List.of());
  }

  /** The first definition of a qualified fact, or null where people record it. */
  public Rule.@Nullable Definition definition(String qualifiedFact) {
    List<Rule.Definition> all = definitions(qualifiedFact);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** The definition that binds on a day, else the first one; null where people record the fact. */
  public Rule.@Nullable Definition definition(String qualifiedFact, LocalDate day) {
    for (Rule.Definition d : definitions(qualifiedFact)) {
      if (d.norm().inForce(day)) {
        return d;
      }
    }
    return definition(qualifiedFact);
  }

  /** Procedures of that subject, in pack order. */
  public List<Procedure> procedures(String subject) {
    return proceduresBySubject.getOrDefault(subject, List.of());
  }

  /** Procedures that can reach a qualified milestone. */
  public List<Procedure> reaching(String qualifiedMilestone) {
    return reaching.getOrDefault(qualifiedMilestone, List.of());
  }

  /** Procedures that can take a qualified milestone back. */
  public List<Procedure> clearing(String qualifiedMilestone) {
    return clearing.getOrDefault(qualifiedMilestone, List.of());
  }

  /** Procedures that can record a qualified fact. */
  public List<Procedure> recording(String qualifiedFact) {
    return recording.getOrDefault(qualifiedFact, List.of());
  }

  /** The first day after {@code day} on which a norm begins to bind or no longer does. */
  public Optional<LocalDate> changesAfter(LocalDate day) {
    return Optional.ofNullable(changes.higher(day));
  }

  /** Whether the value may change with the day alone. */
  public boolean dependsOnDay(@Nullable Expression expression) {
    if (expression == null) {
      return false;
    }
    for (String read : expression.reads()) {
      if (read.equals("today")
          || read.equals("acted_on")
          || definedByDay.contains(read.substring(read.lastIndexOf('.') + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Names of facts of which a definition may change with the day, found until no more are. */
  private void findDefinedByDay() {
    for (int before = -1; before != definedByDay.size(); ) {
      before = definedByDay.size();
      for (List<Rule.Definition> rows : definitions.values()) {
        for (Rule.Definition d : rows) {
          if (dependsOnDay(d)) {
            definedByDay.add(d.fact());
          }
        }
      }
    }
  }

  private boolean dependsOnDay(Rule.Definition d) {
    return dependsOnDay(d.otherwise())
        || d.rows().stream().anyMatch(r -> dependsOnDay(r.when()) || dependsOnDay(r.value()));
  }
}
