package zhunsheng.policy.model;

import java.util.List;
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
   * @param value as a form sends it; texts in it may hold {@link #HOLES}
   */
  record Into(String field, Object value) {}

  /** What stands for the suggested file in a value: its id, its name, the office that holds it. */
  List<String> HOLES = List.of("${file}", "${name}", "${owner}");

  /** The value with its holes filled: what a form would send. */
  static Object filled(Object value, Map<String, String> holes) {
    return switch (value) {
      case String text -> {
        String filled = text;
        for (Map.Entry<String, String> hole : holes.entrySet()) {
          filled = filled.replace(hole.getKey(), hole.getValue());
        }
        yield filled;
      }
      case Map<?, ?> parts -> {
        Map<String, Object> filled = new java.util.LinkedHashMap<>();
        parts.forEach(
            (part, one) -> {
              if (part != null && one != null) {
                filled.put(part.toString(), filled(one, holes));
              }
            });
        yield filled;
      }
      default -> value;
    };
  }
}
