package zhunsheng.bench.decide;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Measures several ways in turns, in one thread. */
final class Stopwatch {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What was decided last, so that nothing is left out as useless. */
  private volatile @Nullable Object last;

  /**
   * What one way did; medians of the rounds.
   *
   * @param aSecond decisions a second by the clock
   * @param aProcessorSecond decisions a second of the thread's processor time, in which neither
   *     others on the machine nor the garbage collector's threads count
   * @param microseconds processor time of one decision
   * @param bytes allocated for one decision
   */
  record Pace(double aSecond, double aProcessorSecond, double microseconds, long bytes) {}

  private record Round(long decisions, long nanoseconds, long processor, long bytes) {}

  /**
   * Measures all ways, round by round.
   *
   * @param warm how long each is run before, in milliseconds
   * @param round how long one round of one way takes, in milliseconds
   */
  Map<Way, Pace> measure(List<Way> ways, int rounds, long warm, long round) {
    for (Way way : ways) {
      run(way, warm);
    }
    Map<Way, List<Round>> all = new LinkedHashMap<>();
    for (int i = 0; i < rounds; i++) {
      for (Way way : ways) {
        all.computeIfAbsent(way, w -> new ArrayList<>()).add(run(way, round));
      }
    }
    Objects.requireNonNull(last, "nothing was decided");
    Map<Way, Pace> paces = new LinkedHashMap<>();
    all.forEach(
        (way, done) ->
            paces.put(
                way,
                new Pace(
                    median(done.stream().map(r -> 1e9 * r.decisions() / r.nanoseconds()).toList()),
                    median(done.stream().map(r -> 1e9 * r.decisions() / r.processor()).toList()),
                    median(done.stream().map(r -> r.processor() / 1e3 / r.decisions()).toList()),
                    Math.round(
                        median(
                            done.stream()
                                .map(r -> (double) r.bytes() / r.decisions())
                                .toList())))));
    return paces;
  }

  private Round run(Way way, long milliseconds) {
    long decisions = 0;
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long processor = THREADS.getCurrentThreadCpuTime();
    long began = System.nanoTime();
    long now;
    do {
      for (int i = 0; i < way.things(); i++) {
        last = way.decide(i);
      }
      decisions += way.things();
      now = System.nanoTime();
    } while (now - began < milliseconds * 1_000_000);
    return new Round(
        decisions,
        now - began,
        THREADS.getCurrentThreadCpuTime() - processor,
        THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
