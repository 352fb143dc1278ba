package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.Duty;
import zhunsheng.policy.assess.Assessment.Hold;
import zhunsheng.policy.assess.Assessment.WaitingTurn;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Event;

/**
 * What lists keep of a file between its acts. Duties and holds come without reasons and remedies:
 * nobody reads them in a list.
 *
 * @param day the business day that it was made for
 * @param stage as in {@link Assessment}
 * @param readers offices that may read the file
 * @param changesOn the first later day on which time alone may change any of it, null if none does;
 *     sooner than need be where a rule depends on the day in a way that is not followed
 */
public record Outlook(
    LocalDate day,
    String stage,
    List<Duty> duties,
    List<Hold> holds,
    List<WaitingTurn> turns,
    Set<String> readers,
    @Nullable LocalDate changesOn) {
  public Outlook {
    duties = List.copyOf(duties);
    holds = List.copyOf(holds);
    turns = List.copyOf(turns);
    readers = Set.copyOf(readers);
  }

  /**
   * The holds that began or ended since the file last recorded them: events to append, so that both
   * days stand in it.
   */
  public List<Event> observed(CaseFile file) {
    return observed(file, holds);
  }

  static List<Event> observed(CaseFile file, List<Hold> holds) {
    List<Event> events = new ArrayList<>();
    if (file.version() == 0) {
      return events;
    }
    Set<String> now = new HashSet<>();
    for (Hold hold : holds) {
      now.add(hold.id());
      if (!file.holds().containsKey(hold.id())) {
        events.add(new Event.HoldPlaced(hold.id(), hold.citation().norm(), hold.title()));
      }
    }
    for (String recorded : file.holds().keySet()) {
      if (!now.contains(recorded)) {
        events.add(new Event.HoldLifted(recorded));
      }
    }
    return events;
  }
}
