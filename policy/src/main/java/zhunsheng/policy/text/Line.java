package zhunsheng.policy.text;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zhunsheng.policy.text.OfficialText.Place;

/**
 * One line as it is read.
 *
 * @param text without marks of Markdown, without what cannot be seen, without space at its ends
 * @param marked whether Markdown marks its beginning as bold or as a heading
 * @param heading whether Markdown marks it as a heading
 * @param indented whether it begins with the space of a paragraph's first line
 * @param feeds whether a page begins with it
 */
record Line(
    Place place, String text, boolean marked, boolean heading, boolean indented, boolean feeds) {
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t]]|\\[bookmark: [^\\]]{0,80}\\]");
  private static final Pattern HEADING = Pattern.compile("^\\s*+#{1,6}\\s++");
  private static final Pattern BOLD = Pattern.compile("\\*\\*|__(?!_)");
  private static final Pattern INDENT = Pattern.compile("^(?:\u3000|[ \u00a0]{2}|\t)");

  /** Forms that fonts of PDF files give for the signs themselves and that have no other norm. */
  private static final Map<Character, Character> RADICALS =
      Map.ofEntries(
          Map.entry('⼾', '户'),
          Map.entry('⺠', '民'),
          Map.entry('⻄', '西'),
          Map.entry('⻅', '见'),
          Map.entry('⻆', '角'),
          Map.entry('⻉', '贝'),
          Map.entry('⻋', '车'),
          Map.entry('⻓', '长'),
          Map.entry('⻔', '门'),
          Map.entry('⻘', '青'),
          Map.entry('⻚', '页'),
          Map.entry('⻛', '风'),
          Map.entry('⻜', '飞'),
          Map.entry('⻝', '食'),
          Map.entry('⻢', '马'),
          Map.entry('⻥', '鱼'),
          Map.entry('⻦', '鸟'),
          Map.entry('⻬', '齐'),
          Map.entry('⻰', '龙'));

  static Line of(Place place, String raw, boolean feeds) {
    boolean indented = INDENT.matcher(raw).find();
    boolean heading = HEADING.matcher(raw).find();
    String text = HEADING.matcher(UNSEEN.matcher(raw).replaceAll("")).replaceFirst("");
    boolean marked = heading || BOLD.matcher(text.strip()).lookingAt();
    text = BOLD.matcher(text).replaceAll("").replace('\u00a0', ' ');
    return new Line(place, signs(text).strip(), marked, heading, indented, feeds);
  }

  Line with(String other) {
    return new Line(place, other, marked, heading, indented, feeds);
  }

  boolean blank() {
    return text.isEmpty();
  }

  /** Radicals and compatibility forms as the signs that they stand for. */
  private static String signs(String text) {
    if (text.chars().noneMatch(c -> (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF))) {
      return text;
    }
    return text.chars()
        .mapToObj(
            c ->
                RADICALS.containsKey((char) c)
                    ? String.valueOf(RADICALS.get((char) c))
                    : (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF)
                        ? Normalizer.normalize(String.valueOf((char) c), Normalizer.Form.NFKC)
                        : String.valueOf((char) c))
        .collect(Collectors.joining());
  }
}
