package zhunsheng.casebook.view;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which files to list; a null restricts nothing.
 *
 * @param viewers offices that look: files visible to any of them; null for those who see all
 * @param text part of the id, of the name or of a column shown
 * @param office the office that holds the file
 * @param columns exact values of columns, in their plain form: {@code plan_year → 2024}
 * @param sort {@code name}, {@code opened}, {@code updated}, {@code due}, {@code stage}, {@code
 *     office} or a column of the subject; anything else sorts by {@code updated}
 * @param page from 0
 * @param size 1 to 1000
 */
public record FileQuery(
    LocalDate today,
    @Nullable Set<String> viewers,
    @Nullable String subject,
    @Nullable String text,
    @Nullable String stage,
    @Nullable String office,
    @Nullable State state,
    Map<String, String> columns,
    String sort,
    boolean ascending,
    int page,
    int size) {

  /** What state files are in; one file can be in several. */
  public enum State {
    OPEN,
    CLOSED,
    /** A hold is in force. */
    HELD,
    /** A duty is overdue. */
    OVERDUE,
    /** A run is in its route. */
    RUNNING,
    /** A run was returned to its filer. */
    RETURNED
  }

  public FileQuery {
    viewers = viewers == null ? null : Set.copyOf(viewers);
    columns = Map.copyOf(columns);
    if (page < 0 || size < 1 || size > 1000) {
      throw new IllegalArgumentException("页码从 0 起，每页 1 至 1000 条");
    }
  }

  /** The first page of all files, latest change first. */
  public static FileQuery all(LocalDate today) {
    return new FileQuery(
        today, null, null, null, null, null, null, Map.of(), "updated", false, 0, 20);
  }
}
