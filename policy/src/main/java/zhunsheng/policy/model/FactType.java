package zhunsheng.policy.model;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Ref;
import zhunsheng.policy.value.Term;
import zhunsheng.policy.value.Unknown;

/** The type of a fact or field. */
public sealed interface FactType {
  /** The types without parts. */
  enum Scalar implements FactType {
    TEXT("text"),
    LONG_TEXT("long_text"),
    BOOL("bool"),
    INT("int"),
    MONEY("money"),
    DATE("date"),
    TERM("term"),
    OFFICE("office");

    private final String word;

    Scalar(String word) {
      this.word = word;
    }

    /** The word for it in a pack. */
    @Override
    public String word() {
      return word;
    }
  }

  /**
   * A closed choice; values are their ids.
   *
   * @param values titles by id, in order
   */
  record EnumType(String name, String title, Map<String, String> values) implements FactType {
    public EnumType {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String word() {
      return name;
    }
  }

  /** A shape with named parts; values are maps. */
  record RecordType(String name, String title, Map<String, Fact> fields) implements FactType {
    public RecordType {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String word() {
      return name;
    }
  }

  record ListType(FactType item) implements FactType {
    @Override
    public String word() {
      return "list<" + item.word() + ">";
    }
  }

  /** A reference to a file of that subject. */
  record RefType(String subject) implements FactType {
    @Override
    public String word() {
      return "ref<" + subject + ">";
    }
  }

  /** The type as a pack writes it. */
  String word();

  /**
   * Reads a value as YAML, JSON or a form carries it: text, number, boolean, list, map.
   *
   * @throws IllegalArgumentException with a Chinese message saying what was expected
   */
  default Object parse(Object raw) {
    return switch (this) {
      case Scalar scalar -> parseScalar(scalar, raw);
      case EnumType e -> {
        String id = raw.toString();
        if (!e.values().containsKey(id)) {
          throw new IllegalArgumentException(
              "“" + id + "”不是" + e.title() + "的选项，应为：" + String.join("、", e.values().keySet()));
        }
        yield id;
      }
      case RecordType r -> {
        if (!(raw instanceof Map<?, ?> map)) {
          throw new IllegalArgumentException("应为" + r.title() + "的各项内容");
        }
        Map<String, Object> value = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          Fact field = r.fields().get(String.valueOf(entry.getKey()));
          if (field == null) {
            throw new IllegalArgumentException(r.title() + "没有“" + entry.getKey() + "”这一项");
          }
          if (entry.getValue() != null) {
            try {
              value.put(field.name(), field.type().parse(entry.getValue()));
            } catch (IllegalArgumentException e) {
              throw new IllegalArgumentException(field.title() + "：" + e.getMessage(), e);
            }
          }
        }
        yield Collections.unmodifiableMap(value);
      }
      case ListType list -> {
        if (!(raw instanceof List<?> items)) {
          throw new IllegalArgumentException("应为列表");
        }
        List<Object> value = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
          Object item = items.get(i);
          if (item == null) {
            throw new IllegalArgumentException("第" + (i + 1) + "项为空");
          }
          try {
            value.add(list.item().parse(item));
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("第" + (i + 1) + "项：" + e.getMessage(), e);
          }
        }
        yield List.copyOf(value);
      }
      case RefType ref -> raw instanceof Ref r ? r : new Ref(text(raw));
    };
  }

  private static Object parseScalar(Scalar scalar, Object raw) {
    return switch (scalar) {
      case TEXT, LONG_TEXT, OFFICE -> text(raw);
      case BOOL ->
          switch (raw.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("应为 true 或 false：" + raw);
          };
      case INT -> {
        try {
          yield Long.parseLong(raw.toString());
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException("应为整数：" + raw, e);
        }
      }
      case MONEY -> raw instanceof Money money ? money : Money.ofYuan(raw.toString());
      case DATE -> raw instanceof LocalDate date ? date : date(raw.toString());
      case TERM -> raw instanceof Term term ? term : Term.parse(raw.toString());
    };
  }

  private static String text(Object raw) {
    if (raw instanceof Map || raw instanceof List) {
      throw new IllegalArgumentException("应为文字");
    }
    String text = raw.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\t' && c != '\r') {
        throw new IllegalArgumentException("含有控制字符，请删除后再提交");
      }
    }
    return text;
  }

  private static LocalDate date(String text) {
    if (text.equals("never")) {
      return Day.NEVER;
    }
    try {
      LocalDate day =
          LocalDate.parse(
              text.strip(),
              DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT));
      if (day.getYear() >= 1 && !day.isAfter(Day.NEVER)) {
        return day;
      }
      throw new IllegalArgumentException("日期超出范围：" + text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("应为日期（如 2024-05-15）：" + text, e);
    }
  }

  /** The value in the plain form that {@link #parse} reads: text, Long, Boolean, lists and maps. */
  default Object plain(Object value) {
    return switch (this) {
      case Scalar s ->
          switch (s) {
            case BOOL, INT -> value;
            case TEXT, LONG_TEXT, OFFICE, MONEY, DATE, TERM -> value.toString();
          };
      case EnumType e -> value;
      case RefType r -> value instanceof Ref ref ? ref.file() : value.toString();
      case ListType list ->
          value instanceof List<?> items
              ? items.stream().map(i -> list.item().plain(i)).toList()
              : value;
      case RecordType r -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
          for (Fact field : r.fields().values()) {
            Object part = map.get(field.name());
            if (part != null) {
              plain.put(field.name(), field.type().plain(part));
            }
          }
        }
        yield plain;
      }
    };
  }

  /** The value as a person reads it, in Chinese. */
  default String display(@Nullable Object value) {
    if (value == null || value instanceof Unknown) {
      return "未填";
    }
    return switch (this) {
      case EnumType e -> e.values().getOrDefault(value.toString(), value.toString());
      case ListType list ->
          value instanceof List<?> items
              ? items.isEmpty()
                  ? "无"
                  : items.stream()
                      .map(i -> list.item().display(i))
                      .reduce((a, b) -> a + "、" + b)
                      .orElse("")
              : value.toString();
      case RecordType r -> {
        StringBuilder s = new StringBuilder();
        if (value instanceof Map<?, ?> map) {
          for (Fact field : r.fields().values()) {
            Object part = map.get(field.name());
            if (part != null) {
              s.append(s.isEmpty() ? "" : "，")
                  .append(field.title())
                  .append(' ')
                  .append(field.type().display(part));
            }
          }
        }
        yield s.toString();
      }
      case RefType r -> value instanceof Ref ref ? ref.file() : value.toString();
      case Scalar s -> displayPlain(value);
    };
  }

  /** A value of a scalar type as a person reads it. */
  static String displayPlain(Object value) {
    return switch (value) {
      case Boolean b -> b ? "是" : "否";
      case Money m -> m.display();
      case LocalDate d -> d.equals(Day.NEVER) ? "未发生" : d.toString();
      case Term t -> t.display();
      default -> value.toString();
    };
  }
}
