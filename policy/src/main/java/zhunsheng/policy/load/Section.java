package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A mapping being read: asks for keys, and reports those nobody asked for. */
final class Section {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while",
          "true",
          "false",
          "null");

  private final Yaml.Place place;
  private final Map<String, Yaml.Entry> entries;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  Section(Yaml.Place place, Map<String, Yaml.Entry> entries, Problems problems) {
    this.place = place;
    this.entries = entries;
    this.problems = problems;
  }

  /** The mapping as a section; an empty one, with a problem, where it is none. */
  static Section of(@Nullable Yaml node, Problems problems) {
    if (node instanceof Yaml.Mapping m) {
      return new Section(m.place(), m.entries(), problems);
    }
    if (node == null) {
      return new Section(new Yaml.Place("", 1, 1), Map.of(), problems);
    }
    if (!(node instanceof Yaml.Empty)) {
      problems.add(node.place(), "这里应为“键: 值”");
    }
    return new Section(node.place(), Map.of(), problems);
  }

  Yaml.Place place() {
    return place;
  }

  /** What was parsed: the very same object for sections of the same text. */
  Object parsed() {
    return entries;
  }

  Yaml.Place placeOf(String key) {
    Yaml.Entry e = entries.get(key);
    return e == null ? place : e.value().place();
  }

  Set<String> keys() {
    return entries.keySet();
  }

  boolean has(String key) {
    asked.add(key);
    return entries.containsKey(key);
  }

  @Nullable Yaml node(String key) {
    asked.add(key);
    Yaml.Entry e = entries.get(key);
    return e == null || e.value() instanceof Yaml.Empty ? null : e.value();
  }

  /** Text that must be there. */
  String text(String key) {
    Yaml.Scalar s = scalar(key);
    if (s == null) {
      if (!entries.containsKey(key) || entries.get(key).value() instanceof Yaml.Empty) {
        problems.add(place, "缺少“" + key + "”");
      }
      return "";
    }
    return s.text();
  }

  @Nullable String optional(String key) {
    Yaml.Scalar s = scalar(key);
    return s == null ? null : s.text();
  }

  Yaml.@Nullable Scalar scalar(String key) {
    Yaml node = node(key);
    if (node == null || node instanceof Yaml.Scalar) {
      return (Yaml.Scalar) node;
    }
    problems.add(node.place(), "“" + key + "”应为文字");
    return null;
  }

  /** An identifier: lower-case letters, digits and underscores. */
  String id(String key) {
    String id = text(key);
    if (!id.isEmpty()) {
      checkId(placeOf(key), id);
    }
    return id;
  }

  void checkId(Yaml.Place at, String id) {
    if (!ID.matcher(id).matches()) {
      problems.add(at, "标识“" + id + "”应由小写字母、数字和下划线组成，以字母开头");
    } else if (RESERVED.contains(id)) {
      problems.add(at, "标识“" + id + "”是表达式的保留字");
    }
  }

  boolean flag(String key, boolean fallback) {
    String text = optional(key);
    if (text == null) {
      return fallback;
    }
    if (!text.equals("true") && !text.equals("false")) {
      problems.add(placeOf(key), "“" + key + "”应为 true 或 false");
    }
    return text.equals("true");
  }

  int number(String key, int fallback) {
    String text = optional(key);
    if (text == null) {
      return fallback;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      problems.add(placeOf(key), "“" + key + "”应为整数");
      return fallback;
    }
  }

  /** One of a closed set of words. */
  <T> T choice(String key, Map<String, T> words, T fallback) {
    String text = optional(key);
    if (text == null) {
      return fallback;
    }
    T value = words.get(text);
    if (value == null) {
      problems.add(
          placeOf(key),
          "“" + key + "”应为 " + String.join("、", new TreeSet<>(words.keySet())) + " 之一");
      return fallback;
    }
    return value;
  }

  /** A list of texts; a single text counts as a list of one. */
  List<Yaml.Scalar> texts(String key) {
    Yaml node = node(key);
    List<Yaml.Scalar> texts = new ArrayList<>();
    switch (node) {
      case null -> {}
      case Yaml.Scalar s -> texts.add(s);
      case Yaml.Items list -> {
        for (Yaml item : list.items()) {
          if (item instanceof Yaml.Scalar s) {
            texts.add(s);
          } else {
            problems.add(item.place(), "“" + key + "”的每一项应为文字");
          }
        }
      }
      default -> problems.add(node.place(), "“" + key + "”应为列表");
    }
    return texts;
  }

  /** A list of nodes. */
  List<Yaml> items(String key) {
    Yaml node = node(key);
    return switch (node) {
      case null -> List.of();
      case Yaml.Items list -> list.items();
      default -> {
        problems.add(node.place(), "“" + key + "”应为列表");
        yield List.of();
      }
    };
  }

  /** A list of mappings. */
  List<Section> sections(String key) {
    return items(key).stream().map(i -> of(i, problems)).toList();
  }

  Section section(String key) {
    Yaml node = node(key);
    return node == null ? new Section(place, Map.of(), problems) : of(node, problems);
  }

  /** The entries of a mapping whose keys are ids. */
  Map<String, Yaml.Entry> map(String key) {
    Yaml node = node(key);
    return switch (node) {
      case null -> Map.of();
      case Yaml.Mapping m -> m.entries();
      default -> {
        problems.add(node.place(), "“" + key + "”应为“键: 值”");
        yield Map.of();
      }
    };
  }

  /** All entries of this mapping, for one whose keys are ids. */
  Map<String, Yaml.Entry> all() {
    asked.addAll(entries.keySet());
    return new LinkedHashMap<>(entries);
  }

  /**
   * Reports the keys that the language does not know.
   *
   * @param kind what this mapping is, under which the keys asked for are remembered
   */
  void done(String kind) {
    problems.asked(kind, asked);
    for (Map.Entry<String, Yaml.Entry> e : entries.entrySet()) {
      if (!asked.contains(e.getKey())) {
        problems.unknown(e.getValue().keyPlace(), "键", e.getKey(), asked);
      }
    }
  }
}
