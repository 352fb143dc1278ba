package zhunsheng.policy.mutate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import zhunsheng.policy.load.PackDraft;

/** Damages the lines of a pack, one at a time, and says what becomes of each damage. */
public final class Mutation {
  private final PackDraft draft;
  private final Judge judge;

  /**
   * Makes ready to damage a pack.
   *
   * @param whole whether to run every case that could notice; otherwise a few, where a broken seal
   *     tells anyhow
   * @throws zhunsheng.policy.load.PolicyException if a case does not load
   */
  public Mutation(PackDraft draft, boolean whole) {
    this.draft = draft;
    judge = new Judge(draft, draft.cases(), whole);
  }

  /** The files that are damaged: the pack's own; those that it shares where {@code shared}. */
  public List<String> files(boolean shared) {
    return draft.files().stream()
        .filter(f -> f.startsWith(draft.policy().id() + "/") != shared)
        .toList();
  }

  /**
   * Damages lines of these files.
   *
   * @param done hears each judgement, and how much of the whole is done, from 0 to 1
   */
  public Result run(List<String> files, Sample sample, BiConsumer<Judgement, Double> done) {
    Names names = new Names(draft.policy());
    Map<Judgement.Verdict, Integer> counts = new EnumMap<>(Judgement.Verdict.class);
    List<Judgement> bad = new ArrayList<>();
    int all = files.stream().mapToInt(f -> lines(f).size()).sum();
    int count = 0;
    int tried = 0;
    for (String file : files) {
      List<String> lines = lines(file);
      for (int at = 1; at <= lines.size(); at++, count++) {
        if (!sample.takes(count)) {
          continue;
        }
        List<Damage> damages = sample.of(Damages.of(names, file, lines, at));
        tried += damages.isEmpty() ? 0 : 1;
        for (Damage damage : damages) {
          Judgement judgement = judge.judge(damage, lines);
          counts.merge(judgement.verdict(), 1, Integer::sum);
          if (!judgement.verdict().good()) {
            bad.add(judgement);
          }
          done.accept(judgement, (count + 1) / (double) all);
        }
      }
    }
    return new Result(draft.policy().id(), tried, counts, bad);
  }

  private List<String> lines(String file) {
    return draft.text(file).lines().toList();
  }

  /**
   * What became of all damages.
   *
   * @param lines how many lines were damaged
   * @param bad those that are not as they should be
   */
  public record Result(
      String pack, int lines, Map<Judgement.Verdict, Integer> counts, List<Judgement> bad) {
    /** How many damages were made. */
    public int damages() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many came to that. */
    public int count(Judgement.Verdict verdict) {
      return counts.getOrDefault(verdict, 0);
    }
  }
}
