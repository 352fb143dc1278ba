package zhunsheng.policy.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What fills a field in a person's place. */
public enum Filler {
  /**
   * Lists what exists already and resembles the file: records with the parts of {@link #PARTS}. No
   * value says that nobody compared; an empty list that nothing was found.
   */
  COMPARISON;

  /**
   * Parts of an item and the word for the type of each; {@code level} is an enum of {@link
   * #LEVELS}.
   */
  public static final Map<String, String> PARTS = parts();

  /** Parts that a record may leave out, and the word for the type of each. */
  public static final Map<String, String> MORE = Map.of("amount", "money"); // what it costs

  /** The part by which an answer finds its item. */
  public static final String KEY = "file";

  /** The levels of likeness, by their ids. */
  public static final Set<String> LEVELS = Set.of("duplicate", "suspected", "related");

  /** Whether the system fills that part of an item; the others are whoever files' to answer. */
  public static boolean fills(String part) {
    return PARTS.containsKey(part) || MORE.containsKey(part);
  }

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("other", "text"); // its name
    parts.put("file", "text"); // id of its file
    parts.put("owner", "office"); // who holds it
    parts.put("score", "int"); // percent
    parts.put("level", "");
    parts.put("passages", "long_text"); // what both say
    parts.put("new_parts", "long_text"); // what only the new one says
    return java.util.Collections.unmodifiableMap(parts);
  }
}
