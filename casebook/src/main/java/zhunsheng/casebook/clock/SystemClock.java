package zhunsheng.casebook.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import zhunsheng.policy.value.Day;

/** The business day of the machine's clock. */
public final class SystemClock implements BusinessClock {
  private final Clock clock;

  public SystemClock() {
    this(Clock.systemUTC());
  }

  SystemClock(Clock clock) {
    this.clock = clock;
  }

  @Override
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Day.ZONE);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }
}
