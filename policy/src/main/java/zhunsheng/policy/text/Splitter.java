package zhunsheng.policy.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.text.OfficialText.Article;
import zhunsheng.policy.text.OfficialText.Finding;
import zhunsheng.policy.text.OfficialText.Place;

/** Finds where each article begins, by its number and by those before and after it. */
final class Splitter {
  private static final Pattern BEGUN =
      Pattern.compile("^[第笫][" + Numeral.SIGNS + "\\s\u3000]{0,12}$");
  private static final Pattern GOES_ON =
      Pattern.compile("^[" + Numeral.SIGNS + "\\s\u3000]{0,12}条.*$");
  private static final Pattern WITHIN =
      Pattern.compile(
          "(?<=[。；：！？])\\s*+(?=第[ \u3000]*+[" + Numeral.SIGNS + "]{1,8}[ \u3000]*+条[ \u3000])");
  private static final Pattern CHAPTER =
      Pattern.compile(
          "^[第笫]\\s*+(?:["
              + Numeral.SIGNS
              + "]\\s*+){1,8}[章节編编篇](?:[\\s\u3000：:].*|[^，。；、的]{0,20})$");
  private static final Pattern ANNEX =
      Pattern.compile(
          "^附\\s*+[件表录則则]\\s*+[" + Numeral.SIGNS + "]{0,3}\\s*+(?:[：:\\s][^。]{0,40})?$");
  private static final Pattern TAIL =
      Pattern.compile(
          "^(?:抄\\s*+[送报]|主\\s*+送|信息公开|公开[方属]|[（(]此件|分享|打印|关闭|上一篇|下一篇|扫一扫|相关(?:链接|解读|文件)|主办|版权)"
              + ".*$|^.{0,40}印\\s*+发$|^[0-9]{4}\\s*+年[0-9\\s]{1,4}月[0-9\\s]{1,4}日$");
  private static final Pattern SIGNATURE =
      Pattern.compile("^[^，。；：、]{2,30}(?:人民政府|办公室|委员会|管委会|局|厅)(?:\\s.*)?$");

  private final List<Line> lines;
  private final List<Finding> findings;
  private final List<@Nullable Head> heads = new ArrayList<>();
  private final List<String> preamble = new ArrayList<>();
  private final List<Open> articles = new ArrayList<>();
  private final List<Line> annex = new ArrayList<>();
  private @Nullable String chapter;

  /** Words between a chapter's heading and its first article, and after the last article. */
  private final List<Line> loose = new ArrayList<>();

  private boolean between;

  private record Open(int number, @Nullable String chapter, Place place, List<Line> lines) {}

  Splitter(Page.Lines text) {
    this.lines = whole(text.kept());
    this.findings = new ArrayList<>(text.findings());
    this.lines.forEach(l -> heads.add(Head.of(l)));
  }

