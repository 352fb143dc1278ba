package zhunsheng.policy.mutate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Subject;

/** All names of a pack by their sort, to find the one that a hand might write instead. */
final class Names {
  /** Words of the language that stand in the same place. */
  private static final List<List<String>> WORDS =
      List.of(
          List.of("true", "false"),
          List.of("opinion", "decision", "receipt"),
          List.of("all", "any"),
          List.of("next", "end", "return"),
          List.of("once", "many", "until_approved"),
          List.of("until_decided", "until_ended", "never"),
          List.of("approved", "rejected", "withdrawn", "filed"),
          List.of("in_force", "draft"),
          List.of("covered", "not_covered"),
          List.of("restart", "stay_expired"),
          List.of("continue", "end"),
          List.of("stays", "next_working_day"),
          List.of("ascending", "descending"),
          List.of("text", "long_text"),
          List.of("int", "money"),
          List.of("date", "term"),
          List.of("plus", "minus"),
          List.of("yuan", "wan"),
          List.of("deadline", "later", "earlier"),
          List.of("first", "last"),
          List.of("larger", "smaller"),
          List.of("exists", "all", "exists_one"),
          List.of("filter", "exists"),
          List.of("year", "month"),
          List.of("reached", "on"),
          List.of("today", "acted_on"),
          List.of("required", "waivable"),
          List.of("required-when", "shown-when"));

  private final Map<String, Set<List<String>>> sorts = new HashMap<>();

  Names(Policy policy) {
    WORDS.forEach(this::sort);
    policy.vocabulary().enums().values().forEach(e -> sort(e.values().keySet()));
    sort(policy.vocabulary().enums().keySet());
    policy.vocabulary().records().values().forEach(r -> facts(r.fields().values()));
    sort(policy.vocabulary().subjects().keySet());
    for (Subject s : policy.vocabulary().subjects().values()) {
      facts(s.facts().values());
      sort(s.milestones().keySet());
    }
    sort(policy.vocabulary().stages().keySet());
    sort(policy.parties().keySet());
    sort(policy.vocabulary().materials().keySet());
    sort(policy.offices().keySet());
    sort(policy.norms().keySet());
    sort(policy.settings().keySet());
    sort(policy.forms().keySet());
    sort(policy.reports().keySet());
    sort(
        policy.rules().all().stream()
            .filter(Rule.DutyRule.class::isInstance)
            .map(r -> ((Rule.DutyRule) r).id())
            .toList());
    Map<String, List<String>> bySubject = new LinkedHashMap<>();
    for (Procedure p : policy.procedures().values()) {
      bySubject.computeIfAbsent(p.subject(), s -> new ArrayList<>()).add(p.id());
      sort(p.route().stream().map(Procedure.Step::id).toList());
      sort(p.outcomes().keySet());
      fields(p.fields());
      for (Procedure.Step step : p.route()) {
        sort(step.choices().stream().map(Procedure.Choice::id).toList());
        fields(step.fields());
      }
    }
    bySubject.values().forEach(this::sort);
  }

  private void facts(Collection<Fact> facts) {
    Map<FactType, List<String>> byType = new LinkedHashMap<>();
    facts.forEach(f -> byType.computeIfAbsent(f.type(), t -> new ArrayList<>()).add(f.name()));
    byType.values().forEach(this::sort);
  }

  private void fields(Collection<Procedure.Field> fields) {
    Map<FactType, List<String>> byType = new LinkedHashMap<>();
    fields.stream()
        .filter(f -> f.fact() == null)
        .forEach(f -> byType.computeIfAbsent(f.type(), t -> new ArrayList<>()).add(f.id()));
    byType.values().forEach(this::sort);
  }

  private void sort(Collection<String> names) {
    if (names.size() > 1) {
      List<String> sort = List.copyOf(names);
      names.forEach(n -> sorts.computeIfAbsent(n, x -> new LinkedHashSet<>()).add(sort));
    }
  }

  /** For every sort that the name is of, the next one of that sort; at most three. */
  Set<String> instead(String name) {
    Set<String> others = new LinkedHashSet<>();
    for (List<String> sort : sorts.getOrDefault(name, Set.of())) {
      others.add(sort.get((sort.indexOf(name) + 1) % sort.size()));
      if (others.size() == 3) {
        break;
      }
    }
    return others;
  }
}
