package zhunsheng.similarity.associate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.meaning.Vectors;
import zhunsheng.similarity.search.ProjectIndex;
import zhunsheng.similarity.search.ProjectIndex.Found;
import zhunsheng.similarity.text.Bigrams;
import zhunsheng.similarity.text.Passages;

/**
 * Tells which of the things that a search brought a declaration needs: those that one of its
 * passages names, or means in other words.
 *
 * <p>To need a thing is something else than to be like it: a thing is asked for by one passage, and
 * the rest of the declaration is about other things.
 */
public final class Needs {
  /** Less likely needs are not worth a look. */
  public static final double ENOUGH = 0.5;

  /** The likeness of meanings that have nothing to do with each other, and of the same ones. */
  private static final double UNRELATED = 0.55;

  private static final double SAME = 0.85;

  /** So many characters in a row of a name that a passage says: 公积金 of 住房公积金缴存. */
  private static final int RUN = 3;

  private static final double RUN_IS_WORTH = 0.6;

  /** What the name of every thing of a catalogue ends in. */
  private static final Pattern TAIL =
      Pattern.compile("(?:基础|基本|综合|登记|共享|公共|业务|信息|数据|资源|目录|清单|台账|记录|库|表|集|服务|接口)+$");

  private Needs() {}

  /** What is particular in the name of a thing that is catalogued: 人口 of 人口基础信息库. */
  static String core(String name) {
    String plain = Passages.plain(name);
    String core = TAIL.matcher(plain).replaceAll("");
    return core.length() >= 2 ? core : plain;
  }

  /**
   * What the declaration needs, the surest first.
   *
   * @param names the meaning of each thing's particular name, in their order
   */
  public static List<Need> of(
      Reading mine, List<Found> things, List<float[]> names, ProjectIndex.Rarity rarity, int most) {
    List<Need> needs = new ArrayList<>();
    for (int i = 0; i < things.size(); i++) {
      Need need = need(mine, things.get(i), names.get(i), rarity);
      if (need.likeness() >= ENOUGH) {
        needs.add(need);
      }
    }
    needs.sort(Comparator.comparingDouble(Need::likeness).reversed());
    return List.copyOf(needs.subList(0, Math.min(most, needs.size())));
  }

  private static Need need(Reading mine, Found thing, float[] name, ProjectIndex.Rarity rarity) {
    String core = core(thing.existing().description().name());
    double best = -1;
    String passage = "";
    for (int i = 0; i < mine.functions().size(); i++) {
      String function = mine.functions().get(i);
      double likeness =
          likeness(Vectors.dot(mine.meanings().get(i), name), named(core, function, rarity));
      if (likeness > best) {
        best = likeness;
        passage = function;
      }
    }
    return new Need(thing.existing(), best, passage);
  }

  /** Named in so many words is as good as meant; meant and half named is better than meant. */
  private static double likeness(double meaning, double named) {
    double meant = Math.clamp((meaning - UNRELATED) / (SAME - UNRELATED), 0, 1);
    return Math.max(named, 0.7 * meant + 0.3 * named);
  }

  /** How much of a name a passage says, by the rarity of its pairs of characters. */
  private static double named(String core, String passage, ProjectIndex.Rarity rarity) {
    if (passage.contains(core)) {
      return 1;
    }
    Set<String> words = new LinkedHashSet<>(Bigrams.of(core));
    Set<String> said = Bigrams.of(passage);
    double all = 0;
    double both = 0;
    for (String word : words) {
      double weight = rarity.of(word);
      all += weight;
      both += said.contains(word) ? weight : 0;
    }
    double share = all == 0 ? 0 : both / all;
    return run(core, passage) >= RUN ? Math.max(share, RUN_IS_WORTH) : share;
  }

  /** The length of the longest run of characters that both have. */
  private static int run(String one, String other) {
    int longest = 0;
    for (int from = 0; from < one.length(); from++) {
      int until = from + longest + 1;
      while (until <= one.length() && other.contains(one.substring(from, until))) {
        longest = until - from;
        until++;
      }
    }
    return longest;
  }
}
