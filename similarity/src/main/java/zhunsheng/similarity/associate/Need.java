package zhunsheng.similarity.associate;

import zhunsheng.similarity.Existing;

/**
 * Something that exists and that a declaration needs.
 *
 * @param likeness from 0 to 1: how surely the passage asks for it
 * @param passage of the declaration, word for word
 */
public record Need(Existing existing, double likeness, String passage) {}
