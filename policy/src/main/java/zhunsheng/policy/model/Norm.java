package zhunsheng.policy.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operative sentence of the regulation.
 *
 * @param from first day on which it binds, by the day of the act
 * @param until last day, or null
 * @param effects what carries it, for people: {@code limit: 拨付}, {@code field: project.total} …
 * @param carriedBy screens, registers, reports that carry it, as the pack names them
 */
public record Norm(
    Citation citation,
    String stage,
    LocalDate from,
    @Nullable LocalDate until,
    List<Effect> effects,
    List<String> carriedBy,
    @Nullable String reading,
    @Nullable String judgement) {

  public Norm {
    effects = List.copyOf(effects);
    carriedBy = List.copyOf(carriedBy);
  }

  /** One thing that carries a norm. */
  public record Effect(Kind kind, String text) {}

  /** What sort of thing carries a norm. */
  public enum Kind {
    LIMIT,
    HOLD,
    DUTY,
    DEFINITION,
    NOTICE,
    CONSEQUENCE,
    PROCEDURE,
    FIELD,
    MATERIAL,
    STEP,
    WINDOW,
    SETTING,
    CARRIED
  }

  /** Whether it binds an act of that day. */
  public boolean inForce(LocalDate day) {
    return !day.isBefore(from) && (until == null || !day.isAfter(until));
  }
}
