package zhunsheng.casebook.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import zhunsheng.casebook.event.CanonicalJson;
import zhunsheng.policy.model.Citation;

/** Fragments that several lists share. */
final class Sql {
  /** The state of {@code duty d} on {@code :today}. */
  static final String DUTY_STATE =
      """
      CASE WHEN d.done_on > d.due THEN 'DONE_LATE'
           WHEN d.done_on IS NOT NULL THEN 'DONE'
           WHEN d.due < :today THEN 'OVERDUE'
           WHEN d.opens > :today THEN 'UPCOMING'
           WHEN d.remind_from <= :today THEN 'DUE_SOON'
           ELSE 'OPEN' END
      """;

  private Sql() {}

  /** That {@code case_file f} is among the files of these rows, which are read first. */
  static String among(String table, String condition) {
    return "f.id = ANY (ARRAY(SELECT file_id FROM %s WHERE %s))".formatted(table, condition);
  }

  static Citation citation(ResultSet row) throws SQLException {
    Map<String, Object> tree = CanonicalJson.read(row.getString("citation"));
    return new Citation(
        text(tree, "norm"),
        Integer.parseInt(text(tree, "article")),
        Integer.parseInt(text(tree, "paragraph")),
        Integer.parseInt(text(tree, "item")),
        text(tree, "gist"));
  }

  private static String text(Map<String, Object> tree, String name) {
    return Objects.requireNonNull(tree.get(name), name).toString();
  }
}
