package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Declarations.Part;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionCompiler;
import zhunsheng.policy.expression.Nearest;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Procedure.Choice;
import zhunsheng.policy.model.Procedure.ChoiceEffect;
import zhunsheng.policy.model.Procedure.Outcome;
import zhunsheng.policy.model.Procedure.Repeat;
import zhunsheng.policy.model.Procedure.Step;
import zhunsheng.policy.model.Procedure.StepKind;
import zhunsheng.policy.model.Procedure.Window;
import zhunsheng.policy.model.Procedure.Withdrawal;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.model.Vocabulary;

/**
 * Reads procedures: first their outlines, which expressions anywhere may refer to, then all of
 * them.
 */
final class ProcedureReader {
  private final Problems problems;
  private final Vocabulary vocabulary;
  private final VocabularyReader types;
  private final Carriers carriers;

  ProcedureReader(
      Problems problems, Vocabulary vocabulary, VocabularyReader types, Carriers carriers) {
    this.problems = problems;
    this.vocabulary = vocabulary;
    this.types = types;
    this.carriers = carriers;
  }

  /** The outline of one procedure. */
  Scopes.Outline outline(Section s) {
    String id = s.id("id");
    String subject = s.text("subject");
    if (!vocabulary.subjects().containsKey(subject) && !subject.isEmpty()) {
      problems.unknown(s.placeOf("subject"), "对象", subject, vocabulary.subjects().keySet());
    }
    Map<String, Scopes.OutlineStep> steps = new LinkedHashMap<>();
    for (Section step : s.sections("route")) {
      Map<String, String> parties = new LinkedHashMap<>();
      step.texts("by")
          .forEach(
              p -> parties.put(p.text(), vocabulary.parties().getOrDefault(p.text(), p.text())));
      Map<String, String> choices = new LinkedHashMap<>();
      choices(step).forEach(c -> choices.put(c.id(), c.title()));
      String stepId = step.id("id");
      if (steps.put(
              stepId,
              new Scopes.OutlineStep(step.text("title"), outlineFields(step), parties, choices))
          != null) {
        problems.add(step.place(), "环节“" + stepId + "”重复");
      }
    }
    Map<String, String> outcomes = new LinkedHashMap<>();
    outcomes.put("approved", "通过");
    outcomes.put("rejected", "不通过");
    s.map("outcomes").forEach((outcome, e) -> outcomes.putIfAbsent(outcome, outcome));
    s.sections("route")
        .forEach(
            step ->
                choices(step).stream()
                    .filter(c -> c.outcome() != null)
                    .forEach(c -> outcomes.putIfAbsent(String.valueOf(c.outcome()), c.title())));
    return new Scopes.Outline(id, s.text("title"), subject, outlineFields(s), steps, outcomes);
  }

  private Map<String, Scopes.OutlineField> outlineFields(Section s) {
    Map<String, Scopes.OutlineField> fields = new LinkedHashMap<>();
    for (Section f : s.sections("fields")) {
      if (f.has("id")) {
        fields.put(
            f.id("id"),
            new Scopes.OutlineField(f.text("title"), types.type(f.scalar("type"), f.place())));
      }
    }
    return fields;
  }

