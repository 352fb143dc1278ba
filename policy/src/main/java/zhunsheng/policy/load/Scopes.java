package zhunsheng.policy.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Declarations;
import zhunsheng.policy.expression.Declarations.Part;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionCompiler;
import zhunsheng.policy.expression.ExpressionMemory;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.model.Vocabulary;

/** Which names expressions may use in which place of a pack. */
final class Scopes {
  private final Declarations declarations;
  private final Problems problems;
  private final Map<String, ExpressionCompiler> bySubject;
  private final Map<String, ExpressionCompiler> byProcedure;
  private final Vocabulary vocabulary;

  /** What expressions need to know of a procedure before its own expressions are read. */
  record Outline(
      String id,
      String title,
      String subject,
      Map<String, OutlineField> fields,
      Map<String, OutlineStep> steps,
      Map<String, String> outcomes) {}

  record OutlineField(String title, FactType type) {}

  record OutlineStep(
      String title,
      Map<String, OutlineField> fields,
      Map<String, String> parties,
      Map<String, String> choices) {}

  Scopes(
      Vocabulary vocabulary,
      Map<String, Outline> procedures,
      Map<String, Policy.Setting> settings,
      Map<String, String> offices,
      Problems problems,
      @Nullable ExpressionMemory memory) {
    this.vocabulary = vocabulary;
    this.problems = problems;
    bySubject = new LinkedHashMap<>();
    byProcedure = new LinkedHashMap<>();
    declarations = new Declarations(vocabulary.enums(), memory);
    declarations.records(vocabulary.records().values());
    Map<String, Part> settingParts = new LinkedHashMap<>();
    settings.forEach((id, s) -> settingParts.put(id, new Part.Value(s.title(), s.type())));
    declarations.struct("settings", settingParts);
    declarations.struct(
        "policy_days",
        Map.of("from", value("施行日", Scalar.DATE), "until", value("失效日", Scalar.DATE)));
    declarations.struct("step_at_hand", Map.of("opened", value("本环节开始日", Scalar.DATE)));
    for (Subject subject : vocabulary.subjects().values()) {
      subject(subject, procedures);
    }
    procedures.values().forEach(this::procedure);
    for (Subject subject : vocabulary.subjects().values()) {
      bySubject.put(subject.id(), new ExpressionCompiler(declarations, base(subject.id())));
    }
    for (Outline p : procedures.values()) {
      if (vocabulary.subjects().containsKey(p.subject())) {
        Map<String, Part> names = base(p.subject());
        names.put("field", new Part.Nested("表单", "fields_of_" + p.id(), false));
        names.put("opinions", new Part.Nested("意见", "opinions_of_" + p.id(), false));
        names.put("filer", new Part.Ids("提交单位", offices));
        names.put("step", new Part.Nested("环节", "step_at_hand", false));
        byProcedure.put(p.id(), new ExpressionCompiler(declarations, names));
      }
    }
  }

  private Scopes(Scopes other, Problems problems) {
    this.vocabulary = other.vocabulary;
    this.problems = problems;
    this.bySubject = other.bySubject;
    this.byProcedure = other.byProcedure;
    this.declarations = other.declarations;
  }

  /** The same names, where what is wrong is reported elsewhere. */
  Scopes reporting(Problems elsewhere) {
    return new Scopes(this, elsewhere);
  }

  private static Part.Value value(String title, FactType type) {
    return new Part.Value(title, type);
  }

  private static Map<String, Part> base(String subject) {
    Map<String, Part> names = new LinkedHashMap<>();
    names.put(subject, new Part.Nested("", subject, false));
    names.put("setting", new Part.Nested("", "settings", false));
    names.put("policy", new Part.Nested("", "policy_days", false));
    names.put("acted_on", value("办理日", Scalar.DATE));
    return names;
  }

