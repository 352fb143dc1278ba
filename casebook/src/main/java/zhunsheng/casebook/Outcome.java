package zhunsheng.casebook;

import java.util.List;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.file.Recorded;

/** The answer to a command. */
public sealed interface Outcome {
  /**
   * It is recorded, durably.
   *
   * @param version the file's version after the last of {@code events}
   * @param events what the command and what followed from it appended to this file
   * @param repeated whether this is the stored answer to an earlier request with the same key
   */
  record Done(String fileId, long version, List<Recorded> events, boolean repeated)
      implements Outcome {
    public Done {
      events = List.copyOf(events);
    }
  }

  /** Nothing happened; the reasons are never empty. */
  record Refused(List<Refusal> refusals) implements Outcome {
    public Refused {
      refusals = List.copyOf(refusals);
    }
  }

  /** Nothing happened: the file is no longer at the version that the actor saw. */
  record Conflict(long actualVersion) implements Outcome {}
}
