package zhunsheng.policy.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a form points its filer to, and how taking it is written into the form. */
public sealed interface Suggestion {

  /** Where taking it is written; null where this form does not ask for it. */
  @Nullable Into into();

  @Nullable Citation citation();

  /**
   * A shared platform that is to be used instead of building one's own.
   *
   * @param always whether every such form is told, or only one whose text asks for it by a word
   */
  record Platform(String platform, boolean always, @Nullable Into into, @Nullable Citation citation)
      implements Suggestion {}

  /**
   * Files of a subject that the text needs.
   *
   * @param own whether only files of the filer's own office are meant: its earlier systems
   */
  record Files(String subject, boolean own, @Nullable Into into, @Nullable Citation citation)
      implements Suggestion {}

  /**
   * A field of the form and what is written there, or added where the field is a list or a text.
   *
   * @param field its id in the form
   * @param value as a form sends it; texts in it may hold {@link #FILE}, {@link #NAME} and {@link
   *     #OWNER}
   */
  record Into(String field, Object value) {}

  /** Stands in a value for the id of the suggested file. */
  String FILE = "${file}";

  /** Stands in a value for its name. */
  String NAME = "${name}";

  /** Stands in a value for the office that holds it. */
  String OWNER = "${owner}";

  /** What stands in the holes of a value; empty where a platform has none. */
  record Filling(String file, String name, String owner) {}

  /** The value with its holes filled: what a form would send. */
  static Object filled(Object value, Filling with) {
    return switch (value) {
      case String text ->
          text.replace(FILE, with.file()).replace(NAME, with.name()).replace(OWNER, with.owner());
      case Map<?, ?> parts -> {
        Map<String, Object> filled = new LinkedHashMap<>();
        parts.forEach(
            (part, one) -> {
              if (part != null && one != null) {
                filled.put(part.toString(), filled(one, with));
              }
            });
        yield filled;
      }
      default -> value;
    };
  }
}
