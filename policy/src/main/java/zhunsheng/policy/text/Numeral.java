package zhunsheng.policy.text;

/** Small whole numbers as official texts write them: 十二, 一百零五, 1 2, １２, 二〇. */
final class Numeral {
  /** What a number is made of, as a class of a regular expression; spaces may stand between. */
  static final String SIGNS = "〇○零一二三四五六七八九十百千两0-9０-９";

  private static final String DIGITS = "零一二三四五六七八九";

  private Numeral() {}

  /** The number, or -1 where the signs are none up to 9999. */
  static int of(String signs) {
    int total = 0;
    int digit = -1;
    boolean places = false;
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < signs.length(); i++) {
      char c = signs.charAt(i);
      int unit =
          switch (c) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1000;
            default -> 0;
          };
      int value = digit(c);
      if (unit > 0) {
        total += (digit < 0 ? 1 : digit) * unit;
        digit = -1;
        places = true;
        plain.setLength(0);
      } else if (value >= 0) {
        digit = value;
        plain.append(value);
      } else if (!Character.isWhitespace(c) && c != '\u3000') {
        return -1;
      }
      if (plain.length() > 4 || total > 9999) {
        return -1;
      }
    }
    if (plain.isEmpty()) {
      return places ? total : -1;
    }
    // 二〇 and 12 are read place by place, 一百零五 has its last digit left over.
    return places
        ? (plain.length() == 1 || plain.charAt(0) == '0' ? total + digit : -1)
        : Integer.parseInt(plain.toString());
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= '０' && c <= '９') {
      return c - '０';
    }
    return switch (c) {
      case '〇', '○' -> 0;
      case '两' -> 2;
      default -> DIGITS.indexOf(c);
    };
  }
}
