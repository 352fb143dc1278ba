package zhunsheng.policy.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An amount of renminbi, exact to the 分.
 *
 * @param fen whole 分; 1 yuan is 100
 */
public record Money(long fen) implements Comparable<Money> {
  public static final Money ZERO = new Money(0);

  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");

  /**
   * Reads an amount in yuan, as a person or a file writes it.
   *
   * @param yuan decimal text with at most two decimals, such as {@code 299999.99}; commas are
   *     accepted between thousands and nowhere else
   * @throws IllegalArgumentException if it is no number, has a fraction of a 分, or does not fit
   */
  public static Money ofYuan(String yuan) {
    String text = yuan.strip();
    if (text.indexOf(',') >= 0) {
      if (!GROUPED.matcher(text).matches()) {
        throw new IllegalArgumentException("金额中的逗号应隔开千位：" + yuan);
      }
      text = text.replace(",", "");
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("不是金额：" + yuan, e);
    }
    return ofYuan(number);
  }

  /** Takes an amount in yuan; refuses a fraction of a 分. */
  public static Money ofYuan(BigDecimal yuan) {
    // A huge exponent would make the exact number enormous, so the scale is looked at first.
    if ((long) yuan.precision() - yuan.scale() > 17 || yuan.scale() > 30) {
      throw new IllegalArgumentException("金额超出范围：" + yuan.round(new MathContext(20)));
    }
    BigDecimal exact;
    try {
      exact = yuan.setScale(2, RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("金额最多两位小数（精确到分）：" + yuan.toPlainString(), e);
    }
    try {
      return new Money(exact.unscaledValue().longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("金额超出范围：" + yuan.toPlainString(), e);
    }
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(fen, other.fen));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(fen, other.fen));
  }

  public Money times(long factor) {
    return new Money(Math.multiplyExact(fen, factor));
  }

  /** Yuan with two decimals and no separators, the form used in data: {@code 300000.00}. */
  public String toYuan() {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }

  /** Yuan as a person reads them: {@code 300,000.00 元}. */
  public String display() {
    return String.format(Locale.ROOT, "%,.2f 元", BigDecimal.valueOf(fen, 2));
  }

  /** Ten-thousands of yuan, never rounded: {@code 29.999999}. */
  public String toWan() {
    BigDecimal wan = BigDecimal.valueOf(fen, 6).stripTrailingZeros();
    return (wan.scale() < 0 ? wan.setScale(0) : wan).toPlainString();
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(fen, other.fen);
  }

  @Override
  public String toString() {
    return toYuan();
  }
}