  Procedure read(Section s, Scopes scopes) {
    String id = s.id("id");
    String title = s.text("title");
    String subject = s.text("subject");
    FieldReader asked = new FieldReader(problems, vocabulary, types, carriers, scopes);
    String stage = s.text("stage");
    if (!stage.isEmpty() && !vocabulary.stages().containsKey(stage)) {
      problems.unknown(s.placeOf("stage"), "阶段", stage, vocabulary.stages().keySet());
    }
    ExpressionCompiler compiler = scopes.procedure(id);
    Section window = s.section("window");
    Window readWindow =
        s.has("window")
            ? new Window(
                scopes.expression(compiler, window.scalar("from"), Scalar.DATE),
                scopes.expression(compiler, window.scalar("until"), Scalar.DATE),
                scopes.template(compiler, window.scalar("message")),
                carriers.cite(window, Norm.Kind.WINDOW, title))
            : null;
    if (readWindow != null && !window.has("from") && !window.has("until")) {
      problems.add(window.place(), "办理期应写明“from”或“until”");
    }
    window.done("window");
    List<String> after = new ArrayList<>();
    for (Yaml.Scalar m : s.texts("after")) {
      milestone(problems, vocabulary, subject, m.place(), m.text());
      after.add(m.text());
    }
    List<Step> route = new ArrayList<>();
    for (Section step : s.sections("route")) {
      route.add(step(step, title, subject, asked, scopes, compiler));
    }
    Map<String, Outcome> outcomes =
        new OutcomeReader(problems, vocabulary, carriers, scopes, compiler).read(s, subject);
    checkCaused(s, route);
    checkFields(s);
    for (Step step : route) {
      for (Choice c : step.choices()) {
        String outcome = c.outcome();
        if (outcome != null && !outcomes.containsKey(outcome)) {
          outcomes.put(outcome, OutcomeReader.empty(outcome, c.title()));
        }
      }
    }
    Procedure procedure =
        new Procedure(
            id,
            title,
            subject,
            stage,
            carriers.cite(s, Norm.Kind.PROCEDURE, title),
            parties(s, "by"),
            scopes.template(compiler, s.scalar("by-message")),
            s.flag("opens-file", false),
            s.choice(
                "repeat",
                Map.of(
                    "once",
                    Repeat.ONCE,
                    "many",
                    Repeat.MANY,
                    "until_approved",
                    Repeat.UNTIL_APPROVED),
                Repeat.UNTIL_APPROVED),
            after,
            scopes.expression(compiler, s.scalar("when"), Scalar.BOOL),
            scopes.template(compiler, s.scalar("when-message")),
            s.optional("when-remedy"),
            readWindow,
            scopes.expression(compiler, s.scalar("acted-on"), Scalar.DATE),
            s.optional("confirm"),
            s.flag("on-closed", false),
            s.choice(
                "withdraw",
                Map.of(
                    "until_ended",
                    Withdrawal.UNTIL_ENDED,
                    "until_decided",
                    Withdrawal.UNTIL_DECIDED,
                    "never",
                    Withdrawal.NEVER),
                Withdrawal.UNTIL_ENDED),
            asked.fields(s, title, subject, compiler),
            asked.materials(s, title, compiler),
            List.of(),
            route,
            outcomes,
            s.texts("forms").stream().map(Yaml.Scalar::text).toList());
    if (s.has("suggests")) {
      procedure =
          procedure.with(new SuggestionReader(problems, vocabulary, carriers).read(s, procedure));
    }
    if (procedure.by().contains("filer")) {
      problems.add(s.placeOf("by"), "提交前没有“filer”，请写明职能角色");
    }
    if (procedure.by().isEmpty()) {
      problems.add(s.place(), "缺少“by”：谁可以办理");
    }
    s.optional("help");
    s.done("procedure");
    return procedure;
  }

  private static final Set<String> ALWAYS = Set.of("filed", "approved", "rejected", "withdrawn");

  /** An outcome that no choice has can never come. */
  private void checkCaused(Section s, List<Step> route) {
    Set<String> caused = new LinkedHashSet<>(ALWAYS);
    route.forEach(
        step ->
            step.choices().stream()
                .filter(c -> c.outcome() != null)
                .forEach(c -> caused.add(String.valueOf(c.outcome()))));
    s.map("outcomes")
        .forEach(
            (id, e) -> {
              if (!caused.contains(id)) {
                problems.add(e.keyPlace(), "没有选项引起结果“" + id + "”" + Nearest.hint(id, caused));
              } else if (e.value() instanceof Yaml.Mapping none && none.entries().isEmpty()) {
                problems.add(e.keyPlace(), "结果“" + id + "”没有写明后果，不必列出");
              }
            });
  }

