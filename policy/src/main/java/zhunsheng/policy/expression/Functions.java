package zhunsheng.policy.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Term;

/** What the functions of the language do; every argument is known when they are called. */
final class Functions {
  private Functions() {}

  /** One function. */
  @FunctionalInterface
  interface Function {
    Object apply(Env env, Object[] args);
  }

  private static final Map<String, Function> ALL =
      Map.ofEntries(
          Map.entry("_+_", (env, a) -> plus(a[0], a[1])),
          Map.entry("_-_", (env, a) -> minus(a[0], a[1])),
          Map.entry("_*_", (env, a) -> times(a[0], a[1])),
          Map.entry("_/_", (env, a) -> integer(a[0]) / integer(a[1])),
          Map.entry("_%_", (env, a) -> integer(a[0]) % integer(a[1])),
          Map.entry("-_", (env, a) -> Math.negateExact(integer(a[0]))),
          Map.entry("yuan", (env, a) -> Money.ofYuan(a[0].toString())),
          Map.entry("wan", (env, a) -> new Money(Math.multiplyExact(integer(a[0]), 1_000_000L))),
          Map.entry("date", (env, a) -> LocalDate.of(small(a[0]), small(a[1]), small(a[2]))),
          Map.entry("year_end", (env, a) -> LocalDate.of(small(a[0]), 12, 31)),
          Map.entry("plus", (env, a) -> term(a[1]).after(date(a[0]), env.counting().calendar())),
          Map.entry("minus", (env, a) -> term(a[1]).before(date(a[0]), env.counting().calendar())),
          Map.entry("deadline", (env, a) -> env.counting().deadline(date(a[0]), term(a[1]))),
          Map.entry("days", (env, a) -> ChronoUnit.DAYS.between(date(a[0]), date(a[1]))),
          Map.entry("year", (env, a) -> (long) date(a[0]).getYear()),
          Map.entry("month", (env, a) -> (long) date(a[0]).getMonthValue()),
          Map.entry("later", (env, a) -> date(a[0]).isAfter(date(a[1])) ? a[0] : a[1]),
          Map.entry("earlier", (env, a) -> date(a[0]).isBefore(date(a[1])) ? a[0] : a[1]),
          Map.entry("workday", (env, a) -> !env.counting().calendar().isRestDay(date(a[0]))),
          Map.entry("first", (env, a) -> edge(a[0], -1)),
          Map.entry("last", (env, a) -> edge(a[0], 1)),
          Map.entry("sum", (env, a) -> sum((List<?>) a[0])),
          Map.entry("sum_int", (env, a) -> count((List<?>) a[0])),
          Map.entry("larger", (env, a) -> compare(a[0], a[1]) >= 0 ? a[0] : a[1]),
          Map.entry("smaller", (env, a) -> compare(a[0], a[1]) <= 0 ? a[0] : a[1]),
          Map.entry("percent", (env, a) -> percent(amount(a[0]), amount(a[1]))),
          Map.entry("office_name", (env, a) -> env.officeName(a[0].toString())),
          Map.entry("years", (env, a) -> years(integer(a[0]), integer(a[1]))),
          Map.entry("blank", (env, a) -> a[0].toString().isBlank()),
          Map.entry("size", (env, a) -> size(a[0])),
          Map.entry("contains", (env, a) -> a[0].toString().contains(a[1].toString())),
          Map.entry("startsWith", (env, a) -> a[0].toString().startsWith(a[1].toString())),
          Map.entry("endsWith", (env, a) -> a[0].toString().endsWith(a[1].toString())));

  static @Nullable Function find(String name) {
    return ALL.get(name);
  }

  private static Object plus(Object a, Object b) {
    return switch (a) {
      case Money m -> m.plus((Money) b);
      case Long l -> Math.addExact(l, integer(b));
      case String s -> s + b;
      case List<?> l -> Nodes.concatenated(l, (List<?>) b);
      default -> throw new ClassCastException("cannot add " + a);
    };
  }

  private static Object minus(Object a, Object b) {
    return a instanceof Money m ? m.minus((Money) b) : Math.subtractExact(integer(a), integer(b));
  }

  private static Object times(Object a, Object b) {
    return a instanceof Money m ? m.times(integer(b)) : Math.multiplyExact(integer(a), integer(b));
  }

  private static long integer(Object value) {
    return (Long) value;
  }

  private static int small(Object value) {
    long n = integer(value);
    if (n < -9999 || n > 9999) {
      throw new DateTimeException("not a part of a date: " + n);
    }
    return (int) n;
  }

  private static LocalDate date(Object value) {
    return (LocalDate) value;
  }

  private static Term term(Object value) {
    return value instanceof Term t ? t : Term.parse(value.toString());
  }

  private static LocalDate edge(Object list, int sign) {
    LocalDate edge = null;
    for (Object item : (List<?>) list) {
      LocalDate d = date(item);
      if (edge == null || d.compareTo(edge) * sign > 0) {
        edge = d;
      }
    }
    return edge == null ? Day.NEVER : edge;
  }

  private static long count(List<?> items) {
    long total = 0;
    for (Object item : items) {
      total = Math.addExact(total, integer(item));
    }
    return total;
  }

  private static Money sum(List<?> items) {
    Money total = Money.ZERO;
    for (Object item : items) {
      total = total.plus((Money) item);
    }
    return total;
  }

  @SuppressWarnings("unchecked") // the checker admits only two of one ordered type
  private static int compare(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  private static BigDecimal amount(Object value) {
    return BigDecimal.valueOf(value instanceof Money m ? m.fen() : integer(value));
  }

  /** To one decimal, half up; of nothing there is no share. */
  private static String percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? "—"
        : part.movePointRight(2).divide(whole, 1, RoundingMode.HALF_UP).toPlainString() + "%";
  }

  private static List<Long> years(long from, long to) {
    List<Long> years = new ArrayList<>();
    for (long y = from; y <= to && years.size() < 200; y++) {
      years.add(y);
    }
    return years;
  }

  private static long size(Object value) {
    return value instanceof List<?> l
        ? l.size()
        : value.toString().codePointCount(0, value.toString().length());
  }
}
