package zhunsheng.policy.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.worked.CaseRunner;
import zhunsheng.policy.worked.WorkedCase;

/** Whether worked cases show the law: every small change of it must make one of them fail. */
final class Exercise {
  private Exercise() {}

  /**
   * The changes that no case notices.
   *
   * @param cases cases that all pass under {@code policy}
   * @param progress hears how much of the whole is done, from 0 to 1
   */
  static List<Finding> unnoticed(Policy policy, List<WorkedCase> cases, Consumer<Double> progress) {
    List<Finding> findings = new ArrayList<>();
    List<Change> changes = Changes.of(policy);
    int done = 0;
    for (Change change : changes) {
      if (!noticed(change, cases)) {
        findings.add(
            new Finding(change.id(), change.kind(), change.norm(), "没有算例能发现：" + change.what()));
      }
      progress.accept(++done / (double) changes.size());
    }
    return findings;
  }

  private static boolean noticed(Change change, List<WorkedCase> cases) {
    CaseRunner runner = new CaseRunner(change.changed().get(), cases);
    return likelyFirst(change, cases).stream().anyMatch(c -> !runner.run(c).passed());
  }

  /** The cases that name the norm come first: they are the ones that should notice. */
  private static List<WorkedCase> likelyFirst(Change change, List<WorkedCase> cases) {
    String norm = change.norm();
    return norm == null
        ? cases
        : cases.stream()
            .sorted(Comparator.comparing((WorkedCase c) -> !c.norms().contains(norm)))
            .toList();
  }
}
