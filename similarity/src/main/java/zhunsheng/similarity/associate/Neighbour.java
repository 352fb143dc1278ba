package zhunsheng.similarity.associate;

import zhunsheng.similarity.Existing;

/**
 * Something that exists and does the like, however it is called.
 *
 * @param likeness of what both do, from -1 to 1
 */
public record Neighbour(Existing existing, double likeness) {}
