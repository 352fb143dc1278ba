package zhunsheng.similarity.associate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import zhunsheng.similarity.judge.Nature;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.meaning.Vectors;
import zhunsheng.similarity.search.ProjectIndex.Found;

/** Tells which of the things that a search brought do the like, to measure a declaration by. */
public final class Neighbours {
  /** What is less like has nothing to say of a price. */
  static final double LIKE = 0.62;

  private Neighbours() {}

  /** Things of the same nature that do the like, the likest first. */
  public static List<Neighbour> of(Reading mine, List<Found> found, Nature nature, int most) {
    int own = likeliest(nature.of(mine.core(), mine.whole()));
    List<Neighbour> neighbours = new ArrayList<>();
    for (Found one : found) {
      Reading other = one.reading();
      double likeness =
          0.6 * Vectors.dot(mine.whole(), other.whole())
              + 0.4 * Vectors.dot(mine.core(), other.core());
      if (likeness >= LIKE && likeliest(nature.of(other.core(), other.whole())) == own) {
        neighbours.add(new Neighbour(one.existing(), likeness));
      }
    }
    neighbours.sort(Comparator.comparingDouble(Neighbour::likeness).reversed());
    return List.copyOf(neighbours.subList(0, Math.min(most, neighbours.size())));
  }

  private static int likeliest(double[] odds) {
    int best = 0;
    for (int i = 1; i < odds.length; i++) {
      best = odds[i] > odds[best] ? i : best;
    }
    return best;
  }
}
