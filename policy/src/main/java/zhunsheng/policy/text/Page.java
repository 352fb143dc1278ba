package zhunsheng.policy.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zhunsheng.policy.text.OfficialText.Finding;
import zhunsheng.policy.text.OfficialText.Place;

/** Takes away what a page adds to a text: its number, its running head and foot. */
final class Page {
  private static final Pattern NUMBERED =
      Pattern.compile(
          "^(?:[—–－‐\\-·~\\s]++[0-9０-９]{1,4}[—–－‐\\-·~\\s]++"
              + "|第\\s*+[0-9０-９一二三四五六七八九十百]{1,4}\\s*+页(?:[\\s/，,]*+共\\s*+[0-9０-９一二三四五六七八九十百]{1,4}\\s*+页)?"
              + "|[0-9]{1,4}\\s*+/\\s*+[0-9]{1,4}|[Pp]age [0-9]{1,4}(?: of [0-9]{1,4})?)$");
  private static final Pattern BARE = Pattern.compile("^[0-9０-９]{1,4}$");
  private static final Pattern CONTENTS = Pattern.compile("^.{2,60}?[.．…·]{4,}+\\s*+[0-9]{1,4}$");
  private static final Pattern EMPTY = Pattern.compile("^[（(]\\s*+(?:此|本)页无正文\\s*+[）)]$");
  private static final Pattern HEAD = Pattern.compile("^[第笫].{0,8}?[条章].*");

  /** Lines of a page, from its top or its foot, among which its head and foot are looked for. */
  private static final int EDGE = 2;

  private final List<Line> lines;
  private final Set<Line> taken = new LinkedHashSet<>();

  private Page(List<Line> lines) {
    this.lines = lines;
  }

  /** A text's own lines, and what was taken away. */
  record Lines(List<Line> kept, List<Finding> findings) {}

  static Lines lines(String text) {
    List<Line> lines = new ArrayList<>();
    String[] pages = text.replaceAll("[\u000b\u0085\u2028\u2029]", "\n").split("\f", -1);
    for (int p = 0; p < pages.length; p++) {
      int n = 0;
      for (String raw : pages[p].lines().toList()) {
        Place place = new Place(pages.length > 1 ? p + 1 : 0, ++n);
        lines.add(Line.of(place, raw, n == 1 && p > 0));
      }
    }
    return new Page(lines).clean();
  }

  private Lines clean() {
    List<Finding> findings = new ArrayList<>();
    numbers();
    note(findings, "页码", 0);
    int before = taken.size();
    heads();
    note(findings, "页眉或页脚", before);
    before = taken.size();
    lines.stream().filter(l -> CONTENTS.matcher(l.text()).matches()).forEach(taken::add);
    note(findings, "目录行", before);
    before = taken.size();
    lines.stream().filter(l -> EMPTY.matcher(l.text()).matches()).forEach(taken::add);
    note(findings, "说明", before);
    return new Lines(lines.stream().filter(l -> !taken.contains(l)).toList(), findings);
  }

  private void note(List<Finding> findings, String what, int before) {
    List<Line> more = taken.stream().skip(before).toList();
    if (!more.isEmpty()) {
      String words =
          more.stream().map(Line::text).distinct().limit(3).collect(Collectors.joining("”“"));
      findings.add(
          new Finding(
              Finding.Kind.LEFT_OUT,
              more.getFirst().place(),
              "去掉 " + more.size() + " 行" + what + "，如“" + words + "”"));
    }
  }

  private void numbers() {
    boolean pages = lines.stream().anyMatch(Line::feeds);
    for (Line line : lines) {
      // The dashes at its ends are part of a number's own look, so the text as it stands is tried.
      if (NUMBERED.matcher(line.text()).matches()) {
        taken.add(line);
      }
    }
    if (pages) {
      for (List<Line> page : pages()) {
        edges(page, 1).stream().filter(l -> BARE.matcher(l.text()).matches()).forEach(taken::add);
      }
      return;
    }
    // Without pages, lines that are nothing but 1, 2, 3 … in that order can only be page numbers.
    List<Line> bare = lines.stream().filter(l -> BARE.matcher(l.text()).matches()).toList();
    boolean counted = bare.size() >= 3;
    for (int i = 1; i < bare.size(); i++) {
      counted &= Numeral.of(bare.get(i).text()) == Numeral.of(bare.get(i - 1).text()) + 1;
    }
    if (counted) {
      taken.addAll(bare);
    }
  }

  /**
   * Lines that stand at the edge of three pages and of more than half of all, and what heads the
   * first page and another one alike.
   */
  private void heads() {
    List<List<Line>> pages = pages();
    Map<String, Set<Integer>> on = new HashMap<>();
    for (int p = 0; p < pages.size(); p++) {
      for (Line line : edges(pages.get(p), EDGE)) {
        if (!HEAD.matcher(line.text()).matches()) {
          on.computeIfAbsent(key(line), k -> new HashSet<>()).add(p);
        }
      }
    }
    for (int p = 0; p < pages.size(); p++) {
      for (Line line : edges(pages.get(p), EDGE)) {
        int times = on.getOrDefault(key(line), Set.of()).size();
        // On the first page it may be the title itself.
        boolean alike =
            line.equals(pages.get(p).getFirst())
                && !pages.getFirst().isEmpty()
                && key(line).equals(key(pages.getFirst().getFirst()));
        if (p > 0
            && key(line).length() >= 4
            && (alike || (times >= 3 && times * 2 > pages.size()))) {
          taken.add(line);
        }
      }
    }
  }

  private static String key(Line line) {
    return line.text().replaceAll("[\\s0-9０-９\u3000]", "");
  }

  /** The lines of each page; without form feeds a page ends where its number was. */
  private List<List<Line>> pages() {
    boolean feeds = lines.stream().anyMatch(Line::feeds);
    List<List<Line>> pages = new ArrayList<>(List.of(new ArrayList<>()));
    for (Line line : lines) {
      boolean number = taken.contains(line);
      if (feeds ? line.feeds() : number) {
        pages.add(new ArrayList<>());
      }
      if (!number && !line.blank()) {
        pages.getLast().add(line);
      }
    }
    return pages;
  }

  private static Set<Line> edges(List<Line> page, int depth) {
    Set<Line> edges = new LinkedHashSet<>();
    for (int i = 0; i < page.size(); i++) {
      if (i < depth || i >= page.size() - depth) {
        edges.add(page.get(i));
      }
    }
    return edges;
  }
}
