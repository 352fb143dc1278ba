package zhunsheng.similarity.judge;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.meaning.Vectors;
import zhunsheng.similarity.search.ProjectIndex.Rarity;
import zhunsheng.similarity.text.Bigrams;
import zhunsheng.similarity.text.Concepts;
import zhunsheng.similarity.text.Passages;
import zhunsheng.similarity.text.Residue;

/** What is measured of a declaration and one existing thing; the judge decides by it. */
public final class Signals {
  private static final List<String> OF_MEANING_AND_WORDS =
      List.of(
          "whole-whole",
          "name-name",
          "core-core",
          "core-whole",
          "whole-core",
          "core-functions",
          "functions-core",
          "covered",
          "covered-least",
          "covering",
          "covered-half",
          "words-in-theirs",
          "words-in-mine",
          "name-words-in-theirs",
          "name-words-in-mine",
          "nature-same",
          "nature-odds",
          "left-name",
          "left-name-whole",
          "left-name-functions",
          "their-left-name-whole",
          "left-names",
          "left",
          "left-whole",
          "lefts");

  private static final List<String> OF_CONCEPTS =
      List.of(
          "alike",
          "shared",
          "name-missing",
          "their-name-missing",
          "names-shared",
          "missing",
          "their-missing");

  /**
   * Those of which is also said how far ahead of all others found a thing is, each with what the
   * best of the others reaches in three searches of four (measured alike on two sets of labels):
   * the place of others where there are none, or none that is near.
   */
  private static final SortedMap<String, Double> COMPARED =
      new TreeMap<>(
          Map.of(
              "whole-whole", 0.65,
              "core-core", 0.54,
              "core-functions", 0.59,
              "covered", 0.54,
              "covering", 0.54,
              "words-in-theirs", 0.05,
              "words-in-mine", 0.05,
              "left-whole", 0.64));

  /** The signals, in their order. */
  public static final List<String> NAMES = names();

  private Signals() {}

  private static List<String> names() {
    List<String> names = new ArrayList<>(OF_MEANING_AND_WORDS);
    for (Concepts.Kind kind : Concepts.Kind.values()) {
      OF_CONCEPTS.forEach(signal -> names.add(kind.name().toLowerCase(Locale.ROOT) + "-" + signal));
    }
    COMPARED.keySet().forEach(signal -> names.add("ahead-" + signal));
    return List.copyOf(names);
  }

