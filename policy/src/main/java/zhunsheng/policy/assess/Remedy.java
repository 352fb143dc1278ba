package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would unblock something.
 *
 * @param earliest the first day on which it is free if nothing else changes, or null where time
 *     alone does not help
 * @param advice Chinese, what to do next; empty where only time helps
 * @param procedures procedures that would help, with who may file them
 */
public record Remedy(@Nullable LocalDate earliest, String advice, List<Help> procedures) {
  public Remedy {
    procedures = List.copyOf(procedures);
  }

  /** A procedure that would help, and the parties that may file it (Chinese titles). */
  public record Help(String procedure, String title, List<String> parties) {}
}
