package zhunsheng.policy.value;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period of the law (期间): years and months, or days, or working days.
 *
 * <p>Written as in ISO 8601 ({@code P2M}, {@code P1Y6M}, {@code P10D}), and {@code P10WD} for
 * working days.
 *
 * @param months calendar months, a year being twelve; 0 where the period is one of days
 * @param days calendar days, or working days
 * @param working whether {@code days} counts working days only
 */
public record Term(int months, int days, boolean working) {
  private static final int LONGEST_MONTHS = 999 * 12;

  private static final Pattern FORM =
      Pattern.compile("P(?:(\\d{1,3})Y)?(?:(\\d{1,5})M)?(?:(\\d{1,5})(D|WD))?");

  public static Term parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches() || (m.group(1) == null && m.group(2) == null && m.group(3) == null)) {
      throw new IllegalArgumentException("不是期间（如 P2M、P10D、P10WD）：" + text);
    }
    int months = number(m.group(1)) * 12 + number(m.group(2));
    if (months > LONGEST_MONTHS) {
      throw new IllegalArgumentException("期间过长：" + text);
    }
    int days = number(m.group(3));
    return new Term(months, days, days > 0 && "WD".equals(m.group(4)));
  }

  private static int number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /**
   * The last day of this period counted from {@code start}, whose own day is not counted (Civil
   * Code art. 201): the same day of the last month, or that month's last day where it has none
   * (art. 202).
   */
  public LocalDate after(LocalDate start, WorkingCalendar calendar) {
    if (start.equals(Day.NEVER)) {
      return Day.NEVER;
    }
    LocalDate end = start.plusMonths(months);
    end = working ? calendar.plusWorkingDays(end, days) : end.plusDays(days);
    return end.isAfter(Day.NEVER) ? Day.NEVER : end;
  }

  /**
   * The first day of this period that ends at {@code end}: the same day of the earlier month, or
   * its last day.
   */
  public LocalDate before(LocalDate end, WorkingCalendar calendar) {
    if (end.equals(Day.NEVER)) {
      return Day.NEVER;
    }
    LocalDate start = end.minusMonths(months);
    return working ? calendar.plusWorkingDays(start, -days) : start.minusDays(days);
  }

  /** As a person says it: 两年 is {@code 2年}, {@code 3个月}, {@code 10日}, {@code 10个工作日}. */
  public String display() {
    StringBuilder s = new StringBuilder();
    if (months >= 12 && months % 12 == 0) {
      s.append(months / 12).append("年");
    } else if (months > 0) {
      s.append(months).append("个月");
    }
    if (days > 0 || s.isEmpty()) {
      s.append(days).append(working ? "个工作日" : "日");
    }
    return s.toString();
  }

  @Override
  public String toString() {
    StringBuilder s = new StringBuilder("P");
    if (months >= 12 && months % 12 == 0) {
      s.append(months / 12).append('Y');
    } else if (months > 0) {
      s.append(months).append('M');
    }
    if (days > 0 || months == 0) {
      s.append(days).append(working ? "WD" : "D");
    }
    return s.toString();
  }
}
