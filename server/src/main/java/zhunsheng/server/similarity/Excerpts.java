package zhunsheng.server.similarity;

import java.util.ArrayList;
import java.util.List;
import zhunsheng.similarity.Match;

/** Passages of two files that say the same, as one text that people read and that is kept. */
public final class Excerpts {
  private static final String MINE = "本项目：";
  private static final String THEIRS = "对方：";
  private static final int MOST = 5;

  private Excerpts() {}

  /** Two passages that say the same. */
  public record Excerpt(String mine, String theirs) {}

  /** The nearest passages, side by side. */
  public static List<Excerpt> of(List<Match> matches) {
    return matches.stream()
        .limit(MOST)
        .map(m -> new Excerpt(oneLine(m.mine()), oneLine(m.theirs())))
        .toList();
  }

  /** The same as one text, two lines for each. */
  public static String text(List<Match> matches) {
    List<String> lines = new ArrayList<>();
    for (Excerpt e : of(matches)) {
      lines.add(MINE + e.mine());
      lines.add(THEIRS + e.theirs());
    }
    return String.join("\n", lines);
  }

  /** The passages again, from that text. */
  public static List<Excerpt> read(String text) {
    List<Excerpt> excerpts = new ArrayList<>();
    String mine = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith(MINE)) {
        mine = line.substring(MINE.length());
      } else if (line.startsWith(THEIRS)) {
        excerpts.add(new Excerpt(mine, line.substring(THEIRS.length())));
      }
    }
    return excerpts;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
