package zhunsheng.bench.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.value.Money;

/**
 * The same rules written in Java, as one would without an engine: they read the same file and say
 * which norms forbid and what is required. The figures are those of the pack.
 */
record ByHand(List<Matter> matters, Figures figures) implements Rival {

  /** The numbers of the rules. */
  record Figures(long leadersFrom, long committeeFrom, long studyFrom, long share) {
    static Figures of(Policy policy) {
      return new Figures(
          fen(policy, "level", "leaders_from"),
          fen(policy, "level", "committee_from"),
          fen(policy, "no-study", "study_from"),
          (Long) param(policy, "last-share", "share"));
    }

    private static long fen(Policy policy, String norm, String name) {
      return ((Money) param(policy, norm, name)).fen();
    }

    private static Object param(Policy policy, String norm, String name) {
      return Objects.requireNonNull(
          Objects.requireNonNull(policy.norms().get(norm)).params().get(name));
    }
  }

  @Override
  public String name() {
    return "Java by hand";
  }

  @Override
  public Object decide(int number) {
    Matter matter = matters.get(number);
    CaseFile file = matter.dossier().file();
    Map<String, Object> facts = file.facts();
    long total = fen(facts, "total");
    String level =
        total >= figures.committeeFrom()
            ? "committee"
            : total >= figures.leadersFrom() ? "leaders" : "office";
    return new Decided(
        level,
        declaration(file, facts, total, matter.day()),
        payment(file, facts, matter.day()),
        materials(facts, level));
  }

  private List<String> declaration(
      CaseFile file, Map<String, Object> facts, long total, LocalDate today) {
    List<String> forbidding = new ArrayList<>();
    if (reached(file, "in_plan")) {
      forbidding.add("in-plan-already");
    }
    if (total <= 0) {
      forbidding.add("no-amount");
    }
    if (!is(facts, "hosting", "shared") && is(facts, "off_cloud_ground", "other")) {
      forbidding.add("no-ground");
    }
    if (is(facts, "build_type", "new_build")
        && total >= figures.studyFrom()
        && !yes(facts, "has_study")) {
      forbidding.add("no-study");
    }
    if (!yes(facts, "off_cycle") && (Long) value(facts, "plan_year") != today.getYear() + 1) {
      forbidding.add("wrong-year");
    }
    return forbidding;
  }

  private List<String> payment(CaseFile file, Map<String, Object> facts, LocalDate today) {
    List<String> forbidding = new ArrayList<>();
    if (!reached(file, "in_plan")) {
      forbidding.add("not-in-plan");
    }
    if (reached(file, "review_passed")
        && !reached(file, "started")
        && !reached(file, "terminated")
        && today.isAfter((LocalDate) value(facts, "start_due"))) {
      forbidding.add("lapsed");
    }
    if (reached(file, "terminated") && is(facts, "cause", "lapse")) {
      forbidding.add("to-recover");
    }
    if (!reached(file, "accepted")) {
      if (reached(file, "acceptance_failed")) {
        forbidding.add("failed");
      } else if (reached(file, "trial_ended")
          && today.isAfter((LocalDate) value(facts, "acceptance_due"))) {
        forbidding.add("acceptance-overdue");
      }
      if (Math.multiplyExact(fen(facts, "paid"), 100L)
          >= Math.multiplyExact(fen(facts, "approved_total"), figures.share())) {
        forbidding.add("last-share");
      }
    }
    return forbidding;
  }

  private static List<String> materials(Map<String, Object> facts, String level) {
    List<String> required = new ArrayList<>();
    if (!is(facts, "build_type", "operation")) {
      required.add("security_solution");
    }
    if (yes(facts, "off_cycle")) {
      if (is(facts, "ground", "superior")) {
        required.add("superior_document");
      }
      required.add("consent_document");
    }
    if (is(facts, "build_type", "upgrade")) {
      required.add("upgrade_scheme");
    }
    if (!yes(facts, "on_network")) {
      required.add("network_statement");
    }
    if (!is(facts, "hosting", "shared")) {
      required.add("off_cloud_statement");
    }
    if (level.equals("committee")) {
      required.add("study");
    }
    if (!yes(facts, "classified")) {
      required.add("sharing_list");
    }
    return required;
  }

  private static Object value(Map<String, Object> facts, String name) {
    return Objects.requireNonNull(facts.get(name));
  }

  private static long fen(Map<String, Object> facts, String name) {
    return ((Money) value(facts, name)).fen();
  }

  private static boolean yes(Map<String, Object> facts, String name) {
    return (Boolean) value(facts, name);
  }

  private static boolean is(Map<String, Object> facts, String name, String choice) {
    return choice.equals(value(facts, name));
  }

  private static boolean reached(CaseFile file, String milestone) {
    return file.reachedOn(milestone) != null;
  }

  @Override
  public Verdicts verdicts(Object decided) {
    return ((Decided) decided).verdicts();
  }
}
