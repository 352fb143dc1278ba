package zhunsheng.server.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person's account.
 *
 * @param jurisdiction what it sees and does stays within; never taken from a request
 * @param office id of the person's office
 * @param mustChange whether the password must be changed before anything else
 * @param lockedUntil end of a lock after failed sign-ins, or null
 * @param platformIdentity by which the platform that signs people in knows the holder, or null
 */
public record Account(
    String id,
    String username,
    String jurisdiction,
    String name,
    String office,
    Set<Role> roles,
    boolean mustChange,
    boolean disabled,
    @Nullable Instant lockedUntil,
    @Nullable String platformIdentity) {

  public Account {
    roles = Set.copyOf(roles);
  }

  /** The same for a session to which no password of ours led. */
  Account withoutPassword() {
    return new Account(
        id,
        username,
        jurisdiction,
        name,
        office,
        roles,
        false,
        disabled,
        lockedUntil,
        platformIdentity);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
