package zhunsheng.policy.mutate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zhunsheng.policy.worked.WorkedCase;

/** Finds the worked cases that a difference concerns: by the words that both name. */
final class CaseIndex {
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*|[\\u4e00-\\u9fff]{2,}");

  private final List<WorkedCase> cases;
  private final Map<WorkedCase, Set<String>> words = new HashMap<>();
  private final Map<WorkedCase, Set<String>> withBeginnings = new HashMap<>();
  private final Map<String, Integer> frequency = new HashMap<>();
  private final Deque<WorkedCase> recent = new ArrayDeque<>();

  /**
   * @param text the text of a file of cases
   */
  CaseIndex(UnaryOperator<String> text, List<WorkedCase> cases) {
    this.cases = List.copyOf(cases);
    Map<String, List<String>> files = new HashMap<>();
    Map<String, Integer> next = new HashMap<>();
    for (WorkedCase c : cases.reversed()) {
      List<String> lines = files.computeIfAbsent(c.file(), f -> text.apply(f).lines().toList());
      int end = next.getOrDefault(c.file(), lines.size() + 1);
      next.put(c.file(), c.line());
      Set<String> said =
          words(String.join("\n", lines.subList(c.line() - 1, Math.max(c.line(), end - 1))));
      said.addAll(c.norms());
      words.put(c, said);
      said.forEach(w -> frequency.merge(w, 1, Integer::sum));
    }
    Map<String, WorkedCase> byName = new HashMap<>();
    cases.forEach(c -> byName.put(c.name(), c));
    for (WorkedCase c : cases) {
      Set<String> all = new HashSet<>();
      WorkedCase at = c;
      for (int i = 0; at != null && i < 20; i++) {
        all.addAll(words.getOrDefault(at, Set.of()));
        at = at.begins() == null ? null : byName.get(at.begins());
      }
      withBeginnings.put(c, all);
    }
  }

  /** The cases in which one of these words stands, or in a case that they go on from. */
  List<WorkedCase> saying(Set<String> any) {
    return cases.stream()
        .filter(c -> !Collections.disjoint(withBeginnings.getOrDefault(c, Set.of()), any))
        .toList();
  }

  /** The cases in which one of these words stands. */
  List<WorkedCase> sayingItself(Set<String> any) {
    return cases.stream()
        .filter(c -> !Collections.disjoint(words.getOrDefault(c, Set.of()), any))
        .toList();
  }

  static Set<String> words(String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher m = WORD.matcher(text);
    while (m.find()) {
      found.add(m.group());
    }
    return found;
  }

  List<WorkedCase> cases() {
    return cases;
  }

  /** Remembers a case that noticed something: its neighbours will often be noticed by it too. */
  void noticed(WorkedCase by) {
    recent.remove(by);
    recent.addFirst(by);
    if (recent.size() > 4) {
      recent.removeLast();
    }
  }

  /**
   * These cases, those first that noticed something lately and that say the rarest of the words.
   */
  List<WorkedCase> likelyFirst(Collection<WorkedCase> some, Set<String> concerned) {
    Map<WorkedCase, Double> weight = new HashMap<>();
    for (WorkedCase c : some) {
      double sum = recent.contains(c) ? 0.5 : 0;
      Set<String> said = words.getOrDefault(c, Set.of());
      for (String word : concerned) {
        if (said.contains(word)) {
          sum += 1.0 / frequency.getOrDefault(word, 1);
        }
      }
      weight.put(c, sum);
    }
    List<WorkedCase> sorted = new ArrayList<>(new HashSet<>(some));
    sorted.sort(
        Comparator.comparingDouble((WorkedCase c) -> -weight.getOrDefault(c, 0.0))
            .thenComparing(WorkedCase::file)
            .thenComparingInt(WorkedCase::line));
    return sorted;
  }
}
