package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Citation;

/**
 * What one rule says of one file on one day (结论); every kind cites the article it rests on, where
 * one is behind it.
 */
public sealed interface Verdict {
  @Nullable Citation citation();

  /** The procedure may be filed now. */
  record Permitted(@Nullable Citation citation, String procedure) implements Verdict {}

  /** It must not be done, or not yet; {@code reason} is shown as it stands. */
  record Forbidden(@Nullable Citation citation, String procedure, String reason)
      implements Verdict {}

  /** A submission of {@code procedure} must hold {@code item}. */
  record Required(@Nullable Citation citation, String procedure, String item) implements Verdict {}

  /** The duty must be done by the end of {@code dueOn}. */
  record Due(Citation citation, String duty, LocalDate dueOn) implements Verdict {}

  /** Undecided until the {@code missing} facts are recorded; the list is never empty. */
  record Undetermined(
      @Nullable Citation citation, String rule, List<Assessment.MissingFact> missing)
      implements Verdict {
    public Undetermined {
      missing = List.copyOf(missing);
    }
  }

  /** The verdicts of an assessment. */
  static List<Verdict> of(Assessment assessment) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Assessment.Availability p : assessment.procedures()) {
      switch (p.state()) {
        case AVAILABLE -> {
          verdicts.add(new Permitted(p.citation(), p.procedure()));
          for (Assessment.Requirement r : p.required()) {
            verdicts.add(new Required(r.citation(), p.procedure(), r.id()));
          }
        }
        case NOT_YET, BLOCKED ->
            p.reasons()
                .forEach(
                    r -> verdicts.add(new Forbidden(r.citation(), p.procedure(), r.message())));
        case UNDETERMINED ->
            p.reasons().stream()
                .filter(r -> !r.missing().isEmpty())
                .forEach(
                    r -> verdicts.add(new Undetermined(r.citation(), p.procedure(), r.missing())));
        case RUNNING, DONE -> {}
      }
    }
    for (Assessment.Duty d : assessment.duties()) {
      LocalDate due = d.due();
      if (due != null && d.doneOn() == null) {
        verdicts.add(new Due(d.citation(), d.id(), due));
      }
    }
    verdicts.addAll(assessment.undetermined());
    return verdicts;
  }
}
