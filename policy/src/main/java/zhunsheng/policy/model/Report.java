package zhunsheng.policy.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;

/**
 * A list that the regulation asks for (报表): which files stand in it, and what it says of each.
 *
 * @param norms what asks for it
 * @param by parties that may open it; empty for those who see every file
 * @param each name of one item of {@code in}, of which every one makes a row; null for one row a
 *     file
 * @param when which rows stand in it; null for all
 * @param columns beside the file's name and office
 * @param head what is counted above the rows, such as those that nobody has dealt with
 * @param sort whether descending, by column, the first weighing most; {@code name} and {@code
 *     office} are columns too
 */
public record Report(
    String id,
    String title,
    @Nullable String help,
    List<Citation> norms,
    String subject,
    List<String> by,
    @Nullable String each,
    @Nullable Expression in,
    @Nullable Expression when,
    List<Column> columns,
    List<Head> head,
    Map<String, Boolean> sort) {

  public Report {
    norms = List.copyOf(norms);
    by = List.copyOf(by);
    columns = List.copyOf(columns);
    head = List.copyOf(head);
    sort = Collections.unmodifiableMap(new LinkedHashMap<>(sort));
  }

  /** A count of the rows for which {@code when} holds. */
  public record Head(String id, String title, Expression when) {}

  /** One column of a report. */
  public record Column(String id, String title, FactType type, Expression value) {}
}
