package zhunsheng.similarity.scale;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Existing;
import zhunsheng.similarity.judge.Judge;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.search.ProjectIndex;
import zhunsheng.similarity.search.ProjectIndex.Found;
import zhunsheng.similarity.search.ProjectIndex.Scored;
import zhunsheng.similarity.train.Labels;

/** Measures a search among imagined projects, with the declarations of the labels. */
public final class Scale {
  private static final String GROUP = "one";
  private static final int EACH = 24;
  private static final int AT_ONCE = 8_000;
  private static final int WARMING = 150;
  private static final int ROUNDS = 3;
  private static final int EXACT = 20;
  private static final int FRESH = 15;

  private final Encoder encoder;
  private final Path folder;
  private final Imagined imagined;
  private final List<Description> declarations;
  private final PrintWriter progress;

  /** Times of many runs in milliseconds. */
  public record Times(double p50, double p90, double p99) {
    static Times of(double[] all) {
      double[] sorted = all.clone();
      Arrays.sort(sorted);
      return new Times(at(sorted, 0.50), at(sorted, 0.90), at(sorted, 0.99));
    }

    private static double at(double[] sorted, double share) {
      return rounded(sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))]);
    }

    static Times median(List<Times> rounds) {
      return new Times(
          median(rounds, Times::p50), median(rounds, Times::p90), median(rounds, Times::p99));
    }

    private static double median(List<Times> rounds, ToDoubleFunction<Times> of) {
      double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
      return sorted[sorted.length / 2];
    }
  }

  /**
   * What was measured at one size.
   *
   * @param reading the declaration read by the model
   * @param search what comes near, found and fetched
   * @param judging the nearest judged
   * @param answer search and judging together
   * @param answerCpu the processor's time of it, which a busy machine does not stretch
   * @param nearestFound of the nearest by meaning, compared one by one, the share that the search
   *     brings
   * @param fresh from putting a thing until it is on disk and found
   * @param filledPerSecond how many were put each second in this run; 0 if the folder had them
   * @param heapMegabytes of Java objects
   * @param ownMegabytes of the process without mapped files; 0 where the system does not tell
   */
  public record Point(
      int projects,
      Times reading,
      Times search,
      Times judging,
      Times answer,
      Times answerCpu,
      double nearestFound,
      Times fresh,
      double filledPerSecond,
      double diskMegabytes,
      double heapMegabytes,
      double ownMegabytes) {}

  /**
   * @param folder of the index; what it holds already is not made again
   * @param most how many declarations are held against it at each size
   */
  public Scale(Path labels, Path folder, Encoder encoder, int most, PrintWriter progress)
      throws IOException {
    this.encoder = encoder;
    this.folder = folder;
    this.progress = progress;
    List<Description> all =
        new ArrayList<>(
            Labels.descriptions(labels.resolve("queries.jsonl"), "query_name", "query_content")
                .values());
    Collections.shuffle(all, new Random(1));
    this.declarations = all.subList(0, Math.min(most, all.size()));
    long begun = System.nanoTime();
    this.imagined = new Imagined(labels, encoder);
    progress.printf("模型读了 %d 段文字，每秒 %.0f 段%n", imagined.read(), imagined.read() / seconds(begun));
  }

  /** Fills the index up to a size and measures it. */
  public Point at(int size) throws IOException {
    try (ProjectIndex index = ProjectIndex.open(folder)) {
      double rate = fill(index, size);
      Judge judge = new Judge(Judge.Model.bundled(), encoder);
      for (int i = 0; i < Math.min(WARMING, 2 * declarations.size()); i++) {
        answer(index, judge, declarations.get(i % declarations.size()), new Lap());
      }
      List<Lap> rounds = new ArrayList<>();
      int next = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Lap lap = new Lap();
        for (int i = 0; i < declarations.size() / ROUNDS; i++) {
          answer(index, judge, declarations.get(next++), lap);
        }
        rounds.add(lap);
      }
      return new Point(
          index.size(),
          Lap.median(rounds, lap -> lap.reading),
          Lap.median(rounds, lap -> lap.search),
          Lap.median(rounds, lap -> lap.judging),
          Lap.median(rounds, lap -> lap.answer),
          Lap.median(rounds, lap -> lap.cpu),
          nearestFound(index),
          fresh(index),
          rate,
          megabytes(disk()),
          megabytes(heap()),
          megabytes(own()));
    }
  }

  private double fill(ProjectIndex index, int size) {
    long begun = System.nanoTime();
    int from = index.size();
    for (int number = from; number < size; number++) {
      Imagined.Project project = imagined.project(number, GROUP);
      index.put(
          project.existing(), Reading.of(project.existing().description(), project.vectors()));
      if ((number + 1) % AT_ONCE == 0 || number + 1 == size) {
        index.commit();
        index.refresh();
        progress.printf("\r%d / %d，%.0f 秒", number + 1, size, seconds(begun));
        progress.flush();
      }
    }
    progress.println();
    return size > from ? rounded((size - from) / seconds(begun)) : 0;
  }

  /** The times of one round. */
  private static final class Lap {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    final List<Double> reading = new ArrayList<>();
    final List<Double> search = new ArrayList<>();
    final List<Double> judging = new ArrayList<>();
    final List<Double> answer = new ArrayList<>();
    final List<Double> cpu = new ArrayList<>();

    static Times median(List<Lap> rounds, Function<Lap, List<Double>> of) {
      return Times.median(
          rounds.stream()
              .map(of)
              .map(all -> Times.of(all.stream().mapToDouble(Double::doubleValue).toArray()))
              .toList());
    }

    static long cpu() {
      return THREADS.getCurrentThreadCpuTime();
    }
  }

  private void answer(ProjectIndex index, Judge judge, Description declaration, Lap lap) {
    long begun = System.nanoTime();
    Reading mine = Reading.of(declaration, encoder);
    long read = System.nanoTime();
    long cpu = Lap.cpu();
    List<Found> found = index.search(mine, Set.of(GROUP), Set.of("none"), EACH);
    long searched = System.nanoTime();
    judge.judge(mine, found, index);
    lap.cpu.add((Lap.cpu() - cpu) / 1e6);
    long judged = System.nanoTime();
    lap.reading.add((read - begun) / 1e6);
    lap.search.add((searched - read) / 1e6);
    lap.judging.add((judged - searched) / 1e6);
    lap.answer.add((judged - read) / 1e6);
  }

  private double nearestFound(ProjectIndex index) {
    int found = 0;
    int all = 0;
    for (Description declaration : declarations.subList(0, Math.min(EXACT, declarations.size()))) {
      Reading mine = Reading.of(declaration, encoder);
      Set<String> brought = new HashSet<>();
      index.byMeaning(mine, EACH).forEach(one -> brought.add(one.id()));
      for (Scored one : index.byMeaningOfAll(mine, EACH)) {
        all++;
        found += brought.contains(one.id()) ? 1 : 0;
      }
    }
    return rounded((double) found / all);
  }

  private Times fresh(ProjectIndex index) {
    double[] times = new double[FRESH];
    for (int i = 0; i < FRESH; i++) {
      Imagined.Project project = imagined.project(-1 - i, GROUP);
      Existing thing = new Existing("fresh", GROUP, project.existing().description());
      Reading reading = Reading.of(thing.description(), project.vectors());
      long begun = System.nanoTime();
      index.put(thing, reading);
      index.commit();
      index.refresh();
      if (index.byMeaning(reading, EACH).stream().noneMatch(one -> one.id().equals("fresh"))) {
        throw new IllegalStateException("what was put is not found");
      }
      times[i] = (System.nanoTime() - begun) / 1e6;
      index.remove("fresh");
    }
    index.commit();
    index.refresh();
    return Times.of(times);
  }

  private long disk() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long sum = 0;
      for (Path file : files.toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }

  @SuppressWarnings("System.gc") // what is alive is what is asked for
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long own() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }

  private static double megabytes(long bytes) {
    return rounded(bytes / 1e6);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static double rounded(double value) {
    return value < 10 ? Math.round(value * 1000) / 1000.0 : Math.round(value * 10) / 10.0;
  }
}
