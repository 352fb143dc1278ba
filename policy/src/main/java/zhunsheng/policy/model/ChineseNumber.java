package zhunsheng.policy.model;

/** Small whole numbers in Chinese, as articles are counted. */
public final class ChineseNumber {
  private static final String DIGITS = "零一二三四五六七八九";

  private ChineseNumber() {}

  /** 1 to 999: 一, 十, 十一, 二十, 一百零五. */
  public static String of(int n) {
    if (n < 1 || n > 999) {
      return Integer.toString(n);
    }
    StringBuilder s = new StringBuilder();
    int hundreds = n / 100;
    int tens = n / 10 % 10;
    int ones = n % 10;
    if (hundreds > 0) {
      s.append(DIGITS.charAt(hundreds)).append('百');
      if (tens == 0 && ones > 0) {
        s.append('零');
      }
    }
    if (tens > 0) {
      if (tens > 1 || hundreds > 0) {
        s.append(DIGITS.charAt(tens));
      }
      s.append('十');
    }
    if (ones > 0) {
      s.append(DIGITS.charAt(ones));
    }
    return s.toString();
  }
}
