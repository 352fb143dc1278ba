package zhunsheng.policy.check;

import java.util.ArrayList;
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
    progress.accept(0.0);
    Witnesses witnesses = new Witnesses(policy, cases, changes);
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      CaseRunner runner = witnesses.runner(i, change.changed().get());
      if (witnesses.of(i, change.norm()).stream().allMatch(c -> runner.run(c).passed())) {
        findings.add(
            new Finding(change.id(), change.kind(), change.norm(), "没有算例能发现：" + change.what()));
      }
      progress.accept((i + 1) / (double) changes.size());
    }
    return findings;
  }
}
