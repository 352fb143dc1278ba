package zhunsheng.policy.mutate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Which lines are damaged, and in how many ways; the same ones every time.
 *
 * @param every one line of so many
 * @param from the first of them, from 0; lines are counted on from file to file
 * @param perLine how many damages of a line; 0: all there are
 * @param seed chooses among a line's damages
 * @param again the report of an earlier run, whose damages alone are made again; empty: all
 */
public record Sample(int every, int from, int perLine, long seed, List<String> again) {
  public Sample {
    again = List.copyOf(again);
    if (every < 1 || from < 0 || perLine < 0) {
      throw new IllegalArgumentException("every, from or per line");
    }
  }

  public Sample(int every, int from, int perLine, long seed) {
    this(every, from, perLine, seed, List.of());
  }

  /** The damages that these lines of an earlier run's report name. */
  public static Sample again(List<String> report) {
    return new Sample(1, 0, 0, 0, report);
  }

  /** Every damage of every so many lines. */
  public static Sample every(int every, int from) {
    return new Sample(every, from, 0, 0);
  }

  boolean takes(int count) {
    return count % every == from % every;
  }

  /**
   * The chosen damages of one line: in turn one that reads well and says something else, a name
   * that is none, and one of any other kind. A line's choice stays when lines before it come or go.
   */
  List<Damage> of(List<Damage> all) {
    if (!again.isEmpty()) {
      return all.stream()
          .filter(d -> again.stream().anyMatch(line -> line.contains(" " + d + "：")))
          .toList();
    }
    if (perLine == 0 || all.size() <= perLine) {
      return all;
    }
    Damage first = all.getFirst();
    List<Damage> mixed = new ArrayList<>(all);
    Collections.shuffle(
        mixed, new Random(seed * 31 + first.file().hashCode() * 17L + first.before().hashCode()));
    List<Deque<Damage>> turns = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
    mixed.forEach(d -> turns.get(turn(d.kind())).add(d));
    List<Damage> chosen = new ArrayList<>();
    for (int i = 0; chosen.size() < perLine; i++) {
      Damage next = turns.get(i % turns.size()).poll();
      if (next != null) {
        chosen.add(next);
      }
    }
    return chosen;
  }

  private static int turn(Damage.Kind kind) {
    return switch (kind) {
      case REPLACED, NUMBER, OPERATOR -> 0;
      case MISSPELT, KEY -> 1;
      case REMOVED, INDENTED, GARBLED -> 2;
    };
  }
}
