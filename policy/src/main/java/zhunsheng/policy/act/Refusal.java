package zhunsheng.policy.act;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Remedy;
import zhunsheng.policy.model.Citation;

/**
 * One reason why a command was refused.
 *
 * @param message Chinese, as shown
 * @param citation the article behind it, or null where none is (a mistyped date)
 * @param field the field or material concerned: {@code project.total}, {@code paid_on}, or null
 * @param because the values that decided
 */
public record Refusal(
    Kind kind,
    String message,
    @Nullable Citation citation,
    @Nullable String field,
    List<String> because,
    @Nullable Remedy remedy) {

  /** What sort of reason. */
  public enum Kind {
    /** The actor may not do this here. */
    NOT_ALLOWED,
    /** Not yet, or not any more: stage, window, repetition. */
    NOT_NOW,
    /** A rule forbids it. */
    FORBIDDEN,
    /** A field or material is missing or wrong. */
    INCOMPLETE,
    /** Facts still needed before a rule can answer. */
    UNDETERMINED,
    /** The run is no longer where the command supposes it. */
    STALE
  }

  public Refusal {
    because = List.copyOf(because);
  }

  public static Refusal of(Kind kind, String message, @Nullable Citation citation) {
    return new Refusal(kind, message, citation, null, List.of(), null);
  }

  public static Refusal incomplete(String message, @Nullable Citation citation, String field) {
    return new Refusal(Kind.INCOMPLETE, message, citation, field, List.of(), null);
  }
}
