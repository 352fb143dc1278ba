package zhunsheng.similarity.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import zhunsheng.similarity.Existing;
import zhunsheng.similarity.judge.Judge;
import zhunsheng.similarity.judge.Judge.Calibration;
import zhunsheng.similarity.judge.Judge.Model;
import zhunsheng.similarity.judge.Nature;
import zhunsheng.similarity.judge.Signals;
import zhunsheng.similarity.judge.Trees;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.search.ProjectIndex;
import zhunsheng.similarity.search.ProjectIndex.Found;

/** Learns the judge from labelled declarations; the same labels give the same judge. */
public final class Training {
  private static final Trees.Growth GROWTH = new Trees.Growth(200, 3, 0.06, 2, 3, 0.7, 1);
  private static final int FOLDS = 5;
  private static final int EACH = 40;

  private final Encoder encoder;

  public Training(Encoder encoder) {
    this.encoder = encoder;
  }

  /**
   * A declaration held against one project.
   *
   * @param set which labels it is of
   * @param query place of the declaration in its set
   * @param project place of the project in its set
   * @param yes whether it duplicates it
   * @param found whether the search brought it to be judged; one that it did not has no signals and
   *     teaches nothing, but counts as missed
   * @param weight how much it counts in learning
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed once made, never compared
  public record Row(
      int set,
      int query,
      int project,
      boolean yes,
      boolean found,
      double weight,
      double[] signals) {}

  /** What is known of the kinds of things, for {@link Nature}. */
  public Nature nature(List<Labels> sets) {
    List<Nature.Example> examples = new ArrayList<>();
    for (Labels labels : sets) {
      List<Reading> projects = Reading.of(labels.projects(), encoder);
      for (int i = 0; i < projects.size(); i++) {
        add(projects.get(i), labels.kinds().get(i), examples);
      }
      List<Reading> queries = queries(labels);
      for (int i = 0; i < queries.size(); i++) {
        add(queries.get(i), labels.queries().get(i).kind(), examples);
      }
    }
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("no label says of what nature a project is");
    }
    return Nature.learn(examples);
  }

  private static void add(Reading reading, String kind, List<Nature.Example> examples) {
    if (!kind.isEmpty()) {
      examples.add(new Nature.Example(reading.core(), reading.whole(), kind));
    }
  }

  private List<Reading> queries(Labels labels) {
    return Reading.of(labels.queries().stream().map(Labels.Query::description).toList(), encoder);
  }

  /** What is done with an index that holds the projects of some labels. */
  private interface Use<T> {
    T with(ProjectIndex index, List<Reading> projects, List<Reading> queries);
  }

  private <T> T indexed(Labels labels, Use<T> use) throws IOException {
    Path folder = Files.createTempDirectory("zhunsheng-training");
    try (ProjectIndex index = ProjectIndex.open(folder)) {
      List<Reading> projects = Reading.of(labels.projects(), encoder);
      for (int i = 0; i < projects.size(); i++) {
        index.put(
            new Existing(String.valueOf(i), "", projects.get(i).description()), projects.get(i));
      }
      index.refresh();
      return use.with(index, projects, queries(labels));
    } finally {
      Folders.delete(folder);
    }
  }

  /** Each declaration held against what the search brings. */
  public List<Row> rows(Labels labels, int set, double weight, Nature nature) throws IOException {
    return indexed(
        labels,
        (index, projects, queries) -> {
          List<Row> rows = new ArrayList<>();
          for (int q = 0; q < queries.size(); q++) {
            Labels.Query query = labels.queries().get(q);
            Reading mine = queries.get(q);
            Map<Integer, Reading> theirs = new LinkedHashMap<>();
            for (Found found : Judge.nearest(mine, index.search(mine, Set.of(), Set.of(), EACH))) {
              theirs.put(Integer.parseInt(found.existing().id()), found.reading());
            }
            List<Integer> places = new ArrayList<>(theirs.keySet());
            List<Reading> readings = new ArrayList<>(theirs.values());
            List<double[]> signals =
                Signals.of(mine, readings, Judge.rarity(mine, readings, index), nature, encoder);
            for (int i = 0; i < places.size(); i++) {
              boolean yes = query.relevant().contains(places.get(i));
              rows.add(new Row(set, q, places.get(i), yes, true, weight, signals.get(i)));
            }
            for (int missed : query.relevant()) {
              if (!theirs.containsKey(missed)) {
                rows.add(new Row(set, q, missed, true, false, weight, new double[0]));
              }
            }
          }
          return rows;
        });
  }

  /** What a simpler way of searching would say of the same declarations. */
  public Map<String, List<Evaluation.Judged>> peers(Labels labels) throws IOException {
    return indexed(
        labels,
        (index, projects, queries) -> {
          List<Evaluation.Judged> words = new ArrayList<>();
          List<Evaluation.Judged> meaning = new ArrayList<>();
          for (int q = 0; q < queries.size(); q++) {
            words.addAll(judged(labels, q, index.byWords(queries.get(q), 10)));
            meaning.addAll(judged(labels, q, index.byMeaning(queries.get(q), 10)));
          }
          Map<String, List<Evaluation.Judged>> peers = new LinkedHashMap<>();
          peers.put("BM25", words);
          peers.put("cosine", meaning);
          return peers;
        });
  }

  private static List<Evaluation.Judged> judged(
      Labels labels, int query, List<ProjectIndex.Scored> found) {
    Set<Integer> relevant = labels.queries().get(query).relevant();
    List<Evaluation.Judged> judged = new ArrayList<>();
    for (ProjectIndex.Scored one : found) {
      int project = Integer.parseInt(one.id());
      judged.add(peer(query, project, relevant.contains(project), one.score()));
    }
    if (judged.stream().noneMatch(one -> one.row().yes())) {
      // Not found is behind everything that was.
      relevant.forEach(project -> judged.add(peer(query, project, true, Double.NEGATIVE_INFINITY)));
    }
    return judged;
  }

  private static Evaluation.Judged peer(int query, int project, boolean yes, double score) {
    boolean found = Double.isFinite(score);
    return new Evaluation.Judged(new Row(0, query, project, yes, found, 1, new double[0]), score);
  }

  private static Trees grow(List<Row> all) {
    List<Row> rows = all.stream().filter(Row::found).toList();
    return Trees.grow(
        rows.stream().map(Row::signals).toArray(double[][]::new),
        rows.stream().mapToDouble(row -> row.yes() ? 1 : 0).toArray(),
        rows.stream().mapToDouble(Row::weight).toArray(),
        GROWTH);
  }

  /**
   * The log-odds of each row by trees that have not seen its declaration; of what was not found,
   * negative infinity.
   */
  public static double[] unseen(List<Row> rows) {
    double[] logOdds = new double[rows.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      Trees trees = grow(rows.stream().filter(row -> fold(row) != held).toList());
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        if (fold(row) == held) {
          logOdds[i] = row.found() ? trees.logOdds(row.signals()) : Double.NEGATIVE_INFINITY;
        }
      }
    }
    return logOdds;
  }

  /** The log-odds of each row of one set by trees that have seen nothing of that set. */
  public static double[] apart(List<Row> rows, int set) {
    Trees trees = grow(rows.stream().filter(row -> row.set() != set).toList());
    return rows.stream()
        .filter(row -> row.set() == set)
        .mapToDouble(row -> row.found() ? trees.logOdds(row.signals()) : Double.NEGATIVE_INFINITY)
        .toArray();
  }

  private static int fold(Row row) {
    return (int) Math.floorMod(((row.query() + 7) * 2654435761L) >>> 9, (long) FOLDS);
  }

  /**
   * The judge that the rows teach. Calibration and levels come from declarations that the trees had
   * not seen.
   *
   * @param logOdds what {@link #unseen} says of each row
   * @param levelled which rows are like those that the judge will meet: the levels are set by them
   */
  public static Model learn(
      List<Row> rows, double[] logOdds, Nature nature, Predicate<Row> levelled) {
    Calibration calibration = calibrate(rows, logOdds);
    List<Evaluation.Judged> judged = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (levelled.test(rows.get(i))) {
        judged.add(new Evaluation.Judged(rows.get(i), calibration.of(logOdds[i])));
      }
    }
    double duplicate = Evaluation.threshold(judged);
    double suspected = Evaluation.thresholdOfRecall(judged, 0.95);
    return new Model(
        Signals.NAMES,
        nature,
        grow(rows),
        calibration,
        duplicate,
        Math.min(suspected, duplicate / 2),
        0.01);
  }

  /** Platt's: a logistic curve over the log-odds, fitted by gradient descent. */
  private static Calibration calibrate(List<Row> rows, double[] logOdds) {
    double slope = 1;
    double shift = 0;
    double all = rows.stream().filter(Row::found).mapToDouble(Row::weight).sum();
    for (int round = 0; round < 4000; round++) {
      double bySlope = 0;
      double byShift = 0;
      for (int i = 0; i < logOdds.length; i++) {
        if (!rows.get(i).found()) {
          continue;
        }
        double error =
            rows.get(i).weight()
                * ((rows.get(i).yes() ? 1 : 0) - new Calibration(slope, shift).of(logOdds[i]));
        bySlope += error * logOdds[i];
        byShift += error;
      }
      slope += 0.3 * bySlope / all;
      shift += 0.3 * byShift / all;
    }
    return new Calibration(slope, shift);
  }
}
