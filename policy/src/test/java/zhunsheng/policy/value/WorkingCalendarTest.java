package zhunsheng.policy.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days as the General Office of the State Council announced them. */
class WorkingCalendarTest {
  private static final WorkingCalendar CALENDAR = WorkingCalendar.standard();

  @ParameterizedTest(name = "{0} ({2}): rest day = {1}")
  @CsvSource({
    "2024-01-01, true, New Year",
    "2024-02-04, false, Sunday made up before Spring Festival",
    "2024-02-09, false, New Year's Eve was not a holiday",
    "2024-02-10, true, Spring Festival",
    "2024-02-17, true, Spring Festival",
    "2024-02-18, false, Sunday made up after Spring Festival",
    "2024-04-07, false, Sunday made up",
    "2024-04-28, false, Sunday made up",
    "2024-05-03, true, Labour Day",
    "2024-05-11, false, Saturday made up",
    "2024-09-14, false, Saturday made up",
    "2024-09-29, false, Sunday made up",
    "2024-10-12, false, Saturday made up",
    "2025-01-26, false, Sunday made up",
    "2025-02-08, false, Saturday made up",
    "2025-04-27, false, Sunday made up",
    "2025-09-28, false, Sunday made up",
    "2025-10-08, true, National Day and Mid-Autumn",
    "2025-10-11, false, Saturday made up",
    "2026-01-02, true, New Year",
    "2026-01-04, false, Sunday made up",
    "2026-02-14, false, Saturday made up",
    "2026-02-28, false, Saturday made up",
    "2026-05-09, false, Saturday made up",
    "2026-09-20, false, Sunday made up",
    "2026-10-10, false, Saturday made up",
    "2024-03-04, false, a Monday",
    "2024-03-09, true, a Saturday",
  })
  void rest_days_and_made_up_days_are_known(LocalDate day, boolean rest, String why) {
    assertThat(CALENDAR.isRestDay(day)).as(why).isEqualTo(rest);
  }

  @Test
  void a_due_day_in_the_spring_festival_moves_behind_it() {
    assertThat(CALENDAR.workingDayFrom(LocalDate.of(2024, 2, 10))).isEqualTo("2024-02-18");
    assertThat(CALENDAR.workingDayFrom(LocalDate.of(2024, 2, 9))).isEqualTo("2024-02-09");
    assertThat(CALENDAR.workingDayFrom(Day.NEVER)).isEqualTo(Day.NEVER);
  }

  @Test
  void working_days_go_over_holidays_and_count_made_up_days() {
    assertThat(CALENDAR.plusWorkingDays(LocalDate.of(2024, 2, 8), 2)).isEqualTo("2024-02-18");
    assertThat(CALENDAR.plusWorkingDays(LocalDate.of(2024, 2, 18), -1)).isEqualTo("2024-02-09");
    assertThat(CALENDAR.plusWorkingDays(LocalDate.of(2024, 2, 10), 0)).isEqualTo("2024-02-10");
  }

  @Test
  void years_not_announced_say_so() {
    assertThat(CALENDAR.isAnnounced(2024)).isTrue();
    assertThat(CALENDAR.isAnnounced(2026)).isTrue();
    assertThat(CALENDAR.isAnnounced(2031)).isFalse();
  }

  @Test
  void days_announced_later_win_over_the_library() {
    LocalDate monday = LocalDate.of(2031, 3, 3);
    LocalDate sunday = LocalDate.of(2031, 3, 2);
    WorkingCalendar calendar =
        new WorkingCalendar(Map.of(monday, true, sunday, false), Set.of(2031));
    assertThat(calendar.isRestDay(monday)).isTrue();
    assertThat(calendar.isRestDay(sunday)).isFalse();
    assertThat(calendar.isAnnounced(2031)).isTrue();
    assertThat(calendar.workingDayFrom(monday)).isEqualTo("2031-03-04");
  }
}
