package zhunsheng.casebook.view;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.DutyState;

/**
 * A file as lists show it.
 *
 * @param policy pack under which it runs
 * @param name the subject's name fact, or the id where nobody recorded it
 * @param columns the subject's columns in their plain form (text, Long, Boolean, lists, maps);
 *     unrecorded ones are left out
 * @param nextDue the open duty that is due first, or null
 * @param openRun the oldest run in its route or returned, or null
 * @param holds titles of the holds in force
 * @param overdue number of overdue duties
 * @param closed why it is closed, or null
 */
public record FileRow(
    String id,
    String subject,
    String name,
    String office,
    String policy,
    String stage,
    Map<String, Object> columns,
    @Nullable NextDue nextDue,
    @Nullable OpenRun openRun,
    List<String> holds,
    long overdue,
    @Nullable String closed,
    LocalDate openedOn,
    LocalDate updatedOn,
    long version) {

  /** The duty that is due first. */
  public record NextDue(String duty, String title, LocalDate due, DutyState state) {}

  /**
   * A run that has not ended.
   *
   * @param step the open step's title; null while the run waits for its filer
   * @param waiting offices whose turn it is
   */
  public record OpenRun(
      String run,
      String procedure,
      String title,
      boolean returned,
      @Nullable String step,
      List<String> waiting) {}
}
