package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Declarations.Part;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionCompiler;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Report;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.model.Vocabulary;

/** Reads the lists that a regulation asks for. */
final class ReportReader {
  /** What every row has without being asked. */
  private static final List<String> BUILT_IN = List.of("name", "office");

  private final Problems problems;
  private final Vocabulary vocabulary;
  private final VocabularyReader types;
  private final Scopes scopes;
  private final Carriers carriers;

  /** Who may open reports, by the place that says so. */
  private final Map<Yaml.Place, PartyReader.Played> parties = new LinkedHashMap<>();

  ReportReader(
      Problems problems,
      Vocabulary vocabulary,
      VocabularyReader types,
      Scopes scopes,
      Carriers carriers) {
    this.problems = problems;
    this.vocabulary = vocabulary;
    this.types = types;
    this.scopes = scopes;
    this.carriers = carriers;
  }

  Map<Yaml.Place, PartyReader.Played> parties() {
    return parties;
  }

  Map<String, Report> read(List<Section> sections) {
    Map<String, Report> reports = new LinkedHashMap<>();
    for (Section s : sections) {
      Report report = report(s);
      if (reports.putIfAbsent(report.id(), report) != null) {
        problems.add(s.placeOf("id"), "报表“" + report.id() + "”重复");
      }
      s.done("report");
    }
    return reports;
  }

  private Report report(Section s) {
    String id = s.id("id");
    String title = s.text("title");
    String subject = s.text("subject");
    ExpressionCompiler compiler = scopes.subject(subject);
    if (compiler == null && !subject.isEmpty()) {
      problems.unknown(s.placeOf("subject"), "对象", subject, vocabulary.subjects().keySet());
    }
    if (!s.has("norm")) {
      problems.add(s.place(), "缺少“norm”：哪项规范要求这份报表");
    }
    carriers.cite(s, Norm.Kind.REPORT, title);
    List<Citation> norms = new ArrayList<>();
    for (Yaml.Scalar at : s.texts("norm")) {
      Citation citation = carriers.citation(at.text());
      if (citation != null) {
        norms.add(citation);
      }
    }
    List<String> by = new ArrayList<>();
    for (Yaml.Scalar at : s.texts("by")) {
      if (!vocabulary.parties().containsKey(at.text())) {
        problems.unknown(at.place(), "职能角色", at.text(), vocabulary.parties().keySet());
      }
      parties.put(at.place(), new PartyReader.Played(at.text(), subject));
      by.add(at.text());
    }
    String each = null;
    Expression in = null;
    Map<String, Yaml.Entry> loop = s.map("each");
    if (loop.size() > 1) {
      problems.add(s.placeOf("each"), "“each”只能有一个名称");
    }
    for (Map.Entry<String, Yaml.Entry> e : loop.entrySet()) {
      each = e.getKey();
      s.checkId(e.getValue().keyPlace(), each);
      if (e.getValue().value() instanceof Yaml.Scalar at) {
        in = scopes.expression(compiler, at, null);
        Part item = in == null ? null : in.item();
        if (in != null && item == null) {
          problems.add(at.place(), "“each”应为列表");
        }
        compiler = compiler == null || item == null ? null : compiler.with(Map.of(each, item));
      } else {
        problems.add(e.getValue().keyPlace(), "“each”应为“名称: 列表”");
      }
    }
    Expression when = scopes.expression(compiler, s.scalar("when"), Scalar.BOOL);
    List<Report.Column> columns = columns(s, subject, compiler);
    return new Report(
        id,
        title,
        s.optional("help"),
        norms,
        subject,
        by,
        each,
        in,
        when,
        columns,
        head(s, columns, compiler),
        sort(s, columns));
  }

  private List<Report.Column> columns(
      Section s, String subject, @Nullable ExpressionCompiler compiler) {
    List<Report.Column> columns = new ArrayList<>();
    Set<String> ids = new HashSet<>(BUILT_IN);
    List<Yaml> items = s.items("columns");
    if (items.isEmpty() && !s.has("columns")) {
      problems.add(s.place(), "缺少“columns”：列出什么");
    }
    for (Yaml item : items) {
      Report.Column column =
          item instanceof Yaml.Scalar fact
              ? ofFact(fact, subject, compiler)
              : ofExpression(Section.of(item, problems), compiler);
      if (column != null && !ids.add(column.id())) {
        problems.add(item.place(), "列“" + column.id() + "”重复；名称和单位每行都有，不必列出");
      } else if (column != null) {
        columns.add(column);
      }
    }
    return columns;
  }

  private Report.@Nullable Column ofFact(
      Yaml.Scalar at, String subject, @Nullable ExpressionCompiler compiler) {
    Subject owner = vocabulary.subjects().get(subject);
    if (owner == null) {
      return null;
    }
    String name =
        at.text().startsWith(subject + ".") ? at.text().substring(subject.length() + 1) : "";
    Fact fact = owner.facts().get(name);
    if (fact == null) {
      problems.unknown(
          at.place(),
          "要素",
          at.text(),
          owner.facts().keySet().stream().map(f -> subject + "." + f).toList());
      return null;
    }
    Expression value = scopes.expression(compiler, at, fact.type());
    return value == null ? null : new Report.Column(name, fact.title(), fact.type(), value);
  }

  private Report.@Nullable Column ofExpression(Section s, @Nullable ExpressionCompiler compiler) {
    String id = s.id("id");
    String title = s.text("title");
    FactType type = s.has("type") ? types.type(s.scalar("type"), s.placeOf("type")) : null;
    Yaml.Scalar at = s.scalar("value");
    if (at == null && !s.has("value")) {
      problems.add(s.place(), "缺少“value”：列的内容");
    }
    Expression value = scopes.expression(compiler, at, type);
    if (value != null && at != null && type == null && value.structured()) {
      problems.add(at.place(), "一列只能是一个值：请取其中一项，或者写明“type”");
      value = null;
    }
    s.done("report_column");
    return value == null
        ? null
        : new Report.Column(id, title, type == null ? value.type() : type, value);
  }

  private List<Report.Head> head(
      Section s, List<Report.Column> columns, @Nullable ExpressionCompiler compiler) {
    List<Report.Head> head = new ArrayList<>();
    Set<String> ids = new HashSet<>(BUILT_IN);
    columns.forEach(c -> ids.add(c.id()));
    for (Yaml item : s.items("head")) {
      Section one = Section.of(item, problems);
      String id = one.id("id");
      String title = one.text("title");
      if (!one.has("when")) {
        problems.add(one.place(), "缺少“when”：数哪些行");
      }
      Expression when = scopes.expression(compiler, one.scalar("when"), Scalar.BOOL);
      one.done("report_head");
      if (!ids.add(id)) {
        problems.add(item.place(), "“" + id + "”已是一列或者另一项合计");
      } else if (when != null) {
        head.add(new Report.Head(id, title, when));
      }
    }
    return head;
  }

  private Map<String, Boolean> sort(Section s, List<Report.Column> columns) {
    List<String> known = new ArrayList<>(BUILT_IN);
    columns.forEach(c -> known.add(c.id()));
    Map<String, Boolean> sort = new LinkedHashMap<>();
    s.map("sort")
        .forEach(
            (column, e) -> {
              if (!known.contains(column)) {
                problems.unknown(e.keyPlace(), "列", column, known);
              }
              String word = e.value() instanceof Yaml.Scalar at ? at.text() : "";
              if (!word.equals("ascending") && !word.equals("descending")) {
                problems.add(e.value().place(), "排序应为 ascending 或 descending");
              }
              sort.put(column, word.equals("descending"));
            });
    return sort;
  }
}
