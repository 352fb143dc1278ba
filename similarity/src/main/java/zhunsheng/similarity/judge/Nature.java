package zhunsheng.similarity.judge;

import java.util.List;
import java.util.Random;
import zhunsheng.similarity.meaning.Encoder;

/**
 * What kind of thing is procured, told from the meaning of its name and content: a system,
 * equipment, a fit-out, a training … A training around a system is no duplicate of the system,
 * however alike their words are.
 *
 * @param kinds the names of the kinds
 * @param weights for each kind one weight for each dimension of the two meanings, and a last one
 *     that always counts
 */
@SuppressWarnings("ArrayRecordComponent") // never changed once made, never compared
public record Nature(List<String> kinds, float[][] weights) {
  private static final int INPUTS = 2 * Encoder.DIMENSIONS + 1;

  /** How likely each kind is; the sum is 1. */
  public double[] of(float[] core, float[] whole) {
    double[] odds = new double[weights.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < odds.length; k++) {
      float[] w = weights[k];
      double sum = w[INPUTS - 1];
      for (int i = 0; i < Encoder.DIMENSIONS; i++) {
        sum += w[i] * core[i] + w[Encoder.DIMENSIONS + i] * whole[i];
      }
      odds[k] = sum;
      highest = Math.max(highest, sum);
    }
    double all = 0;
    for (int k = 0; k < odds.length; k++) {
      odds[k] = Math.exp(odds[k] - highest);
      all += odds[k];
    }
    for (int k = 0; k < odds.length; k++) {
      odds[k] /= all;
    }
    return odds;
  }

  /** An example to learn from. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Example(float[] core, float[] whole, String kind) {}

  /** Learns by multinomial logistic regression; the same examples give the same weights. */
  public static Nature learn(List<Example> examples) {
    List<String> kinds = examples.stream().map(Example::kind).distinct().sorted().toList();
    float[][] weights = new float[kinds.size()][INPUTS];
    Nature nature = new Nature(kinds, weights);
    Random random = new Random(1);
    int[] order = new int[examples.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int round = 0; round < 60; round++) {
      double rate = 1.0 / (1 + 0.1 * round);
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swap = order[i];
        order[i] = order[j];
        order[j] = swap;
      }
      for (int i : order) {
        Example example = examples.get(i);
        double[] likely = nature.of(example.core, example.whole);
        int right = kinds.indexOf(example.kind);
        for (int k = 0; k < likely.length; k++) {
          float step = (float) (rate * ((k == right ? 1 : 0) - likely[k]));
          float[] w = weights[k];
          float shrink = (float) (1 - rate * 2e-4);
          for (int d = 0; d < Encoder.DIMENSIONS; d++) {
            w[d] = w[d] * shrink + step * example.core[d];
            w[Encoder.DIMENSIONS + d] =
                w[Encoder.DIMENSIONS + d] * shrink + step * example.whole[d];
          }
          w[INPUTS - 1] += step * 0.1f;
        }
      }
    }
    return nature;
  }
}
