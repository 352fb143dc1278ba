package zhunsheng.casebook;

import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a transaction keeps others from changing until it ends.
 *
 * <p>Whoever changes a file holds the locks of the file and of every file one link away. So while a
 * transaction holds a file's lock, neither the file nor anything that its assessment reads can
 * change; and since the lock comes before the first write, a file's events stand in the order of
 * their transaction ids.
 *
 * <p>Locks are taken once, in one order for all, so that nobody waits in a circle. If it turns out
 * that more are needed, the transaction gives up and begins again with all of them.
 */
final class Locks {
  private static final int KEYS = 0x5a484b;
  private static final int FILES = 0x5a4846;

  /**
   * Names share this many locks, so that a plan of thousands of projects does not use up the
   * server's.
   */
  private static final int SLOTS = 2048;

  private final Set<String> held;

  private Locks(Set<String> held) {
    this.held = held;
  }

  /** More locks are needed than were taken. */
  static final class MissingException extends RuntimeException {
    private final transient Set<String> needed;

    private MissingException(Set<String> needed) {
      super("more locks are needed", null, false, false);
      this.needed = needed;
    }

    Set<String> needed() {
      return needed;
    }
  }

  /** Waits until no other request with this key is at work. */
  static void takeKey(JdbcClient client, String jurisdiction, String key) {
    client
        .sql("SELECT pg_advisory_xact_lock(?, ?) IS NULL")
        .params(KEYS, (jurisdiction + "/" + key).hashCode())
        .query(Boolean.class)
        .single();
  }

  static Locks take(JdbcClient client, String jurisdiction, Collection<String> names) {
    Integer[] numbers =
        names.stream()
            .map(n -> number(jurisdiction, n))
            .distinct()
            .sorted()
            .toArray(Integer[]::new);
    client
        .sql(
            """
            SELECT count(pg_advisory_xact_lock(?, number))
            FROM unnest(?::int[]) WITH ORDINALITY AS lock (number, place)
            """)
        .params(FILES, numbers)
        .query(Long.class)
        .single();
    return new Locks(Set.copyOf(names));
  }

  /** The name of the lock that guards which files an office holds. */
  static String office(String office) {
    return "office/" + office;
  }

  void require(Set<String> names) {
    if (!held.containsAll(names)) {
      throw new MissingException(Set.copyOf(names));
    }
  }

  private static int number(String jurisdiction, String name) {
    return Math.floorMod((jurisdiction + "/" + name).hashCode(), SLOTS);
  }
}
