package zhunsheng.similarity.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Gradient-boosted decision trees for a yes-or-no question, logistic loss. Small enough to read, to
 * keep as text and to train anew in seconds; the same seed gives the same trees.
 *
 * @param base log-odds before any tree
 * @param rate by which each tree's answer counts
 */
public record Trees(double base, double rate, List<List<Node>> trees) {

  /**
   * A node of a tree; the tree's first node is its root.
   *
   * @param signal which signal is asked, or -1 in a leaf
   * @param below the node to go to when the signal is less than {@code threshold}; otherwise {@code
   *     above}
   * @param answer log-odds, in a leaf
   */
  public record Node(int signal, double threshold, int below, int above, double answer) {}

  /** How the trees are grown. */
  public record Growth(
      int trees, int depth, double rate, double least, double calm, double share, long seed) {}

  public double logOdds(double[] signals) {
    double sum = base;
    for (List<Node> tree : trees) {
      sum += rate * answer(tree, signals);
    }
    return sum;
  }

  private static double answer(List<Node> tree, double[] signals) {
    Node node = tree.getFirst();
    while (node.signal >= 0) {
      node = tree.get(signals[node.signal] < node.threshold ? node.below : node.above);
    }
    return node.answer;
  }

  static double chance(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  /**
   * Grows trees on rows of signals.
   *
   * @param yes 1 or 0 for each row
   * @param weight of each row
   */
  public static Trees grow(double[][] rows, double[] yes, double[] weight, Growth growth) {
    return new Grower(rows, yes, weight, growth).grow();
  }

  private static final class Grower {
    private final double[][] rows;
    private final double[] yes;
    private final double[] weight;
    private final Growth growth;
    private final int[][] orders;
    private final double[] slope;
    private final double[] bend;
    private final int[] place;
    private final boolean[] taken;
    private boolean[] asked = new boolean[0];
    private List<Node> tree = new ArrayList<>();

    Grower(double[][] rows, double[] yes, double[] weight, Growth growth) {
      this.rows = rows;
      this.yes = yes;
      this.weight = weight;
      this.growth = growth;
      int signals = rows[0].length;
      this.orders = new int[signals][];
      for (int s = 0; s < signals; s++) {
        int signal = s;
        orders[s] =
            IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> rows[i][signal]))
                .mapToInt(i -> i)
                .toArray();
      }
      this.slope = new double[rows.length];
      this.bend = new double[rows.length];
      this.place = new int[rows.length];
      this.taken = new boolean[rows.length];
    }

    Trees grow() {
      double all = Arrays.stream(weight).sum();
      double positive = IntStream.range(0, rows.length).mapToDouble(i -> weight[i] * yes[i]).sum();
      double base = Math.log(positive / (all - positive));
      double[] sums = new double[rows.length];
      Arrays.fill(sums, base);
      Random random = new Random(growth.seed);
      List<List<Node>> trees = new ArrayList<>();
      for (int t = 0; t < growth.trees; t++) {
        for (int i = 0; i < rows.length; i++) {
          double p = chance(sums[i]);
          slope[i] = weight[i] * (yes[i] - p);
          bend[i] = weight[i] * p * (1 - p);
          taken[i] = random.nextDouble() < growth.share;
          place[i] = 0;
        }
        asked = new boolean[orders.length];
        for (int s = 0; s < asked.length; s++) {
          asked[s] = random.nextDouble() < growth.share;
        }
        tree = new ArrayList<>();
        split(0, growth.depth);
        List<Node> grown = List.copyOf(tree);
        trees.add(grown);
        for (int i = 0; i < rows.length; i++) {
          sums[i] += growth.rate * answer(grown, rows[i]);
        }
      }
      return new Trees(base, growth.rate, List.copyOf(trees));
    }

    /**
     * Makes the node for the rows whose place it is, and those below it; its number is its place.
     */
    private void split(int me, int depth) {
      double g = 0;
      double h = 0;
      for (int i = 0; i < rows.length; i++) {
        if (taken[i] && place[i] == me) {
          g += slope[i];
          h += bend[i];
        }
      }
      while (tree.size() <= me) {
        tree.add(new Node(-1, 0, 0, 0, 0));
      }
      tree.set(me, new Node(-1, 0, 0, 0, g / (h + growth.calm)));
      if (depth == 0 || h < 2 * growth.least) {
        return;
      }
      double best = 1e-6;
      int signal = -1;
      double threshold = 0;
      for (int s = 0; s < orders.length; s++) {
        if (!asked[s]) {
          continue;
        }
        double left = 0;
        double leftBend = 0;
        double before = Double.NaN;
        for (int i : orders[s]) {
          if (!taken[i] || place[i] != me) {
            continue;
          }
          double value = rows[i][s];
          if (value > before && leftBend > growth.least && h - leftBend > growth.least) {
            double gain = worth(left, leftBend) + worth(g - left, h - leftBend) - worth(g, h);
            if (gain > best) {
              best = gain;
              signal = s;
              threshold = (value + before) / 2;
            }
          }
          left += slope[i];
          leftBend += bend[i];
          before = value;
        }
      }
      if (signal < 0) {
        return;
      }
      int below = tree.size();
      int above = below + 1;
      tree.add(new Node(-1, 0, 0, 0, 0));
      tree.add(new Node(-1, 0, 0, 0, 0));
      for (int i = 0; i < rows.length; i++) {
        if (place[i] == me) {
          place[i] = rows[i][signal] < threshold ? below : above;
        }
      }
      tree.set(me, new Node(signal, threshold, below, above, tree.get(me).answer));
      split(below, depth - 1);
      split(above, depth - 1);
    }

    private double worth(double g, double h) {
      return g * g / (h + growth.calm);
    }
  }
}
