package zhunsheng.similarity.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zhunsheng.similarity.judge.Judge.Model;
import zhunsheng.similarity.judge.Nature;
import zhunsheng.similarity.train.Evaluation;
import zhunsheng.similarity.train.Evaluation.Judged;
import zhunsheng.similarity.train.Labels;
import zhunsheng.similarity.train.Training;
import zhunsheng.similarity.train.Training.Row;

/**
 * One course of learning: what was learned from which labels, and what it would have said without
 * having seen them.
 *
 * @param sets the labels, those that are closer to practice last
 * @param unseen for each row its log-odds by trees that had not seen its declaration
 */
@SuppressWarnings("ArrayRecordComponent") // never changed once made, never compared
record Course(List<Labels> sets, List<Row> rows, Model model, double[] unseen) {
  private static final double CLOSER = 3;

  /**
   * Learns from labels.
   *
   * @param folders each with {@code projects.jsonl} and {@code queries.jsonl}
   * @param closer a file of projects and one of queries, or none
   */
  static Course of(Training training, List<Path> folders, List<Path> closer, PrintWriter progress)
      throws IOException {
    List<Labels> sets = new ArrayList<>();
    for (Path folder : folders) {
      sets.add(Labels.read(folder));
    }
    boolean both = closer.size() == 2;
    Nature nature = training.nature(sets);
    if (both) {
      sets.add(Labels.read(closer.get(0), closer.get(1)));
    }
    int last = sets.size() - 1;
    List<Row> rows = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      rows.addAll(training.rows(sets.get(set), set, both && set == last ? CLOSER : 1, nature));
      progress.printf("第 %d 组：%d 条申报%n", set + 1, sets.get(set).queries().size());
      progress.flush();
    }
    double[] unseen = Training.unseen(rows);
    Model model = Training.learn(rows, unseen, nature, row -> !both || row.set() == last);
    return new Course(sets, rows, model, unseen);
  }

  private List<Judged> judged(int set) {
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).set() == set) {
        judged.add(new Judged(rows.get(i), model.calibration().of(unseen[i])));
      }
    }
    return judged;
  }

  /** How right it is on a set, each declaration judged by trees that had not seen it. */
  Evaluation unseen(int set) {
    return Evaluation.of(judged(set), model.duplicate());
  }

  /** What could be reached on a set with at most these false alarms, each line one share. */
  List<String> tradeOff(int set) {
    return tradeOff(judged(set));
  }

  /**
   * The same on the last set by trees that have seen nothing of it; empty if it is the only one.
   */
  List<String> apart() {
    int last = sets.size() - 1;
    if (last == 0) {
      return List.of();
    }
    double[] logOdds = Training.apart(rows, last);
    List<Judged> judged = new ArrayList<>();
    for (Row row : rows) {
      if (row.set() == last) {
        judged.add(new Judged(row, model.calibration().of(logOdds[judged.size()])));
      }
    }
    return tradeOff(judged);
  }

  private static List<String> tradeOff(List<Judged> judged) {
    List<String> lines = new ArrayList<>();
    for (double most : List.of(0.02, 0.05, 0.1, 0.15, 0.2)) {
      Evaluation.At at = Evaluation.within(judged, most);
      String title = String.format(Locale.ROOT, "  误报不超过 %.2f 时界线 %.2f", most, at.threshold());
      lines.add(at.evaluation().line(title));
    }
    return lines;
  }
}
