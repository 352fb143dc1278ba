package zhunsheng.policy.act;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.file.Material;

/**
 * What an actor asks to do on a file. Values come already typed (see {@code FactType.parse}); facts
 * are named without their subject.
 */
public sealed interface Command {
  /**
   * Files a procedure, opens a file by one that opens files, or files a returned run again.
   *
   * @param run the returned or withdrawn run to file again, or null for a new one
   * @param confirmed whether the filer ticked the procedure's confirmation
   * @param fields own fields; of one that the system fills, answers to what it found
   * @param filled own fields that the system filled in the filer's place, by id; one that it could
   *     not fill is not there
   */
  record Submit(
      String procedure,
      @Nullable String run,
      Map<String, Object> facts,
      Map<String, Object> fields,
      Map<String, Material> materials,
      boolean confirmed,
      Map<String, Object> filled)
      implements Command {
    /** A submission of which the system has filled nothing. */
    public Submit(
        String procedure,
        @Nullable String run,
        Map<String, Object> facts,
        Map<String, Object> fields,
        Map<String, Material> materials,
        boolean confirmed) {
      this(procedure, run, facts, fields, materials, confirmed, Map.of());
    }

    /** The same with what the system has filled. */
    public Submit filled(Map<String, Object> values) {
      return new Submit(procedure, run, facts, fields, materials, confirmed, values);
    }

    /** The own fields, whoever filled them. */
    public Map<String, Object> allFields() {
      return Acts.merged(fields, filled);
    }
  }

  /**
   * Gives the actor's opinion, decision or receipt in the open step of a run.
   *
   * @param step the step that the actor means, or null for the open one
   * @param assignment the turn, or null for the only one the actor's office has
   * @param choice a choice of the step
   * @param returnTo with a returning choice: an earlier step, or null for the filer
   */
  record Act(
      String run,
      @Nullable String step,
      @Nullable String assignment,
      String choice,
      String text,
      @Nullable String returnTo,
      Map<String, Object> facts,
      Map<String, Object> fields,
      Map<String, Material> materials)
      implements Command {}

  record Withdraw(String run, String reason) implements Command {}

  record Transfer(String run, @Nullable String assignment, String toOffice, String reason)
      implements Command {}

  record AddReviewer(String run, String office, String reason) implements Command {}

  record RemoveReviewer(String run, String office, String reason) implements Command {}

  /** Reminds an office whose turn is open, or all of them when {@code office} is null. */
  record Remind(String run, @Nullable String office, String text) implements Command {}

  /**
   * Has the system fill what it could not fill when the run was filed.
   *
   * @param filled own fields of the procedure, by id
   */
  record Fill(String run, Map<String, Object> filled) implements Command {}

  record Copy(String run, List<String> offices, String text) implements Command {}
}
