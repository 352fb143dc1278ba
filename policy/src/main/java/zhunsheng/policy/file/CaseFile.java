package zhunsheng.policy.file;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.file.Event.Acted;
import zhunsheng.policy.file.Event.Copied;
import zhunsheng.policy.file.Event.FieldsFilled;
import zhunsheng.policy.file.Event.FileClosed;
import zhunsheng.policy.file.Event.FileOpened;
import zhunsheng.policy.file.Event.FileReopened;
import zhunsheng.policy.file.Event.HoldLifted;
import zhunsheng.policy.file.Event.HoldPlaced;
import zhunsheng.policy.file.Event.OutcomeRecorded;
import zhunsheng.policy.file.Event.Reminded;
import zhunsheng.policy.file.Event.ReviewerAdded;
import zhunsheng.policy.file.Event.ReviewerRemoved;
import zhunsheng.policy.file.Event.RunEnded;
import zhunsheng.policy.file.Event.RunFiled;
import zhunsheng.policy.file.Event.RunReturned;
import zhunsheng.policy.file.Event.RunWithdrawn;
import zhunsheng.policy.file.Event.StepClosed;
import zhunsheng.policy.file.Event.StepOpened;
import zhunsheng.policy.file.Event.Transferred;
import zhunsheng.policy.file.Event.Turn;
import zhunsheng.policy.file.Run.Act;
import zhunsheng.policy.file.Run.Assignment;
import zhunsheng.policy.file.Run.Status;
import zhunsheng.policy.file.Run.Visit;

/**
 * The file of one subject (档案), folded from its events; immutable.
 *
 * @param id the file's id
 * @param subject {@code project}, {@code system} …; empty before the first event
 * @param office the office that holds the file
 * @param version number of events folded
 * @param facts recorded facts by name without subject
 * @param milestones days on which milestones were reached
 * @param runs all runs by id, in filing order
 * @param holds holds in force as recorded, by id, with the day each was placed
 * @param openedOn day of the first event; null before it
 * @param closed why the file is closed, or null
 */
