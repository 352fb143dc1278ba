package zhunsheng.policy.mutate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.check.Checker;
import zhunsheng.policy.check.Finding;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.load.PackDraft;
import zhunsheng.policy.load.PolicyException;
import zhunsheng.policy.load.Problem;
import zhunsheng.policy.meaning.Difference;
import zhunsheng.policy.meaning.Differences;
import zhunsheng.policy.meaning.Seal;
import zhunsheng.policy.model.Note;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.worked.CaseRunner;
import zhunsheng.policy.worked.WorkedCase;

/** Says what becomes of damages of one pack. */
final class Judge {
  private static final int FEW = 1;

  private final PackDraft draft;
  private final boolean whole;
  private final Policy policy;
  private final List<Note> notes;
  private final CaseIndex index;
  private final CaseRunner asIs;
  private final Map<WorkedCase, Set<String>> evaluated = new HashMap<>();
  private final Set<String> found = new HashSet<>();
  private final Map<List<Difference>, Judgement> known = new LinkedHashMap<>();

  private final @Nullable Seal seal;

  /**
   * @param cases cases of the pack, of which those that fail are left out
   * @param whole whether to run all cases beforehand, to know which evaluates what, and then all
   *     that could notice; otherwise only the few likeliest where the seal will tell anyhow
   */
  Judge(PackDraft draft, List<WorkedCase> cases, boolean whole) {
    this.whole = whole;
    this.draft = draft;
    PackDraft.Read read = draft.asIs();
    policy = read.policy();
    List<Note> ours = read.notes();
    notes = ours == null ? List.of() : ours;
    seal = draft.seal();
    asIs = new CaseRunner(policy, cases, this::playing);
    List<WorkedCase> passing = whole ? passing(cases) : cases;
    index = new CaseIndex(draft::text, passing);
    findings(policy, notes).forEach(f -> found.add(f.id()));
  }

  /** Runs all cases; what each evaluates is heard, from its very beginning. */
  private List<WorkedCase> passing(List<WorkedCase> cases) {
    List<WorkedCase> passing = new ArrayList<>();
    for (WorkedCase c : cases) {
      if (asIs.run(c).passed()) {
        passing.add(c);
      }
    }
    draft.memory().listen(null);
    Map<String, WorkedCase> byName = new HashMap<>();
    cases.forEach(c -> byName.putIfAbsent(c.name(), c));
    Map<WorkedCase, Set<String>> own = new HashMap<>();
    evaluated.forEach((c, sources) -> own.put(c, Set.copyOf(sources)));
    for (WorkedCase c : cases) {
      Set<String> sources = evaluated.computeIfAbsent(c, x -> new HashSet<>());
      WorkedCase at = c;
      for (int i = 0; at != null && i < 20; i++) {
        sources.addAll(own.getOrDefault(at, Set.of()));
        at = at.begins() == null ? null : byName.get(at.begins());
      }
    }
    return passing;
  }

  private void playing(WorkedCase c) {
    if (whole) {
      draft.memory().listen(evaluated.computeIfAbsent(c, x -> new HashSet<>()));
    }
  }

  private List<Finding> findings(Policy of, List<Note> with) {
    Checker.Result result = Checker.structure(of, index.cases(), with);
    List<Finding> all = new ArrayList<>(result.findings());
    all.addAll(result.accounted());
    return all;
  }

  Judgement judge(Damage damage, List<String> lines) {
    PackDraft.Read read;
    try {
      read = draft.with(damage.file(), damage.text(lines));
    } catch (PolicyException e) {
      return refused(damage, lines, e.problems());
    } catch (RuntimeException e) {
      return new Judgement(damage, Judgement.Verdict.CRASHED, trace(e));
    }
    List<Difference> differences = new ArrayList<>(Differences.between(policy, read.policy()));
    List<Note> readNotes = read.notes();
    if (readNotes != null) {
      differences.addAll(Differences.between(notes, readNotes));
    }
    if (differences.isEmpty()) {
      return new Judgement(damage, Judgement.Verdict.SAME, "读入的内容不变");
    }
    List<Difference> turning =
        differences.stream().filter(d -> !d.onlyWords() && !sorts(d)).toList();
    if (turning.isEmpty()) {
      return new Judgement(damage, Judgement.Verdict.WORDS, differences.getFirst().toString());
    }
    Judgement same = known.get(differences);
    if (same == null) {
      same = tried(damage, read, turning);
      known.put(List.copyOf(differences), same);
    }
    return new Judgement(damage, same.verdict(), same.why());
  }

