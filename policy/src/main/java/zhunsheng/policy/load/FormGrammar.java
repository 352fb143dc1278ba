package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Vocabulary;

/** The keys of a printed form's layout, and the names that its values may be. */
final class FormGrammar {
  /** For each sort of mapping its keys, and what sort of mapping stands below each. */
  private static final Map<String, Map<String, String>> KEYS = new HashMap<>();

  private static void keys(String sort, String leaves, Map<String, String> nested) {
    Map<String, String> keys = new HashMap<>(nested);
    for (String leaf : leaves.isEmpty() ? new String[0] : leaves.split(" ")) {
      keys.put(leaf, "");
    }
    KEYS.put(sort, keys);
  }

  static {
    keys(
        "form",
        "id title subject heading lines print-with",
        Map.of(
            "header", "cell",
            "tables", "table",
            "choices", "*choice",
            "inserts", "*insert",
            "blocks", "*block",
            "formats", "*format",
            "print", "print"));
    keys("table", "id columns", Map.of("rows", "row"));
    keys("row", "", Map.of("cells", "cell"));
    keys(
        "cell",
        "label text align fact facts from required seal cols rows height as suffix separator choice"
            + " block append note headings optional",
        Map.of());
    keys("choice", "multiple", Map.of("box", "box", "options", "option"));
    keys("box", "empty chosen", Map.of());
    keys("option", "text when blank fact", Map.of());
    keys("insert", "when run fields", Map.of());
    keys(
        "block",
        "order office step party value holds norm not-applicable-when not-applicable-text",
        Map.of("then", "then"));
    keys("then", "step party label", Map.of());
    keys("format", "title rule pattern", Map.of());
    keys(
        "print",
        "paper orientation column-widths signed",
        Map.of("empty", "empty", "date", "day", "overflow", "overflow"));
    keys("empty", "date", Map.of());
    keys("day", "pattern place", Map.of());
    keys("overflow", "marker annex", Map.of());
  }

  private static final List<String> YES_OR_NO = List.of("true", "false");

  private final Problems problems;
  private final Map<String, Collection<String>> known = new HashMap<>();

  FormGrammar(
      Problems problems,
      Vocabulary vocabulary,
      Set<String> offices,
      Collection<Procedure> procedures,
      Yaml.Mapping form) {
    this.problems = problems;
    known.put("office", offices);
    known.put("party", vocabulary.parties().keySet());
    known.put("print-with", procedures.stream().map(Procedure::id).toList());
    known.put("run", known.getOrDefault("print-with", List.of()));
    List<String> steps = new ArrayList<>();
    procedures.forEach(p -> p.route().forEach(s -> steps.add(p.id() + "." + s.id())));
    known.put("step", steps);
    known.put("block", ids(form, "blocks"));
    known.put("choice", ids(form, "choices"));
    known.put("as", ids(form, "formats"));
    known.put("append", ids(form, "inserts"));
    known.put("headings", vocabulary.qualifiedFacts());
    known.put("optional", vocabulary.qualifiedFacts());
    known.put("required", YES_OR_NO);
    known.put("seal", YES_OR_NO);
    known.put("multiple", YES_OR_NO);
    known.put("height", List.of("tall", "tallest"));
    known.put("align", List.of("left", "centre", "right"));
    known.put("holds", List.of("opinion", "signature", "seal", "date"));
    known.put("signed", List.of("opinion", "signature", "seal", "date"));
    known.put("orientation", List.of("portrait", "landscape"));
  }

  private static Set<String> ids(Yaml.Mapping form, String key) {
    Yaml.Entry entry = form.entries().get(key);
    return entry != null && entry.value() instanceof Yaml.Mapping m
        ? m.entries().keySet()
        : Set.of();
  }

  /** Reports keys that a form does not have, and names that are none. */
  void check(Yaml.Mapping form) {
    check(form, "form");
  }

  private void check(@Nullable Yaml node, String sort) {
    switch (node) {
      case Yaml.Items list -> list.items().forEach(i -> check(i, sort));
      case Yaml.Mapping m when sort.startsWith("*") ->
          m.entries().values().forEach(e -> check(e.value(), sort.substring(1)));
      case Yaml.Mapping m -> {
        Map<String, String> keys = KEYS.getOrDefault(sort, Map.of());
        m.entries()
            .forEach(
                (key, e) -> {
                  String below = keys.get(key);
                  if (below == null) {
                    problems.unknown(e.keyPlace(), "键", key, new TreeSet<>(keys.keySet()));
                  } else if (below.isEmpty()) {
                    names(key, e.value());
                  } else {
                    check(e.value(), below);
                  }
                });
      }
      case null, default -> {
        if (node != null && !(node instanceof Yaml.Empty)) {
          problems.add(node.place(), "这里应为“键: 值”");
        }
      }
    }
  }

  private static final Set<String> NUMBERS = Set.of("cols", "rows", "columns", "order");

  private void names(String key, Yaml value) {
    Collection<String> names = known.get(key);
    switch (value) {
      case Yaml.Scalar s when NUMBERS.contains(key) -> {
        if (!s.text().matches("[1-9]\\d?")) {
          problems.add(s.place(), "“" + key + "”应为 1 至 99 的整数");
        }
      }
      case Yaml.Scalar s when names != null && !names.contains(s.text()) ->
          problems.unknown(s.place(), "“" + key + "”", s.text(), names);
      case Yaml.Items list -> list.items().forEach(i -> names(key, i));
      case Yaml.Mapping m when names != null ->
          m.entries()
              .forEach(
                  (name, e) -> {
                    if (!names.contains(name)) {
                      problems.unknown(e.keyPlace(), "“" + key + "”", name, names);
                    }
                  });
      default -> {}
    }
  }
}