public record CaseFile(
    String id,
    String subject,
    String office,
    long version,
    Map<String, Object> facts,
    Map<String, LocalDate> milestones,
    Map<String, Run> runs,
    Map<String, LocalDate> holds,
    @Nullable LocalDate openedOn,
    @Nullable String closed) {

  /** The file before its first event. */
  public static CaseFile empty(String id) {
    return new CaseFile(id, "", "", 0, Map.of(), Map.of(), Map.of(), Map.of(), null, null);
  }

  /** Folds all events, which must be in order of version. */
  public static CaseFile of(String id, List<Recorded> events) {
    CaseFile file = empty(id);
    for (Recorded event : events) {
      file = file.evolve(event);
    }
    return file;
  }

  /** The file after {@code recorded}. */
  public CaseFile evolve(Recorded recorded) {
    LocalDate day = recorded.day();
    CaseFile next =
        switch (recorded.event()) {
          case FileOpened e ->
              new CaseFile(
                  id, e.subject(), e.office(), version, facts, milestones, runs, holds, day, null);
          case RunFiled e -> filed(e, day);
          case StepOpened e -> run(e.run(), r -> opened(r, e, day));
          case Acted e -> acted(e, recorded);
          case StepClosed e -> run(e.run(), r -> r.visit(e.visit(), v -> v.close(e.how(), day)));
          case RunReturned e ->
              e.to() == null ? run(e.run(), r -> r.moved(Status.RETURNED, r.visits())) : this;
          case RunWithdrawn e -> run(e.run(), r -> r.moved(Status.WITHDRAWN, r.visits()));
          case RunEnded e -> run(e.run(), r -> r.ended(e.outcome(), day));
          case OutcomeRecorded e -> outcome(e);
          case Transferred e ->
              run(e.run(), r -> r.assignment(e.assignment(), a -> a.transferredTo(e.toOffice())));
          case ReviewerAdded e -> run(e.run(), r -> addReviewer(r, e.turn()));
          case ReviewerRemoved e ->
              run(e.run(), r -> r.assignment(e.assignment(), Assignment::lapsed));
          case Reminded e -> run(e.run(), r -> r.assignment(e.assignment(), Assignment::reminded));
          case Copied e -> run(e.run(), r -> r.copiedTo(e.offices()));
          case FieldsFilled e -> run(e.run(), r -> r.withFields(merged(r.fields(), e.fields())));
          case HoldPlaced e ->
              copy(version, facts, milestones, runs, with(holds, e.hold(), day), closed);
          case HoldLifted e ->
              copy(version, facts, milestones, runs, without(holds, e.hold()), closed);
          case FileClosed e -> copy(version, facts, milestones, runs, holds, e.reason());
          case FileReopened e -> copy(version, facts, milestones, runs, holds, null);
        };
    return next.copy(
        recorded.version(), next.facts, next.milestones, next.runs, next.holds, next.closed);
  }

  /** This file as if {@code values} were recorded on it: what a form in hand would make of it. */
  public CaseFile withFacts(Map<String, Object> values) {
    return values.isEmpty()
        ? this
        : copy(version, merged(facts, values), milestones, runs, holds, closed);
  }

  /** The day on which the milestone was reached, or null. */
  public @Nullable LocalDate reachedOn(String milestone) {
    return milestones.get(milestone);
  }

  private CaseFile copy(
      long newVersion,
      Map<String, Object> newFacts,
      Map<String, LocalDate> newMilestones,
      Map<String, Run> newRuns,
      Map<String, LocalDate> newHolds,
      @Nullable String newClosed) {
    return new CaseFile(
        id,
        subject,
        office,
        newVersion,
        newFacts,
        newMilestones,
        newRuns,
        newHolds,
        openedOn,
        newClosed);
  }

  private CaseFile run(String runId, UnaryOperator<Run> change) {
    Run run = runs.get(runId);
    if (run == null) {
      throw new IllegalStateException("file " + id + " has no run " + runId);
    }
    return copy(version, facts, milestones, with(runs, runId, change.apply(run)), holds, closed);
  }

  private CaseFile filed(RunFiled e, LocalDate day) {
    Run before = runs.get(e.run());
    Run run =
        new Run(
            e.run(),
            e.procedure(),
            e.office(),
            day,
            e.actedOn(),
            e.facts(),
            e.fields(),
            e.materials(),
            Status.IN_ROUTE,
            null,
            null,
            before == null ? List.of() : before.visits(),
            before == null ? Set.of() : before.copies(),
            before == null ? 0 : before.visits().size());
    return copy(
        version, merged(facts, e.facts()), milestones, with(runs, e.run(), run), holds, closed);
  }

  private CaseFile outcome(OutcomeRecorded e) {
    Map<String, Object> values = new LinkedHashMap<>(facts);
    values.putAll(e.facts());
    e.appended()
        .forEach(
            (fact, items) -> {
              List<Object> list = new ArrayList<>();
              if (values.get(fact) instanceof List<?> old) {
                list.addAll(old);
              }
              list.addAll(items);
              values.put(fact, List.copyOf(list));
            });
    Map<String, LocalDate> reached = new LinkedHashMap<>(milestones);
    e.cleared().forEach(reached::remove);
    reached.putAll(e.reached());
    return copy(version, Map.copyOf(values), Map.copyOf(reached), runs, holds, closed);
  }

  private static Run opened(Run run, StepOpened e, LocalDate day) {
    List<Assignment> turns = e.turns().stream().map(t -> Assignment.open(t, false)).toList();
    return run.moved(
        Status.IN_ROUTE,
        added(run.visits(), new Visit(e.visit(), e.step(), day, e.due(), turns, null, null)));
  }

  private CaseFile acted(Acted e, Recorded recorded) {
    Act act =
        new Act(
            e.choice(),
            e.text(),
            recorded.day(),
            recorded.person(),
            recorded.office(),
            e.fields(),
            e.materials());
    CaseFile moved =
        run(
            e.run(),
            r ->
                r.assignment(e.assignment(), a -> a.done(act))
                    .withFields(merged(r.fields(), e.fields())));
    return moved.withFacts(e.facts());
  }

  private static Run addReviewer(Run run, Turn turn) {
    Visit open = run.openVisit();
    if (open == null) {
      throw new IllegalStateException("run " + run.id() + " has no open step");
    }
    return run.visit(
        open.number(), v -> v.with(added(v.assignments(), Assignment.open(turn, true))));
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return Collections.unmodifiableMap(copy);
  }

  private static <V> Map<String, V> without(Map<String, V> map, String key) {
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.remove(key);
    return Collections.unmodifiableMap(copy);
  }

  private static <V> Map<String, V> merged(Map<String, V> map, Map<String, V> more) {
    if (more.isEmpty()) {
      return map;
    }
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.putAll(more);
    return Collections.unmodifiableMap(copy);
  }

  private static <T> List<T> added(List<T> list, T item) {
    List<T> copy = new ArrayList<>(list);
    copy.add(item);
    return List.copyOf(copy);
  }
}
