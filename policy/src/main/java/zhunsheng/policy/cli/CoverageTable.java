package zhunsheng.policy.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.worked.WorkedCase;

/**
 * From each norm to what carries it and to the cases that show it.
 *
 * @param open numbers of the articles that are still open, 0 for an annexed form
 */
record CoverageTable(Policy policy, List<Row> rows, List<Integer> open) {

  /**
   * One norm.
   *
   * @param carriers rules, fields, steps …, or the screens and reports that carry it, or that
   *     people judge it
   * @param needsCase whether a rule carries it, so that a case has to show it
   * @param cases names of the cases that name it
   */
  record Row(
      String norm, int article, Set<String> carriers, boolean needsCase, List<String> cases) {}

  static CoverageTable of(Policy policy, List<WorkedCase> cases) {
    List<Row> rows = new ArrayList<>();
    for (Norm norm : policy.norms().values()) {
      String id = norm.citation().norm();
      Set<String> carriers = new LinkedHashSet<>();
      norm.effects()
          .forEach(e -> carriers.add(e.kind().name().toLowerCase(Locale.ROOT) + " " + e.text()));
      carriers.addAll(norm.carriedBy());
      if (carriers.isEmpty() && norm.judgement() != null) {
        carriers.add("judgement");
      }
      rows.add(
          new Row(
              id,
              norm.citation().article(),
              carriers,
              norm.effects().stream().anyMatch(e -> e.kind() != Norm.Kind.CARRIED),
              cases.stream().filter(c -> c.norms().contains(id)).map(WorkedCase::name).toList()));
    }
    return new CoverageTable(
        policy,
        rows,
        policy.articles().stream()
            .filter(Policy.Article::open)
            .map(Policy.Article::number)
            .toList());
  }

  boolean whole() {
    return open.isEmpty() && carried() == rows.size() && shown() == needing();
  }

  private long carried() {
    return rows.stream().filter(r -> !r.carriers().isEmpty()).count();
  }

  private long needing() {
    return rows.stream().filter(Row::needsCase).count();
  }

  private long shown() {
    return rows.stream().filter(r -> r.needsCase() && !r.cases().isEmpty()).count();
  }

  /** A table in Markdown, and the totals. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("## " + policy.title());
    lines.add("");
    lines.add("| 条 | 规范 | 由什么落实 | 算例 |");
    lines.add("|---|---|---|---|");
    for (Row row : rows) {
      lines.add(
          "| "
              + place(row.article())
              + " | "
              + row.norm()
              + " | "
              + cell(String.join("；", row.carriers()))
              + " | "
              + (row.cases().isEmpty()
                  ? "—"
                  : row.cases().size() + "：" + cell(row.cases().getFirst()))
              + " |");
    }
    open.forEach(n -> lines.add("| " + place(n) + " | 待办 | — | — |"));
    lines.add("");
    lines.add(
        policy.id()
            + "：落实 "
            + share(carried(), rows.size())
            + "，由规则落实的规范有算例 "
            + share(shown(), needing())
            + (open.isEmpty()
                ? ""
                : "，"
                    + open.size()
                    + " 条待办："
                    + String.join("、", open.stream().map(CoverageTable::place).toList())));
    return lines;
  }

  private static String place(int article) {
    return article == 0 ? "附件" : Integer.toString(article);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }

  private static String share(long some, long all) {
    return some + "/" + all + "（" + (all == 0 ? 100 : 100 * some / all) + "%）";
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pack", policy.id());
    json.put("norms", rows.size());
    json.put("carried", carried());
    json.put("needing_cases", needing());
    json.put("with_cases", shown());
    json.put("open", open);
    json.put(
        "rows",
        rows.stream()
            .map(
                r ->
                    Map.of(
                        "norm", r.norm(),
                        "article", r.article(),
                        "carriers", List.copyOf(r.carriers()),
                        "cases", r.cases()))
            .toList());
    return json;
  }
}
