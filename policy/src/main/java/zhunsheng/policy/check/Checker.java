package zhunsheng.policy.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zhunsheng.policy.model.Note;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.worked.CaseRunner;
import zhunsheng.policy.worked.WorkedCase;

/** All that can be said of a pack that loads. */
public final class Checker {
  private Checker() {}

  /**
   * What was found.
   *
   * @param findings what the author should mend
   * @param accounted findings that the pack's notes account for
   * @param stale ids that notes account for and that are no findings any more
   * @param exploration how far invariants were tried, empty where they were not
   */
  public record Result(
      List<Finding> findings,
      List<Finding> accounted,
      Set<String> stale,
      List<Explorer.Result> exploration) {
    /** The same with more findings. */
    public Result with(List<Finding> more) {
      List<Finding> all = new ArrayList<>(findings);
      all.addAll(more);
      return new Result(all, accounted, stale, exploration);
    }
  }

  /** What the pack's own text and structure show, at once. */
  public static Result structure(Policy policy, List<WorkedCase> cases, List<Note> notes) {
    List<Finding> found = new ArrayList<>(Coverage.findings(policy, cases));
    found.addAll(Structure.findings(policy));
    return sorted(found, notes, List.of(), false);
  }

  /**
   * The same, and whether worked cases would notice every small change, and whether the invariants
   * hold in all states around {@code bound} of them. Minutes for a large pack.
   *
   * @param progress hears what is being done, and how much of it is, from 0 to 1
   */
  public static Result whole(
      Policy policy, List<WorkedCase> cases, List<Note> notes, int bound, Progress progress) {
    List<Finding> found = new ArrayList<>(Coverage.findings(policy, cases));
    found.addAll(Structure.findings(policy));
    CaseRunner runner = new CaseRunner(policy, cases);
    List<WorkedCase> passing = cases.stream().filter(c -> runner.run(c).passed()).toList();
    found.addAll(Exercise.unnoticed(policy, passing, progress.of("试改规则")));
    Explorer.Result exploration = new Explorer(policy, passing).explore(bound, progress.of("遍历状态"));
    found.addAll(exploration.findings());
    return sorted(found, notes, List.of(exploration), true);
  }

  /** Hears of long work. */
  @FunctionalInterface
  public interface Progress {
    void at(String what, double done);

    private Consumer<Double> of(String what) {
      return done -> at(what, done);
    }
  }

  private static Result sorted(
      List<Finding> found, List<Note> notes, List<Explorer.Result> exploration, boolean whole) {
    Set<String> accepted = new HashSet<>();
    notes.forEach(n -> accepted.addAll(n.accepts()));
    Set<String> stale = new TreeSet<>(whole ? accepted : Set.of());
    found.forEach(f -> stale.remove(f.id()));
    Predicate<Finding> accounted = f -> accepted.contains(f.id()) && f.kind() != Finding.Kind.OPEN;
    return new Result(
        found.stream().filter(accounted.negate()).toList(),
        found.stream().filter(accounted).toList(),
        stale,
        exploration);
  }
}
