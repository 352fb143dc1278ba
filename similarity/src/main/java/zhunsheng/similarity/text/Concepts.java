package zhunsheng.similarity.text;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    NATURE,
    /** Whom it serves or deals with: 学生, 驾驶员, 窗口人员 … */
    PEOPLE
  }

  private record Word(String text, Kind kind, String concept) {}

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** The words by their first character. */
  private static final Map<Character, List<Word>> WORDS = read();

  private Concepts() {}

  /** The concepts that a text names, by their kind. */
  public static Map<Kind, Set<String>> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Map<Kind, Set<String>> found = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      found.put(kind, new TreeSet<>());
    }
    for (int at = 0; at < lower.length(); at++) {
      for (Word word : WORDS.getOrDefault(lower.charAt(at), List.of())) {
        if (lower.startsWith(word.text, at)) {
          requireNonNull(found.get(word.kind)).add(word.concept);
        }
      }
    }
    return found;
  }

  private static Map<Character, List<Word>> read() {
    try (InputStream file = Concepts.class.getResourceAsStream("concepts.txt")) {
      if (file == null) {
        throw new IllegalStateException("concepts.txt is missing");
      }
      Map<Character, List<Word>> words = new HashMap<>();
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        int colon = line.indexOf(':');
        List<String> head = SPACE.splitAsStream(line.substring(0, colon)).toList();
        Kind kind = Kind.valueOf(head.getFirst().toUpperCase(Locale.ROOT));
        String named = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        for (String word : SPACE.splitAsStream(named).toList()) {
          words
              .computeIfAbsent(word.charAt(0), first -> new ArrayList<>())
              .add(new Word(word, kind, head.getLast()));
        }
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
