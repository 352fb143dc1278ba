package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionCompiler;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Procedure.Outcome;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.model.Vocabulary;

/** Reads what the outcomes of a procedure write on the file. */
final class OutcomeReader {
  private final Problems problems;
  private final Vocabulary vocabulary;
  private final Carriers carriers;
  private final Scopes scopes;
  private final @Nullable ExpressionCompiler compiler;

  OutcomeReader(
      Problems problems,
      Vocabulary vocabulary,
      Carriers carriers,
      Scopes scopes,
      @Nullable ExpressionCompiler compiler) {
    this.problems = problems;
    this.vocabulary = vocabulary;
    this.carriers = carriers;
    this.scopes = scopes;
    this.compiler = compiler;
  }

  static Outcome empty(String id, String title) {
    return new Outcome(id, title, Map.of(), List.of(), Map.of(), Map.of(), null, false, null);
  }

  Map<String, Outcome> read(Section s, String subject) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    outcomes.put("filed", empty("filed", "已提交"));
    outcomes.put("approved", empty("approved", "通过"));
    outcomes.put("rejected", empty("rejected", "不通过"));
    Subject own = vocabulary.subjects().get(subject);
    s.map("outcomes")
        .forEach(
            (id, e) -> {
              s.checkId(e.keyPlace(), id);
              Section o = Section.of(e.value(), problems);
              Map<String, @Nullable Expression> reach = new LinkedHashMap<>();
              for (Yaml item : o.items("reach")) {
                if (item instanceof Yaml.Scalar m) {
                  ProcedureReader.milestone(problems, vocabulary, subject, m.place(), m.text());
                  reach.put(m.text(), null);
                } else if (item instanceof Yaml.Mapping map) {
                  map.entries()
                      .forEach(
                          (m, day) -> {
                            ProcedureReader.milestone(
                                problems, vocabulary, subject, day.keyPlace(), m);
                            if (day.value() instanceof Yaml.Scalar at) {
                              reach.put(m, scopes.expression(compiler, at, Scalar.DATE));
                            } else {
                              problems.add(day.keyPlace(), "应为日期表达式");
                            }
                          });
                } else {
                  problems.add(item.place(), "应为里程碑，或“里程碑: 日期”");
                }
              }
              List<String> clear = new ArrayList<>();
              for (Yaml.Scalar m : o.texts("clear")) {
                ProcedureReader.milestone(problems, vocabulary, subject, m.place(), m.text());
                clear.add(m.text());
              }
              Map<String, Expression> record = new LinkedHashMap<>();
              o.map("record")
                  .forEach(
                      (qualified, value) -> {
                        Fact fact = fact(own, subject, qualified, value.keyPlace());
                        if (fact != null && value.value() instanceof Yaml.Scalar at) {
                          Expression x = scopes.expression(compiler, at, fact.type());
                          if (x != null) {
                            record.put(fact.name(), x);
                          }
                        }
                      });
              Map<String, Map<String, Expression>> append = new LinkedHashMap<>();
              o.map("append")
                  .forEach((qualified, value) -> append(own, subject, qualified, value, append));
              outcomes.put(
                  id,
                  new Outcome(
                      id,
                      o.has("title") ? o.text("title") : outcomeTitle(outcomes, id),
                      reach,
                      clear,
                      record,
                      append,
                      scopes.template(compiler, o.scalar("close")),
                      o.flag("reopen", false),
                      waive(o)));
              o.done("outcome");
            });
    return outcomes;
  }

  /** The norm that an outcome waives: an expression, or one norm's id as a literal. */
  private @Nullable Expression waive(Section o) {
    Yaml.Scalar at = o.scalar("waive");
    Matcher literal = at == null ? null : LITERAL.matcher(at.text().strip());
    if (at != null && literal != null && literal.matches() && !carriers.has(literal.group(1))) {
      problems.unknown(at.place(), "规范", literal.group(1), carriers.ids());
    }
    return scopes.expression(compiler, at, Scalar.TEXT);
  }

  private static final Pattern LITERAL = Pattern.compile("['\"]([^'\"]*)['\"]");

  private static String outcomeTitle(Map<String, Outcome> outcomes, String id) {
    Outcome known = outcomes.get(id);
    return known == null ? id : known.title();
  }

  private void append(
      @Nullable Subject own,
      String subject,
      String qualified,
      Yaml.Entry value,
      Map<String, Map<String, Expression>> append) {
    Fact fact = fact(own, subject, qualified, value.keyPlace());
    if (fact == null) {
      return;
    }
    if (!(fact.type() instanceof FactType.ListType list)) {
      problems.add(value.keyPlace(), "“" + qualified + "”不是列表");
      return;
    }
    Map<String, Expression> parts = new LinkedHashMap<>();
    if (value.value() instanceof Yaml.Scalar at) {
      Expression x = scopes.expression(compiler, at, list.item());
      if (x != null) {
        parts.put("", x);
      }
    } else if (list.item() instanceof FactType.RecordType record) {
      Section item = Section.of(value.value(), problems);
      item.all()
          .forEach(
              (part, e) -> {
                Fact field = record.fields().get(part);
                if (field == null) {
                  problems.unknown(e.keyPlace(), "项", part, record.fields().keySet());
                } else if (e.value() instanceof Yaml.Scalar at) {
                  Expression x = scopes.expression(compiler, at, field.type());
                  if (x != null) {
                    parts.put(part, x);
                  }
                }
              });
    }
    append.put(fact.name(), parts);
  }

  private @Nullable Fact fact(
      @Nullable Subject own, String subject, String qualified, Yaml.Place at) {
    if (own == null) {
      return null;
    }
    Fact fact =
        qualified.startsWith(subject + ".")
            ? own.facts().get(qualified.substring(subject.length() + 1))
            : null;
    if (fact == null) {
      problems.unknown(
          at, "要素", qualified, own.facts().keySet().stream().map(k -> subject + "." + k).toList());
    }
    return fact;
  }
}
