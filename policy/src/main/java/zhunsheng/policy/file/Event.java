package zhunsheng.policy.file;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a file, in the past tense, never rewritten.
 *
 * <p>Values in {@code facts} and {@code fields} are Boolean, Long, String (text, office, enum
 * value), Money, LocalDate, Term, Ref, List, or Map for records. Facts are named without their
 * subject.
 */
public sealed interface Event {
  /** The file exists: its first event. */
  record FileOpened(String subject, String office) implements Event {}

  /** A party filed a procedure, or filed it again after a return ({@code run} is then known). */
  record RunFiled(
      String run,
      String procedure,
      String office,
      LocalDate actedOn,
      Map<String, Object> facts,
      Map<String, Object> fields,
      Map<String, Material> materials)
      implements Event {
    public RunFiled {
      facts = Map.copyOf(facts);
      fields = Map.copyOf(fields);
      materials = Map.copyOf(materials);
    }
  }

  /** A step of the route begins; its parties' turns open side by side. */
  record StepOpened(String run, int visit, String step, @Nullable LocalDate due, List<Turn> turns)
      implements Event {
    public StepOpened {
      turns = List.copyOf(turns);
    }
  }

  /** One party's turn in a step, as it opens. */
  record Turn(String assignment, String party, String office) {}

  /** An office gave its opinion, decision or receipt. */
  record Acted(
      String run,
      String assignment,
      String choice,
      String text,
      Map<String, Object> facts,
      Map<String, Object> fields,
      Map<String, Material> materials)
      implements Event {
    public Acted {
      facts = Map.copyOf(facts);
      fields = Map.copyOf(fields);
      materials = Map.copyOf(materials);
    }
  }

  /** A step ended; turns still open in it lapse. */
  record StepClosed(String run, int visit, Closing how) implements Event {}

  /** How a step ended. */
  enum Closing {
    DONE,
    RETURNED,
    WITHDRAWN,
    REFUSED,
    /** Its condition no longer holds: the route goes another way. */
    SKIPPED
  }

  /** The run went back: to the filer when {@code to} is null, else to that step. */
  record RunReturned(String run, @Nullable String to, String reason) implements Event {}

  record RunWithdrawn(String run, String reason) implements Event {}

  /** The run ended with an outcome of its procedure. */
  record RunEnded(String run, String outcome) implements Event {}

  /**
   * What an outcome wrote: facts, items added to list facts, milestones reached (with their day)
   * and cleared.
   */
  record OutcomeRecorded(
      String run,
      String outcome,
      Map<String, Object> facts,
      Map<String, List<Object>> appended,
      Map<String, LocalDate> reached,
      List<String> cleared)
      implements Event {
    public OutcomeRecorded {
      facts = Map.copyOf(facts);
      appended = Map.copyOf(appended);
      reached = Map.copyOf(reached);
      cleared = List.copyOf(cleared);
    }
  }

  record Transferred(String run, String assignment, String toOffice, String reason)
      implements Event {}

  record ReviewerAdded(String run, Turn turn, String reason) implements Event {}

  record ReviewerRemoved(String run, String assignment, String reason) implements Event {}

  record Reminded(String run, String assignment, String text) implements Event {}

  record Copied(String run, List<String> offices, String text) implements Event {
    public Copied {
      offices = List.copyOf(offices);
    }
  }

  /** The system filled own fields of a run that it could not fill when the run was filed. */
  record FieldsFilled(String run, Map<String, Object> fields) implements Event {
    public FieldsFilled {
      fields = Map.copyOf(fields);
    }
  }

  /** A hold was found in force; recorded by the system, so that both its days stand in the file. */
  record HoldPlaced(String hold, String norm, String title) implements Event {}

  record HoldLifted(String hold) implements Event {}

  /** The file is closed: only procedures that open it again remain. */
  record FileClosed(String reason) implements Event {}

  record FileReopened(String reason) implements Event {}
}
