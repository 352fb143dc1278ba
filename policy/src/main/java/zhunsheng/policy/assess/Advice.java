package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.MissingFact;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Subject;

/**
 * What would help: the earliest day, the missing milestone, the facts still needed and who can
 * record them.
 */
final class Advice {
  /** How far ahead a freeing day is looked for; longer than any yearly window. */
  private static final int HORIZON_DAYS = 800;

  /** No window of a regulation is shorter than this. */
  private static final int STRIDE_DAYS = 14;

  private Advice() {}

  /**
   * What would make {@code blocking} false.
   *
   * @param words the pack's own advice, or null for a computed one
   * @param blocked tells whether it still blocks in another situation
   */
  static Remedy remedy(
      Situation situation,
      @Nullable String words,
      @Nullable Expression blocking,
      Predicate<Situation> blocked) {
    LocalDate earliest =
        situation.policy().rules().dependsOnDay(blocking) ? earliest(situation, blocked) : null;
    List<Remedy.Help> helps = blocking == null ? List.of() : levers(situation, blocking);
    return new Remedy(earliest, words == null ? advice(earliest, helps) : words, helps);
  }

  static Remedy remedy(@Nullable LocalDate earliest, List<Remedy.Help> helps) {
    return new Remedy(earliest, advice(earliest, helps), helps);
  }

  private static String advice(@Nullable LocalDate earliest, List<Remedy.Help> helps) {
    StringBuilder s = new StringBuilder();
    if (earliest != null) {
      s.append("最早 ").append(earliest).append(" 可以办理");
    }
    if (!helps.isEmpty()) {
      s.append(s.isEmpty() ? "" : "；").append("需先办理");
      int n = 0;
      for (Remedy.Help h : helps) {
        if (n++ == 3) {
          s.append("等");
          break;
        }
        s.append(n == 1 ? "" : "、")
            .append(h.title())
            .append("（")
            .append(String.join("、", h.parties()))
            .append("）");
      }
    }
    return s.toString();
  }

  /**
   * The first day after today on which nothing blocks any more if nothing else happens, or null.
   */
  static @Nullable LocalDate earliest(Situation situation, Predicate<Situation> blocked) {
    LocalDate today = situation.today();
    for (int ahead = 1; ahead <= HORIZON_DAYS; ahead += STRIDE_DAYS) {
      LocalDate probe = today.plusDays(ahead);
      if (!blocked.test(situation.at(probe))) {
        LocalDate free = probe;
        LocalDate floor = today.plusDays(Math.max(0, ahead - STRIDE_DAYS));
        while (free.minusDays(1).isAfter(floor) && !blocked.test(situation.at(free.minusDays(1)))) {
          free = free.minusDays(1);
        }
        return free;
      }
    }
    return null;
  }

  /** Procedures that reach a milestone, or record a fact, on which the expression turns. */
  private static List<Remedy.Help> levers(Situation situation, Expression expression) {
    Map<String, Remedy.Help> milestones = new LinkedHashMap<>();
    Map<String, Remedy.Help> facts = new LinkedHashMap<>();
    collect(situation, expression, milestones, facts, new HashSet<>());
    return List.copyOf(milestones.isEmpty() ? facts.values() : milestones.values());
  }

  private static void collect(
      Situation situation,
      Expression expression,
      Map<String, Remedy.Help> milestones,
      Map<String, Remedy.Help> facts,
      Set<String> seen) {
    Policy policy = situation.policy();
    CaseFile file = situation.file();
    String own = file.subject() + ".";
    for (String read : expression.reads()) {
      if (!read.startsWith(own) || !seen.add(read)) {
        continue;
      }
      String path = read.substring(own.length());
      if (path.startsWith("reached.") || path.startsWith("on.")) {
        String milestone = path.substring(path.indexOf('.') + 1);
        if (file.reachedOn(milestone) == null) {
          policy
              .rules()
              .reaching(own + milestone)
              .forEach(p -> milestones.put(p.id(), help(policy, p)));
        }
        continue;
      }
      Rule.Definition definition = policy.rules().definition(read, situation.today());
      if (definition != null) {
        for (Rule.Definition.Row row : definition.rows()) {
          collect(situation, row.when(), milestones, facts, seen);
          collect(situation, row.value(), milestones, facts, seen);
        }
        Expression otherwise = definition.otherwise();
        if (otherwise != null) {
          collect(situation, otherwise, milestones, facts, seen);
        }
      } else {
        policy.rules().recording(read).forEach(p -> facts.put(p.id(), help(policy, p)));
      }
    }
  }

  /** Procedures that reach a milestone of the file's subject. */
  static List<Remedy.Help> reaching(Policy policy, String subject, String milestone) {
    return policy.rules().reaching(subject + "." + milestone).stream()
        .map(p -> help(policy, p))
        .toList();
  }

  /** Procedures that open a closed file of that subject again. */
  static List<Remedy.Help> reopening(Policy policy, String subject) {
    return policy.rules().procedures(subject).stream()
        .filter(p -> p.outcomes().values().stream().anyMatch(Procedure.Outcome::reopens))
        .map(p -> help(policy, p))
        .toList();
  }

  static Remedy.Help help(Policy policy, Procedure p) {
    List<String> parties = new ArrayList<>();
    for (String party : p.by()) {
      Policy.Party binding = policy.parties().get(party);
      String office = binding == null ? null : binding.office();
      String officeName = office == null ? null : policy.offices().get(office);
      parties.add(
          officeName != null
              ? officeName
              : policy.vocabulary().parties().getOrDefault(party, party));
    }
    return new Remedy.Help(p.id(), p.title(), parties);
  }

  /** Missing facts with their titles and who can record them. */
  static List<MissingFact> missing(Policy policy, CaseFile file, List<String> facts) {
    List<MissingFact> missing = new ArrayList<>();
    for (String qualified : facts) {
      int dot = qualified.indexOf('.');
      Subject subject =
          dot < 0 ? null : policy.vocabulary().subjects().get(qualified.substring(0, dot));
      Fact fact = subject == null ? null : subject.facts().get(qualified.substring(dot + 1));
      missing.add(
          new MissingFact(
              qualified,
              fact == null ? qualified : fact.title(),
              policy.rules().recording(qualified).stream().map(p -> help(policy, p)).toList()));
    }
    return missing;
  }
}
