package zhunsheng.similarity.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Provide
  Arbitrary<List<Long>> amounts() {
    return Arbitraries.longs().between(1, 1_000_000_000_00L).list().ofMinSize(5).ofMaxSize(40);
  }

  @Property(tries = 200)
  void the_five_figures_rise_and_are_between_the_least_and_the_most(
      @ForAll("amounts") List<Long> amounts) {
    Spread spread = Spread.of(amounts).orElseThrow();
    assertThat(List.of(spread.least(), spread.lower(), spread.median(), spread.upper())).isSorted();
    assertThat(spread.upper()).isLessThanOrEqualTo(spread.most());
    assertThat(spread.least()).isEqualTo(Collections.min(amounts));
    assertThat(spread.most()).isEqualTo(Collections.max(amounts));
    assertThat(spread.n()).isEqualTo(amounts.size());
  }

  @Property(tries = 200)
  void the_order_in_which_amounts_come_says_nothing(
      @ForAll("amounts") List<Long> amounts, @ForAll long seed) {
    List<Long> shuffled = new ArrayList<>(amounts);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(Spread.of(shuffled)).isEqualTo(Spread.of(amounts));
  }

  /** An independent reckoning in exact fractions: a quarter of the way counted in steps of 1/4. */
  @Property(tries = 200)
  void a_quartile_divides_the_distance_of_its_neighbours(@ForAll("amounts") List<Long> amounts) {
    List<Long> sorted = amounts.stream().sorted().toList();
    Spread spread = Spread.of(amounts).orElseThrow();
    long[] quartiles = {spread.lower(), spread.median(), spread.upper()};
    for (int quarter = 1; quarter <= 3; quarter++) {
      int at = (sorted.size() - 1) * quarter / 4;
      int rest = (sorted.size() - 1) * quarter % 4;
      long low = sorted.get(at);
      long high = sorted.get(Math.min(at + 1, sorted.size() - 1));
      long four = low * (4 - rest) + high * rest;
      assertThat(Math.abs(quartiles[quarter - 1] * 4 - four)).isLessThanOrEqualTo(2);
    }
  }

  @Property(tries = 200)
  void a_dearer_amount_never_stands_lower(
      @ForAll("amounts") List<Long> amounts, @ForAll long one, @ForAll long other) {
    int low = Spread.place(Math.min(one, other), amounts);
    int high = Spread.place(Math.max(one, other), amounts);
    assertThat(low).isBetween(0, high);
    assertThat(high).isLessThanOrEqualTo(100);
  }

  @Test
  void quartiles_of_a_small_table() {
    assertThat(Spread.of(List.of(100L, 200L, 300L, 400L, 500L)))
        .contains(new Spread(5, 100, 200, 300, 400, 500));
    assertThat(Spread.of(List.of(600L, 100L, 300L, 200L, 400L, 501L)))
        .contains(new Spread(6, 100, 225, 350, 476, 600));
  }

  @Test
  void fewer_than_five_say_nothing() {
    assertThat(Spread.of(List.of(1L, 2L, 3L, 4L))).isEmpty();
    assertThat(Spread.of(List.of(1L, 2L, 3L, 4L, 5L))).isPresent();
  }

  @Test
  void equal_amounts_count_half() {
    List<Long> amounts = List.of(100L, 200L, 200L, 300L);
    assertThat(Spread.place(50, amounts)).isZero();
    assertThat(Spread.place(200, amounts)).isEqualTo(50);
    assertThat(Spread.place(250, amounts)).isEqualTo(75);
    assertThat(Spread.place(301, amounts)).isEqualTo(100);
  }

  @Test
  void lines_are_comparable_when_they_buy_the_like_in_the_same_way() {
    CostLine server = new CostLine("应用服务器", 900_00, 3L);
    assertThat(server.price()).hasValue(300_00);
    assertThat(new CostLine("应用服务器", 1_000, 3L).price()).hasValue(333);
    assertThat(server.comparable(new CostLine("应用服务器（国产）", 1, 1L))).isTrue();
    assertThat(server.comparable(new CostLine("应用服务器", 900_00, null))).isFalse();
    assertThat(server.comparable(new CostLine("软件开发", 900_00, 3L))).isFalse();
    assertThat(new CostLine("软件开发", 0, null).price()).isEmpty();
  }
}
