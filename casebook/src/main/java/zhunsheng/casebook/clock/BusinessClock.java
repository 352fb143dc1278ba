package zhunsheng.casebook.clock;

import java.time.Instant;
import java.time.LocalDate;

/** What day it is in the offices. */
public interface BusinessClock {
  /** The business day, in Asia/Shanghai. */
  LocalDate today();

  /** An instant on {@link #today()}. */
  Instant now();
}
