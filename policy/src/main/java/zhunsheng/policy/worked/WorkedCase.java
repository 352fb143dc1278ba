package zhunsheng.policy.worked;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worked case: a timeline with expectations.
 *
 * @param file path below the policies folder
 * @param line first line of the case
 * @param norms norms that it exercises
 * @param begins name of the case whose end this one begins from, or null
 * @param settings settings of the pack that a bureau decided otherwise, as YAML wrote them
 */
public record WorkedCase(
    String file,
    int line,
    String name,
    List<String> norms,
    @Nullable String begins,
    Map<String, Object> settings,
    List<Step> steps) {
  public WorkedCase {
    norms = List.copyOf(norms);
    settings = Map.copyOf(settings);
    steps = List.copyOf(steps);
  }

  /**
   * One entry of the timeline; values are as YAML wrote them: text, lists and maps.
   *
   * @param given state to set, by file
   * @param does what {@code who} does, or null
   * @param expect {@code accepted}, {@code refused}, or a map with {@code refused}
   * @param filled what the system fills in at a filing, by field, or null for {@code unknown}: it
   *     could not
   * @param check expectations, or null
   */
  public record Step(
      int line,
      LocalDate day,
      @Nullable Map<String, Object> given,
      @Nullable String who,
      @Nullable Object does,
      @Nullable String file,
      Map<String, Object> with,
      Object materials,
      @Nullable String choice,
      String text,
      @Nullable String returnTo,
      boolean confirmed,
      Map<String, Object> filled,
      @Nullable Object expect,
      @Nullable Map<String, Object> check) {}
}
