package zhunsheng.bench;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zhunsheng.similarity.Description;

/**
 * OpenSearch's hybrid search by its defaults: the scores of words and of meaning each stretched to
 * run from 0 to 1, and their mean.
 *
 * <p>The two lists are what OpenSearch's own would be: its {@code match}, and the nearest vectors.
 * Only the joining is done here, as its normalisation processor describes it, because the plugin
 * that has it is not where the runner comes from.
 */
final class Hybrid implements Peer {
  /** How many of each list are joined. */
  private static final int EACH = 50;

  private final Peer words;
  private final Peer meaning;

  Hybrid(Peer words, Peer meaning) {
    this.words = words;
    this.meaning = meaning;
  }

  @Override
  public List<Ranked> find(Description declaration, int most) {
    return joined(words.find(declaration, EACH), meaning.find(declaration, EACH)).stream()
        .limit(most)
        .toList();
  }

  static List<Ranked> joined(List<Ranked> words, List<Ranked> meaning) {
    Map<Integer, Double> sum = new HashMap<>();
    for (List<Ranked> list : List.of(words, meaning)) {
      double highest = list.stream().mapToDouble(Ranked::score).max().orElse(0);
      double lowest = list.stream().mapToDouble(Ranked::score).min().orElse(0);
      for (Ranked one : list) {
        double stretched =
            highest == lowest ? 1 : Math.max(0.001, (one.score() - lowest) / (highest - lowest));
        sum.merge(one.project(), stretched / 2, Double::sum);
      }
    }
    return sum.entrySet().stream()
        .map(one -> new Ranked(one.getKey(), one.getValue()))
        .sorted(
            Comparator.comparingDouble(Ranked::score).reversed().thenComparingInt(Ranked::project))
        .toList();
  }

  @Override
  public void close() {}
}
