package zhunsheng.policy.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a line, where it looks like that of an article.
 *
 * @param number -1 where its number is lost
 * @param written as it stands there
 * @param clear whether it is set apart from the words that follow, as no mere reference is
 * @param whole whether it is written 第…条, with nothing lost
 * @param reference whether the words that follow are those after a reference
 * @param rest the words that follow
 */
record Head(
    int number, String written, boolean clear, boolean whole, boolean reference, String rest) {
  private static final String GAP = "[ \t\u3000]";
  private static final String NUMBER = "((?:[" + Numeral.SIGNS + "]" + GAP + "*+){1,12}?)";
  private static final Pattern WHOLE =
      Pattern.compile("^[第笫]" + GAP + "*+" + NUMBER + "[条條](之[一二三四五六七八九十])?+(.*)$");
  private static final Pattern UNNUMBERED =
      Pattern.compile("^([第笫][" + "\\s\u3000?？□■_×*·.…X" + "]*+条)(" + GAP + "++.*|)$");
  private static final Pattern HEADLESS = Pattern.compile("^" + NUMBER + "条(" + GAP + "++.*)$");
  private static final Pattern TAILLESS =
      Pattern.compile("^[第笫]([" + Numeral.SIGNS + "]{1,8})(" + GAP + "++[^章节编篇款项页批次年].*)$");
  private static final Pattern REFERENCE =
      Pattern.compile("^(?:[、，。；：）)”》]|第|之?规定|所|和|或|至|及|与|的|中|以及|明确|要求|情形|前款|关于|执行|办理|处理).*$");

  /** The head of that line, or null where it does not look like one. */
  static @Nullable Head of(Line line) {
    String text = line.text();
    if (text.isEmpty()) {
      return null;
    }
    Matcher whole = WHOLE.matcher(text);
    if (whole.matches() && whole.group(2) == null) {
      int number = Numeral.of(whole.group(1));
      return number < 1 || number > 999
          ? null
          : head(line, number, text.substring(0, whole.start(3)), true, whole.group(3));
    }
    Matcher unnumbered = UNNUMBERED.matcher(text);
    if (unnumbered.matches()) {
      return head(line, -1, unnumbered.group(1), false, unnumbered.group(2));
    }
    for (Pattern damaged : new Pattern[] {HEADLESS, TAILLESS}) {
      Matcher m = damaged.matcher(text);
      if (m.matches()) {
        int number = Numeral.of(m.group(1));
        return number < 1
            ? null
            : head(line, number, text.substring(0, m.start(2)), false, m.group(2));
      }
    }
    return null;
  }

  private static Head head(Line line, int number, String written, boolean whole, String after) {
    boolean apart = after.isEmpty() || " \t\u3000：:【（(".indexOf(after.charAt(0)) >= 0;
    String rest = after.strip().replaceFirst("^[：:]\\s*+", "");
    return new Head(
        number,
        written.strip(),
        apart || line.marked(),
        whole,
        REFERENCE.matcher(after.strip()).matches(),
        rest);
  }
}
