package zhunsheng.similarity.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import zhunsheng.similarity.train.Training.Row;

/**
 * How right a ranking and a judgement are.
 *
 * @param recall1 share of the duplicates for which the first of the list is one that it duplicates;
 *     likewise 5 and 10
 * @param precision of the declarations called 重复, the share that is
 * @param recall of the declarations that duplicate something, the share called 重复
 * @param falseAlarms of the declarations that share words but are other things, the share called 重复
 */
public record Evaluation(
    double recall1,
    double recall5,
    double recall10,
    double precision,
    double recall,
    double falseAlarms) {

  /** The F1 that is aimed at. */
  private static final double AIM = 0.9;

  /** False alarms in a hundred that are few enough. */
  private static final int FEW = 5;

  /** A row with the probability that it is a duplicate, or whatever else puts rows in an order. */
  public record Judged(Row row, double probability) {}

  /**
   * At the threshold that is best in hindsight: what a ranking could reach if somebody set it well.
   */
  public static Evaluation inHindsight(List<Judged> judged) {
    Evaluation best = of(judged, Double.POSITIVE_INFINITY);
    List<Double> scores =
        judged.stream().map(Judged::probability).filter(Double::isFinite).sorted().toList();
    for (int i = 0; i < scores.size(); i += Math.max(1, scores.size() / 400)) {
      Evaluation at = of(judged, scores.get(i));
      best = at.f1() > best.f1() ? at : best;
    }
    return best;
  }

  /** The harmonic mean of precision and recall. */
  public double f1() {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /** All of it on one line for people, after what was measured. */
  public String line(String title) {
    return String.format(
        Locale.ROOT,
        "%s：R@1 %.3f  R@5 %.3f  R@10 %.3f  重复级：准确 %.3f  召回 %.3f  F1 %.3f  误报 %.3f",
        title,
        recall1,
        recall5,
        recall10,
        precision,
        recall,
        f1(),
        falseAlarms);
  }

  /**
   * Measures a judgement.
   *
   * @param threshold from which probability on a declaration is called 重复
   */
  public static Evaluation of(List<Judged> judged, double threshold) {
    Map<Integer, List<Judged>> byQuery = new LinkedHashMap<>();
    for (Judged one : judged) {
      byQuery
          .computeIfAbsent(one.row().query() + 100_000 * one.row().set(), q -> new ArrayList<>())
          .add(one);
    }
    int duplicates = 0;
    int others = 0;
    int[] first = new int[11];
    int rightly = 0;
    int wrongly = 0;
    for (List<Judged> list : byQuery.values()) {
      list.sort(Comparator.comparingDouble(Judged::probability).reversed());
      boolean called = list.getFirst().probability() >= threshold;
      int place = 0;
      while (place < list.size()
          && !(list.get(place).row().yes() && list.get(place).row().found())) {
        place++;
      }
      if (list.stream().noneMatch(one -> one.row().yes())) {
        others++;
        wrongly += called ? 1 : 0;
      } else {
        duplicates++;
        rightly += called ? 1 : 0;
        int last = place < list.size() ? 10 : 0;
        for (int rank = place + 1; rank <= last; rank++) {
          first[rank]++;
        }
      }
    }
    double all = Math.max(1, duplicates);
    return new Evaluation(
        first[1] / all,
        first[5] / all,
        first[10] / all,
        (double) rightly / Math.max(1, rightly + wrongly),
        rightly / all,
        (double) wrongly / Math.max(1, others));
  }

  /** What a judgement reaches from a threshold on. */
  public record At(double threshold, Evaluation evaluation) {}

  /**
   * The highest F1 with at most this share of false alarms; of several thresholds the highest.
   *
   * @param falseAlarms at most, from 0 to 1
   */
  public static At within(List<Judged> judged, double falseAlarms) {
    return within(falseAlarms, everywhere(judged));
  }

  private static At within(double falseAlarms, List<At> everywhere) {
    At best = everywhere.getFirst();
    for (At at : everywhere) {
      if (at.evaluation.falseAlarms <= falseAlarms
          && at.evaluation.f1() > best.evaluation.f1() + 1e-9) {
        best = at;
      }
    }
    return best;
  }

  /** At every hundredth, the highest first. */
  private static List<At> everywhere(List<Judged> judged) {
    List<At> all = new ArrayList<>();
    for (int percent = 100; percent >= 1; percent--) {
      all.add(new At(percent / 100.0, of(judged, percent / 100.0)));
    }
    return all;
  }

  /**
   * From which probability on a thing is called 重复: the fewest false alarms, in steps of 1 %, at
   * which F1 reaches what is aimed at; where nothing reaches it, the highest F1.
   */
  static double threshold(List<Judged> judged) {
    List<At> everywhere = everywhere(judged);
    for (int percent = FEW; percent <= 100; percent++) {
      At at = within(percent / 100.0, everywhere);
      if (at.evaluation.f1() >= AIM) {
        return at.threshold;
      }
    }
    return within(1, everywhere).threshold;
  }

  /** The highest threshold that calls at least this share of the duplicates. */
  static double thresholdOfRecall(List<Judged> judged, double recall) {
    for (int permille = 950; permille > 10; permille -= 5) {
      if (of(judged, permille / 1000.0).recall() >= recall) {
        return permille / 1000.0;
      }
    }
    return 0.01;
  }
}