  private Judgement tried(Damage damage, PackDraft.Read read, List<Difference> differences) {
    try {
      if (differences.stream().allMatch(d -> d.path().contains("accepts"))) {
        // the checker asks for what is no longer accepted, and tells what is accepted in vain
        return new Judgement(damage, Judgement.Verdict.CHECKED, differences.getFirst().toString());
      }
      Set<String> concerned = new LinkedHashSet<>(CaseIndex.words(damage.before()));
      concerned.addAll(CaseIndex.words(damage.after()));
      for (Difference d : differences) {
        concerned.addAll(d.path());
        concerned.addAll(CaseIndex.words(d.before()));
        concerned.addAll(CaseIndex.words(d.after()));
        norm(d).ifPresent(concerned::add);
      }
      Set<String> broken = whole ? Set.of() : broken(read);
      Collection<WorkedCase> candidates = candidates(differences);
      Set<String> otherwise = new HashSet<>();
      candidates.forEach(c -> otherwise.add(c.name()));
      CaseRunner runner = asIs.under(read.policy(), name -> !otherwise.contains(name));
      int tries = 0;
      for (WorkedCase c : index.likelyFirst(candidates, concerned)) {
        if (!broken.isEmpty() && ++tries > FEW) {
          break;
        }
        if (!runner.run(c).passed()) {
          index.noticed(c);
          return new Judgement(damage, Judgement.Verdict.CAUGHT, c.name());
        }
      }
      if (whole || broken.isEmpty()) {
        for (Finding f : findings(read.policy(), notes)) {
          if (!found.contains(f.id())) {
            return new Judgement(damage, Judgement.Verdict.CHECKED, f.id());
          }
        }
      }
      broken = whole ? broken(read) : broken;
      return broken.isEmpty()
          ? new Judgement(damage, Judgement.Verdict.UNNOTICED, differences.getFirst().toString())
          : new Judgement(
              damage,
              Judgement.Verdict.SEALED,
              nearest(damage, broken) + "：" + differences.getFirst());
    } catch (RuntimeException e) {
      return new Judgement(damage, Judgement.Verdict.CRASHED, trace(e));
    }
  }

  /**
   * Whether nothing but a list's order or a form's looks turns on it: the stage under which norms
   * and procedures are listed, and how much room there is for a text.
   */
  private static boolean sorts(Difference d) {
    String last = d.path().getLast();
    return (last.equals("stage")
            && Set.of("norms", "procedures", "rules").contains(d.path().getFirst()))
        || (last.equals("type")
            && Set.of("TEXT", "LONG_TEXT").containsAll(List.of(d.before(), d.after())));
  }

  private Set<String> broken(PackDraft.Read read) {
    return seal == null ? Set.of() : seal.differing(draft.seal(read));
  }

  /** The cases that could notice one of the differences. */
  private Collection<WorkedCase> candidates(List<Difference> differences) {
    if (evaluated.isEmpty() || differences.size() >= Differences.ENOUGH) {
      return index.cases();
    }
    Set<WorkedCase> all = new LinkedHashSet<>();
    differences.forEach(d -> all.addAll(candidates(d)));
    return all;
  }

  private Collection<WorkedCase> candidates(Difference d) {
    if (d.sort() != Difference.Sort.EXPRESSION) {
      return placed(d);
    }
    Collection<WorkedCase> placed = placed(d);
    return evaluating(Set.of(d.before())).stream().filter(new HashSet<>(placed)::contains).toList();
  }

  /** Parts of a procedure on which it turns whether an act is accepted, and nothing else. */
  private static final Set<String> GATES =
      Set.of(
          "citation",
          "stage",
          "repeat",
          "after",
          "when",
          "whenMessage",
          "window",
          "withdrawal",
          "requiredWhen",
          "byMessage");

