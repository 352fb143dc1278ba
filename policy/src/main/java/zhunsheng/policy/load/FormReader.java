package zhunsheng.policy.load;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionCompiler;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Vocabulary;

/** Reads printed forms: a free layout, in which facts, norms and expressions are checked. */
final class FormReader {
  private final Problems problems;
  private final Vocabulary vocabulary;
  private final Scopes scopes;
  private final Carriers carriers;
  private final Set<String> offices;
  private final Collection<Procedure> procedures;

  FormReader(
      Problems problems,
      Vocabulary vocabulary,
      Scopes scopes,
      Carriers carriers,
      Set<String> offices,
      Collection<Procedure> procedures) {
    this.offices = offices;
    this.procedures = procedures;
    this.problems = problems;
    this.vocabulary = vocabulary;
    this.scopes = scopes;
    this.carriers = carriers;
  }

  Map<String, Policy.Form> read(List<Yaml> trees) {
    Map<String, Policy.Form> forms = new LinkedHashMap<>();
    for (Yaml tree : trees) {
      Section s = Section.of(tree, problems);
      String id = s.id("id");
      String subject = s.text("subject");
      ExpressionCompiler compiler = scopes.subject(subject);
      if (compiler == null && !subject.isEmpty()) {
        problems.unknown(s.placeOf("subject"), "对象", subject, vocabulary.subjects().keySet());
      }
      Map<String, Expression> expressions = new HashMap<>();
      check(tree, compiler, expressions);
      if (tree instanceof Yaml.Mapping form) {
        new FormGrammar(problems, vocabulary, offices, procedures, form).check(form);
      }
      if (tree.plainTree() instanceof Map<?, ?> layout) {
        Map<String, Object> typed = new LinkedHashMap<>();
        layout.forEach((k, v) -> typed.put(String.valueOf(k), v));
        if (forms.put(id, new Policy.Form(id, title(typed), subject, typed, expressions)) != null) {
          problems.add(s.placeOf("id"), "表单“" + id + "”重复");
        }
      }
    }
    return forms;
  }

  private static String title(Map<String, Object> layout) {
    Object title = layout.get("title");
    return title instanceof List<?> lines
        ? String.join("", lines.stream().map(String::valueOf).toList())
        : String.valueOf(title);
  }

  /** Keys of a form's tree whose text is CEL. */
  private static final Set<String> CEL =
      Set.of("from", "value", "not-applicable-when", "shown-when", "when");

  private void check(
      Yaml node, @Nullable ExpressionCompiler compiler, Map<String, Expression> into) {
    switch (node) {
      case Yaml.Mapping m -> m.entries().forEach((key, e) -> entry(key, e, compiler, into));
      case Yaml.Items l -> l.items().forEach(i -> check(i, compiler, into));
      case Yaml.Scalar s -> {}
      case Yaml.Empty e -> {}
    }
  }

  private void entry(
      String key,
      Yaml.Entry e,
      @Nullable ExpressionCompiler compiler,
      Map<String, Expression> into) {
    if (CEL.contains(key) && e.value() instanceof Yaml.Scalar at) {
      Expression x = scopes.expression(compiler, at, null);
      if (x != null) {
        into.put(at.text(), x);
      }
    } else if (key.equals("fact") && e.value() instanceof Yaml.Scalar at) {
      fact(at);
    } else if (key.equals("facts") && e.value() instanceof Yaml.Items list) {
      list.items().forEach(i -> fact(i));
    } else if (key.equals("norm") && e.value() instanceof Yaml.Scalar at) {
      if (!carriers.has(at.text())) {
        problems.unknown(at.place(), "规范", at.text(), carriers.ids());
      }
    } else {
      check(e.value(), compiler, into);
    }
  }

  private void fact(Yaml node) {
    List<String> known = vocabulary.qualifiedFacts();
    if (node instanceof Yaml.Scalar at && !known.contains(at.text())) {
      problems.unknown(at.place(), "要素", at.text(), known);
    }
  }
}
