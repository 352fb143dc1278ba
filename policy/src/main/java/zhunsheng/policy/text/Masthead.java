package zhunsheng.policy.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text says of itself, as far as it can be recognised; its importer has the last word.
 *
 * @param title null where no line looks like one
 * @param number 文号, such as 某政发〔2024〕1号, or null
 * @param issuer who signed the notice, or null
 * @param from first day in force, or null
 */
public record Masthead(
    @Nullable String title,
    @Nullable String number,
    @Nullable String issuer,
    @Nullable LocalDate from) {
  private static final String KINDS = "(?:办法|规定|细则|条例|规则|规范|制度|方案|意见|规程|准则|决定)";
  private static final String BRACKETED = "(?:[（(][^（）()]{1,12}[）)])?";
  private static final Pattern NOTICE =
      Pattern.compile("印发《([^《》]{4,60}" + KINDS + BRACKETED + ")》");
  private static final Pattern TITLE =
      Pattern.compile("^[^，。；：《》]{2,60}" + KINDS + BRACKETED + "$");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![（(\\p{IsHan}])(\\p{IsHan}{1,12})[〔\\[［【（(]((?:19|20)[0-9]{2})[〕\\]］】）)]第?([0-9]{1,5})号");
  private static final Pattern DAY =
      Pattern.compile("((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日");
  private static final Pattern IN_FORCE =
      Pattern.compile("自" + DAY.pattern() + "起(?:正式)?(?:施行|实施|执行|生效)");
  private static final Pattern AT_ISSUE =
      Pattern.compile("自(?:印发|发布|公布|颁布|下发|发文)之日起(?:正式)?(?:施行|实施|执行|生效)");
  private static final Pattern SIGNER =
      Pattern.compile("^\\p{IsHan}{2,28}(?:人民政府|办公室|办公厅|委员会|管委会|局|厅|部|委)$");
  private static final Pattern STAGE = Pattern.compile("^[（(](?:征求意见稿|试行|暂行|草案|修订|送审稿)[）)]$");

  /** Reads what stands before the first article, and the article on coming into force. */
  public static Masthead of(OfficialText text) {
    List<String> lines = text.preamble().stream().map(Masthead::solid).toList();
    String all = String.join("", lines);
    LocalDate issued = null;
    String issuer = null;
    for (int i = 0; i < lines.size(); i++) {
      Matcher day = DAY.matcher(lines.get(i));
      if (day.matches()) {
        issued = day(day);
        if (i > 0 && SIGNER.matcher(lines.get(i - 1)).matches()) {
          issuer = lines.get(i - 1);
        }
      }
    }
    String number = null;
    for (String line : lines) {
      Matcher m = NUMBER.matcher(line);
      if (number == null && m.matches()) {
        number = m.group(1) + "〔" + m.group(2) + "〕" + m.group(3) + "号";
      }
    }
    LocalDate from = null;
    for (OfficialText.Article a : text.articles()) {
      String body = solid(a.body());
      Matcher day = IN_FORCE.matcher(body);
      if (day.find()) {
        from = day(day);
      } else if (AT_ISSUE.matcher(body).find()) {
        from = issued;
      }
    }
    return new Masthead(title(lines, all), number, issuer, from);
  }

  private static @Nullable String title(List<String> lines, String all) {
    Matcher notice = NOTICE.matcher(all);
    if (notice.find()) {
      return notice.group(1);
    }
    // A title may be broken into lines, and 征求意见稿 stand on one of its own.
    for (int end = lines.size(); end > 0; end--) {
      for (int begin = Math.max(0, end - 3); begin < end; begin++) {
        List<String> part = new ArrayList<>(lines.subList(begin, end));
        String stage = STAGE.matcher(part.getLast()).matches() ? part.removeLast() : "";
        String title = String.join("", part);
        if (!part.isEmpty()
            && TITLE.matcher(title).matches()
            && part.stream().noneMatch(Masthead::ofAnotherKind)) {
          return title + stage;
        }
      }
    }
    return null;
  }

  private static boolean ofAnotherKind(String line) {
    return NUMBER.matcher(line).find()
        || DAY.matcher(line).find()
        || line.endsWith("文件")
        || SIGNER.matcher(line).matches()
        || line.startsWith("第")
        || line.startsWith("（")
        || line.startsWith("(");
  }

  private static @Nullable LocalDate day(Matcher m) {
    try {
      return LocalDate.of(
          Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String solid(String line) {
    return line.replaceAll("[\\s\u3000]", "");
  }
}
