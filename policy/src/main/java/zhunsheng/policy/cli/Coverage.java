package zhunsheng.policy.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;

/** Whether a pack accounts for its whole text. */
final class Coverage {
  private Coverage() {}

  /** Norms that nothing carries, norms no article lists, articles without an account. */
  static List<String> findings(Policy policy) {
    List<String> findings = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    policy.articles().forEach(a -> listed.addAll(a.norms()));
    for (Norm norm : policy.norms().values()) {
      String id = norm.citation().norm();
      if (norm.effects().isEmpty() && norm.carriedBy().isEmpty() && norm.judgement() == null) {
        findings.add("规范 " + id + " 没有任何规则、事项或说明来落实");
      }
      if (!listed.contains(id)) {
        findings.add("规范 " + id + " 未列入 articles.yaml");
      }
    }
    for (Policy.Article article : policy.articles()) {
      if (article.norms().isEmpty() && article.none() == null) {
        findings.add("第 " + article.number() + " 条没有规范，也没有说明原因");
      }
    }
    return findings;
  }
}
