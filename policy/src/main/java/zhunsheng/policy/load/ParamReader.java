package zhunsheng.policy.load;

import java.util.Map;
import java.util.TreeSet;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.Scalar;

/** Reads a typed constant: {@code {money: 300000.00}}. */
final class ParamReader {
  private static final Map<String, FactType> TYPES =
      Map.of(
          "money", Scalar.MONEY,
          "int", Scalar.INT,
          "date", Scalar.DATE,
          "term", Scalar.TERM,
          "text", Scalar.TEXT,
          "bool", Scalar.BOOL);

  private ParamReader() {}

  static FactType type(Yaml node, Problems problems) {
    if (node instanceof Yaml.Mapping m && m.entries().size() == 1) {
      Map.Entry<String, Yaml.Entry> e = m.entries().entrySet().iterator().next();
      FactType type = TYPES.get(e.getKey());
      if (type != null) {
        return type;
      }
      problems.unknown(e.getValue().keyPlace(), "参数类型", e.getKey(), new TreeSet<>(TYPES.keySet()));
      return Scalar.TEXT;
    }
    problems.add(node.place(), "参数应写明类型，如 {money: 300000.00}");
    return Scalar.TEXT;
  }

  static Object value(Yaml node, Problems problems) {
    if (node instanceof Yaml.Mapping m && m.entries().size() == 1) {
      Map.Entry<String, Yaml.Entry> e = m.entries().entrySet().iterator().next();
      FactType type = TYPES.get(e.getKey());
      Object plain = e.getValue().value().plainTree();
      if (type != null && plain != null) {
        try {
          return type.parse(plain);
        } catch (IllegalArgumentException x) {
          problems.add(e.getValue().value().place(), String.valueOf(x.getMessage()));
        }
      } else if (type != null) {
        problems.add(e.getValue().keyPlace(), "参数没有值");
      }
    }
    return "";
  }
}
