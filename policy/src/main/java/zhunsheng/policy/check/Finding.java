package zhunsheng.policy.check;

import org.jspecify.annotations.Nullable;

/**
 * Something in a pack that its author should mend, or account for in its {@code notes.yaml}.
 *
 * @param id stays the same while the pack says the same: {@code window/declaration/until/later}
 * @param norm the norm concerned, or null
 * @param message Chinese, for the author
 */
public record Finding(String id, Kind kind, @Nullable String norm, String message) {

  /** What is wrong. */
  public enum Kind {
    /** An article or a norm that nothing accounts for. */
    COVERAGE,
    /** An article that its author has not done with; no note can account for it. */
    OPEN,
    /** A milestone, a procedure or a window that no life of a file comes to. */
    UNREACHABLE,
    /** A duty that nobody can discharge. */
    UNDISCHARGEABLE,
    /** Rules that cannot be kept together. */
    CONTRADICTION,
    /** A rule without which every worked case would still pass, or that no case sees at rest. */
    UNEXERCISED,
    /** A number that could be another without any worked case noticing. */
    ONE_SIDED,
    /** An invariant of the pack that does not hold. */
    BROKEN_INVARIANT,
    /** An entry that is not as somebody read it against the official text. */
    UNSEALED
  }
}
