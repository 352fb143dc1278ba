package zhunsheng.policy.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import zhunsheng.policy.expression.Env.Counting;

class TermTest {
  private static final WorkingCalendar CALENDAR = WorkingCalendar.standard();
  private static final LocalDate IN_FORCE = LocalDate.of(2024, 1, 1);

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.integers()
        .between(0, 365 * 30)
        .map(n -> LocalDate.of(2010, 1, 1).plusDays(n));
  }

  @Provide
  Arbitrary<Term> terms() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 11_988),
            Arbitraries.integers().between(0, 99_999),
            Arbitraries.of(true, false))
        .as((months, d, working) -> new Term(months, d, working && d > 0));
  }

  @Property
  void what_is_printed_reads_back(@ForAll("terms") Term term) {
    assertThat(Term.parse(term.toString())).isEqualTo(term);
  }

  @Property
  void months_end_on_the_same_day_or_the_last_of_the_month(
      @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 600) int months) {
    LocalDate end = new Term(months, 0, false).after(start, CALENDAR);
    YearMonth month = YearMonth.from(start).plusMonths(months);
    assertThat(YearMonth.from(end)).isEqualTo(month);
    assertThat(end.getDayOfMonth())
        .isEqualTo(Math.min(start.getDayOfMonth(), month.lengthOfMonth()));
  }

  @Property
  void the_first_day_is_not_counted(
      @ForAll("days") LocalDate start, @ForAll @IntRange(min = 0, max = 4000) int n) {
    LocalDate end = new Term(0, n, false).after(start, CALENDAR);
    assertThat(ChronoUnit.DAYS.between(start, end)).isEqualTo(n);
  }

  @Property
  void working_days_are_counted_from_the_day_after_and_end_on_one(
      @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 60) int n) {
    LocalDate end = new Term(0, n, true).after(start, CALENDAR);
    assertThat(CALENDAR.isRestDay(end)).isFalse();
    assertThat(
            start
                .plusDays(1)
                .datesUntil(end.plusDays(1))
                .filter(d -> !CALENDAR.isRestDay(d))
                .count())
        .isEqualTo(n);
  }

  @Property
  void a_later_start_never_ends_earlier(
      @ForAll("days") LocalDate start, @ForAll("terms") Term term) {
    Counting counting = new Counting(CALENDAR, IN_FORCE, false, true);
    if (term.days() < 500) {
      assertThat(counting.deadline(start.plusDays(1), term))
          .isAfterOrEqualTo(counting.deadline(start, term));
    }
  }

  @Property
  void before_undoes_days(
      @ForAll("days") LocalDate end, @ForAll @IntRange(min = 0, max = 4000) int n) {
    Term term = new Term(0, n, false);
    assertThat(term.after(term.before(end, CALENDAR), CALENDAR)).isEqualTo(end);
  }

  @Property
  void never_stays_never(@ForAll("terms") Term term) {
    assertThat(term.after(Day.NEVER, CALENDAR)).isEqualTo(Day.NEVER);
    assertThat(term.before(Day.NEVER, CALENDAR)).isEqualTo(Day.NEVER);
    assertThat(new Counting(CALENDAR, IN_FORCE, true, true).deadline(Day.NEVER, term))
        .isEqualTo(Day.NEVER);
  }

  @Property
  void a_deadline_leaves_a_rest_day_only_where_the_pack_says_so(
      @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 48) int months) {
    Term term = new Term(months, 0, false);
    LocalDate stays = new Counting(CALENDAR, IN_FORCE, false, false).deadline(start, term);
    LocalDate moves = new Counting(CALENDAR, IN_FORCE, false, true).deadline(start, term);
    assertThat(stays).isEqualTo(term.after(start, CALENDAR));
    assertThat(CALENDAR.isRestDay(moves)).isFalse();
    assertThat(stays.datesUntil(moves).allMatch(CALENDAR::isRestDay)).isTrue();
  }

  @Property
  void a_term_over_before_the_policy_came_into_force_counts_anew_from_that_day(
      @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 24) int months) {
    Term term = new Term(months, 0, false);
    LocalDate plain = term.after(start, CALENDAR);
    LocalDate restarted = new Counting(CALENDAR, IN_FORCE, true, false).deadline(start, term);
    assertThat(restarted)
        .isEqualTo(plain.isBefore(IN_FORCE) ? term.after(IN_FORCE, CALENDAR) : plain);
    assertThat(new Counting(CALENDAR, IN_FORCE, false, false).deadline(start, term))
        .isEqualTo(plain);
  }

  @Example
  void a_term_that_rest_days_carry_past_the_first_day_in_force_was_not_over() {
    // 2023-12-30 to 2024-01-01 are rest days: the term runs to 2024-01-02.
    LocalDate start = LocalDate.of(2023, 11, 30);
    Term month = Term.parse("P1M");
    assertThat(new Counting(CALENDAR, IN_FORCE, true, true).deadline(start, month))
        .isEqualTo(LocalDate.of(2024, 1, 2));
    assertThat(new Counting(CALENDAR, IN_FORCE, true, false).deadline(start, month))
        .isEqualTo(LocalDate.of(2024, 2, 1));
  }

  @Example
  void the_last_day_of_february() {
    Term month = Term.parse("P1M");
    assertThat(month.after(LocalDate.of(2024, 1, 31), CALENDAR)).isEqualTo("2024-02-29");
    assertThat(month.after(LocalDate.of(2025, 1, 31), CALENDAR)).isEqualTo("2025-02-28");
    assertThat(Term.parse("P1Y").after(LocalDate.of(2024, 2, 29), CALENDAR))
        .isEqualTo("2025-02-28");
    assertThat(month.before(LocalDate.of(2024, 3, 31), CALENDAR)).isEqualTo("2024-02-29");
  }

  @Example
  void what_is_no_term_is_refused() {
    for (String wrong : new String[] {"", "P", "2M", "P2W", "P-1M", "P1.5M", "PT1H", "P1D2M"}) {
      assertThatIllegalArgumentException()
          .as(wrong)
          .isThrownBy(() -> Term.parse(wrong))
          .withMessageContaining("不是期间");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Term.parse("P999Y99999M"))
        .withMessageContaining("期间过长");
  }

  @Example
  void people_read_it_in_chinese() {
    assertThat(Term.parse("P2Y").display()).isEqualTo("2年");
    assertThat(Term.parse("P18M").display()).isEqualTo("18个月");
    assertThat(Term.parse("P10D").display()).isEqualTo("10日");
    assertThat(Term.parse("P10WD").display()).isEqualTo("10个工作日");
    assertThat(Term.parse("P1M5D").display()).isEqualTo("1个月5日");
    assertThat(Term.parse("P0D").display()).isEqualTo("0日");
  }
}
