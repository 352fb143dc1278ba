package zhunsheng.policy.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.text.OfficialText.Paragraph;

/** Joins the lines of an article to paragraphs and items. */
final class Paragraphs {
  private static final String CLOSING = "”’」』）)》】\"'";
  private static final Pattern ITEM =
      Pattern.compile(
          "^(?:[（(][\\s]*+["
              + Numeral.SIGNS
              + "]{1,4}[\\s]*+[）)]|[0-9０-９]{1,2}[.．、](?![0-9]).|[①-⑳]).*$");
  private static final Pattern SUPERFLUOUS =
      Pattern.compile(
          "(?<=[\\p{IsHan}，。；：、！？（）“”《》〔〕])[ \u3000]++(?=[\\p{IsHan}0-9，。；：、！？（）“”《》〔〕])"
              + "|(?<=[0-9])[ \u3000]++(?=[\\p{IsHan}，。；：、！？（）“”《》〔〕])");
  private static final Pattern REFERS = Pattern.compile("(?:[第、和或至及按照符合本条款]|规定)$");

  private final List<Paragraph> done = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private @Nullable StringBuilder text;
  private final List<String> items = new ArrayList<>();

  private Paragraphs() {}

  static List<Paragraph> of(List<Line> lines) {
    Paragraphs paragraphs = new Paragraphs();
    boolean indents = indents(lines);
    int widest = lines.stream().mapToInt(l -> l.text().length()).max().orElse(0);
    boolean gap = false;
    int before = 0;
    for (Line line : lines) {
      if (line.blank()) {
        gap = true;
        continue;
      }
      // A full line that only happens to end with a sentence goes on in one that is not indented.
      boolean goesOn = indents && !line.indented() && !gap && before * 10 >= widest * 8;
      paragraphs.add(line.text(), gap, goesOn);
      gap = false;
      before = line.text().length();
    }
    paragraphs.endItem();
    paragraphs.endParagraph();
    return List.copyOf(paragraphs.done);
  }

  /** Whether first lines of paragraphs are indented there and others not. */
  private static boolean indents(List<Line> lines) {
    return lines.stream().anyMatch(Line::indented)
        && lines.stream().skip(1).anyMatch(l -> !l.blank() && !l.indented());
  }

  /** Whether the words end with one of the marks, quotes and brackets closed after it. */
  static boolean ends(String words, String marks) {
    int end = words.length();
    while (end > 0 && CLOSING.indexOf(words.charAt(end - 1)) >= 0) {
      end--;
    }
    return end > 0 && marks.indexOf(words.charAt(end - 1)) >= 0;
  }

  private void add(String line, boolean gap, boolean goesOn) {
    boolean sentence = ends(open.toString(), gap ? "。；：！？" : "。！？");
    boolean item = ITEM.matcher(line).matches() && !REFERS.matcher(open).find();
    if (item) {
      endItem();
    } else if (sentence && !goesOn && !open.isEmpty()) {
      endItem();
      endParagraph();
    }
    join(line);
  }

  private void join(String line) {
    int end = open.length();
    if (end > 0 && !line.isEmpty()) {
      char before = open.charAt(end - 1);
      char after = line.charAt(0);
      if (before == '-' && end > 1 && latin(open.charAt(end - 2)) && latin(after)) {
        open.setLength(end - 1);
      } else if (line.indexOf('\t') >= 0 || open.indexOf("\t") >= 0) {
        open.append('\n');
      } else if (latin(before) && latin(after)) {
        open.append(' ');
      }
    }
    open.append(line);
  }

  private static boolean latin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void endItem() {
    if (open.isEmpty()) {
      return;
    }
    String words = tidy(open.toString());
    open.setLength(0);
    if (ITEM.matcher(words).matches() && text != null) {
      items.add(words);
    } else {
      endParagraph();
      text = new StringBuilder(words);
    }
  }

  private void endParagraph() {
    if (text != null) {
      done.add(new Paragraph(text.toString(), items));
      text = null;
      items.clear();
    }
  }

  private static String tidy(String words) {
    Matcher superfluous = SUPERFLUOUS.matcher(words);
    return superfluous.replaceAll("").strip();
  }
}
