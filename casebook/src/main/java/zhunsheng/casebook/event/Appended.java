package zhunsheng.casebook.event;

import java.util.List;
import zhunsheng.policy.file.Recorded;

/** The answer to an append. */
public sealed interface Appended {
  /** The events stand in the record, in order. */
  record Done(long version, List<Recorded> events) implements Appended {
    public Done {
      events = List.copyOf(events);
    }
  }

  /** Nothing was appended: the file is at another version. */
  record Conflict(long actualVersion) implements Appended {}
}