  /** The cases that see the place of a difference. */
  private Collection<WorkedCase> placed(Difference d) {
    String whole = d.path().getFirst();
    if (d.path().size() < 3) {
      return index.cases();
    }
    return switch (whole) {
      // what a norm says is said again in each of its rules; cases see neither forms nor invariants
      case "norms", "forms", "invariants", "articles" -> List.of();
      case "procedures" -> {
        Set<String> procedure = Set.of(d.path().get(1));
        yield d.path().stream().skip(2).anyMatch(GATES::contains)
            ? index.sayingItself(procedure)
            : index.saying(procedure);
      }
      case "reports" -> index.sayingItself(Set.of(d.path().get(1)));
      case "rules" -> candidates(policy.rules().all().get(Integer.parseInt(d.path().get(2))), d);
      default -> index.cases();
    };
  }

  private Collection<WorkedCase> candidates(Rule rule, Difference d) {
    if (rule instanceof Rule.Limit limit && limit.hold() == null) {
      Set<String> procedures = new HashSet<>(CaseIndex.words(d.after()));
      limit.conditions().keySet().forEach(t -> procedures.add(t.procedure()));
      return index.sayingItself(procedures);
    }
    if (d.sort() == Difference.Sort.EXPRESSION) {
      return index.cases();
    }
    Set<String> sources = new HashSet<>();
    expressions(rule).forEach(x -> sources.add(x.source()));
    return sources.isEmpty() ? index.cases() : evaluating(sources);
  }

  private static List<Expression> expressions(Rule rule) {
    List<@Nullable Expression> all = new ArrayList<>();
    switch (rule) {
      case Rule.Limit l -> {
        all.add(l.holds());
        all.addAll(l.conditions().values());
      }
      case Rule.DutyRule r -> {
        all.add(r.in());
        all.add(r.when());
        all.add(r.done());
      }
      case Rule.Definition r -> {
        r.rows().forEach(row -> all.add(row.when()));
        all.add(r.otherwise());
      }
      case Rule.NoticeRule n -> all.add(n.when());
    }
    return all.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  private List<WorkedCase> evaluating(Set<String> sources) {
    return index.cases().stream()
        .filter(c -> !Collections.disjoint(evaluated.getOrDefault(c, Set.of()), sources))
        .toList();
  }

  private Optional<String> norm(Difference d) {
    if (d.path().size() > 2 && d.path().getFirst().equals("rules")) {
      int at = Integer.parseInt(d.path().get(2));
      if (at < policy.rules().all().size()) {
        return Optional.of(policy.rules().all().get(at).norm().citation().norm());
      }
    }
    return Optional.empty();
  }

  /** What the seal says of the broken entry that stands nearest to the damage. */
  private Problem nearest(Damage damage, Set<String> broken) {
    return broken.stream()
        .map(draft::unsealed)
        .min(
            Comparator.comparing((Problem p) -> !p.file().equals(damage.file()))
                .thenComparing(p -> p.line() > damage.line())
                .thenComparingInt(p -> Math.abs(p.line() - damage.line())))
        .orElseThrow();
  }

  private static Judgement refused(Damage damage, List<String> lines, List<Problem> problems) {
    Problem nearest = null;
    for (Problem p : problems) {
      if (near(damage, lines, p)) {
        nearest = p;
        break;
      }
    }
    return nearest == null
        ? new Judgement(damage, Judgement.Verdict.REFUSED_ELSEWHERE, problems.getFirst().toString())
        : new Judgement(damage, Judgement.Verdict.REFUSED, nearest.toString());
  }

  /**
   * Whether a problem stands in the damaged entry or at the next one, or names something that the
   * entry names; where the file is no YAML any more, the first line that cannot be read counts.
   */
  private static boolean near(Damage damage, List<String> lines, Problem problem) {
    int at = damage.line();
    int first = at;
    while (first > 1 && !begins(lines.get(first - 1))) {
      first--;
    }
    int next = at + 1;
    while (next <= lines.size() && !begins(lines.get(next - 1))) {
      next++;
    }
    if (problem.file().equals(damage.file())
        && (problem.message().startsWith("YAML ")
            || Math.abs(problem.line() - at) <= 3
            || (problem.line() >= first && problem.line() <= next))) {
      return true;
    }
    String entry = String.join(" ", lines.subList(first - 1, next - 1));
    return CaseIndex.words(entry + " " + damage.after()).stream()
        .anyMatch(problem.message()::contains);
  }

  /** Whether an entry of the file begins with that line. */
  private static boolean begins(String line) {
    return !line.isEmpty() && line.charAt(0) != ' ' && line.charAt(0) != '#';
  }

  private static String trace(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
