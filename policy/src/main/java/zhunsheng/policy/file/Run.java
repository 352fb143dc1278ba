package zhunsheng.policy.file;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run of a procedure on a file (办件), as its events left it.
 *
 * @param id unique in the file: {@code declaration-1}
 * @param office the filing office
 * @param actedOn the act's own day (payment day, acceptance day …); the filing day where it has
 *     none
 * @param facts facts that the submission declared, by name without subject
 * @param fields the procedure's own fields and, once acted, those of its steps
 * @param outcome null until ended
 * @param visits visits of steps in order; a step visited again after a return has another visit
 * @param copies offices that were sent a copy
 * @param visitsBefore how many of the visits were made before it was last filed: what they
 *     concluded is asked again
 */
public record Run(
    String id,
    String procedure,
    String office,
    LocalDate filedOn,
    LocalDate actedOn,
    Map<String, Object> facts,
    Map<String, Object> fields,
    Map<String, Material> materials,
    Status status,
    @Nullable String outcome,
    @Nullable LocalDate endedOn,
    List<Visit> visits,
    Set<String> copies,
    int visitsBefore) {

  /** Where a run stands. */
  public enum Status {
    IN_ROUTE,
    RETURNED,
    WITHDRAWN,
    ENDED
  }

  public Run {
    facts = Map.copyOf(facts);
    fields = Map.copyOf(fields);
    materials = Map.copyOf(materials);
    visits = List.copyOf(visits);
    copies = Set.copyOf(copies);
  }

  public boolean open() {
    return status == Status.IN_ROUTE || status == Status.RETURNED;
  }

  /** The visit that is open now, or null. */
  public @Nullable Visit openVisit() {
    if (visits.isEmpty()) {
      return null;
    }
    Visit last = visits.getLast();
    return last.closed() == null ? last : null;
  }

  /** The last visit of that step, open or closed, or null. */
  public @Nullable Visit lastVisit(String step) {
    for (Visit v : visits.reversed()) {
      if (v.step().equals(step)) {
        return v;
      }
    }
    return null;
  }

  /** The same run elsewhere in its route. */
  Run moved(Status newStatus, List<Visit> newVisits) {
    return copy(fields, newStatus, outcome, endedOn, newVisits, copies);
  }

  Run ended(String newOutcome, LocalDate day) {
    return copy(fields, Status.ENDED, newOutcome, day, visits, copies);
  }

  Run withFields(Map<String, Object> newFields) {
    return copy(newFields, status, outcome, endedOn, visits, copies);
  }

  Run copiedTo(List<String> offices) {
    Set<String> all = new LinkedHashSet<>(copies);
    all.addAll(offices);
    return copy(fields, status, outcome, endedOn, visits, all);
  }

  private Run copy(
      Map<String, Object> newFields,
      Status newStatus,
      @Nullable String newOutcome,
      @Nullable LocalDate newEndedOn,
      List<Visit> newVisits,
      Set<String> newCopies) {
    return new Run(
        id,
        procedure,
        office,
        filedOn,
        actedOn,
        facts,
        newFields,
        materials,
        newStatus,
        newOutcome,
        newEndedOn,
        newVisits,
        newCopies,
        visitsBefore);
  }

  /** The run with one of its visits changed. */
  Run visit(int number, UnaryOperator<Visit> change) {
    return moved(
        status, visits.stream().map(v -> v.number() == number ? change.apply(v) : v).toList());
  }

  /** The run with one of its turns changed. */
  Run assignment(String assignmentId, UnaryOperator<Assignment> change) {
    return moved(
        status,
        visits.stream()
            .map(
                v ->
                    v.with(
                        v.assignments().stream()
                            .map(a -> a.id().equals(assignmentId) ? change.apply(a) : a)
                            .toList()))
            .toList());
  }

  /**
   * One passage through a step.
   *
   * @param number 1, 2 … over all steps of the run
   * @param due last day for its turns, or null
   * @param closed how it ended, or null while open
   */
  public record Visit(
      int number,
      String step,
      LocalDate openedOn,
      @Nullable LocalDate due,
      List<Assignment> assignments,
      Event.@Nullable Closing closed,
      @Nullable LocalDate closedOn) {
    public Visit {
      assignments = List.copyOf(assignments);
    }

    Visit with(List<Assignment> newAssignments) {
      return new Visit(number, step, openedOn, due, newAssignments, closed, closedOn);
    }

    /** Turns still open lapse with it. */
    Visit close(Event.Closing how, LocalDate day) {
      List<Assignment> left =
          assignments.stream()
              .map(a -> a.state() == AssignmentState.OPEN ? a.lapsed() : a)
              .toList();
      return new Visit(number, step, openedOn, due, left, how, day);
    }

    public List<Assignment> openAssignments() {
      return assignments.stream().filter(a -> a.state() == AssignmentState.OPEN).toList();
    }
  }

  /** Where one office's turn stands. */
  public enum AssignmentState {
    OPEN,
    DONE,
    /** The step ended, or the reviewer was removed, before this office acted. */
    LAPSED
  }

  /**
   * One office's turn in a visit.
   *
   * @param id unique in the run: {@code 2-cyberspace}
   * @param party the party it stands for; empty for a reviewer added by hand
   * @param office whose turn it is
   * @param added whether it was added by hand (加签) and may be removed (减签)
   * @param transferredFrom offices that passed it on, oldest first
   * @param act what was given, or null
   */
  public record Assignment(
      String id,
      String party,
      String office,
      boolean added,
      List<String> transferredFrom,
      int reminders,
      AssignmentState state,
      @Nullable Act act) {
    public Assignment {
      transferredFrom = List.copyOf(transferredFrom);
    }

    static Assignment open(Event.Turn turn, boolean added) {
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

    Assignment done(Act given) {
      return new Assignment(
          id, party, office, added, transferredFrom, reminders, AssignmentState.DONE, given);
    }

    Assignment lapsed() {
      return new Assignment(
          id, party, office, added, transferredFrom, reminders, AssignmentState.LAPSED, act);
    }

    Assignment reminded() {
      return new Assignment(id, party, office, added, transferredFrom, reminders + 1, state, act);
    }

    Assignment transferredTo(String toOffice) {
      List<String> chain = new ArrayList<>(transferredFrom);
      chain.add(office);
      return new Assignment(id, party, toOffice, added, chain, reminders, state, act);
    }
  }

  /**
   * What an office gave in its turn.
   *
   * @param person who entered it
   * @param byOffice that person's office: another than the turn's where it acted by delegation
   */
  public record Act(
      String choice,
      String text,
      LocalDate day,
      String person,
      String byOffice,
      Map<String, Object> fields,
      Map<String, Material> materials) {
    public Act {
      fields = Map.copyOf(fields);
      materials = Map.copyOf(materials);
    }
  }
}