  private void subject(Subject subject, Map<String, Outline> procedures) {
    Map<String, Part> days = new LinkedHashMap<>();
    Map<String, Part> flags = new LinkedHashMap<>();
    for (Subject.Milestone m : subject.milestones().values()) {
      days.put(m.id(), value(m.title() + "日期", Scalar.DATE));
      flags.put(m.id(), value("已" + m.title(), Scalar.BOOL));
    }
    declarations.struct("days_of_" + subject.id(), days);
    declarations.struct("flags_of_" + subject.id(), flags);
    Map<String, Part> runs = new LinkedHashMap<>();
    for (Outline p : procedures.values()) {
      if (p.subject().equals(subject.id())) {
        runs.put(p.id(), new Part.Nested(p.title(), "run_of_" + p.id(), true));
      }
    }
    declarations.struct("runs_of_" + subject.id(), runs);
    Map<String, Part> own = new LinkedHashMap<>();
    Map<String, Part> linked = new LinkedHashMap<>();
    for (Fact fact : subject.facts().values()) {
      own.put(fact.name(), value(fact.title(), fact.type()));
      if (!refers(fact.type())) {
        linked.put(fact.name(), value(fact.title(), fact.type()));
      }
    }
    for (Map<String, Part> parts : List.of(own, linked)) {
      parts.put("on", new Part.Nested("", "days_of_" + subject.id(), false));
      parts.put("reached", new Part.Nested("", "flags_of_" + subject.id(), false));
      parts.put("runs", new Part.Nested("", "runs_of_" + subject.id(), false));
    }
    if (vocabulary.subjects().containsKey("unit")) {
      own.putIfAbsent("unit", value("单位", new FactType.RefType("unit")));
    }
    own.put("self", value(subject.title(), new FactType.RefType(subject.id())));
    own.putIfAbsent("office", value("承办单位", Scalar.OFFICE));
    linked.putIfAbsent("office", value("承办单位", Scalar.OFFICE));
    declarations.struct(subject.id(), own);
    declarations.struct(Declarations.linked(subject.id()), linked);
  }

  private static boolean refers(FactType type) {
    return switch (type) {
      case FactType.RefType r -> true;
      case FactType.ListType l -> refers(l.item());
      default -> false;
    };
  }

  private void procedure(Outline p) {
    Map<String, Part> fields = new LinkedHashMap<>();
    p.fields().forEach((id, f) -> fields.put(id, value(f.title(), f.type())));
    Map<String, Part> opinions = new LinkedHashMap<>();
    p.steps()
        .forEach(
            (stepId, step) -> {
              step.fields().forEach((id, f) -> fields.put(id, value(f.title(), f.type())));
              Map<String, Part> opinion = new LinkedHashMap<>();
              step.fields().forEach((id, f) -> opinion.put(id, value(f.title(), f.type())));
              opinion.put("party", new Part.Ids("部门", step.parties()));
              opinion.put("office", value("部门", Scalar.OFFICE));
              opinion.put("choice", new Part.Ids("意见", step.choices()));
              opinion.put("text", value("意见内容", Scalar.TEXT));
              opinion.put("day", value("日期", Scalar.DATE));
              String name = "opinion_of_" + p.id() + "_" + stepId;
              declarations.struct(name, opinion);
              opinions.put(stepId, new Part.Nested(step.title(), name, true));
            });
    declarations.struct("fields_of_" + p.id(), fields);
    declarations.struct("opinions_of_" + p.id(), opinions);
    Map<String, Part> run = new LinkedHashMap<>(fields);
    run.put("id", value("编号", Scalar.TEXT));
    run.put("filed_on", value("提交日", Scalar.DATE));
    run.put("acted_on", value("办理日", Scalar.DATE));
    run.put("open", value("办理中", Scalar.BOOL));
    run.put("ended_on", value("办结日", Scalar.DATE));
    run.put("outcome", new Part.Ids("结果", p.outcomes()));
    run.put("by", value("提交单位", Scalar.OFFICE));
    run.put("waiting", value("待办部门", new FactType.ListType(Scalar.TEXT)));
    declarations.struct("run_of_" + p.id(), run);
  }

  /** The names known in rules of that subject, or null for an unknown subject. */
  @Nullable ExpressionCompiler subject(String subject) {
    return bySubject.get(subject);
  }

  /** The names known in that procedure, or null for an unknown one. */
  @Nullable ExpressionCompiler procedure(String procedure) {
    return byProcedure.get(procedure);
  }

  /** Compiles the expression at a scalar; null where it is absent or wrong. */
  @Nullable Expression expression(
      @Nullable ExpressionCompiler compiler,
      Yaml.@Nullable Scalar at,
      @Nullable FactType expected) {
    if (at == null || compiler == null) {
      return null;
    }
    return compiler.compile(
        at.text(), expected, p -> problems.add(at.placeOf(p.line(), p.column()), p.message()));
  }

  @Nullable Template template(@Nullable ExpressionCompiler compiler, Yaml.@Nullable Scalar at) {
    if (at == null || compiler == null) {
      return null;
    }
    return compiler.template(
        at.text(), p -> problems.add(at.placeOf(p.line(), p.column()), p.message()));
  }
}
