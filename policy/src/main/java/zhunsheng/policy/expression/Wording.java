package zhunsheng.policy.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.FactType;

/** Says in an author's words what CEL found wrong, with the nearest name that is known. */
final class Wording {
  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern UNDEFINED =
      Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern NO_OVERLOAD =
      Pattern.compile(
          "found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern SYNTAX =
      Pattern.compile("(?:mismatched|extraneous|missing|no viable|token recognition).*");

  private final Declarations declarations;
  private final Map<String, Declarations.Part> names;
  private final Set<String> functions;

  Wording(Declarations declarations, Map<String, Declarations.Part> names, Set<String> functions) {
    this.declarations = declarations;
    this.names = names;
    this.functions = functions;
  }

  /** CEL's message on {@code source}, without its list of every standard overload. */
  String of(String message, String source) {
    Matcher m = UNDECLARED.matcher(message);
    if (m.matches()) {
      return undeclared(m.group(1), source);
    }
    m = UNDEFINED.matcher(message);
    if (m.matches()) {
      return "没有“" + m.group(1) + "”这一项" + Nearest.hint(m.group(1), siblings(m.group(1), source));
    }
    m = NO_OVERLOAD.matcher(message);
    if (m.matches()) {
      return "“"
          + m.group(1).replace("_", "")
          + "”不能用于 "
          + types(m.group(2))
          + (m.group(2).contains("double") ? "；语言中没有小数，金额请写 yuan('0.50')" : "");
    }
    m = SYNTAX.matcher(message);
    return (m.matches() ? "表达式不完整或有多余符号：" : "表达式错误：") + message;
  }

  private String undeclared(String name, String source) {
    FactType.EnumType type = declarations.enums().get(name);
    if (type != null) {
      Matcher value = Pattern.compile(Pattern.quote(name) + "\\s*\\.\\s*(\\w+)").matcher(source);
      while (value.find()) {
        if (!type.values().containsKey(value.group(1))) {
          return "“"
              + name
              + "”没有选项“"
              + value.group(1)
              + "”"
              + Nearest.hint(value.group(1), type.values().keySet());
        }
      }
    }
    if (Pattern.compile(Pattern.quote(name) + "\\s*\\(").matcher(source).find()) {
      return "没有函数“" + name + "”" + Nearest.hint(name, functions);
    }
    List<String> known = new ArrayList<>(names.keySet());
    known.addAll(declarations.enums().keySet());
    return "没有名称“" + name + "”" + Nearest.hint(name, known);
  }

  private static String types(String applied) {
    return applied
        .replaceAll("[()]", "")
        .replaceAll("\\blist<dyn>", "list")
        .replaceAll("\\bstring\\b", "text")
        .replaceAll("\\blinked_(\\w+)", "ref<$1>")
        .replace(", ", " 和 ");
  }

  /** The parts of what an undefined one was selected from, found again in the source. */
  private Set<String> siblings(String field, String source) {
    Matcher chain =
        Pattern.compile("(\\w+(?:\\s*\\.\\s*\\w+)*)\\s*\\.\\s*" + Pattern.quote(field) + "\\b")
            .matcher(source);
    while (chain.find()) {
      Set<String> parts = parts(chain.group(1).split("\\s*\\.\\s*"));
      if (!parts.isEmpty() && !parts.contains(field)) {
        return parts;
      }
    }
    return Set.of();
  }

  private Set<String> parts(String[] chain) {
    Declarations.Part part = names.get(chain[0]);
    for (int i = 1; i < chain.length && part != null; i++) {
      String struct = struct(part);
      part = struct == null ? null : declarations.part(struct, chain[i]);
    }
    String struct = part == null ? null : struct(part);
    return struct == null ? Set.of() : declarations.parts(struct);
  }

  private static @Nullable String struct(Declarations.Part part) {
    return switch (part) {
      case Declarations.Part.Nested n -> n.list() ? null : n.struct();
      case Declarations.Part.Value v ->
          switch (v.type()) {
            case FactType.RefType r -> Declarations.linked(r.subject());
            case FactType.RecordType r -> r.name();
            case FactType.Scalar s -> null;
            case FactType.EnumType e -> null;
            case FactType.ListType l -> null;
          };
      case Declarations.Part.Ids i -> null;
    };
  }
}
