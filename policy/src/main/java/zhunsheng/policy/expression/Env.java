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

  /** What the loops that run here bind, the innermost first; null where none runs. */
  private @Nullable Binding loops;

  /** A loop variable while its loop runs; its name is an interned text. */
  static final class Binding {
    private final String name;
    private final @Nullable Binding around;
    private @Nullable Object value;

    private Binding(String name, @Nullable Binding around) {
      this.name = name;
      this.around = around;
    }

    void is(Object newValue) {
      value = newValue;
    }
  }

  /**
   * @param values what the names mean; not to be changed afterwards
   * @param horizon hears of everything that depends on today, or null
   */
  public Env(Map<String, Object> values, Counting counting, @Nullable Horizon horizon) {
    this(values, null, counting, horizon);
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

  /**
   * This environment with more names.
   *
   * @param more not to be changed afterwards
   */
  public Env with(Map<String, Object> more) {
    return more.isEmpty() ? this : new Env(more, this, counting, horizon);
  }

  /** The same with more names, and without the loops that run here. */
  public Env inner(Map<String, Object> more) {
    return new Env(more, this, counting, horizon);
  }

  /** An environment of all these names side by side: what is asked for often is found at once. */
  public Env flat(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(values);
    all.putAll(more);
    return new Env(all, around, counting, horizon);
  }

  /**
   * What a name means here.
   *
   * @param name an interned text
   */
  @SuppressWarnings("ReferenceEquality") // interned on both sides
  @Nullable Object get(String name) {
    for (Env env = this; env != null; env = env.around) {
      for (Binding loop = env.loops; loop != null; loop = loop.around) {
        if (loop.name == name && loop.value != null) {
          return loop.value;
        }
      }
      Object value = env.values.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /**
   * Begins a loop over a variable of that name, to be ended with {@link #leave}.
   *
   * @param name an interned text
   */
  Binding enter(String name) {
    Binding binding = new Binding(name, loops);
    loops = binding;
    return binding;
  }

  /** Ends a loop and all within it. */
  void leave(Binding binding) {
    loops = binding.around;
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
