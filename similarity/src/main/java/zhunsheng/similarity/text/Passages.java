package zhunsheng.similarity.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import zhunsheng.similarity.Description;

/**
 * Cuts a description into what can be compared: its core name, and the functions that its content
 * lists.
 */
public final class Passages {
  /** Longer content is compared by its beginning; whoever shows a result says so. */
  public static final int LONGEST = 20_000;

  private static final int MOST = 32;
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]+");
  private static final Pattern BREAKS = Pattern.compile("[。；;！!？?\\n\\r：:，,、（）()\\[\\]【】《》“”\"]+");
  private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{N}]");
  private static final Pattern BRACKETS = Pattern.compile("[（(\\[【][^（）()\\[\\]【】]{0,30}[）)\\]】]");
  private static final Pattern TAIL =
      Pattern.compile(
          "(?:信息化|采购|建设|新建|升级|改造|开发|购置|实施|更新|提升|完善|项目|工程|服务|[一二三四五六七八九十\\d]+期|标段|\\d{4}年度?)+$");

  private Passages() {}

  /** Whether there is anything to compare: a letter or a digit in the name or the content. */
  public static boolean legible(Description description) {
    return LETTERS.matcher(plain(description.name())).find()
        || LETTERS.matcher(plain(description.content())).find();
  }

  /**
   * One form for all: full-width and compatibility letters folded, invisible characters dropped,
   * spaces single.
   */
  public static String plain(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String folded = Normalizer.normalize(cut, Normalizer.Form.NFKC);
    return INVISIBLE
        .matcher(folded.replace('\n', '。').replace('\t', ' '))
        .replaceAll(" ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** The name without what every project's name has: brackets, phases, 建设, 采购, 项目 … */
  public static String core(String name) {
    String bare = BRACKETS.matcher(plain(name)).replaceAll("");
    String core = TAIL.matcher(bare).replaceAll("");
    return core.length() >= 4 ? core : bare;
  }

  /** The functions and parts that the content lists, in their order, without repetition. */
  public static List<String> functions(String content) {
    Set<String> found = new LinkedHashSet<>();
    for (String piece : BREAKS.splitAsStream(plain(content)).toList()) {
      String function = piece.strip();
      if (function.length() >= 3 && LETTERS.matcher(function).find()) {
        found.add(function.length() > 120 ? function.substring(0, 120) : function);
      }
      if (found.size() == MOST) {
        break;
      }
    }
    return new ArrayList<>(found);
  }
}