  /** Joins numbers that a page broke, and parts lines in which an article begins. */
  private static List<Line> whole(List<Line> lines) {
    List<Line> whole = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      int next = i + 1;
      while (next < lines.size() && lines.get(next).blank()) {
        next++;
      }
      if (next < lines.size()
          && BEGUN.matcher(line.text()).matches()
          && GOES_ON.matcher(lines.get(next).text()).matches()) {
        line = line.with(line.text() + lines.get(next).text());
        i = next;
      }
      for (String part : WITHIN.split(line.text(), -1)) {
        whole.add(line.with(part));
      }
    }
    return whole;
  }

  OfficialText split() {
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (!annex.isEmpty()) {
        annex.add(line);
        continue;
      }
      Head head = heads.get(i);
      int number = head == null ? 0 : number(i, head);
      if (number < 0) {
        leave(lines.subList(i, lines.size()), "又从第一条开始，像是另一份文件");
        break;
      }
      if (head != null && number > 0) {
        begin(line, number, head);
      } else if (articles.isEmpty()) {
        if (CHAPTER.matcher(line.text()).matches()) {
          chapter = spaced(line.text());
        }
        if (!line.blank()) {
          preamble.add(line.text());
        }
      } else if (finished() && ANNEX.matcher(line.text()).matches()) {
        annex.add(line);
      } else if (line.heading() || CHAPTER.matcher(line.text()).matches()) {
        chapter = spaced(line.text());
        between = true;
      } else if (between) {
        loose.add(line);
      } else {
        articles.getLast().lines().add(line);
      }
    }
    leave(loose, "不在任何一条之内");
    ending();
    return result();
  }

  /** The number of the article that begins there; 0 where none does; -1 where another text does. */
  private int number(int at, Head head) {
    Line line = lines.get(at);
    int last = articles.isEmpty() ? 0 : articles.getLast().number();
    int expected = last + 1;
    boolean finished = between || finished();
    // What follows a reference may begin an article too, where its number is the next one.
    if (head.reference()
        && !(finished
            && head.number() == expected
            && (head.clear() || following(at) == expected + 1))) {
      return 0;
    }
    // Some articles end without a full stop; then the numbers have to tell.
    if (!finished
        && !(head.clear()
            && head.whole()
            && (head.number() == expected || following(at) == head.number() + 1))) {
      return 0;
    }
    if (!head.whole()) {
      return damaged(line, head, expected);
    }
    if (head.number() == expected) {
      return expected;
    }
    int following = following(at);
    if (following == expected + 1 && head.clear() && (last > 0 || head.number() > following)) {
      finding(
          line.place(),
          "编号写作“"
              + head.written()
              + "”，前后是"
              + display(last)
              + "和"
              + display(following)
              + "，按"
              + display(expected)
              + "处理");
      return expected;
    }
    if (head.number() > expected) {
      if (head.number() > expected + 20) {
        return 0;
      }
      gap(line, last, head.number());
      return head.number();
    }
    if (!head.clear()) {
      return 0;
    }
    if (head.number() == 1 && last >= 3) {
      return -1;
    }
    finding(
        line.place(),
        head.number() == last
            ? display(last) + "出现两次，后一处并入前一处，请核对编号"
            : "又出现“" + head.written() + "”，前面已有该条，按" + display(last) + "的正文处理");
    return 0;
  }

  /** A head of which a part is lost counts where its number, if any, is the next. */
  private int damaged(Line line, Head head, int expected) {
    if (!head.clear() || (head.number() > 0 && head.number() != expected) || articles.isEmpty()) {
      return 0;
    }
    finding(line.place(), "编号不全：“" + head.written() + "”，按" + display(expected) + "处理");
    return expected;
  }

  private void gap(Line line, int last, int number) {
    String missing =
        number - last == 2 ? display(last + 1) : display(last + 1) + "至" + display(number - 1);
    finding(
        line.place(),
        (last == 0 ? "第一个找到的是" : display(last) + "之后是")
            + display(number)
            + "，没有找到"
            + missing
            + "：原文可能本来没有，也可能缺了编号；若有其文字，在"
            + (last == 0 ? "条文之前" : display(last) + "之内")
            + "，请核对");
  }

  /** The number of the next clear head after that line, or 0. */
  private int following(int at) {
    for (int i = at + 1; i < heads.size(); i++) {
      Head head = heads.get(i);
      if (head != null && head.whole() && head.clear() && !head.reference()) {
        return head.number();
      }
    }
    return 0;
  }

  private void begin(Line line, int number, Head head) {
    List<Line> own = new ArrayList<>();
    own.add(line.with(head.rest()));
    articles.add(new Open(number, chapter, line.place(), own));
    between = false;
  }

  /** Whether what stands before has come to the end of a sentence. */
  private boolean finished() {
    if (articles.isEmpty()) {
      return true;
    }
    List<Line> own = articles.getLast().lines();
    for (int i = own.size() - 1; i >= 0; i--) {
      if (!own.get(i).blank()) {
        return Paragraphs.ends(own.get(i).text(), "。；：！？.;:!?");
      }
    }
    return false;
  }

  /** Signatures, dates and distribution lists after the last article are no part of it. */
  private void ending() {
    if (articles.isEmpty()) {
      return;
    }
    List<Line> own = articles.getLast().lines();
    boolean said = false;
    for (int i = 0; i < own.size(); i++) {
      String text = own.get(i).text();
      if (said && (TAIL.matcher(text).matches() || SIGNATURE.matcher(text).matches())) {
        leave(own.subList(i, own.size()), "在最后一条之后，不属于条文");
        own.subList(i, own.size()).clear();
        return;
      }
      said |= Paragraphs.ends(text, "。！？");
    }
  }

  private void leave(List<Line> left, String why) {
    List<Line> words = left.stream().filter(l -> !l.blank()).toList();
    if (!words.isEmpty()) {
      String first = words.getFirst().text();
      findings.add(
          new Finding(
              Finding.Kind.LEFT_OUT,
              words.getFirst().place(),
              "“"
                  + (first.length() > 20 ? first.substring(0, 20) + "…" : first)
                  + "”起 "
                  + words.size()
                  + " 行"
                  + why
                  + "，未列入"));
    }
  }

  private OfficialText result() {
    List<Article> done =
        articles.stream()
            .map(a -> new Article(a.number(), a.chapter(), a.place(), Paragraphs.of(a.lines())))
            .toList();
    List<String> words = annex.stream().map(Line::text).filter(t -> !t.isEmpty()).toList();
    if (words.size() == 1) {
      leave(annex, "只有标题，没有附件内容");
      words = List.of();
    }
    findings.sort(
        Comparator.<Finding>comparingInt(f -> f.place().page())
            .thenComparingInt(f -> f.place().line()));
    return new OfficialText(preamble, done, String.join("\n", words), findings);
  }

  private void finding(Place place, String message) {
    findings.add(new Finding(Finding.Kind.NUMBER, place, message));
  }

  private static String spaced(String heading) {
    Matcher m =
        Pattern.compile("^(\\S+?[章节編编篇])\\s*+(.*)$")
            .matcher(heading.replaceAll("(?<=第)\\s+|\\s+(?=[章节编篇])", ""));
    return m.matches()
        ? (m.group(1) + " " + m.group(2).replaceAll("[\\s\u3000]+", "")).strip()
        : heading;
  }

  private static String display(int article) {
    return article == 0 ? "开头" : new Citation("", article, 0, 0, "").display();
  }
}
