package zhunsheng.policy.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.worked.CaseRunner;
import zhunsheng.policy.worked.WorkedCase;

/**
 * Which worked cases come to a place where a change of the law shows. All cases are run once, under
 * the law as it is, with an ear at every such place; any other case goes with the change as without
 * it.
 */
final class Witnesses {
  private final List<WorkedCase> cases;
  private final CaseRunner runner;

  /** For each case by its name the changes that show in its own steps. */
  private final Map<String, BitSet> shown = new HashMap<>();

  /** The same, its beginnings included. */
  private final Map<String, BitSet> shownInLife = new HashMap<>();

  private BitSet playing = new BitSet();

  Witnesses(Policy policy, List<WorkedCase> cases, List<Change> changes) {
    this.cases = cases;
    IdentityHashMap<Expression, List<Ear>> ears = new IdentityHashMap<>();
    BitSet anywhere = new BitSet();
    for (int i = 0; i < changes.size(); i++) {
      List<Tell> tells = changes.get(i).tells();
      if (tells.isEmpty()) {
        anywhere.set(i);
      }
      for (Tell tell : tells) {
        ears.computeIfAbsent(tell.at(), x -> new ArrayList<>()).add(new Ear(i, tell.shows()));
      }
    }
    Policy heard =
        Rewriting.policy(
            policy,
            x -> {
              List<Ear> here = ears.get(x);
              return here == null ? x : x.heard((env, was) -> hear(here, env, was));
            });
    this.runner =
        new CaseRunner(
            heard,
            cases,
            c -> playing = shown.computeIfAbsent(c.name(), n -> (BitSet) anywhere.clone()));
    cases.forEach(runner::run);
    Map<String, WorkedCase> byName = new HashMap<>();
    cases.forEach(c -> byName.putIfAbsent(c.name(), c));
    for (WorkedCase worked : cases) {
      BitSet all = new BitSet();
      WorkedCase c = worked;
      for (int depth = 0; c != null && depth <= 20; depth++) {
        all.or(shown.getOrDefault(c.name(), anywhere));
        c = c.begins() == null ? null : byName.get(c.begins());
      }
      shownInLife.put(worked.name(), all);
    }
  }

  /** Hears where a change shows. */
  private record Ear(int change, BiPredicate<Env, Object> shows) {}

  private void hear(List<Ear> ears, Env env, Object was) {
    for (Ear ear : ears) {
      if (!playing.get(ear.change()) && ear.shows().test(env, was)) {
        playing.set(ear.change());
      }
    }
  }

  /**
   * The cases that may notice, those first that should: that name the norm and come to the place in
   * their own steps.
   */
  List<WorkedCase> of(int change, @Nullable String norm) {
    return cases.stream()
        .filter(c -> shows(shownInLife, change, c.name()))
        .sorted(
            Comparator.comparing((WorkedCase c) -> norm != null && !c.norms().contains(norm))
                .thenComparing(c -> !shows(shown, change, c.name())))
        .toList();
  }

  private static boolean shows(Map<String, BitSet> where, int change, String name) {
    BitSet shown = where.get(name);
    return shown == null || shown.get(change);
  }

  /** Runs cases under that change, from where the law as it is brings them. */
  CaseRunner runner(int change, Policy changed) {
    return runner.under(changed, name -> !shows(shownInLife, change, name));
  }
}
