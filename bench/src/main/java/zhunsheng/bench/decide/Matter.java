package zhunsheng.bench.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Money;

/**
 * A file drawn at random, all of whose facts are known: a decision table has no word for what is
 * not.
 *
 * @param dossier as ours reads it
 * @param variables the same for a decision table: amounts in 分, days counted from 1970-01-01
 */
record Matter(Dossier dossier, LocalDate day, Map<String, Object> variables) {

  static List<Matter> drawn(Policy policy, int many, long seed) {
    Random random = new Random(seed);
    List<Matter> drawn = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      drawn.add(one(policy, random, i));
    }
    return drawn;
  }

  private static Matter one(Policy policy, Random random, int number) {
    Subject subject = policy.vocabulary().subject("project");
    LocalDate day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(730));
    Map<String, Object> facts = new HashMap<>();
    Map<String, LocalDate> reached = new HashMap<>();
    Map<String, Object> variables = new HashMap<>();
    subject
        .facts()
        .forEach(
            (name, fact) -> {
              if (policy.rules().definition("project." + name) == null) {
                Object value = value(fact.type(), day, random);
                facts.put(name, value);
                variables.put(name, plain(value));
              }
            });
    subject
        .milestones()
        .keySet()
        .forEach(
            milestone -> {
              boolean is = random.nextBoolean();
              variables.put(milestone, is);
              if (is) {
                reached.put(milestone, day.minusDays(random.nextInt(300)));
              }
            });
    variables.put("today", day.toEpochDay());
    variables.put("year", (long) day.getYear());
    CaseFile file =
        new CaseFile(
            "project-" + number,
            "project",
            "unit",
            1,
            Map.copyOf(facts),
            Map.copyOf(reached),
            Map.of(),
            Map.of(),
            day.minusDays(400),
            null);
    return new Matter(Dossier.of(file), day, Map.copyOf(variables));
  }

  /** Values on both sides of every line that a rule draws, and on it. */
  private static Object value(FactType type, LocalDate day, Random random) {
    return switch (type) {
      case FactType.EnumType e ->
          List.copyOf(e.values().keySet()).get(random.nextInt(e.values().size()));
      case FactType.Scalar s ->
          switch (s) {
            case BOOL -> random.nextBoolean();
            case INT -> (long) day.getYear() + random.nextInt(3);
            case MONEY -> new Money(10_000_000L * random.nextInt(31) - random.nextInt(2));
            case DATE -> day.plusDays(random.nextInt(61) - 30);
            case TEXT, LONG_TEXT, OFFICE -> "项目" + random.nextInt(1000);
            case TERM -> throw new IllegalArgumentException("no rule reads a term");
          };
      case FactType.ListType l -> List.of();
      case FactType.RecordType r -> Map.of();
      case FactType.RefType r -> throw new IllegalArgumentException("no rule reads a link");
    };
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Money amount -> amount.fen();
      case LocalDate date -> date.toEpochDay();
      default -> value;
    };
  }
}
