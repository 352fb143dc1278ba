package zhunsheng.policy.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MoneyTest {
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

  @Property
  void what_is_printed_reads_back_to_the_fen(@ForAll long fen) {
    assertThat(Money.ofYuan(new Money(fen).toYuan())).isEqualTo(new Money(fen));
    assertThat(Money.ofYuan(new BigDecimal(new Money(fen).toYuan()))).isEqualTo(new Money(fen));
  }

  @Property
  void what_the_screens_show_reads_back_too(@ForAll long fen) {
    String shown = new Money(fen).display();
    assertThat(shown).endsWith(" 元");
    assertThat(Money.ofYuan(shown.substring(0, shown.length() - 2))).isEqualTo(new Money(fen));
  }

  @Property
  void ten_thousands_of_yuan_are_never_rounded(@ForAll long fen) {
    BigDecimal wan = new BigDecimal(new Money(fen).toWan());
    assertThat(wan.multiply(BigDecimal.valueOf(1_000_000)))
        .isEqualByComparingTo(BigDecimal.valueOf(fen));
    assertThat(new Money(fen).toWan()).doesNotContain("E").doesNotMatch(".*\\.\\d*0");
  }

  @Property
  void sums_and_differences_are_exact_or_refused(@ForAll long a, @ForAll long b) {
    exactOrRefused(
        BigInteger.valueOf(a).add(BigInteger.valueOf(b)), () -> new Money(a).plus(new Money(b)));
    exactOrRefused(
        BigInteger.valueOf(a).subtract(BigInteger.valueOf(b)),
        () -> new Money(a).minus(new Money(b)));
  }

  @Property
  void multiples_are_exact_or_refused(@ForAll long a, @ForAll long factor) {
    exactOrRefused(
        BigInteger.valueOf(a).multiply(BigInteger.valueOf(factor)),
        () -> new Money(a).times(factor));
  }

  private interface Computation {
    Money run();
  }

  private static void exactOrRefused(BigInteger exact, Computation computation) {
    if (exact.compareTo(MIN) >= 0 && exact.compareTo(MAX) <= 0) {
      assertThat(computation.run().fen()).isEqualTo(exact.longValueExact());
    } else {
      assertThatThrownBy(computation::run).isInstanceOf(ArithmeticException.class);
    }
  }

  @Property
  void a_fraction_of_a_fen_is_refused(
      @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long yuan,
      @ForAll @IntRange(min = 1, max = 999) int tail) {
    // Three decimals whose last is not zero.
    if (tail % 10 != 0) {
      String text = yuan + "." + String.format(Locale.ROOT, "%03d", tail);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Money.ofYuan(text))
          .withMessageContaining("最多两位小数");
    }
  }

  @Property
  void order_is_the_order_of_the_amounts(@ForAll long a, @ForAll long b) {
    assertThat(Integer.signum(new Money(a).compareTo(new Money(b))))
        .isEqualTo(Integer.signum(Long.compare(a, b)));
  }

  @Property
  void grouping_commas_change_nothing(@ForAll @LongRange(min = 0) long fen) {
    String grouped = String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(fen, 2));
    assertThat(Money.ofYuan(grouped)).isEqualTo(new Money(fen));
  }

  @Example
  void a_comma_anywhere_else_is_refused_rather_than_dropped() {
    for (String wrong : new String[] {"3,00", "1,2", ",100", "1000,000", "1,000,00.00", "1.5,0"}) {
      assertThatIllegalArgumentException()
          .as(wrong)
          .isThrownBy(() -> Money.ofYuan(wrong))
          .withMessageContaining("逗号");
    }
  }

  @Example
  void what_does_not_fit_is_out_of_range_and_not_a_question_of_decimals() {
    for (String wrong : new String[] {"92233720368547758.08", "1e300", "100000000000000000"}) {
      assertThatIllegalArgumentException()
          .as(wrong)
          .isThrownBy(() -> Money.ofYuan(wrong))
          .withMessageContaining("超出范围");
    }
    assertThat(Money.ofYuan("92233720368547758.07").fen()).isEqualTo(Long.MAX_VALUE);
  }

  @Example
  void what_is_no_number_is_refused() {
    for (String wrong : new String[] {"", " ", "30万", "三十万", "0x10", "NaN", "1 000", "--1"}) {
      assertThatIllegalArgumentException()
          .as(wrong)
          .isThrownBy(() -> Money.ofYuan(wrong))
          .withMessageContaining("不是金额");
    }
  }
}
