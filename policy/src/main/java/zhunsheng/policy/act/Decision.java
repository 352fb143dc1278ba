package zhunsheng.policy.act;

import java.util.List;
import zhunsheng.policy.file.Event;

/** The answer to a command: what happened, or every reason why not. */
public sealed interface Decision {
  record Accepted(List<Event> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** Nothing happened; the list is never empty. */
  record Refused(List<Refusal> refusals) implements Decision {
    public Refused {
      refusals = List.copyOf(refusals);
    }
  }
}
