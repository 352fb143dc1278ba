package zhunsheng.policy.value;

import java.time.LocalDate;
import java.time.ZoneId;

/** The two constants of legal days: the zone they are counted in, and the day that has not come. */
public final class Day {
  /** All days are calendar days of this zone. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** The day of what has not happened: later than every real day. */
  public static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  private Day() {}
}
