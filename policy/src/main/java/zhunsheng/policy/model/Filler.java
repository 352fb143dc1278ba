package zhunsheng.policy.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What fills a field in a person's place. No value says that nobody looked. */
public enum Filler {
  /**
   * Lists what exists already and resembles the file. An empty list says that nothing was found.
   */
  COMPARISON,
  /** Lists what the form was pointed to, and whether it was taken. */
  ASSOCIATION;

  private static final Map<String, String> MORE = Map.of("amount", "money"); // what it costs

  /** The part by which an answer finds its item. */
  public static final String KEY = "file";

  /** The levels of likeness, by their ids. */
  public static final Set<String> LEVELS = Set.of("duplicate", "suspected", "related");

  /** Whether the system fills that part of an item; the others are whoever files' to answer. */
  public boolean fills(String part) {
    return parts().containsKey(part) || more().containsKey(part);
  }

  private static final Map<String, String> COMPARED =
      parts(
          "other", "text", // its name
          "file", "text", // id of its file
          "owner", "office", // who holds it
          "score", "int", // percent
          "level", "", // an enum of LEVELS
          "passages", "long_text", // what both say
          "new_parts", "long_text"); // what only the new one says

  private static final Map<String, String> ASSOCIATED =
      parts(
          "kind", "text", // what it is: a shared platform, a data resource …
          "name", "text",
          "file", "text", // id of its file; none for a platform
          "norm", "text", // id of the norm behind it
          "passage", "long_text", // of the form, which needs it
          "taken", "bool"); // whether the form uses it

  /** Parts of an item and the word for the type of each; an empty word is an enum. */
  public Map<String, String> parts() {
    return switch (this) {
      case COMPARISON -> COMPARED;
      case ASSOCIATION -> ASSOCIATED;
    };
  }

  /** Parts that a record may leave out, and the word for the type of each. */
  public Map<String, String> more() {
    return this == COMPARISON ? MORE : Map.of();
  }

  private static Map<String, String> parts(String... partsAndTypes) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < partsAndTypes.length; i += 2) {
      all.put(partsAndTypes[i], partsAndTypes[i + 1]);
    }
    return Collections.unmodifiableMap(all);
  }
}
