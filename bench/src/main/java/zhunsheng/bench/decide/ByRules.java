package zhunsheng.bench.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import zhunsheng.policy.assess.Openings;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rules;

/** Ours, the rules alone: which norms forbid, what is required, without a word on why. */
record ByRules(Policy policy, List<Matter> matters) implements Rival {

  @Override
  public String name() {
    return "ours, rules alone";
  }

  @Override
  public Object decide(int number) {
    Matter matter = matters.get(number);
    Situation situation = Situation.of(policy, matter.dossier(), matter.day());
    List<String> materials = new ArrayList<>();
    for (Procedure.MaterialSlot m : policy.procedure("declaration").materials()) {
      if (Openings.needed(situation, m.requiredWhen(), m.shownWhen())) {
        materials.add(m.id());
      }
    }
    return new Decided(
        situation.fact("level").toString(),
        forbidding(situation, "declaration"),
        forbidding(situation, "payment"),
        materials);
  }

  private List<String> forbidding(Situation situation, String procedure) {
    List<String> norms = new ArrayList<>();
    for (Rules.Barrier barrier : policy.rules().barriers(procedure)) {
      Expression condition = Objects.requireNonNull(barrier.own());
      if (condition.isTrue(situation.env(barrier.limit().norm()))) {
        norms.add(barrier.limit().norm().citation().norm());
      }
    }
    return norms;
  }

  @Override
  public Verdicts verdicts(Object decided) {
    return ((Decided) decided).verdicts();
  }
}
