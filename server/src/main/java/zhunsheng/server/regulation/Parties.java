package zhunsheng.server.regulation;

import java.util.LinkedHashSet;
import java.util.Set;
import zhunsheng.policy.model.Policy;

/**
 * Which parties an office plays whatever the file: those bound to it, and the holder's for one that
 * may hold files.
 */
public final class Parties {
  private Parties() {}

  public static Set<String> of(Policy policy, Offices offices, String office) {
    boolean unit = offices.isUnit(policy.jurisdiction(), office);
    Set<String> parties = new LinkedHashSet<>();
    for (Policy.Party party : policy.parties().values()) {
      if (office.equals(party.office()) || (unit && (party.ofFile() || party.fact() != null))) {
        parties.add(party.id());
      }
    }
    return parties;
  }

  /** The offices that see every file of the jurisdiction. */
  public static Set<String> overseers(Policy policy) {
    Set<String> offices = new LinkedHashSet<>();
    for (Policy.Party party : policy.parties().values()) {
      String office = party.office();
      if (party.seesAll() && office != null) {
        offices.add(office);
      }
    }
    return offices;
  }

  /** Whether the office sees every file of the jurisdiction. */
  public static boolean seesAll(Policy policy, String office) {
    return policy.parties().values().stream()
        .anyMatch(p -> p.seesAll() && office.equals(p.office()));
  }
}
