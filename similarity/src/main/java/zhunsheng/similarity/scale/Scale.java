package zhunsheng.similarity.scale;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
  private static final int WARMING = 500;
  private static final int ROUNDS = 3;
  private static final int EXACT = 20;
  private static final int FRESH = 100;

  /** What somebody types next. */
  private static final String MORE = "；对接统一身份认证";

  private final Encoder encoder;
  private final Path folder;
  private final Imagined imagined;
  private final List<Description> declarations;

  /** Those that are not measured: what they bring into memory, the others have not asked for. */
  private final List<Description> warming;

  private final PrintWriter progress;

  /** Times of many runs in milliseconds. */
  public record Times(double p50, double p90, double p99) {
    static Times of(List<Double> all) {
      double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
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
   * @param answerCpu the processor's time of it, all cores together, which a busy machine does not
   *     stretch
   * @param all reading, search and judging of a text that was never seen
   * @param typed the same once more with one passage added, as while somebody types
   * @param nearestFound of the nearest by meaning, compared one by one, the share that the search
   *     brings
   * @param fresh from putting a thing until it is on disk and found
   * @param freshMerging the same while all that was filled in is laid together; null if it was
   *     already
   * @param answerMerging reading, search and judging meanwhile
   * @param settledSeconds how long that took; 0 if it was already
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
      Times all,
      Times typed,
      double nearestFound,
      Times fresh,
      @Nullable Times freshMerging,
      @Nullable Times answerMerging,
      double settledSeconds,
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
    List<Description> others = all.subList(declarations.size(), all.size());
    this.warming = others.isEmpty() ? declarations : others;
    long begun = System.nanoTime();
    this.imagined = new Imagined(labels, encoder);
    progress.printf("模型读了 %d 段文字，每秒 %.0f 段%n", imagined.read(), imagined.read() / seconds(begun));
  }

  /** Fills the index up to a size and measures it. */
  public Point at(int size) throws IOException {
    try (ProjectIndex index = ProjectIndex.open(folder)) {
      double rate = fill(index, size);
      Judge judge = new Judge(Judge.Model.bundled(), encoder);
      for (int i = 0; i < Math.min(WARMING, 2 * warming.size()); i++) {
        answer(index, judge, warming.get(i % warming.size()), new Lap());
      }
      Merging merging = settle(index, judge);
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
          Lap.median(rounds, lap -> lap.all),
          Lap.median(rounds, lap -> lap.typed),
          nearestFound(index),
          fresh(index),
          merging.fresh,
          merging.answer,
          merging.seconds,
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
    private static final OperatingSystemMXBean SYSTEM =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    final List<Double> reading = new ArrayList<>();
    final List<Double> search = new ArrayList<>();
    final List<Double> judging = new ArrayList<>();
    final List<Double> answer = new ArrayList<>();
    final List<Double> cpu = new ArrayList<>();
    final List<Double> all = new ArrayList<>();
    final List<Double> typed = new ArrayList<>();

    static Times median(List<Lap> rounds, Function<Lap, List<Double>> of) {
      return Times.median(rounds.stream().map(of).map(Times::of).toList());
    }

    static long cpu() {
      return SYSTEM.getProcessCpuTime();
    }
  }

  private void answer(ProjectIndex index, Judge judge, Description declaration, Lap lap) {
    // What was read before would be remembered; here nothing was.
    encoder.forget();
    long begun = System.nanoTime();
    Reading mine = Reading.of(declaration, encoder);
    long read = System.nanoTime();
    long cpu = Lap.cpu();
    List<Found> found = index.search(mine, Set.of(GROUP), Set.of("none"), EACH);
    long searched = System.nanoTime();
    judge.judge(mine, found, index);
    long judged = System.nanoTime();
    lap.cpu.add((Lap.cpu() - cpu) / 1e6);
    lap.reading.add((read - begun) / 1e6);
    lap.search.add((searched - read) / 1e6);
    lap.judging.add((judged - searched) / 1e6);
    lap.answer.add((judged - read) / 1e6);
    lap.all.add((judged - begun) / 1e6);

    Description typed = new Description(declaration.name(), declaration.content() + MORE);
    long again = System.nanoTime();
    Reading more = Reading.of(typed, encoder);
    judge.judge(more, index.search(more, Set.of(GROUP), Set.of("none"), EACH), index);
    lap.typed.add((System.nanoTime() - again) / 1e6);
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

  private record Merging(@Nullable Times fresh, @Nullable Times answer, double seconds) {}

  /** Lays together what was filled in, and measures meanwhile. */
  private Merging settle(ProjectIndex index, Judge judge) {
    long begun = System.nanoTime();
    if (!index.settle(false)) {
      return new Merging(null, null, 0);
    }
    List<Double> fresh = new ArrayList<>();
    Lap lap = new Lap();
    while (index.merging()) {
      fresh.add(fresh(index, -1 - fresh.size()));
      answer(index, judge, declarations.get(fresh.size() % declarations.size()), lap);
    }
    index.settle(true);
    double seconds = rounded(seconds(begun));
    progress.printf("合并用 %.0f 秒%n", seconds);
    progress.flush();
    return fresh.isEmpty()
        ? new Merging(null, null, seconds)
        : new Merging(Times.of(fresh), Times.of(lap.all), seconds);
  }

  private Times fresh(ProjectIndex index) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < FRESH; i++) {
      times.add(fresh(index, -1 - i));
    }
    index.commit();
    index.refresh();
    return Times.of(times);
  }

  private double fresh(ProjectIndex index, int number) {
    Imagined.Project project = imagined.project(number, GROUP);
    Existing thing = new Existing("fresh", GROUP, project.existing().description());
    Reading reading = Reading.of(thing.description(), project.vectors());
    long begun = System.nanoTime();
    index.put(thing, reading);
    index.commit();
    index.refresh();
    if (index.byMeaning(reading, EACH).stream().noneMatch(one -> one.id().equals("fresh"))) {
      throw new IllegalStateException("what was put is not found");
    }
    double millis = (System.nanoTime() - begun) / 1e6;
    index.remove("fresh");
    return millis;
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
