package zhunsheng.similarity.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.similarity.Hit;
import zhunsheng.similarity.Level;
import zhunsheng.similarity.Match;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.meaning.Vectors;
import zhunsheng.similarity.search.ProjectIndex;
import zhunsheng.similarity.search.ProjectIndex.Found;
import zhunsheng.similarity.search.ProjectIndex.Rarity;
import zhunsheng.similarity.text.Bigrams;
import zhunsheng.similarity.text.Passages;

/**
 * Says of things that a search found how likely a declaration duplicates each, and by which
 * passages.
 */
public final class Judge {
  /** What the search brings beyond these is not judged in full. */
  private static final int JUDGED = 16;

  /** From which likeness on two passages are shown as saying the same. */
  private static final double SAME = 0.62;

  private static final double NEW = 0.5;

  private final Model model;
  private final Encoder encoder;

  /**
   * What was learned; kept as JSON beside this class.
   *
   * @param duplicate from which probability on a hit is 重复
   * @param suspected from which on 疑似
   * @param related from which on 相关
   */
  public record Model(
      List<String> signals,
      Nature nature,
      Trees trees,
      Calibration calibration,
      double duplicate,
      double suspected,
      double related) {

    /** The model that comes with the product. */
    public static Model bundled() {
      try (InputStream json = Judge.class.getResourceAsStream("model.json")) {
        if (json == null) {
          throw new IllegalStateException("the model is missing");
        }
        return new JsonMapper().readValue(json, Model.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public double probability(double[] measured) {
      return calibration.of(trees.logOdds(measured));
    }

    Level level(double probability) {
      if (probability >= duplicate) {
        return Level.DUPLICATE;
      }
      if (probability >= suspected) {
        return Level.SUSPECTED;
      }
      return probability >= related ? Level.RELATED : Level.UNRELATED;
    }
  }

  /** Makes the trees' log-odds a probability that holds (Platt). */
  public record Calibration(double slope, double shift) {
    public double of(double logOdds) {
      return Trees.chance(slope * logOdds + shift);
    }
  }

  public Judge(Model model, Encoder encoder) {
    if (!model.signals().equals(Signals.NAMES)) {
      throw new IllegalStateException("the model was learned on other signals; train it anew");
    }
    this.model = model;
    this.encoder = encoder;
  }

  /** The things judged, the most probable duplicate first. */
  public List<Hit> judge(Reading mine, List<Found> found, ProjectIndex index) {
    List<Found> nearest = nearest(mine, found);
    if (nearest.isEmpty()) {
      return List.of();
    }
    List<Reading> theirs = nearest.stream().map(Found::reading).toList();
    List<double[]> signals =
        Signals.of(mine, theirs, rarity(mine, theirs, index), model.nature(), encoder);
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < nearest.size(); i++) {
      double probability = model.probability(signals.get(i));
      hits.add(
          new Hit(
              nearest.get(i).existing(),
              probability,
              model.level(probability),
              matches(mine, theirs.get(i)),
              fresh(mine, theirs.get(i))));
    }
    hits.sort(Comparator.comparingDouble(Hit::probability).reversed());
    return hits;
  }

  /** How rare the words of these are among all that the index holds. */
  public static Rarity rarity(Reading mine, List<Reading> theirs, ProjectIndex index) {
    Set<String> words = new HashSet<>(words(mine));
    theirs.forEach(other -> words.addAll(words(other)));
    return index.rarity(words);
  }

  private static Set<String> words(Reading reading) {
    return Bigrams.of(reading.description().name() + "。" + reading.description().content());
  }

  /** Those worth judging: a rough order costs a hundredth of a judgement. */
  public static List<Found> nearest(Reading mine, List<Found> found) {
    record Rough(Found found, double likeness) {}
    return found.stream()
        .map(one -> new Rough(one, rough(mine, one.reading())))
        .sorted(Comparator.comparingDouble(Rough::likeness).reversed())
        .limit(JUDGED)
        .map(Rough::found)
        .toList();
  }

  /** Weights of a softmax over all that a search brings, learned from our own labels. */
  private static double rough(Reading mine, Reading other) {
    return 0.9 * Vectors.dot(mine.whole(), other.whole())
        + 1.1 * Vectors.dot(mine.core(), other.whole())
        + 0.7 * Vectors.dot(other.core(), mine.whole())
        - 0.35 * Vectors.dot(mine.core(), other.core())
        + 0.15 * Vectors.best(mine.core(), other.meanings())
        - 0.5 * Vectors.best(other.core(), mine.meanings())
        + Signals.covered(mine, other)[0]
        + 1.2 * Signals.covered(other, mine)[0];
  }

  private static List<Match> matches(Reading mine, Reading other) {
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < mine.functions().size(); i++) {
      int nearest = Vectors.nearest(mine.meanings().get(i), other.meanings());
      double likeness = Vectors.dot(mine.meanings().get(i), other.meanings().get(nearest));
      if (likeness >= SAME) {
        matches.add(
            new Match(
                mine.functions().get(i), other.functions().get(nearest), Math.min(1, likeness)));
      }
    }
    matches.sort(Comparator.comparingDouble(Match::likeness).reversed());
    return matches.subList(0, Math.min(8, matches.size()));
  }

  private static List<String> fresh(Reading mine, Reading other) {
    List<String> fresh = new ArrayList<>();
    String theirs =
        Passages.plain(other.description().name() + "。" + other.description().content());
    for (int i = 1; i < mine.functions().size(); i++) {
      String function = mine.functions().get(i);
      float[] meaning = mine.meanings().get(i);
      if (!theirs.contains(function)
          && Vectors.best(meaning, other.meanings()) < NEW
          && Vectors.dot(meaning, other.whole()) < NEW) {
        fresh.add(function);
      }
    }
    return fresh;
  }
}
