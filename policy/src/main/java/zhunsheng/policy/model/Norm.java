package zhunsheng.policy.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operative sentence of the regulation.
 *
 * @param from first day on which it binds, by the day of the act
 * @param until last day, or null
 * @param params its numbers by name, typed
 * @param effects what carries it, for people: {@code limit: 拨付}, {@code field: project.total} …
 * @param carriedBy screens, registers, reports that carry it, as the pack names them
 */
public record Norm(
    Citation citation,
    String stage,
    LocalDate from,
    @Nullable LocalDate until,
    Map<String, Object> params,
    List<Effect> effects,
    List<String> carriedBy,
    @Nullable String reading,
    @Nullable String judgement) {

  public Norm {
    params = Map.copyOf(params);
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
    REPORT,
    SETTING,
    CARRIED
  }

  /** The same norm with what carries it. */
  public Norm with(List<Effect> carriers) {
    return new Norm(citation, stage, from, until, params, carriers, carriedBy, reading, judgement);
  }

  /** The same norm with other numbers. */
  public Norm withParams(Map<String, Object> others) {
    return new Norm(citation, stage, from, until, others, effects, carriedBy, reading, judgement);
  }

  /** Whether it binds an act of that day. */
  public boolean inForce(LocalDate day) {
    return !day.isBefore(from) && (until == null || !day.isAfter(until));
  }
}
