package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionCompiler;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Filler;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Procedure.Field;
import zhunsheng.policy.model.Procedure.MaterialSlot;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.model.Vocabulary;

/** Reads what the form of a procedure or of one of its steps asks for: fields and materials. */
final class FieldReader {
  private final Problems problems;
  private final Vocabulary vocabulary;
  private final VocabularyReader types;
  private final Carriers carriers;
  private final Scopes scopes;

  FieldReader(
      Problems problems,
      Vocabulary vocabulary,
      VocabularyReader types,
      Carriers carriers,
      Scopes scopes) {
    this.problems = problems;
    this.vocabulary = vocabulary;
    this.types = types;
    this.carriers = carriers;
    this.scopes = scopes;
  }

  List<Field> fields(
      Section s, String owner, String subject, @Nullable ExpressionCompiler compiler) {
    List<Field> fields = new ArrayList<>();
    for (Section f : s.sections("fields")) {
      String qualified = f.optional("fact");
      String id;
      String fact = null;
      String title;
      FactType type;
      String help = f.optional("help");
      if (qualified != null) {
        Subject own = vocabulary.subjects().get(subject);
        Fact declared =
            own != null && qualified.startsWith(subject + ".")
                ? own.facts().get(qualified.substring(subject.length() + 1))
                : null;
        if (own != null && declared == null) {
          List<String> known = own.facts().keySet().stream().map(k -> subject + "." + k).toList();
          problems.unknown(f.placeOf("fact"), "要素", qualified, known);
        }
        id = qualified;
        fact = declared == null ? qualified : declared.name();
        String given = f.optional("title");
        title = given != null ? given : declared == null ? qualified : declared.title();
        type = declared == null ? Scalar.TEXT : declared.type();
        help = help == null && declared != null ? declared.help() : help;
      } else {
        id = f.id("id");
        title = f.text("title");
        type = types.type(f.scalar("type"), f.place());
      }
      fields.add(
          new Field(
              id,
              fact,
              title,
              type,
              required(f, compiler),
              scopes.expression(compiler, f.scalar("shown-when"), Scalar.BOOL),
              scopes.template(compiler, f.scalar("message")),
              help,
              filler(f, subject, type),
              among(f, subject, compiler),
              carriers.cite(f, Norm.Kind.FIELD, owner + "：" + title)));
      f.done("field");
    }
    return fields;
  }

  private @Nullable Expression among(
      Section f, String subject, @Nullable ExpressionCompiler compiler) {
    if (f.has("among") && !f.has("filled-by")) {
      problems.add(f.placeOf("among"), "只有“filled-by: comparison”的字段可写“among”");
    }
    return scopes.expression(
        compiler, f.scalar("among"), new FactType.ListType(new FactType.RefType(subject)));
  }

  private @Nullable Filler filler(Section f, String subject, FactType type) {
    if (!f.has("filled-by")) {
      return null;
    }
    Yaml.Place at = f.placeOf("filled-by");
    Filler filler =
        f.choice(
            "filled-by",
            Map.of("comparison", Filler.COMPARISON, "association", Filler.ASSOCIATION),
            Filler.COMPARISON);
    if (f.has("fact")) {
      problems.add(at, "由系统填写的字段应有自己的“id”");
      return filler;
    }
    if (f.has("required") || f.has("required-when") || f.has("message")) {
      problems.add(at, "由系统填写的字段不能要求填写");
    }
    Subject own = vocabulary.subjects().get(subject);
    if (own != null && own.described() == null) {
      problems.add(at, "对象“" + subject + "”没有写明“described-by”，不能比对");
    }
    if (!(type instanceof FactType.ListType list)
        || !(list.item() instanceof FactType.RecordType record)) {
      problems.add(
          f.placeOf("type"),
          filler == Filler.COMPARISON
              ? "比对的结果应为记录的列表，如 list<LookAlike>"
              : "建议应为记录的列表，如 list<SuggestedUse>");
      return filler;
    }
    filler
        .parts()
        .forEach(
            (part, word) -> {
              Fact found = record.fields().get(part);
              if (found == null) {
                problems.add(f.placeOf("type"), "“" + record.name() + "”缺少“" + part + "”");
              } else if (word.isEmpty()
                  ? !(found.type() instanceof FactType.EnumType e)
                      || !e.values().keySet().equals(Filler.LEVELS)
                  : !found.type().word().equals(word)) {
                problems.add(
                    f.placeOf("type"),
                    "“"
                        + record.name()
                        + "”的“"
                        + part
                        + "”应为"
                        + (word.isEmpty()
                            ? "选项 " + String.join("、", new TreeSet<>(Filler.LEVELS))
                            : " " + word));
              }
            });
    filler
        .more()
        .forEach(
            (part, word) -> {
              Fact found = record.fields().get(part);
              if (found != null && !found.type().word().equals(word)) {
                problems.add(f.placeOf("type"), "“" + record.name() + "”的“" + part + "”应为 " + word);
              }
            });
    return filler;
  }

  /** The condition under which something is required: {@code required: true} is always. */
  private @Nullable Expression required(Section s, @Nullable ExpressionCompiler compiler) {
    if (s.flag("required", false)) {
      return compiler == null ? null : compiler.compile("true", Scalar.BOOL, p -> {});
    }
    return scopes.expression(compiler, s.scalar("required-when"), Scalar.BOOL);
  }

  List<MaterialSlot> materials(Section s, String owner, @Nullable ExpressionCompiler compiler) {
    List<MaterialSlot> slots = new ArrayList<>();
    for (Section m : s.sections("materials")) {
      String id = m.text("material");
      String title = vocabulary.materials().get(id);
      if (title == null) {
        problems.unknown(m.placeOf("material"), "材料", id, vocabulary.materials().keySet());
      }
      String given = m.optional("title");
      String shown = given != null ? given : title == null ? id : title;
      slots.add(
          new MaterialSlot(
              id,
              shown,
              required(m, compiler),
              scopes.expression(compiler, m.scalar("shown-when"), Scalar.BOOL),
              m.flag("waivable", false),
              scopes.template(compiler, m.scalar("message")),
              carriers.cite(m, Norm.Kind.MATERIAL, owner + "：" + shown)));
      m.optional("help");
      m.done("material");
    }
    return slots;
  }
}