  /**
   * What is measured of one declaration against many things at once. What it shares with all of
   * them tells less than what it shares with one, so each is also measured against the others.
   */
  public static List<double[]> of(
      Reading mine, List<Reading> theirs, Rarity rarity, Nature nature, Encoder encoder) {
    Set<String> myWords = words(mine.description());
    Set<String> myName = Bigrams.of(mine.functions().getFirst());
    double[] myNature = nature.of(mine.core(), mine.whole());
    Named myConcepts = Named.of(mine.description());
    List<Left> lefts = Left.of(mine, theirs, rarity, encoder);
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      Reading other = theirs.get(i);
      Set<String> words = words(other.description());
      double[] covered = covered(mine, other);
      double[] covering = covered(other, mine);
      double[] theirNature = nature.of(other.core(), other.whole());
      Left left = lefts.get(i);
      double[] first =
          new double[] {
            Vectors.dot(mine.whole(), other.whole()),
            Vectors.dot(mine.name(), other.name()),
            Vectors.dot(mine.core(), other.core()),
            Vectors.dot(mine.core(), other.whole()),
            Vectors.dot(other.core(), mine.whole()),
            Vectors.best(mine.core(), other.meanings()),
            Vectors.best(other.core(), mine.meanings()),
            covered[0],
            covered[1],
            covering[0],
            covered[2],
            share(myWords, words, rarity),
            share(words, myWords, rarity),
            share(myName, words, rarity),
            share(Bigrams.of(other.functions().getFirst()), myWords, rarity),
            same(myNature, theirNature),
            Math.log(
                (myNature[likeliest(theirNature)] + 0.01) / (myNature[likeliest(myNature)] + 0.01)),
            left.name,
            left.nameWhole,
            left.nameFunctions,
            left.theirNameWhole,
            left.names,
            left.all,
            left.whole,
            left.lefts
          };
      double[] signals = Arrays.copyOf(first, NAMES.size());
      int at = first.length;
      Named theirConcepts = Named.of(other.description());
      for (Concepts.Kind kind : Concepts.Kind.values()) {
        for (double signal : concepts(myConcepts, theirConcepts, kind)) {
          signals[at++] = signal;
        }
      }
      all.add(signals);
    }
    compare(all);
    return all;
  }

  /** Fills in how far each thing is ahead of the best of the others. */
  private static void compare(List<double[]> all) {
    int at = NAMES.size() - COMPARED.size();
    for (Map.Entry<String, Double> compared : COMPARED.entrySet()) {
      int signal = NAMES.indexOf(compared.getKey());
      double[] sorted = all.stream().mapToDouble(signals -> signals[signal]).sorted().toArray();
      double best = sorted[sorted.length - 1];
      double second = sorted.length == 1 ? compared.getValue() : sorted[sorted.length - 2];
      for (double[] signals : all) {
        double other = signals[signal] < best ? best : second;
        signals[at] = signals[signal] - Math.max(other, compared.getValue());
      }
      at++;
    }
  }

  /** The concepts that a description names, in its name and anywhere. */
  private record Named(Map<Concepts.Kind, Set<String>> name, Map<Concepts.Kind, Set<String>> text) {
    static Named of(Description description) {
      return new Named(Concepts.in(description.name()), Concepts.in(Signals.text(description)));
    }
  }

  private static double[] concepts(Named mine, Named other, Concepts.Kind kind) {
    Set<String> myName = requireNonNull(mine.name.get(kind));
    Set<String> myText = requireNonNull(mine.text.get(kind));
    Set<String> theirName = requireNonNull(other.name.get(kind));
    Set<String> theirText = requireNonNull(other.text.get(kind));
    Set<String> both = new HashSet<>(myText);
    both.retainAll(theirText);
    Set<String> either = new HashSet<>(myText);
    either.addAll(theirText);
    return new double[] {
      either.isEmpty() ? 0 : (double) both.size() / either.size(),
      both.size(),
      missing(myName, theirText),
      missing(theirName, myText),
      myName.size() - missing(myName, theirName),
      missing(myText, theirText),
      missing(theirText, myText)
    };
  }

  private static int missing(Set<String> of, Set<String> in) {
    return (int) of.stream().filter(concept -> !in.contains(concept)).count();
  }

  private static String text(Description description) {
    return description.name() + "。" + description.content();
  }

  private static Set<String> words(Description description) {
    return Bigrams.of(text(description));
  }

  /**
   * Mean and least likeness of the one's functions to the other's, and the share that has a
   * counterpart.
   */
  static double[] covered(Reading one, Reading other) {
    double sum = 0;
    double all = 0;
    double least = 1;
    double half = 0;
    for (int i = 0; i < one.functions().size(); i++) {
      double weight = Math.sqrt(Math.min(one.functions().get(i).length(), 20));
      float[] meaning = one.meanings().get(i);
      double best =
          Math.max(Vectors.best(meaning, other.meanings()), Vectors.dot(meaning, other.whole()));
      sum += weight * best;
      all += weight;
      least = Math.min(least, best);
      half += best > 0.6 ? weight : 0;
    }
    return new double[] {sum / all, least, half / all};
  }

  /** By how much of their rarity the words of the one are among the other's. */
  private static double share(Set<String> one, Set<String> other, Rarity rarity) {
    double shared = 0;
    double all = 0;
    for (String word : one) {
      double weight = rarity.of(word);
      all += weight;
      shared += other.contains(word) ? weight : 0;
    }
    return all == 0 ? 0 : shared / all;
  }

  private static double same(double[] mine, double[] theirs) {
    double sum = 0;
    for (int k = 0; k < mine.length; k++) {
      sum += mine[k] * theirs[k];
    }
    return sum;
  }

  private static int likeliest(double[] of) {
    int best = 0;
    for (int k = 1; k < of.length; k++) {
      best = of[k] > of[best] ? k : best;
    }
    return best;
  }

  /** What both do not say in the same words, and how like that is. */
  private record Left(
      double name,
      double nameWhole,
      double nameFunctions,
      double theirNameWhole,
      double names,
      double all,
      double whole,
      double lefts) {

    static List<Left> of(Reading mine, List<Reading> theirs, Rarity rarity, Encoder encoder) {
      String myName = mine.functions().getFirst();
      String myText = text(mine);
      List<String> names = new ArrayList<>();
      for (Reading other : theirs) {
        names.add(String.join(" ", Residue.of(myName, text(other))));
        names.add(String.join(" ", Residue.of(other.functions().getFirst(), myText)));
      }
      Map<String, float[]> meanings = new HashMap<>();
      meanings.put(myName, mine.core());
      theirs.forEach(other -> meanings.put(other.functions().getFirst(), other.core()));
      List<String> unread =
          names.stream().filter(name -> !meanings.containsKey(name)).distinct().toList();
      List<float[]> read = encoder.encode(unread);
      for (int i = 0; i < unread.size(); i++) {
        meanings.put(unread.get(i), read.get(i));
      }
      Set<String> myWords = Bigrams.of(myText);
      List<Left> lefts = new ArrayList<>();
      for (int i = 0; i < theirs.size(); i++) {
        Reading other = theirs.get(i);
        String name = names.get(2 * i);
        String theirName = names.get(2 * i + 1);
        float[] nameMeaning = requireNonNull(meanings.get(name));
        float[] theirNameMeaning = requireNonNull(meanings.get(theirName));
        Rest myRest = Rest.of(mine, Bigrams.of(text(other)), rarity);
        Rest theirRest = Rest.of(other, myWords, rarity);
        lefts.add(
            new Left(
                share(name, myName),
                name.isEmpty() ? 1 : Vectors.dot(nameMeaning, other.whole()),
                name.isEmpty() ? 1 : Vectors.best(nameMeaning, other.meanings()),
                theirName.isEmpty() ? 1 : Vectors.dot(theirNameMeaning, mine.whole()),
                name.isEmpty() || theirName.isEmpty()
                    ? 0.7
                    : Vectors.dot(nameMeaning, theirNameMeaning),
                myRest.share,
                Vectors.dot(myRest.meaning, other.whole()),
                Vectors.dot(myRest.meaning, theirRest.meaning)));
      }
      return lefts;
    }

    private static String text(Reading reading) {
      return Passages.plain(reading.description().name() + "。" + reading.description().content());
    }

    private static double share(String left, String text) {
      return text.isEmpty() ? 0 : (double) left.replace(" ", "").length() / text.length();
    }
  }

  /**
   * What the one says in words that the other has not.
   *
   * @param share of its words, by their rarity
   * @param meaning of its functions, each weighted by how much of it is left
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Rest(double share, float[] meaning) {
    static Rest of(Reading one, Set<String> otherWords, Rarity rarity) {
      float[] sum = new float[Encoder.DIMENSIONS];
      double left = 0;
      double all = 0;
      for (int i = 0; i < one.functions().size(); i++) {
        Set<String> words = Bigrams.of(one.functions().get(i));
        double weight = Math.sqrt(Math.min(one.functions().get(i).length(), 20));
        double rest = weight * (1 - Signals.share(words, otherWords, rarity));
        left += rest;
        all += weight;
        float[] meaning = one.meanings().get(i);
        for (int d = 0; d < sum.length; d++) {
          sum[d] += (float) (rest + 0.01) * meaning[d];
        }
      }
      return new Rest(left / all, Vectors.unit(sum));
    }
  }
}
