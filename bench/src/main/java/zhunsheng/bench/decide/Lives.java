package zhunsheng.bench.decide;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.load.CaseReader;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.worked.CaseRunner;
import zhunsheng.policy.worked.CaseWorld;
import zhunsheng.policy.worked.WorkedCase;

/**
 * Full assessments under a pack of the product: of the subject for which it has most procedures, in
 * every stage of its life the file with the longest history to which a worked case comes, the day
 * after.
 *
 * @param files one for each stage, in the order of the stages' names
 */
record Lives(Policy policy, List<Life> files) implements Way {

  /** A file, and the day on which it is assessed. */
  record Life(Dossier dossier, LocalDate day) {
    long events() {
      return dossier.file().version();
    }
  }

  static Lives of(Path policies, String pack) {
    Policy policy = PolicyLoader.load(policies, pack);
    String subject =
        policy.vocabulary().subjects().keySet().stream()
            .max(Comparator.comparingInt(s -> policy.rules().procedures(s).size()))
            .orElseThrow();
    List<WorkedCase> cases = CaseReader.read(policies, policies.resolve(pack).resolve("cases"));
    CaseRunner runner = new CaseRunner(policy, cases);
    Map<String, Life> longest = new TreeMap<>();
    for (WorkedCase worked : cases) {
      List<String> failures = new ArrayList<>();
      CaseWorld world = runner.end(worked, failures);
      if (world == null || !failures.isEmpty() || !worked.settings().isEmpty()) {
        continue;
      }
      LocalDate day = worked.steps().getLast().day().plusDays(1);
      for (CaseFile file : world.files()) {
        if (file.subject().equals(subject)) {
          Life life = new Life(world.dossier(file, null), day);
          longest.merge(
              Assessor.assess(policy, life.dossier(), day).stage(),
              life,
              (a, b) -> b.events() > a.events() ? b : a);
        }
      }
    }
    return new Lives(policy, List.copyOf(longest.values()));
  }

  @Override
  public String name() {
    return policy.id();
  }

  @Override
  public int things() {
    return files.size();
  }

  @Override
  public Object decide(int number) {
    Life life = files.get(number);
    return Assessor.assess(policy, life.dossier(), life.day());
  }
}
