package zhunsheng.policy.file;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.file.Event.Acted;
import zhunsheng.policy.file.Event.Closing;
import zhunsheng.policy.file.Event.Copied;
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
import zhunsheng.policy.file.Run.AssignmentState;
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
          case StepOpened e ->
              run(e.run(), r -> visits(r, Status.IN_ROUTE, added(r.visits(), open(e, day))));
          case Acted e -> acted(e, recorded);
          case StepClosed e -> run(e.run(), r -> visit(r, e.visit(), v -> close(v, e.how(), day)));
          case RunReturned e ->
              e.to() == null ? run(e.run(), r -> status(r, Status.RETURNED)) : this;
          case RunWithdrawn e -> run(e.run(), r -> status(r, Status.WITHDRAWN));
          case RunEnded e -> run(e.run(), r -> ended(r, e.outcome(), day));
          case OutcomeRecorded e -> outcome(e);
          case Transferred e ->
              run(e.run(), r -> assignment(r, e.assignment(), a -> transferred(a, e.toOffice())));
          case ReviewerAdded e -> run(e.run(), r -> addReviewer(r, e.turn()));
          case ReviewerRemoved e ->
              run(e.run(), r -> assignment(r, e.assignment(), CaseFile::lapse));
          case Reminded e -> run(e.run(), r -> assignment(r, e.assignment(), CaseFile::reminded));
          case Copied e -> run(e.run(), r -> copied(r, e.offices()));
          case HoldPlaced e -> holds(with(holds, e.hold(), day));
          case HoldLifted e -> holds(without(holds, e.hold()));
          case FileClosed e -> closed(e.reason());
          case FileReopened e -> closed(null);
        };
    return new CaseFile(
        id,
        next.subject,
        next.office,
        recorded.version(),
        next.facts,
        next.milestones,
        next.runs,
        next.holds,
        next.openedOn,
        next.closed);
  }

  /** This file as if {@code values} were recorded on it: what a form in hand would make of it. */
  public CaseFile withFacts(Map<String, Object> values) {
    return values.isEmpty()
        ? this
        : new CaseFile(
            id,
            subject,
            office,
            version,
            merged(facts, values),
            milestones,
            runs,
            holds,
            openedOn,
            closed);
  }

  /** The day on which the milestone was reached, or null. */
  public @Nullable LocalDate reachedOn(String milestone) {
    return milestones.get(milestone);
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
    return runs(with(runs, e.run(), run)).facts(merged(facts, e.facts()));
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
    return run(
            e.run(),
            r -> {
              Run done =
                  assignment(
                      r,
                      e.assignment(),
                      a ->
                          new Assignment(
                              a.id(),
                              a.party(),
                              a.office(),
                              a.added(),
                              a.transferredFrom(),
                              a.reminders(),
                              AssignmentState.DONE,
                              act));
              return fields(done, merged(r.fields(), e.fields()));
            })
        .facts(merged(facts, e.facts()));
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
    return new CaseFile(
        id,
        subject,
        office,
        version,
        Map.copyOf(values),
        Map.copyOf(reached),
        runs,
        holds,
        openedOn,
        closed);
  }

  private CaseFile run(String runId, UnaryOperator<Run> change) {
    Run run = runs.get(runId);
    if (run == null) {
      throw new IllegalStateException("file " + id + " has no run " + runId);
    }
    return runs(with(runs, runId, change.apply(run)));
  }

  private static Visit open(StepOpened e, LocalDate day) {
    List<Assignment> assignments = e.turns().stream().map(t -> assignment(t, false)).toList();
    return new Visit(e.visit(), e.step(), day, e.due(), assignments, null, null);
  }

  private static Assignment assignment(Turn turn, boolean added) {
    return new Assignment(
        turn.assignment(),
        turn.party(),
        turn.office(),
        added,
        List.of(),
        0,
        AssignmentState.OPEN,
        null);
  }

  private static Visit close(Visit v, Closing how, LocalDate day) {
    List<Assignment> assignments =
        v.assignments().stream()
            .map(a -> a.state() == AssignmentState.OPEN ? lapse(a) : a)
            .toList();
    return new Visit(v.number(), v.step(), v.openedOn(), v.due(), assignments, how, day);
  }

  private static Assignment lapse(Assignment a) {
    return new Assignment(
        a.id(),
        a.party(),
        a.office(),
        a.added(),
        a.transferredFrom(),
        a.reminders(),
        AssignmentState.LAPSED,
        a.act());
  }

  private static Assignment reminded(Assignment a) {
    return new Assignment(
        a.id(),
        a.party(),
        a.office(),
        a.added(),
        a.transferredFrom(),
        a.reminders() + 1,
        a.state(),
        a.act());
  }

  private static Assignment transferred(Assignment a, String toOffice) {
    return new Assignment(
        a.id(),
        a.party(),
        toOffice,
        a.added(),
        added(a.transferredFrom(), a.office()),
        a.reminders(),
        a.state(),
        a.act());
  }

  private static Run addReviewer(Run r, Turn turn) {
    Visit open = r.openVisit();
    if (open == null) {
      throw new IllegalStateException("run " + r.id() + " has no open step");
    }
    return visit(
        r,
        open.number(),
        v ->
            new Visit(
                v.number(),
                v.step(),
                v.openedOn(),
                v.due(),
                added(v.assignments(), assignment(turn, true)),
                v.closed(),
                v.closedOn()));
  }

  private static Run copied(Run r, List<String> offices) {
    var copies = new LinkedHashSet<>(r.copies());
    copies.addAll(offices);
    return new Run(
        r.id(),
        r.procedure(),
        r.office(),
        r.filedOn(),
        r.actedOn(),
        r.facts(),
        r.fields(),
        r.materials(),
        r.status(),
        r.outcome(),
        r.endedOn(),
        r.visits(),
        copies,
        r.visitsBefore());
  }

  private static Run assignment(Run r, String assignmentId, UnaryOperator<Assignment> change) {
    List<Visit> visits = new ArrayList<>(r.visits());
    visits.replaceAll(
        v -> {
          List<Assignment> assignments = new ArrayList<>(v.assignments());
          assignments.replaceAll(a -> a.id().equals(assignmentId) ? change.apply(a) : a);
          return new Visit(
              v.number(), v.step(), v.openedOn(), v.due(), assignments, v.closed(), v.closedOn());
        });
    return visits(r, r.status(), visits);
  }

  private static Run visit(Run r, int number, UnaryOperator<Visit> change) {
    List<Visit> visits = new ArrayList<>(r.visits());
    visits.replaceAll(v -> v.number() == number ? change.apply(v) : v);
    return visits(r, r.status(), visits);
  }

  private static Run visits(Run r, Status status, List<Visit> visits) {
    return new Run(
        r.id(),
        r.procedure(),
        r.office(),
        r.filedOn(),
        r.actedOn(),
        r.facts(),
        r.fields(),
        r.materials(),
        status,
        r.outcome(),
        r.endedOn(),
        visits,
        r.copies(),
        r.visitsBefore());
  }

  private static Run status(Run r, Status status) {
    return visits(r, status, r.visits());
  }

  private static Run fields(Run r, Map<String, Object> fields) {
    return new Run(
        r.id(),
        r.procedure(),
        r.office(),
        r.filedOn(),
        r.actedOn(),
        r.facts(),
        fields,
        r.materials(),
        r.status(),
        r.outcome(),
        r.endedOn(),
        r.visits(),
        r.copies(),
        r.visitsBefore());
  }

  private static Run ended(Run r, String outcome, LocalDate day) {
    return new Run(
        r.id(),
        r.procedure(),
        r.office(),
        r.filedOn(),
        r.actedOn(),
        r.facts(),
        r.fields(),
        r.materials(),
        Status.ENDED,
        outcome,
        day,
        r.visits(),
        r.copies(),
        r.visitsBefore());
  }

  private CaseFile runs(Map<String, Run> newRuns) {
    return new CaseFile(
        id, subject, office, version, facts, milestones, newRuns, holds, openedOn, closed);
  }

  private CaseFile facts(Map<String, Object> newFacts) {
    return new CaseFile(
        id, subject, office, version, newFacts, milestones, runs, holds, openedOn, closed);
  }

  private CaseFile holds(Map<String, LocalDate> newHolds) {
    return new CaseFile(
        id, subject, office, version, facts, milestones, runs, newHolds, openedOn, closed);
  }

  private CaseFile closed(@Nullable String reason) {
    return new CaseFile(
        id, subject, office, version, facts, milestones, runs, holds, openedOn, reason);
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return java.util.Collections.unmodifiableMap(copy);
  }

  private static <V> Map<String, V> without(Map<String, V> map, String key) {
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.remove(key);
    return java.util.Collections.unmodifiableMap(copy);
  }

  private static <V> Map<String, V> merged(Map<String, V> map, Map<String, V> more) {
    if (more.isEmpty()) {
      return map;
    }
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.putAll(more);
    return java.util.Collections.unmodifiableMap(copy);
  }

  private static <T> List<T> added(List<T> list, T item) {
    List<T> copy = new ArrayList<>(list);
    copy.add(item);
    return List.copyOf(copy);
  }
}
