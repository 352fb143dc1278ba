package zhunsheng.casebook.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions of a query on {@code case_file f}, as SQL and its parameters. */
final class FileSearch {
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  /**
   * @param seen which files the query's viewers see
   */
  FileSearch(FileQuery query, Seen seen) {
    parameters.put("today", query.today());
    if (query.viewers() != null) {
      where(seen.condition(), "viewers", query.viewers().toArray(String[]::new));
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

  /**
   * What is under way is little beside what is done: its files are sought first, not each file's.
   */
  private static String condition(FileQuery.State state) {
    return switch (state) {
      case OPEN -> "f.closed IS NULL";
      case CLOSED -> "f.closed IS NOT NULL";
      case HELD -> Sql.among("hold h", "true");
      case OVERDUE -> Sql.among("duty d", "d.done_on IS NULL AND d.due < :today");
      case RUNNING -> Sql.among("run r", "r.status = 'IN_ROUTE'");
      case RETURNED -> Sql.among("run r", "r.status = 'RETURNED'");
    };
  }

  /** {@code WHERE …}, or nothing. */
  String where() {
    return conditions.isEmpty() ? "" : "WHERE " + String.join("\n  AND ", conditions);
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  /**
   * {@code ORDER BY …}, each with an index but for a column of the subject, which sorts as a number
   * where it is one.
   */
  static String orderBy(FileQuery query, Map<String, Object> parameters) {
    String direction = query.ascending() ? " ASC" : " DESC";
    List<String> keys =
        switch (query.sort()) {
          case "name" -> List.of("left(f.name, 100)");
          case "opened" -> List.of("f.opened_on");
          case "updated" -> List.of("f.updated_on");
          case "due" -> List.of("f.next_due");
          case "stage" -> List.of("f.stage", "f.updated_on");
          case "office" -> List.of("f.office", "f.updated_on");
          default -> {
            parameters.put("sort", query.sort());
            yield List.of(
                "CASE WHEN f.columns ->> :sort ~ '^-?[0-9]+([.][0-9]+)?$' THEN (f.columns ->> :sort)::numeric END",
                "f.columns ->> :sort",
                "f.updated_on");
          }
        };
    // Only where something may be missing: an index is read in an order that says as much as its
    // own.
    boolean always = Set.of("name", "opened", "updated", "stage", "office").contains(query.sort());
    String order = direction + (always ? "" : " NULLS LAST");
    return "ORDER BY "
        + Stream.concat(keys.stream().map(key -> key + order), Stream.of("f.id" + direction))
            .collect(Collectors.joining(", "));
  }
}
