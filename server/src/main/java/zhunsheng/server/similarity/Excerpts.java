package zhunsheng.server.similarity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zhunsheng.similarity.Hit;
import zhunsheng.similarity.Match;

/** What was found for a file, in the words that people read and that are kept. */
public final class Excerpts {
  private static final String MINE = "本项目：";
  private static final String THEIRS = "对方：";
  private static final int MOST = 5;
  private static final int NEW_PARTS = 12;

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

  /** Passages for which the one that was found has nothing. */
  public static List<String> newParts(Hit hit) {
    return hit.fresh().stream().limit(NEW_PARTS).toList();
  }

  /** How probable it is a duplicate, in whole percent. */
  public static int score(Hit hit) {
    return (int) Math.round(hit.probability() * 100);
  }

  /** How near it comes, as a word. */
  public static String level(Hit hit) {
    return hit.level().name().toLowerCase(Locale.ROOT);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
