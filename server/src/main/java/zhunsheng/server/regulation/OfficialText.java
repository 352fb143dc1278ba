package zhunsheng.server.regulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zhunsheng.policy.model.Citation;

/** Splits a regulation's official text, plain or Markdown, into its articles. */
final class OfficialText {
  private static final Pattern ARTICLE =
      Pattern.compile("^[#*_\\s　]*(第[〇零一二三四五六七八九十百]{1,8}条)[*_]*[\\s　]*(.*)$");
  private static final Pattern CHAPTER =
      Pattern.compile("^[#*_\\s　]*第[〇零一二三四五六七八九十百]{1,6}[章节编][*_]*[\\s　].*$|^#{1,6}\\s.*$");
  private static final Pattern ANNEX =
      Pattern.compile("^[#*_\\s　]*附\\s*件[一二三四五六七八九十0-9]*[：:]?[*_]*\\s*$");
  private static final String SENTENCE_ENDS = "。；：！？.;:!?”）";

  private OfficialText() {}

  /**
   * The articles by number, in the order of the text; an annex that stands for itself is number 0.
   */
  static Map<Integer, String> articles(String text) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (int n = 1; n <= 999; n++) {
      numbers.put(new Citation("", n, 0, 0, "").display(), n);
    }
    Map<Integer, List<String>> found = new LinkedHashMap<>();
    List<String> open = null;
    for (String line : text.replace("\uFEFF", "").lines().toList()) {
      Matcher article = ARTICLE.matcher(line);
      Integer number = article.matches() ? numbers.get(article.group(1).replace('〇', '零')) : null;
      if (number != null && !found.containsKey(number)) {
        open = new ArrayList<>();
        open.add(article.group(2));
        found.put(number, open);
      } else if (ANNEX.matcher(line).matches() && !found.isEmpty()) {
        open = new ArrayList<>();
        found.put(0, open);
      } else if (CHAPTER.matcher(line).matches()) {
        open = null;
      } else if (open != null) {
        open.add(line);
      }
    }
    Map<Integer, String> articles = new LinkedHashMap<>();
    found.forEach(
        (number, lines) -> {
          String body = paragraphs(lines);
          if (!body.isEmpty()) {
            articles.put(number, body);
          }
        });
    return articles;
  }

  /**
   * Joins lines that were only broken by the page's width: a paragraph ends with a mark that ends a
   * sentence.
   */
  private static String paragraphs(List<String> lines) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String raw : lines) {
      String line = raw.strip().replaceAll("\\*\\*|__", "");
      open.append(line);
      if (!open.isEmpty()
          && !line.isEmpty()
          && SENTENCE_ENDS.indexOf(line.charAt(line.length() - 1)) >= 0) {
        paragraphs.add(open.toString());
        open.setLength(0);
      }
    }
    if (!open.isEmpty()) {
      paragraphs.add(open.toString());
    }
    return paragraphs.stream().map(String::strip).collect(Collectors.joining("\n"));
  }
}
