package zhunsheng.bench.decide;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.model.Policy;

/** Ours, in full: with messages, the values that decided, articles, and what would help. */
record ByAssessment(Policy policy, List<Matter> matters) implements Rival {

  /** An assessment and the one value that it does not show. */
  private record Assessed(Assessment assessment, Object level) {}

  @Override
  public String name() {
    return "ours, full assessment";
  }

  @Override
  public Object decide(int number) {
    Matter matter = matters.get(number);
    return new Assessed(
        Assessor.assess(policy, matter.dossier(), matter.day()),
        Situation.of(policy, matter.dossier(), matter.day()).fact("level"));
  }

  @Override
  public Verdicts verdicts(Object decided) {
    Assessed d = (Assessed) decided;
    Set<String> materials = new HashSet<>();
    d.assessment().procedure("declaration").required().forEach(r -> materials.add(r.id()));
    return new Verdicts(
        d.level().toString(),
        norms(d.assessment().procedure("declaration")),
        norms(d.assessment().procedure("payment")),
        materials);
  }

  private static Set<String> norms(Assessment.Availability availability) {
    Set<String> norms = new HashSet<>();
    availability
        .reasons()
        .forEach(reason -> norms.add(Objects.requireNonNull(reason.citation()).norm()));
    return norms;
  }
}
