package zhunsheng.policy.expression;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Term;
import zhunsheng.policy.value.WorkingCalendar;

/** What an expression is evaluated in: the values of its names and the way terms are counted. */
public final class Env {
  /** No name of a pack: what offices are called, by their ids. */
  public static final String OFFICES = "@offices";

  private final Map<String, Object> values;
  private final @Nullable Env around;
  private final Counting counting;
  private final @Nullable Horizon horizon;

  /**
   * @param horizon hears of everything that depends on today, or null
   */
  public Env(Map<String, Object> values, Counting counting, @Nullable Horizon horizon) {
    this(new HashMap<>(values), null, counting, horizon);
  }

  private Env(
      Map<String, Object> values,
      @Nullable Env around,
      Counting counting,
      @Nullable Horizon horizon) {
    this.values = values;
    this.around = around;
    this.counting = counting;
    this.horizon = horizon;
  }

  public Env(Map<String, Object> values, Counting counting) {
    this(values, counting, null);
  }

  /** This environment with one more name. */
  public Env with(String name, Object value) {
    return with(Map.of(name, value));
  }

  /** This environment with more names. */
  public Env with(Map<String, Object> more) {
    if (more.isEmpty()) {
      return this;
    }
    return new Env(new HashMap<>(more), this, counting, horizon);
  }

  @Nullable Object get(String name) {
    Object value = values.get(name);
    return value != null || around == null ? value : around.get(name);
  }

  /** Binds a loop variable and returns what the name meant before. */
  @Nullable Object bind(String name, @Nullable Object value) {
    return value == null ? values.remove(name) : values.put(name, value);
  }

  @Nullable Horizon horizon() {
    return horizon;
  }

  /** What an office is called, or its id where no name is known here. */
  String officeName(String id) {
    return get(OFFICES) instanceof Map<?, ?> names && names.get(id) instanceof String name
        ? name
        : id;
  }

  Counting counting() {
    return counting;
  }

  /**
   * How a policy counts terms.
   *
   * @param inForceFrom the policy's first day
   * @param restartExpired whether a term already over on that day counts anew from it
   * @param shiftToWorkingDay whether a last day on a rest day moves to the next working day (Civil
   *     Code art. 203)
   */
  public record Counting(
      WorkingCalendar calendar,
      LocalDate inForceFrom,
      boolean restartExpired,
      boolean shiftToWorkingDay) {

    /** The last day of {@code term} from {@code start}. */
    public LocalDate deadline(LocalDate start, Term term) {
      if (start.equals(Day.NEVER)) {
        return Day.NEVER;
      }
      LocalDate end = lastDay(start, term);
      return restartExpired && end.isBefore(inForceFrom) ? lastDay(inForceFrom, term) : end;
    }

    private LocalDate lastDay(LocalDate start, Term term) {
      LocalDate end = term.after(start, calendar);
      return shiftToWorkingDay ? calendar.workingDayFrom(end) : end;
    }
  }
}
