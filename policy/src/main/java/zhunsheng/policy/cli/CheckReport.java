package zhunsheng.policy.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zhunsheng.policy.check.Checker;
import zhunsheng.policy.check.Explorer;
import zhunsheng.policy.check.Finding;
import zhunsheng.policy.load.PolicyException;
import zhunsheng.policy.model.Policy;

/** What {@code policy check} prints. */
final class CheckReport {
  private CheckReport() {}

  static List<String> lines(String pack, Policy policy, int cases, Checker.Result result) {
    List<String> lines = new ArrayList<>();
    for (Finding f : result.findings()) {
      lines.add(pack + ": " + f.message() + "  [" + f.id() + "]");
    }
    result.stale().forEach(id -> lines.add(pack + ": notes.yaml 说明了已不存在的发现  [" + id + "]"));
    for (Explorer.Result e : result.exploration()) {
      lines.add(
          pack
              + "：遍历 "
              + e.states()
              + " 个状态，最长 "
              + e.deepest()
              + " 步，办理过 "
              + e.done().size()
              + " 个事项；"
              + policy.invariants().size()
              + " 条不变式");
    }
    int wrong = result.findings().size() + result.stale().size();
    lines.add(
        pack
            + "："
            + policy.articles().size()
            + " 条，"
            + policy.norms().size()
            + " 项规范，"
            + policy.procedures().size()
            + " 个事项，"
            + policy.rules().all().size()
            + " 条规则，"
            + policy.reports().size()
            + " 份报表，"
            + cases
            + " 个算例"
            + (result.accounted().isEmpty() ? "" : "，" + result.accounted().size() + " 处已说明")
            + (wrong == 0 ? "，没有问题" : "，" + wrong + " 处问题"));
    return lines;
  }

  static Map<String, Object> json(String pack, Checker.Result result) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("pack", pack);
    report.put("ok", result.findings().isEmpty() && result.stale().isEmpty());
    report.put("findings", result.findings().stream().map(CheckReport::json).toList());
    report.put("accounted", result.accounted().stream().map(CheckReport::json).toList());
    report.put("stale", List.copyOf(result.stale()));
    result
        .exploration()
        .forEach(
            e ->
                report.put(
                    "exploration",
                    Map.of(
                        "states", e.states(),
                        "deepest", e.deepest(),
                        "reached", List.copyOf(e.reached()),
                        "procedures", List.copyOf(e.done()))));
    return report;
  }

  private static Map<String, Object> json(Finding f) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("id", f.id());
    finding.put("kind", f.kind().name());
    if (f.norm() != null) {
      finding.put("norm", f.norm());
    }
    finding.put("message", f.message());
    return finding;
  }

  static Map<String, Object> json(String pack, PolicyException e) {
    return Map.of(
        "pack",
        pack,
        "ok",
        false,
        "problems",
        e.problems().stream().map(Object::toString).toList());
  }
}
