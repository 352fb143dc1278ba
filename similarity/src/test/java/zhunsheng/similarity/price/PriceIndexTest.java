package zhunsheng.similarity.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceIndexTest {
  private static final PriceIndex INDEX =
      PriceIndex.parse(List.of("# 某指数，某局", "2021,10", "2022, -50", "", "# 初步", "2023,0.5"));

  @ParameterizedTest(name = "{0} of {1} in prices of 2023: {2}")
  @CsvSource({
    "100000, 2020, 55275",
    "100000, 2021, 50250",
    "100000, 2022, 100500",
    "100000, 2023, 100000",
    "100000, 2025, 100000",
    "1, 2022, 1",
    "150, 2022, 151"
  })
  void an_amount_is_put_into_prices_of_the_last_year(long fen, int from, long adjusted) {
    assertThat(INDEX.adjusted(fen, from)).hasValue(adjusted);
  }

  @Test
  void before_its_first_year_it_says_nothing() {
    assertThat(INDEX.adjusted(100_000, 2019)).isEmpty();
    assertThat(INDEX.year()).isEqualTo(2023);
    assertThat(INDEX.source()).isEqualTo("某指数，某局");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', line 1",
    "'2021,0.9', line 1",
    "'# 指数', no year",
    "'# 指数;2021,0.9;2023,1', the year 2022 is missing",
    "'# 指数;2021,0.9;2021,1', line 3",
    "'# 指数;2021,100.9', line 2",
    "'# 指数;二〇二一,1', line 2"
  })
  void what_is_no_index_is_refused_and_named(String lines, String why) {
    assertThatThrownBy(() -> PriceIndex.parse(List.of(lines.split(";", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
