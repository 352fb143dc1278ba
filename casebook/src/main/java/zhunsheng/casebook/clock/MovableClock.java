package zhunsheng.casebook.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.database.Rows;
import zhunsheng.policy.value.Day;

/**
 * A business day that can be moved, for demonstrations and tests; all nodes on one database stand
 * on the same day. The time of day is the machine's.
 */
public final class MovableClock implements BusinessClock {
  private final Database database;
  private final BusinessClock machine = new SystemClock();

  public MovableClock(Database database) {
    this.database = database;
  }

  @Override
  public LocalDate today() {
    return database
        .outside(
            client ->
                client
                    .sql("SELECT day FROM business_day")
                    .query((row, n) -> Rows.day(row, "day"))
                    .optional())
        .orElseGet(machine::today);
  }

  @Override
  public Instant now() {
    Instant now = machine.now();
    return now.atZone(Day.ZONE).with(today()).toInstant();
  }

  /** Stands on {@code day} from now on. */
  public void moveTo(LocalDate day) {
    move(Optional.of(day));
  }

  /** Goes with the machine's clock again. */
  public void release() {
    move(Optional.empty());
  }

  private void move(Optional<LocalDate> day) {
    database.outside(
        client -> {
          int rows = client.sql("DELETE FROM business_day").update();
          day.ifPresent(
              d -> client.sql("INSERT INTO business_day (day) VALUES (?)").param(d).update());
          return rows;
        });
  }
}
