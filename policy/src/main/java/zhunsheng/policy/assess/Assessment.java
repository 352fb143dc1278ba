package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Citation;

/**
 * What a policy says of one file on one day (研判): a pure function of policy, dossier and day.
 *
 * @param policy id of the pack
 * @param day the business day
 * @param version the file's version that was assessed
 * @param applies whether the policy binds the file; null where facts are missing for the answer
 * @param stage id of the stage of the latest milestone, or the subject's first stage
 * @param procedures every procedure of the subject, in pack order
 * @param duties every duty that arises or will arise from what is recorded, by due day
 * @param holds holds in force
 * @param notices what matters to know now
 * @param turns whose turn it is, in every open run
 * @param undetermined rules that cannot answer yet
 */
public record Assessment(
    String policy,
    LocalDate day,
    long version,
    @Nullable Boolean applies,
    String stage,
    List<Availability> procedures,
    List<Duty> duties,
    List<Hold> holds,
    List<Notice> notices,
    List<WaitingTurn> turns,
    List<Verdict.Undetermined> undetermined) {

  public Assessment {
    procedures = List.copyOf(procedures);
    duties = List.copyOf(duties);
    holds = List.copyOf(holds);
    notices = List.copyOf(notices);
    turns = List.copyOf(turns);
    undetermined = List.copyOf(undetermined);
  }

  /** Whether a procedure can be filed. */
  public enum State {
    AVAILABLE,
    NOT_YET,
    BLOCKED,
    /** A run is in its route or was returned. */
    RUNNING,
    DONE,
    UNDETERMINED
  }

  /**
   * One procedure of the subject.
   *
   * @param parties parties that may file it
   * @param offices offices that play them for this file
   * @param reasons why it is not available, or what a submission may meet (for {@link
   *     State#AVAILABLE}: empty)
   * @param required fields and materials that a submission must hold as things stand
   */
  public record Availability(
      String procedure,
      String title,
      State state,
      List<String> parties,
      List<String> offices,
      List<Reason> reasons,
      List<Requirement> required,
      @Nullable Citation citation) {
    public Availability {
      parties = List.copyOf(parties);
      offices = List.copyOf(offices);
      reasons = List.copyOf(reasons);
      required = List.copyOf(required);
    }
  }

  /**
   * Why something is not available.
   *
   * @param because the values that decided: {@code 总投资 300,000.00 元 ≥ 300,000.00 元}
   * @param missing facts still needed, for an undetermined one
   */
  public record Reason(
      String message,
      @Nullable Citation citation,
      List<String> because,
      @Nullable Remedy remedy,
      List<MissingFact> missing) {
    public Reason {
      because = List.copyOf(because);
      missing = List.copyOf(missing);
    }
  }

  /** A fact nobody recorded, and the procedures and parties that can record it. */
  public record MissingFact(String fact, String title, List<Remedy.Help> recordedBy) {
    public MissingFact {
      recordedBy = List.copyOf(recordedBy);
    }
  }

  /** A field or material that a submission must hold. */
  public record Requirement(
      String id, String title, boolean material, @Nullable Citation citation) {}

  /** Where a duty stands on the day. */
  public enum DutyState {
    UPCOMING,
    OPEN,
    /** Within a reminder's time before its day. */
    DUE_SOON,
    OVERDUE,
    DONE,
    DONE_LATE
  }

  /**
   * A duty.
   *
   * @param id the duty's id, with its key for one of a series: {@code self_evaluation_due/2025}
   * @param offices who must do it
   * @param due last day, included; null where it cannot be known yet
   * @param daysLate days after {@code due}, for overdue and late ones
   * @param procedures procedures that discharge it
   * @param proposal the proposed decision, where the text leaves it to people
   * @param preset values to fill the form with
   * @param dueCertain false where the due day falls in a year whose holidays are not announced yet
   */
  public record Duty(
      String id,
      String title,
      DutyState state,
      String party,
      List<String> offices,
      @Nullable LocalDate opens,
      @Nullable LocalDate due,
      @Nullable LocalDate doneOn,
      long daysLate,
      List<String> procedures,
      @Nullable String proposal,
      Map<String, Object> preset,
      boolean dueCertain,
      List<String> because,
      Citation citation) {
    public Duty {
      offices = List.copyOf(offices);
      procedures = List.copyOf(procedures);
      preset = Map.copyOf(preset);
      because = List.copyOf(because);
    }
  }

  /**
   * A hold in force.
   *
   * @param since first day it was in force, where known
   * @param blocks procedures it stops
   */
  public record Hold(
      String id,
      String title,
      String message,
      @Nullable LocalDate since,
      List<String> blocks,
      List<String> because,
      Citation citation,
      @Nullable Remedy remedy) {
    public Hold {
      blocks = List.copyOf(blocks);
      because = List.copyOf(because);
    }
  }

  /** Something to know, on the file or at a procedure ({@code at} is empty for the file). */
  public record Notice(String message, List<String> at, Citation citation) {
    public Notice {
      at = List.copyOf(at);
    }
  }

  /** An office's turn in an open run. */
  public record WaitingTurn(
      String run,
      String procedure,
      String step,
      String stepTitle,
      String assignment,
      String party,
      String office,
      @Nullable LocalDate due,
      boolean overdue) {}

  /** The answer for one procedure; throws if the subject has none of that id. */
  public Availability procedure(String id) {
    return procedures.stream()
        .filter(p -> p.procedure().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no procedure " + id));
  }

  /**
   * The same assessment as single verdicts, in the order procedures, duties, holds, undetermined
   * rules.
   */
  public List<Verdict> verdicts() {
    return Verdict.of(this);
  }
}
