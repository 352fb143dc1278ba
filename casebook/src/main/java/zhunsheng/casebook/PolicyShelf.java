package zhunsheng.casebook;

import java.time.LocalDate;
import java.util.Collection;
import zhunsheng.policy.model.Policy;

/**
 * The policies that files run under, loaded; given by the server and safe for use by many threads.
 */
public interface PolicyShelf {
  /**
   * The policy of that pack, in force or not: a file keeps the one it was opened under.
   *
   * @throws IllegalArgumentException if there is no such pack
   */
  Policy policy(String packId);

  /**
   * The policy under which a file is opened on {@code day}.
   *
   * @throws IllegalArgumentException if the jurisdiction has none on that day
   */
  Policy current(String jurisdiction, LocalDate day);

  /** All policies, in force or not. */
  Collection<Policy> policies();

  /** Jurisdictions that have a policy. */
  Collection<String> jurisdictions();
}
