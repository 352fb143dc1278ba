package zhunsheng.policy.text;

import java.util.List;
import java.util.stream.Collectors;

/** A scaffold cannot be made; every field that is missing or wrong is named. */
public final class ScaffoldException extends RuntimeException {
  private final transient List<Problem> problems;

  /**
   * What is wrong with one field.
   *
   * @param field {@code id}, {@code title}, {@code number}, {@code issuer}, {@code from}, {@code
   *     text} or {@code policies}
   * @param message Chinese: what is wrong and what to do
   */
  public record Problem(String field, String message) {}

  ScaffoldException(List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> p.field() + "：" + p.message())
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** That one field is wrong. */
  public static ScaffoldException of(String field, String message) {
    return new ScaffoldException(List.of(new Problem(field, message)));
  }

  public List<Problem> problems() {
    return problems;
  }
}
