package zhunsheng.policy.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of renminbi, exact to the 分.
 *
 * @param fen whole 分; 1 yuan is 100
 */
public record Money(long fen) implements Comparable<Money> {
  public static final Money ZERO = new Money(0);

  /**
   * Reads an amount in yuan, as a person or a file writes it.
   *
   * @param yuan decimal text with at most two decimals, such as {@code 299999.99}; thousands commas
   *     are accepted
   * @throws IllegalArgumentException if it is no number, has a fraction of a 分, or does not fit
   */
  public static Money ofYuan(String yuan) {
    try {
      return ofYuan(new BigDecimal(yuan.strip().replace(",", "")));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("不是金额：" + yuan, e);
    }
  }

  /** Takes an amount in yuan; refuses a fraction of a 分. */
  public static Money ofYuan(BigDecimal yuan) {
    // A huge exponent would make the exact number enormous, so the scale is looked at first.
    if (yuan.precision() - yuan.scale() > 16 || yuan.scale() > 30) {
      throw new IllegalArgumentException("金额超出范围：" + yuan.round(new java.math.MathContext(20)));
    }
    try {
      return new Money(yuan.setScale(2, RoundingMode.UNNECESSARY).unscaledValue().longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("金额最多两位小数（精确到分）：" + yuan.toPlainString(), e);
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
    return String.format(java.util.Locale.ROOT, "%,.2f 元", BigDecimal.valueOf(fen, 2));
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
