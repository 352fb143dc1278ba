package zhunsheng.casebook.notice;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A notice to an office.
 *
 * @param day business day on which it was made
 * @param title a few words; {@code text} a sentence, both Chinese
 * @param file the file concerned, or null
 */
public record Notice(
    long id,
    String office,
    Kind kind,
    String title,
    String text,
    @Nullable String file,
    @Nullable String run,
    LocalDate day,
    Instant at,
    boolean read) {

  /** What sort of news. */
  public enum Kind {
    TURN,
    REMINDED,
    COPIED,
    RETURNED,
    DECIDED,
    DUE_SOON,
    OVERDUE,
    HOLD_PLACED,
    HOLD_LIFTED
  }
}
