package zhunsheng.similarity.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The vocabulary of the field: which words name the same business, the same function, the same kind
 * of purchase. Kept in {@code concepts.txt} beside this class, to be extended by whoever knows the
 * field.
 */
public final class Concepts {
  /** What a concept tells of a project, in the order of the file. */
  public enum Kind {
    /** Whose business it is: 医保, 档案, 消防 … */
    FIELD,
    /** What sets it apart from other things of its field: 就餐, 培训, 理赔 … */
    FUNCTION,
    /** What is procured: a system, a fit-out, a test, people … */
    NATURE
  }

  private record Concept(Kind kind, String name, List<String> words) {}

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final List<Concept> ALL = read();

  private Concepts() {}

  /** The concepts of one kind that a text names. */
  public static Set<String> in(String text, Kind kind) {
    String lower = text.toLowerCase(Locale.ROOT);
    Set<String> found = new TreeSet<>();
    for (Concept concept : ALL) {
      if (concept.kind == kind && concept.words.stream().anyMatch(lower::contains)) {
        found.add(concept.name);
      }
    }
    return found;
  }

  private static List<Concept> read() {
    try (InputStream file = Concepts.class.getResourceAsStream("concepts.txt")) {
      if (file == null) {
        throw new IllegalStateException("concepts.txt is missing");
      }
      List<Concept> concepts = new ArrayList<>();
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        int colon = line.indexOf(':');
        List<String> head = SPACE.splitAsStream(line.substring(0, colon)).toList();
        concepts.add(
            new Concept(
                Kind.valueOf(head.getFirst().toUpperCase(Locale.ROOT)),
                head.getLast(),
                SPACE
                    .splitAsStream(line.substring(colon + 1).strip().toLowerCase(Locale.ROOT))
                    .toList()));
      }
      return List.copyOf(concepts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
