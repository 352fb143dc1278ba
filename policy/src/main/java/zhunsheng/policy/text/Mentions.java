package zhunsheng.policy.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.value.Money;

/**
 * What in an article a norm may hang on: numbers with the way the pack writes them, offices, and
 * how often it forbids or orders. Guesses, for its author to look up.
 *
 * @param numbers amounts, shares, terms and days as they stand there, with the parameter that says
 *     the same or null
 * @param offices names that end like those of offices
 * @param words 应当, 不得 … with how often they stand there
 */
record Mentions(
    Map<String, @Nullable String> numbers, Set<String> offices, Map<String, Integer> words) {
  private static final String N =
      "(?:[0-9]{1,9}(?:[,，][0-9]{3})*(?:\\.[0-9]{1,4})?|[一二三四五六七八九十百千两半零]{1,6})";
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<amount>(?<yuan>"
              + N
              + ")(?<scale>亿|千万|百万|十万|万|千)?元)"
              + "|(?<share>[0-9]{1,3}(?:\\.[0-9]+)?[%％]|百分之"
              + N
              + "|[一二三四五六七八九]成|[一二三四五六七八九]分之[一二三四五六七八九])"
              + "|(?<term>(?<count>"
              + N
              + ")(?<unit>个工作日|工作日|个月|个自然日|年内|年以[上内下]|年以后|年后|年(?![0-9度月])|日内|日前|天|日以[上内]|周))"
              + "|(?<day>(?:每年|次年|当年|同年)?[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}日|[上中下]旬|份|底|初)(?:前|之前|以前)?|第[一二三四]季度|[上下]半年|每(?:季度|半年|年|月))");
  private static final Pattern DATE =
      Pattern.compile(
          "[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|〔[0-9]{4}〕[0-9]+号|《[^《》]{1,80}》|\\p{IsHan}{1,12}(?=〔)");
  private static final Pattern OFFICE =
      Pattern.compile(
          "\\p{IsHan}{1,12}?(?:领导小组(?:办公室)?|(?:人民)?政府(?:办公室|办(?![法理公事案]))?(?![采投性信购])|管委会"
              + "|委员会|办公室|办公厅|局(?![部限面])|委(?![员托派任会])|办(?![法理公事案])|厅(?!级)|[法检察]院|审计署|中心(?![城医]))");
  private static final Pattern BEFORE_OFFICE =
      Pattern.compile(
          ".*(?:会同|由|经(?![济开信])|报送|报请|报|向|和|与|及|同|或|并|对|请|送|至|是|将|于|为|在|应当|负责|交|各|其他|相关|有关|根据|依托|通过|组织|征求|商|后|前|的|到|等|按|落实|以下简称|接受|(?<!数)据)");
  private static final List<String> WORDS =
      List.of("不得", "不予", "应当", "应", "须", "可以", "原则上", "逾期", "暂缓", "是指");

  static Mentions of(OfficialText.Article article) {
    String body = article.body().replace("\n", "").replaceAll("[\\s\u3000]", "");
    String plain = DATE.matcher(body).replaceAll("；");
    Map<String, @Nullable String> numbers = new LinkedHashMap<>();
    Matcher m = NUMBER.matcher(plain);
    while (m.find()) {
      numbers.putIfAbsent(m.group(), parameter(m));
    }
    Set<String> offices = new LinkedHashSet<>();
    for (String clause : plain.split("[^\\p{IsHan}（）]+", -1)) {
      offices(clause, offices);
    }
    return new Mentions(numbers, offices, words(plain));
  }

  private static Map<String, Integer> words(String plain) {
    Map<String, Integer> words = new LinkedHashMap<>();
    String rest = plain;
    for (String word : WORDS) {
      int n = (rest.length() - rest.replace(word, "").length()) / word.length();
      if (n > 0) {
        words.put(word, n);
      }
      rest = rest.replace(word, "；");
    }
    int ordered = words.getOrDefault("应当", 0) + words.getOrDefault("应", 0);
    if (ordered > 0) {
      words.put("应当", ordered);
      words.remove("应");
    }
    return words;
  }

  /** How a pack writes it, or null where it has no way or the number is not plain. */
  private static @Nullable String parameter(Matcher m) {
    if (m.group("amount") != null) {
      return money(m.group("yuan"), m.group("scale"));
    }
    if (m.group("term") != null) {
      String count = m.group("count");
      String unit = m.group("unit");
      int n = count.equals("半") ? -1 : whole(count);
      if (n < 1) {
        return count.equals("半") && unit.startsWith("年") ? "{term: P6M}" : null;
      }
      char letter =
          unit.startsWith("个月")
              ? 'M'
              : unit.startsWith("年") ? 'Y' : unit.startsWith("周") ? 'W' : 'D';
      if (letter == 'W') {
        return "{term: P" + 7 * n + "D}";
      }
      return "{term: P" + n + (unit.contains("工作日") ? "WD" : String.valueOf(letter)) + "}";
    }
    return null;
  }

  private static @Nullable String money(String yuan, @Nullable String scale) {
    try {
      String digits = yuan.replaceAll("[,，]", "");
      long factor =
          switch (scale == null ? "" : scale) {
            case "亿" -> 100_000_000L;
            case "千万" -> 10_000_000L;
            case "百万" -> 1_000_000L;
            case "十万" -> 100_000L;
            case "万" -> 10_000L;
            case "千" -> 1_000L;
            default -> 1L;
          };
      BigDecimal value =
          digits.matches("[0-9.]+") ? new BigDecimal(digits) : BigDecimal.valueOf(whole(digits));
      if (value.signum() <= 0) {
        return null;
      }
      String plain = value.multiply(BigDecimal.valueOf(factor)).setScale(2).toPlainString();
      Money.ofYuan(plain);
      return "{money: " + plain + "}";
    } catch (ArithmeticException | IllegalArgumentException e) {
      return null;
    }
  }

  private static int whole(String signs) {
    return signs.indexOf('.') >= 0 || signs.indexOf('半') >= 0 ? -1 : Numeral.of(signs);
  }

  private static void offices(String clause, Set<String> offices) {
    Matcher m = OFFICE.matcher(clause);
    while (m.find()) {
      String name = m.group();
      Matcher before = BEFORE_OFFICE.matcher(name.substring(0, Math.max(0, name.length() - 2)));
      if (before.lookingAt()) {
        name = name.substring(before.end());
      }
      if (name.length() >= 3) {
        offices.add(name);
      }
    }
  }

  /** In one line, or empty where there is nothing. */
  String line() {
    List<String> parts = new ArrayList<>();
    numbers.forEach(
        (words, parameter) -> parts.add(parameter == null ? words : words + " " + parameter));
    parts.addAll(offices);
    List<String> counted = new ArrayList<>();
    words.forEach((word, n) -> counted.add(n == 1 ? word : word + "×" + n));
    String line = String.join("，", parts);
    return counted.isEmpty()
        ? line
        : line + (line.isEmpty() ? "" : "；") + String.join(" ", counted);
  }
}
