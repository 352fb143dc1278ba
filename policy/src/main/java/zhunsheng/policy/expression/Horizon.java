package zhunsheng.policy.expression;

import java.time.LocalDate;
import zhunsheng.policy.value.Day;

/**
 * While expressions are evaluated on a day, finds the first later day on which time alone could
 * give another result. Never too late; earlier than need be where the language cannot tell.
 */
public final class Horizon {
  private final LocalDate today;
  private LocalDate day = Day.NEVER;

  public Horizon(LocalDate today) {
    this.today = today;
  }

  /** Today was compared with that day. */
  public void compared(LocalDate other) {
    if (other.isAfter(today)) {
      at(other);
    } else if (other.equals(today)) {
      at(today.plusDays(1));
    }
  }

  /** The result may be another from that day on. */
  public void at(LocalDate change) {
    if (change.isAfter(today) && change.isBefore(day)) {
      day = change;
    }
  }

  /** The result depends on today in a way that is not followed. */
  void anyDay() {
    at(today.plusDays(1));
  }

  /** Only the year of today was asked for. */
  void year() {
    at(LocalDate.of(today.getYear() + 1, 1, 1));
  }

  /** Only the month of today was asked for. */
  void month() {
    at(today.plusMonths(1).withDayOfMonth(1));
  }

  /** The first later day on which something may differ; {@link Day#NEVER} if none does. */
  public LocalDate day() {
    return day;
  }
}
