package zhunsheng.casebook.event;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a stored object, by name; a missing or mistyped one is a corrupt record. */
record Fields(Map<?, ?> tree) {
  private Object required(String name) {
    Object value = tree.get(name);
    if (value == null) {
      throw new IllegalArgumentException("lacks " + name + ": " + tree);
    }
    return value;
  }

  String text(String name) {
    return (String) required(name);
  }

  @Nullable String optionalText(String name) {
    return (String) tree.get(name);
  }

  long number(String name) {
    return (Long) required(name);
  }

  int integer(String name) {
    return Math.toIntExact(number(name));
  }

  LocalDate date(String name) {
    return LocalDate.parse(text(name));
  }

  @Nullable LocalDate optionalDate(String name) {
    String text = optionalText(name);
    return text == null ? null : LocalDate.parse(text);
  }

  Map<?, ?> object(String name) {
    return (Map<?, ?>) required(name);
  }

  Map<String, Object> values(String name) {
    return ValueJson.decodeAll(object(name));
  }

  Map<String, LocalDate> dates(String name) {
    Map<String, LocalDate> dates = new LinkedHashMap<>();
    object(name).forEach((key, date) -> dates.put((String) key, LocalDate.parse((String) date)));
    return dates;
  }

  Map<String, List<Object>> lists(String name) {
    Map<String, List<Object>> lists = new LinkedHashMap<>();
    object(name)
        .forEach(
            (key, items) ->
                lists.put(
                    (String) key, ((List<?>) items).stream().map(ValueJson::decode).toList()));
    return lists;
  }

  List<String> texts(String name) {
    return ((List<?>) required(name)).stream().map(String.class::cast).toList();
  }

  List<Fields> objects(String name) {
    return ((List<?>) required(name)).stream().map(item -> new Fields((Map<?, ?>) item)).toList();
  }
}
