package zhunsheng.policy.expression;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zhunsheng.policy.expression.Declarations.Part;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.value.WorkingCalendar;

/** A small vocabulary to try expressions on. */
final class Desk {
  static final LocalDate TODAY = LocalDate.of(2024, 6, 3);

  private static final FactType.EnumType COLOUR =
      new FactType.EnumType("Colour", "颜色", Map.of("red", "红", "blue", "蓝"));
  private static final FactType.RecordType LINE =
      new FactType.RecordType(
          "Line",
          "明细",
          ordered(
              "name", fact("name", "名称", Scalar.TEXT),
              "amount", fact("amount", "金额", Scalar.MONEY),
              "colour", fact("colour", "颜色", COLOUR)));

  static final FactType LINES = new FactType.ListType(LINE);

  private final ExpressionCompiler compiler;
  private final Map<String, Object> facts = new HashMap<>();
  private final Map<String, Object> names = new HashMap<>();

  Desk() {
    Declarations declarations = new Declarations(Map.of("Colour", COLOUR));
    declarations.records(List.of(LINE));
    Map<String, Part> parts = new LinkedHashMap<>();
    for (String flag : List.of("p", "q", "r", "s")) {
      parts.put(flag, new Part.Value(flag, Scalar.BOOL));
    }
    parts.put("total", new Part.Value("总投资额", Scalar.MONEY));
    parts.put("spent", new Part.Value("已支付", Scalar.MONEY));
    parts.put("count", new Part.Value("数量", Scalar.INT));
    parts.put("begun", new Part.Value("开始日", Scalar.DATE));
    parts.put("ended", new Part.Value("结束日", Scalar.DATE));
    parts.put("length", new Part.Value("期限", Scalar.TERM));
    parts.put("name", new Part.Value("名称", Scalar.TEXT));
    parts.put("colour", new Part.Value("颜色", COLOUR));
    parts.put("lines", new Part.Value("明细", LINES));
    parts.put("days", new Part.Value("日期", new FactType.ListType(Scalar.DATE)));
    parts.put("runs", new Part.Nested("", "runs", false));
    declarations.struct("file", parts);
    declarations.struct("runs", Map.of("check", new Part.Nested("检查", "run", true)));
    declarations.struct(
        "run", Map.of("outcome", new Part.Ids("结果", Map.of("approved", "通过", "rejected", "不通过"))));
    compiler =
        new ExpressionCompiler(
            declarations,
            Map.of(
                "file",
                new Part.Nested("", "file", false),
                "choice",
                new Part.Ids("意见", new TreeMap<>(Map.of("agree", "同意", "disagree", "不同意"))),
                "limit",
                new Part.Value("", Scalar.MONEY)));
  }

  private static Fact fact(String name, String title, FactType type) {
    return new Fact(name, title, type, null, null, null);
  }

  private static Map<String, Fact> ordered(Object... pairs) {
    Map<String, Fact> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], (Fact) pairs[i + 1]);
    }
    return map;
  }

  Desk fact(String name, Object value) {
    facts.put(name, value);
    return this;
  }

  Desk name(String name, Object value) {
    names.put(name, value);
    return this;
  }

  Env env() {
    Map<String, Object> values = new HashMap<>(names);
    values.put("file", Struct.of("file.", facts));
    values.put(Env.OFFICES, Map.of("finance_bureau", "财政局"));
    values.put("today", TODAY);
    return new Env(
        values,
        new Env.Counting(WorkingCalendar.standard(), LocalDate.of(2024, 1, 1), false, true));
  }

  Expression compile(String source) {
    List<Problem> problems = new ArrayList<>();
    Expression expression = compiler.compile(source, null, problems::add);
    if (expression == null || !problems.isEmpty()) {
      throw new IllegalArgumentException(source + ": " + problems);
    }
    return expression;
  }

  Object eval(String source) {
    return compile(source).eval(env());
  }

  List<String> because(String source) {
    return compile(source).because(env());
  }

  String render(String source) {
    List<Problem> problems = new ArrayList<>();
    Template template = compiler.template(source, problems::add);
    if (template == null) {
      throw new IllegalArgumentException(source + ": " + problems);
    }
    return template.render(env());
  }

  /** The problems of an expression as {@code line:column: message}. */
  List<String> problems(String source, FactType expected) {
    List<String> problems = new ArrayList<>();
    compiler.compile(
        source, expected, p -> problems.add(p.line() + ":" + p.column() + ": " + p.message()));
    return problems;
  }

  List<String> templateProblems(String source) {
    List<String> problems = new ArrayList<>();
    compiler.template(source, p -> problems.add(p.line() + ":" + p.column() + ": " + p.message()));
    return problems;
  }
}
