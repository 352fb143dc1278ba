package zhunsheng.bench.decide;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;

/**
 * {@code zhunsheng bench decide}: full assessments under each pack, and the same decisions by other
 * means, in one thread.
 */
@Command(
    name = "decide",
    description = "研判速度：各规则包的完整研判；同样的判断用 DMN 决策表和手写 Java 并列测量",
    mixinStandardHelpOptions = true)
public final class Decide implements Callable<Integer> {
  private static final int MATTERS = 500;

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--rounds", defaultValue = "7", description = "轮数，取各轮中位数（默认 7）")
  int rounds;

  @Option(names = "--seconds", defaultValue = "1", description = "每轮每项的秒数（默认 1）")
  double seconds;

  @Option(names = "--pack", description = "只测这个规则包")
  @Nullable String pack;

  @Option(names = "--json", description = "输出 JSON")
  boolean json;

  /** Runs the command. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    System.exit(new CommandLine(new Decide()).setOut(out).execute(args));
  }

  /**
   * What is printed of one way.
   *
   * @param files how many different files it decided
   * @param fewestEvents of the shortest of their histories; zero where files were drawn
   * @param mostEvents of the longest
   * @param ofJava how many times as fast as the rules written by hand; null under whole packs
   */
  record Line(
      String name,
      int files,
      long fewestEvents,
      long mostEvents,
      Stopwatch.Pace pace,
      @Nullable Double ofJava) {}

  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("zhunsheng.home", "."));
    List<Lives> packs = new ArrayList<>();
    for (String one : PolicyLoader.packs(home.resolve("policies"))) {
      if (pack == null || pack.equals(one)) {
        packs.add(Lives.of(home.resolve("policies"), one));
      }
    }
    Path tables = home.resolve("bench/src/main/resources/decide");
    List<Rival> rivals = rivals(tables);
    agree(rivals);
    List<Way> ways = new ArrayList<>(packs);
    ways.addAll(rivals);
    Map<Way, Stopwatch.Pace> paces =
        new Stopwatch()
            .measure(ways, rounds, Math.round(3000 * seconds), Math.round(1000 * seconds));
    print(packs, rivals, paces);
    return 0;
  }

  /** Every way to decide the rules of the subset, on the same files. */
  static List<Rival> rivals(Path tables) throws IOException {
    Policy subset = PolicyLoader.load(tables, "subset");
    byte[] dmn = Files.readAllBytes(tables.resolve("subset.dmn"));
    List<Matter> matters = Matter.drawn(subset, MATTERS, 1);
    return List.of(
        new ByHand(matters, ByHand.Figures.of(subset)),
        new ByRules(subset, matters),
        new ByAssessment(subset, matters),
        new ByKie(dmn, matters),
        new ByCamunda(dmn, matters));
  }

  /** Refuses to measure ways that do not say the same. */
  static void agree(List<Rival> rivals) {
    Rival first = rivals.getFirst();
    for (int i = 0; i < first.things(); i++) {
      Verdicts expected = first.verdicts(first.decide(i));
      for (Rival rival : rivals) {
        Verdicts said = rival.verdicts(rival.decide(i));
        if (!said.equals(expected)) {
          throw new IllegalStateException(
              rival.name()
                  + " says "
                  + said
                  + " of file "
                  + i
                  + ", "
                  + first.name()
                  + " "
                  + expected);
        }
      }
    }
  }

  private void print(List<Lives> packs, List<Rival> rivals, Map<Way, Stopwatch.Pace> paces) {
    List<Line> lines = new ArrayList<>();
    for (Lives lives : packs) {
      lines.add(
          new Line(
              lives.name(),
              lives.things(),
              lives.files().stream().mapToLong(Lives.Life::events).min().orElse(0),
              lives.files().stream().mapToLong(Lives.Life::events).max().orElse(0),
              Objects.requireNonNull(paces.get(lives)),
              null));
    }
    double java = Objects.requireNonNull(paces.get(rivals.getFirst())).aProcessorSecond();
    for (Rival rival : rivals) {
      Stopwatch.Pace pace = Objects.requireNonNull(paces.get(rival));
      lines.add(new Line(rival.name(), rival.things(), 0, 0, pace, pace.aProcessorSecond() / java));
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      Map<String, Line> printed = new LinkedHashMap<>();
      lines.forEach(line -> printed.put(line.name(), line));
      out.println(new JsonMapper().writeValueAsString(printed));
    } else {
      out.println(
          "                         文件      事件    每秒（时钟）  每秒（处理器）      微秒      字节   对手写 Java");
      lines.forEach(
          line ->
              out.println(
                  String.format(
                      Locale.ROOT,
                      "%-24s %4d %9s %,12.0f %,12.0f %10.2f %,10d %10s",
                      line.name(),
                      line.files(),
                      line.mostEvents() == 0 ? "" : line.fewestEvents() + "–" + line.mostEvents(),
                      line.pace().aSecond(),
                      line.pace().aProcessorSecond(),
                      line.pace().microseconds(),
                      line.pace().bytes(),
                      line.ofJava() == null
                          ? ""
                          : String.format(Locale.ROOT, "%.3f", line.ofJava()))));
    }
    out.flush();
  }
}
