package zhunsheng.policy.file;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who acts.
 *
 * @param person account id
 * @param office the person's own office
 * @param actsFor offices that gave this person's office power to act in their place today; empty
 *     mostly
 */
public record Actor(String person, String office, Set<String> actsFor) {
  /** The system itself, for what it observes: holds placed and lifted. */
  public static final Actor SYSTEM = new Actor("system", "system", Set.of());

  public Actor {
    actsFor = Set.copyOf(actsFor);
  }

  public static Actor of(
      String person, String office, List<Delegation> delegations, LocalDate today) {
    Set<String> actsFor = new LinkedHashSet<>();
    for (Delegation d : delegations) {
      if (d.to().equals(office) && d.covers(today)) {
        actsFor.add(d.from());
      }
    }
    return new Actor(person, office, actsFor);
  }

  public boolean mayActAs(String otherOffice) {
    return office.equals(otherOffice) || actsFor.contains(otherOffice);
  }

  /**
   * Power given by one office to another for a period (委托代理). Nothing moves: turns stay with the
   * giver, and both may act while it lasts, so that its end needs no clean-up.
   *
   * @param from the giving office
   * @param to the office that may act
   * @param first first day, included
   * @param last last day, included
   */
  public record Delegation(String from, String to, LocalDate first, LocalDate last) {
    public boolean covers(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }
  }
}
