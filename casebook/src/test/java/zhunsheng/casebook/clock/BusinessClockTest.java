package zhunsheng.casebook.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.casebook.TestDatabase;
import zhunsheng.policy.value.Day;

class BusinessClockTest {
  private final MovableClock movable = new MovableClock(TestDatabase.database());

  @AfterEach
  void release() {
    movable.release();
  }

  @ParameterizedTest(name = "{0} is {1} in the offices")
  @CsvSource({"2024-02-28T15:59:59Z, 2024-02-28", "2024-02-28T16:00:00Z, 2024-02-29"})
  void the_day_turns_at_midnight_in_the_offices(Instant instant, LocalDate day) {
    assertThat(new SystemClock(Clock.fixed(instant, ZoneOffset.UTC)).today()).isEqualTo(day);
  }

  @Test
  void a_moved_clock_stands_on_its_day_for_every_node() {
    movable.moveTo(LocalDate.of(2024, 2, 29));

    MovableClock onAnotherNode = new MovableClock(TestDatabase.database());
    assertThat(onAnotherNode.today()).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(LocalDate.ofInstant(onAnotherNode.now(), Day.ZONE))
        .isEqualTo(LocalDate.of(2024, 2, 29));
  }

  @Test
  void a_released_clock_goes_with_the_machine() {
    movable.moveTo(LocalDate.of(2024, 2, 29));
    movable.release();

    assertThat(movable.today()).isAfter(LocalDate.of(2025, 1, 1));
  }
}
