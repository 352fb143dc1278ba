package zhunsheng.documents.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** The words of a page, one line for each block; what follows the text on the page is left out. */
final class HtmlText {
  private static final int DEEPEST = 500;
  private static final Pattern ARTICLE =
      Pattern.compile(
          "^[\\s\u3000\u00a0]*+第[\\s\u3000\u00a0]*+[〇零一二三四五六七八九十百0-9０-９]{1,6}[\\s\u3000\u00a0]*+条.*",
          Pattern.DOTALL);

  private HtmlText() {}

  static TextFile read(String html) {
    Document page = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(html, "");
    page.select("script, style, noscript, template, select, button, iframe").remove();
    Element body = page.body();
    Element holder = holder(body);
    Lines lines = new Lines(holder);
    body.traverse(lines);
    lines.flush();
    List<String> notes = new ArrayList<>();
    if (!lines.after.isEmpty()) {
      String first = lines.after.getFirst();
      notes.add(
          "网页在正文之后还有 "
              + lines.after.size()
              + " 行，未列入，首行为“"
              + (first.length() > 20 ? first.substring(0, 20) + "…" : first)
              + "”");
    }
    return new TextFile("html", String.join("\n", lines.lines), notes);
  }

  /** The innermost element that holds all the articles; null where there are fewer than two. */
  private static @Nullable Element holder(Element body) {
    Element common = null;
    int articles = 0;
    for (Element e : body.getAllElements()) {
      for (TextNode words : e.textNodes()) {
        if (ARTICLE.matcher(words.getWholeText()).matches()) {
          articles++;
          common = common == null ? e : meet(common, e);
        }
      }
    }
    return articles < 2 ? null : common;
  }

  private static Element meet(Element a, Element b) {
    Element common = a;
    while (common.parent() != null && !common.equals(b) && !b.parents().contains(common)) {
      common = common.parent();
    }
    return common;
  }

  private static final class Lines implements NodeVisitor {
    private final @Nullable Element holder;
    private final List<String> lines = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private boolean past;

    Lines(@Nullable Element holder) {
      this.holder = holder;
    }

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode text) {
        // Line breaks of the source mean nothing, except that Chinese needs no space for them.
        open.append(
            text.getWholeText()
                .replaceAll("(?<=\\p{IsHan})[\\t ]*+[\\r\\n][\\t\\r\\n ]*+(?=\\p{IsHan})", "")
                .replaceAll("[\\t\\r\\n ]++", " "));
      } else if (node instanceof Element e && cell(e)) {
        open.append(open.isEmpty() ? "" : "\t");
      } else if (node instanceof Element e && (e.isBlock() || e.nameIs("br"))) {
        flush();
      }
    }

    private static boolean cell(Element e) {
      return e.nameIs("td") || e.nameIs("th");
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element e && e.isBlock() && !cell(e)) {
        flush();
      }
      past |= node.equals(holder);
    }

    private void flush() {
      String line = open.toString().stripTrailing();
      open.setLength(0);
      if (!line.isBlank()) {
        (past ? after : lines).add(line);
      }
    }
  }
}
