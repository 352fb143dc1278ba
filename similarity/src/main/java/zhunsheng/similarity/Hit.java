package zhunsheng.similarity;

import java.util.List;

/**
 * Something that exists, held against a new declaration.
 *
 * @param probability that a careful reviewer would call the declaration a duplicate of it, from 0
 *     to 1
 * @param matches passages of both that say the same, the nearest first
 * @param fresh passages of the declaration that it has nothing for
 */
public record Hit(
    Existing existing, double probability, Level level, List<Match> matches, List<String> fresh) {
  public Hit {
    matches = List.copyOf(matches);
    fresh = List.copyOf(fresh);
  }
}
