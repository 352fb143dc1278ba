package zhunsheng.casebook.delegation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.file.Actor.Delegation;

/**
 * A delegation with its history.
 *
 * @param revokedBy person who ended it early, or null
 */
public record GivenDelegation(
    String id,
    Delegation delegation,
    String givenBy,
    Instant givenAt,
    @Nullable String revokedBy,
    @Nullable Instant revokedAt) {}
