package zhunsheng.casebook.event;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON in its one canonical form (RFC 8785 for text, whole numbers, booleans, lists and objects):
 * keys sorted, no white space. Trees are made of Map, List, String, Long or Integer, and Boolean;
 * there is no null and no fraction.
 */
public final class CanonicalJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private CanonicalJson() {}

  /**
   * The canonical text of a tree.
   *
   * @throws IllegalArgumentException if text holds what PostgreSQL cannot store: U+0000 or half a
   *     surrogate pair
   */
  public static String write(Object tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  /** The tree of a JSON object. */
  public static Map<String, Object> read(String json) {
    try {
      Map<String, Object> tree = new TreeMap<>();
      Map<?, ?> parsed = MAPPER.readValue(json, Map.class);
      for (Map.Entry<?, ?> entry : parsed.entrySet()) {
        tree.put(String.valueOf(entry.getKey()), entry.getValue());
      }
      return tree;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a JSON object: " + json, e);
    }
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case String s -> text(s, out);
      case Long n -> out.append(n.longValue());
      case Integer n -> out.append(n.intValue());
      case Boolean b -> out.append(b.booleanValue());
      case List<?> list -> {
        out.append('[');
        for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
          write(i.next(), out);
          if (i.hasNext()) {
            out.append(',');
          }
        }
        out.append(']');
      }
      case Map<?, ?> map -> object(map, out);
      case null, default -> throw new IllegalArgumentException("no canonical form for " + value);
    }
  }

  private static void object(Map<?, ?> map, StringBuilder out) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      sorted.put((String) entry.getKey(), entry.getValue());
    }
    out.append('{');
    for (Iterator<Map.Entry<String, Object>> i = sorted.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<String, Object> entry = i.next();
      text(entry.getKey(), out);
      out.append(':');
      write(entry.getValue(), out);
      if (i.hasNext()) {
        out.append(',');
      }
    }
    out.append('}');
  }

  private static void text(String s, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c == 0 || loneSurrogate(s, i)) {
            throw new IllegalArgumentException("文字中含有无法保存的字符，请删除后再提交");
          }
          if (c < ' ') {
            out.append("\\u00")
                .append(Character.forDigit(c >> 4, 16))
                .append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean loneSurrogate(String s, int i) {
    char c = s.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == s.length() || !Character.isLowSurrogate(s.charAt(i + 1));
    }
    return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(s.charAt(i - 1)));
  }
}
