package zhunsheng.casebook.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param files, events, attachments and checkpoints: how many were examined
 * @param problems the first of each file, then those of attachments and checkpoints; empty if all
 *     is as recorded
 */
public record Report(
    long files, long events, long attachments, long checkpoints, List<Problem> problems) {

  /**
   * One thing that is not as it was recorded.
   *
   * @param file null where no file is concerned
   * @param version the first bad event, or 0
   * @param message Chinese: what is wrong
   */
  public record Problem(String jurisdiction, @Nullable String file, long version, String message) {}

  public Report {
    problems = List.copyOf(problems);
  }

  public boolean ok() {
    return problems.isEmpty();
  }
}