  /** A name means one thing in all of a procedure's expressions. */
  private void checkFields(Section s) {
    Map<String, String> known = new LinkedHashMap<>();
    checkFields(s, known);
    s.sections("route").forEach(step -> checkFields(step, known));
    s.sections("route").stream()
        .flatMap(step -> step.sections("fields").stream())
        .filter(f -> f.has("filled-by"))
        .forEach(f -> problems.add(f.placeOf("filled-by"), "系统只填写提交的表单，不填写环节的表单"));
    if (s.flag("opens-file", false)) {
      if (s.has("repeat")) {
        problems.add(s.placeOf("repeat"), "“repeat”没有意义：新建档案的事项，每份档案只办一次");
      }
      s.sections("fields").stream()
          .filter(f -> f.has("among"))
          .forEach(f -> problems.add(f.placeOf("among"), "档案尚未建立，不能只与相关的档案比对"));
    }
    if (s.has("withdraw") && !s.has("route")) {
      problems.add(s.placeOf("withdraw"), "“withdraw”没有意义：没有环节的事项，提交即办结");
    }
    Set<String> associations = new LinkedHashSet<>();
    for (Section f : s.sections("fields")) {
      if ("association".equals(f.optional("filled-by"))) {
        if (!s.has("suggests")) {
          problems.add(f.placeOf("filled-by"), "本事项没有写明“suggests”，没有建议可记录");
        }
        if (!associations.add("association")) {
          problems.add(f.placeOf("filled-by"), "一个事项只能有一个字段记录建议");
        }
      }
    }
  }

  private void checkFields(Section form, Map<String, String> known) {
    Set<String> here = new LinkedHashSet<>();
    for (Section f : form.sections("fields")) {
      String fact = f.optional("fact");
      String id = fact == null ? f.optional("id") : fact;
      if (id == null) {
        continue;
      }
      Yaml.Place at = f.placeOf(fact == null ? "id" : "fact");
      if (!here.add(id)) {
        problems.add(at, "字段“" + id + "”重复");
      }
      String type = fact == null ? f.optional("type") : null;
      String before = type == null ? null : known.putIfAbsent(id, type);
      if (before != null && !before.equals(type)) {
        problems.add(at, "字段“" + id + "”在本事项中已是 " + before + "，不能又是 " + type);
      }
    }
    Set<String> materials = new LinkedHashSet<>();
    for (Section m : form.sections("materials")) {
      String id = m.optional("material");
      if (id != null && !materials.add(id)) {
        problems.add(m.placeOf("material"), "材料“" + id + "”重复");
      }
    }
  }

  private List<String> parties(Section s, String key) {
    List<String> parties = new ArrayList<>();
    for (Yaml.Scalar p : s.texts(key)) {
      if (!p.text().equals("filer") && !vocabulary.parties().containsKey(p.text())) {
        problems.unknown(p.place(), "职能角色", p.text(), vocabulary.parties().keySet());
      }
      parties.add(p.text());
    }
    return parties;
  }

  static void milestone(
      Problems problems, Vocabulary vocabulary, String subject, Yaml.Place at, String milestone) {
    Subject s = vocabulary.subjects().get(subject);
    if (s != null && !s.milestones().containsKey(milestone)) {
      problems.unknown(at, "里程碑", milestone, s.milestones().keySet());
    }
  }

