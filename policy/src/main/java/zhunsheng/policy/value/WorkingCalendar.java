package zhunsheng.policy.value;

import com.tyme.holiday.LegalHoliday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * Which days are statutory rest days: weekends and the holidays and make-up working days that the
 * State Council announces each November for the coming year.
 */
public final class WorkingCalendar {
  private final Map<LocalDate, Boolean> overrides;
  private final Set<Integer> announcedYears;

  /**
   * @param overrides days announced after the calendar library's release: true is a rest day, false
   *     a working day
   * @param announcedYears years that the overrides cover wholly
   */
  public WorkingCalendar(Map<LocalDate, Boolean> overrides, Set<Integer> announcedYears) {
    this.overrides = Map.copyOf(overrides);
    this.announcedYears = Set.copyOf(announcedYears);
  }

  /** The calendar of the library alone. */
  public static WorkingCalendar standard() {
    return new WorkingCalendar(Map.of(), Set.of());
  }

  public boolean isRestDay(LocalDate day) {
    Boolean override = overrides.get(day);
    if (override != null) {
      return override;
    }
    LegalHoliday holiday =
        LegalHoliday.fromYmd(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    if (holiday != null) {
      return !holiday.isWork();
    }
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /**
   * Whether the holidays of that year were announced when this calendar was made. Before that, only
   * weekends are certain, and a day computed from it must say so.
   */
  public boolean isAnnounced(int year) {
    return announcedYears.contains(year) || LegalHoliday.fromYmd(year, 10, 1) != null;
  }

  /** {@code day} itself, or the next working day where it is a rest day (Civil Code art. 203). */
  public LocalDate workingDayFrom(LocalDate day) {
    LocalDate d = day;
    while (!d.equals(Day.NEVER) && isRestDay(d)) {
      d = d.plusDays(1);
    }
    return d;
  }

  /** The {@code n}th working day after {@code day}, before it where {@code n} is negative. */
  public LocalDate plusWorkingDays(LocalDate day, int n) {
    LocalDate d = day;
    int step = n < 0 ? -1 : 1;
    for (int left = Math.abs(n); left > 0; ) {
      d = d.plusDays(step);
      if (!isRestDay(d)) {
        left--;
      }
    }
    return d;
  }
}
