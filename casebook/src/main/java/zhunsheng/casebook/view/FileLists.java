package zhunsheng.casebook.view;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists, worklists and figures of one jurisdiction at a time. */
public interface FileLists {
  Page<FileRow> files(String jurisdiction, FileQuery query);

  /** One row, visible to any of {@code viewers} (null: to those who see all). */
  Optional<FileRow> file(
      String jurisdiction, String id, @Nullable Set<String> viewers, LocalDate today);

  /** Open turns of these offices, most urgent first. */
  Page<TaskRow> turns(
      String jurisdiction, Set<String> offices, LocalDate today, int page, int size);

  /** Runs returned to these offices, oldest first. */
  List<TaskRow> returned(String jurisdiction, Set<String> offices);

  /**
   * Open, due-soon and overdue duties of these offices, most urgent first; null for all offices.
   */
  Page<DutyRow> duties(
      String jurisdiction, @Nullable Set<String> offices, LocalDate today, int page, int size);

  /** Holds in force on files that these offices hold; null for all offices. */
  List<HoldRow> holds(String jurisdiction, @Nullable Set<String> offices);

  /**
   * Figures over files visible to any of {@code viewers} (null: all), the last twelve months to
   * {@code today}.
   */
  Figures figures(
      String jurisdiction,
      @Nullable Set<String> viewers,
      @Nullable String subject,
      LocalDate today);
}
