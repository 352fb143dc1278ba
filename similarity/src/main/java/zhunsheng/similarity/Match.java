package zhunsheng.similarity;

/**
 * Two passages that say the same.
 *
 * @param mine a passage of the new declaration, word for word
 * @param theirs the passage of what exists that comes nearest
 * @param likeness from 0 to 1
 */
public record Match(String mine, String theirs, double likeness) {}
