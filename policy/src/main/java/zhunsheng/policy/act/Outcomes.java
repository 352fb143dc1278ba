package zhunsheng.policy.act;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Struct;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Ref;
import zhunsheng.policy.value.Unknown;

/** What an outcome writes on the file; all its expressions read the file as it was before. */
final class Outcomes {
  private Outcomes() {}

  static void apply(Progress progress, String runId, String outcomeId) {
    Run run = progress.run(runId);
    Procedure p = progress.procedure(run);
    Procedure.Outcome o = p.outcomes().get(outcomeId);
    if (o == null) {
      return;
    }
    Situation situation = progress.situation(run);
    // A route's outcome happens on the day it is decided; an act without a route on its own day.
    LocalDate day =
        p.route().isEmpty() || outcomeId.equals("filed") ? run.actedOn() : progress.today();
    Map<String, LocalDate> reached = new LinkedHashMap<>();
    o.reach()
        .forEach(
            (milestone, given) -> {
              Object value = given == null ? day : situation.eval(given);
              if (value instanceof LocalDate d && !d.equals(Day.NEVER)) {
                reached.put(milestone, d);
              }
            });
    Map<String, Object> record = new LinkedHashMap<>();
    o.record()
        .forEach(
            (fact, x) -> {
              Object value = stored(situation.eval(x));
              if (value != null) {
                record.put(fact, value);
              }
            });
    Map<String, List<Object>> append = new LinkedHashMap<>();
    o.append()
        .forEach(
            (fact, parts) -> {
              Object item = item(situation, parts);
              if (item != null) {
                append.put(fact, List.of(item));
              }
            });
    Expression waive = o.waive();
    if (waive != null && situation.eval(waive) instanceof String norm) {
      append.put(Situation.WAIVED, List.of(norm));
    }
    if (!reached.isEmpty() || !record.isEmpty() || !append.isEmpty() || !o.clear().isEmpty()) {
      progress.emit(
          new Event.OutcomeRecorded(runId, outcomeId, record, append, reached, o.clear()));
    }
    Template close = o.close();
    if (close != null) {
      progress.emit(new Event.FileClosed(close.render(situation.env(null))));
    } else if (o.reopens() && progress.file().closed() != null) {
      progress.emit(new Event.FileReopened(p.title()));
    }
  }

  private static @Nullable Object item(Situation situation, Map<String, Expression> parts) {
    Expression whole = parts.get("");
    if (whole != null) {
      return stored(situation.eval(whole));
    }
    Map<String, Object> item = new LinkedHashMap<>();
    parts.forEach(
        (part, x) -> {
          Object value = stored(situation.eval(x));
          if (value != null) {
            item.put(part, value);
          }
        });
    return item;
  }

  /** The form in which a value is kept: references by id, unknowns not at all. */
  private static @Nullable Object stored(Object value) {
    return switch (value) {
      case Unknown u -> null;
      case List<?> list -> list.stream().map(Outcomes::stored).filter(v -> v != null).toList();
      case Struct s -> reference(s);
      default -> value;
    };
  }

  private static @Nullable Object reference(Struct s) {
    return s.get("id") instanceof String id ? new Ref(id) : null;
  }
}
