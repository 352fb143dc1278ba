package zhunsheng.casebook.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The conditions of a query on {@code case_file f}, as SQL and its parameters. */
final class FileSearch {
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  FileSearch(FileQuery query) {
    parameters.put("today", query.today());
    if (query.viewers() != null) {
      where(
          "EXISTS (SELECT FROM visibility v WHERE v.file_id = f.id AND v.office = ANY (:viewers))",
          "viewers",
          query.viewers().toArray(String[]::new));
    }
    if (query.subject() != null) {
      where("f.subject = :subject", "subject", query.subject());
    }
    if (query.text() != null && !query.text().isBlank()) {
      where("f.search ILIKE :text", "text", "%" + escaped(query.text().strip()) + "%");
    }
    if (query.stage() != null) {
      where("f.stage = :stage", "stage", query.stage());
    }
    if (query.office() != null) {
      where("f.office = :office", "office", query.office());
    }
    if (query.state() != null) {
      conditions.add(condition(query.state()));
    }
    int n = 0;
    for (Map.Entry<String, String> column : query.columns().entrySet()) {
      parameters.put("column" + n, column.getKey());
      parameters.put("value" + n, column.getValue());
      conditions.add("f.columns ->> :column%1$d = :value%1$d".formatted(n));
      n++;
    }
  }

  private void where(String condition, String parameter, Object value) {
    conditions.add(condition);
    parameters.put(parameter, value);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private static String condition(FileQuery.State state) {
    return switch (state) {
      case OPEN -> "f.closed IS NULL";
      case CLOSED -> "f.closed IS NOT NULL";
      case HELD -> "EXISTS (SELECT FROM hold h WHERE h.file_id = f.id)";
      case OVERDUE ->
          "EXISTS (SELECT FROM duty d WHERE d.file_id = f.id AND d.done_on IS NULL AND d.due < :today)";
      case RUNNING -> "EXISTS (SELECT FROM run r WHERE r.file_id = f.id AND r.status = 'IN_ROUTE')";
      case RETURNED ->
          "EXISTS (SELECT FROM run r WHERE r.file_id = f.id AND r.status = 'RETURNED')";
    };
  }

  /** {@code WHERE …}, or nothing. */
  String where() {
    return conditions.isEmpty() ? "" : "WHERE " + String.join("\n  AND ", conditions);
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  /** {@code ORDER BY …}; a column of the subject sorts as a number where it is one. */
  static String orderBy(FileQuery query, Map<String, Object> parameters) {
    String direction = query.ascending() ? "ASC NULLS LAST" : "DESC NULLS LAST";
    List<String> keys =
        switch (query.sort()) {
          case "name" -> List.of("f.name");
          case "opened" -> List.of("f.opened_on");
          case "updated" -> List.of("f.updated_on");
          case "due" -> List.of("next.due");
          case "stage" -> List.of("f.stage");
          case "office" -> List.of("f.office");
          default -> {
            parameters.put("sort", query.sort());
            yield List.of(
                "CASE WHEN f.columns ->> :sort ~ '^-?[0-9]+([.][0-9]+)?$' THEN (f.columns ->> :sort)::numeric END",
                "f.columns ->> :sort",
                "f.updated_on");
          }
        };
    return "ORDER BY "
        + String.join(", ", keys.stream().map(k -> k + " " + direction).toList())
        + ", f.id";
  }
}
