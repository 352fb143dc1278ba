package zhunsheng.policy.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A regulation's official text, split into its articles.
 *
 * <p>Texts come as people have them: broken into lines by a page, with page numbers and running
 * heads between, with spaces inside numbers, with a number that is missing or stands twice. What
 * was assumed is a finding; no words are dropped without one.
 *
 * @param preamble the lines before the first article: the notice, the title, a table of contents
 * @param articles in the order of the text, each number once
 * @param annex what follows the articles as an annex; empty without one
 * @param findings what was assumed and what was left out, in the order of the text
 */
public record OfficialText(
    List<String> preamble, List<Article> articles, String annex, List<Finding> findings) {

  /** Longest text that is read, in characters; the longest regulations have some 100,000. */
  public static final int LONGEST = 3_000_000;

  public OfficialText {
    preamble = List.copyOf(preamble);
    articles = List.copyOf(articles);
    findings = List.copyOf(findings);
  }

  /**
   * One 条.
   *
   * @param number from 1; numbers that the text leaves out are left out here
   * @param chapter heading of the chapter that it stands in, or null
   * @param paragraphs its 款
   */
  public record Article(
      int number, @Nullable String chapter, Place place, List<Paragraph> paragraphs) {
    public Article {
      paragraphs = List.copyOf(paragraphs);
    }

    /** Its words: one line for each paragraph and each item. */
    public String body() {
      List<String> lines = new ArrayList<>();
      for (Paragraph p : paragraphs) {
        lines.add(p.text());
        lines.addAll(p.items());
      }
      return String.join("\n", lines);
    }
  }

  /** One 款, and its 项 with their numbers. */
  public record Paragraph(String text, List<String> items) {
    public Paragraph {
      items = List.copyOf(items);
    }
  }

  /**
   * Where in the text something stands.
   *
   * @param page from 1; 0 where the text has no pages
   * @param line from 1, of the page or of the text
   */
  public record Place(int page, int line) {
    @Override
    public String toString() {
      return (page == 0 ? "" : "第 " + page + " 页") + "第 " + line + " 行";
    }
  }

  /**
   * Something that the reader of the text should compare with it.
   *
   * @param message Chinese: what was found there and what was assumed
   */
  public record Finding(Kind kind, Place place, String message) {
    /** What was found. */
    public enum Kind {
      /** A number that is missing, stands twice or out of order. */
      NUMBER,
      /** Lines that are no part of an article. */
      LEFT_OUT
    }

    @Override
    public String toString() {
      return place + "：" + message;
    }
  }

  /**
   * Splits a text; pages are separated by form feeds.
   *
   * @param text plain or Markdown, of at most {@link #LONGEST} characters
   * @return without articles where the text has none
   */
  public static OfficialText read(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("text of " + text.length() + " characters");
    }
    return new Splitter(Page.lines(text)).split();
  }

  /** The articles' words by number, and the annex under 0. */
  public Map<Integer, String> bodies() {
    Map<Integer, String> bodies = new LinkedHashMap<>();
    articles.forEach(a -> bodies.put(a.number(), a.body()));
    if (!annex.isEmpty()) {
      bodies.put(0, annex);
    }
    return bodies;
  }
}