  private Step step(
      Section s,
      String procedure,
      String subject,
      FieldReader asked,
      Scopes scopes,
      @Nullable ExpressionCompiler compiler) {
    String title = s.text("title");
    List<Choice> choices = choices(s);
    List<String> by = parties(s, "by");
    if (by.isEmpty()) {
      problems.add(s.place(), "缺少“by”：由谁办理本环节");
    }
    Map<String, String> partyTitles = new LinkedHashMap<>();
    by.forEach(p -> partyTitles.put(p, vocabulary.parties().getOrDefault(p, p)));
    Map<String, String> choiceTitles = new LinkedHashMap<>();
    choices.forEach(c -> choiceTitles.put(c.id(), c.title()));
    ExpressionCompiler atStep =
        compiler == null ? null : compiler.with(stepNames(partyTitles, choiceTitles));
    List<Yaml.Scalar> handler = s.texts("handler");
    Step step =
        new Step(
            s.id("id"),
            title,
            s.choice(
                "kind",
                Map.of(
                    "opinion",
                    StepKind.OPINION,
                    "decision",
                    StepKind.DECISION,
                    "receipt",
                    StepKind.RECEIPT),
                StepKind.DECISION),
            by,
            byWhen(s, by, scopes, compiler),
            scopes.template(compiler, s.scalar("by-message")),
            s.choice("mode", Map.of("all", true, "any", false), true),
            handler.isEmpty() ? null : parties(s, "handler").getFirst(),
            scopes.expression(compiler, s.scalar("when"), Scalar.BOOL),
            scopes.expression(compiler, s.scalar("due"), Scalar.DATE),
            asked.fields(s, procedure + "·" + title, subject, atStep),
            asked.materials(s, procedure + "·" + title, atStep),
            choices,
            carriers.cite(s, Norm.Kind.STEP, procedure + "·" + title));
    s.optional("help");
    s.done("step");
    return step;
  }

  /** The conditions under which single parties of a step are asked. */
  private Map<String, Expression> byWhen(
      Section s, List<String> by, Scopes scopes, @Nullable ExpressionCompiler compiler) {
    Map<String, Expression> conditions = new LinkedHashMap<>();
    s.map("by-when")
        .forEach(
            (party, e) -> {
              if (!by.contains(party)) {
                problems.unknown(e.keyPlace(), "本环节的职能角色", party, by);
              } else if (e.value() instanceof Yaml.Scalar at) {
                Expression x = scopes.expression(compiler, at, Scalar.BOOL);
                if (x != null) {
                  conditions.put(party, x);
                }
              }
            });
    return conditions;
  }

  /** The names of the act at hand, in a step's own fields and in limits that stop the step. */
  static Map<String, Part> stepNames(Map<String, String> parties, Map<String, String> choices) {
    return Map.of("choice", new Part.Ids("意见", choices), "party", new Part.Ids("部门", parties));
  }

  private List<Choice> choices(Section step) {
    List<Choice> choices = new ArrayList<>();
    Map<String, ChoiceEffect> effects =
        Map.of("next", ChoiceEffect.NEXT, "end", ChoiceEffect.END, "return", ChoiceEffect.RETURN);
    Set<String> ids = new LinkedHashSet<>();
    for (Section c : step.sections("choices")) {
      if (!ids.add(c.text("id"))) {
        problems.add(c.placeOf("id"), "选项“" + c.text("id") + "”重复");
      }
      ChoiceEffect effect = c.choice("effect", effects, ChoiceEffect.NEXT);
      String outcome = c.optional("outcome");
      choices.add(
          new Choice(
              c.text("id"), // never a name in expressions: `return` is one of them
              c.text("title"),
              effect,
              effect == ChoiceEffect.END && outcome == null ? "rejected" : outcome));
      c.done("choice");
    }
    if (!choices.isEmpty()) {
      return choices;
    }
    String kind = step.optional("kind");
    Choice back = new Choice("return", "退回补正", ChoiceEffect.RETURN, null);
    return switch (kind == null ? "decision" : kind) {
      case "opinion" ->
          List.of(
              new Choice("agree", "同意", ChoiceEffect.NEXT, null),
              new Choice("disagree", "不同意", ChoiceEffect.NEXT, null));
      case "receipt" -> List.of(new Choice("receive", "办理", ChoiceEffect.NEXT, null), back);
      default ->
          List.of(
              new Choice("approve", "同意", ChoiceEffect.NEXT, null),
              new Choice("reject", "不同意", ChoiceEffect.END, "rejected"),
              back);
    };
  }
}
