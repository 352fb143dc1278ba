package zhunsheng.casebook.view;

import java.util.List;
import zhunsheng.policy.value.Money;

/**
 * Counts over the files that someone sees.
 *
 * @param files open files
 * @param overdue duties overdue; {@code dueSoon} duties within a reminder's time
 * @param held files with a hold in force
 */
public record Figures(
    long files,
    long overdue,
    long dueSoon,
    long held,
    List<StageFigure> stages,
    List<OfficeFigure> offices,
    List<MonthFigure> months) {

  /** Open files of a stage, and the sum of the first amount among their columns. */
  public record StageFigure(String subject, String stage, long count, Money amount) {}

  /** Open files held by an office, and their overdue duties. */
  public record OfficeFigure(String office, long count, long overdue) {}

  /**
   * Runs filed and ended in a month.
   *
   * @param month {@code 2024-05}
   */
  public record MonthFigure(String month, long filed, long ended) {}
}
