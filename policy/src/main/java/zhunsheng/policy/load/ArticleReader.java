package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.Policy;

/** Reads {@code articles.yaml}: what accounts for each article. */
final class ArticleReader {
  private final Problems problems;
  private final Carriers carriers;
  private final boolean draft;
  private final Set<Integer> numbers = new HashSet<>();

  ArticleReader(Problems problems, Carriers carriers, boolean draft) {
    this.problems = problems;
    this.carriers = carriers;
    this.draft = draft;
  }

  List<Policy.Article> read(List<Section> sections) {
    List<Policy.Article> articles = new ArrayList<>();
    for (Section s : sections) {
      if (s.has("form")) {
        Section form = s.section("form");
        articles.add(article(0, form));
        form.done("annex");
      } else {
        int number = s.number("article", 0);
        if (!s.has("article")) {
          problems.add(s.place(), "缺少“article”：第几条");
        } else if (!numbers.add(number)) {
          problems.add(s.placeOf("article"), "第 " + number + " 条重复");
        }
        articles.add(article(number, s));
      }
      s.done("article");
    }
    return articles;
  }

  /** Every norm must stand in an article that is there. */
  void check(List<Section> norms) {
    for (Section norm : norms) {
      if (norm.has("article")) {
        int number = norm.number("article", 0);
        if (number != 0 && !numbers.contains(number)) {
          problems.add(norm.placeOf("article"), "articles.yaml 中没有第 " + number + " 条");
        }
      }
    }
  }

  private Policy.Article article(int number, Section s) {
    List<String> norms = new ArrayList<>();
    for (Yaml.Scalar n : s.texts("norms")) {
      Citation citation = carriers.citation(n.text());
      if (citation == null) {
        problems.unknown(n.place(), "规范", n.text(), carriers.ids());
      } else if (number > 0 && citation.article() != number) {
        problems.add(n.place(), "规范“" + n.text() + "”出自第 " + citation.article() + " 条");
      } else if (norms.contains(n.text())) {
        problems.add(n.place(), "规范“" + n.text() + "”重复");
      }
      norms.add(n.text());
    }
    s.optional("title");
    s.texts("forms");
    s.texts("carried-by");
    boolean open = s.flag("open", false);
    String none = s.optional("none");
    if (open && none != null) {
      problems.add(s.placeOf("open"), "“open”与“none”不能同时写：已说明不需要规则的，请去掉“open”");
    }
    if (open && !draft) {
      problems.add(s.placeOf("open"), "条款待办（open）的规则包应为草案，请在 policy.yaml 写 status: draft");
    }
    String written = open ? s.optional("gist") : s.text("gist");
    return new Policy.Article(number, written == null ? "" : written, norms, none, open);
  }
}
