package zhunsheng.policy.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.worked.WorkedCase;

/** Whether a pack accounts for its whole text. */
final class Coverage {
  private Coverage() {}

  /**
   * Norms that nothing carries, that no article lists or no case names; articles without an
   * account.
   */
  static List<Finding> findings(Policy policy, List<WorkedCase> cases) {
    List<Finding> findings = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    policy.articles().forEach(a -> listed.addAll(a.norms()));
    Set<String> tried = new HashSet<>();
    cases.forEach(c -> tried.addAll(c.norms()));
    for (Norm norm : policy.norms().values()) {
      String id = norm.citation().norm();
      boolean ruled = norm.effects().stream().anyMatch(e -> e.kind() != Norm.Kind.CARRIED);
      if (norm.effects().isEmpty() && norm.carriedBy().isEmpty() && norm.judgement() == null) {
        findings.add(finding("uncarried/" + id, id, "规范 " + id + " 没有任何规则、事项或说明来落实"));
      }
      if (!listed.contains(id)) {
        findings.add(finding("unlisted/" + id, id, "规范 " + id + " 未列入 articles.yaml"));
      }
      if (ruled && !tried.contains(id)) {
        findings.add(finding("untried/" + id, id, "规范 " + id + " 没有算例"));
      }
    }
    for (Policy.Article article : policy.articles()) {
      if (article.open()) {
        findings.add(
            new Finding(
                "open/" + article.number(),
                Finding.Kind.OPEN,
                null,
                place(article)
                    + "待办"
                    + (article.norms().isEmpty() ? "" : "，已有 " + article.norms().size() + " 项规范")
                    + "；办完后去掉“open”"));
      } else if (article.norms().isEmpty() && article.none() == null) {
        findings.add(
            new Finding(
                "article/" + article.number(),
                Finding.Kind.COVERAGE,
                null,
                place(article) + "没有规范，也没有说明原因"));
      }
    }
    return findings;
  }

  private static String place(Policy.Article article) {
    return article.number() == 0 ? "附件" : "第 " + article.number() + " 条";
  }

  private static Finding finding(String id, String norm, String message) {
    return new Finding(id, Finding.Kind.COVERAGE, norm, message);
  }
}
