package zhunsheng.similarity.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Existing;
import zhunsheng.similarity.Hit;
import zhunsheng.similarity.LookAlikes;
import zhunsheng.similarity.Match;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.train.Folders;
import zhunsheng.similarity.train.Labels;
import zhunsheng.similarity.train.Training;

/**
 * {@code zhunsheng similar}: holds declarations against what exists, without a server or a
 * database.
 */
@Command(
    name = "similar",
    description = "查重：逐条列出与申报最相近的已有项目，附概率和级别",
    mixinStandardHelpOptions = true,
    subcommands = SimilarCommand.Train.class)
public final class SimilarCommand implements Callable<Integer> {
  private static final int AT_ONCE = 64;

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--corpus", paramLabel = "FILE", description = "已有项目，每行一个 JSON：name、content")
  @Nullable Path corpus;

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description = "申报，每行一个 JSON：query_name、query_content")
  @Nullable Path queries;

  @Option(names = "--most", defaultValue = "10", description = "每条申报最多列出几个（默认 ${DEFAULT-VALUE}）")
  int most;

  @Option(names = "--json", description = "每条申报输出一行 JSON")
  boolean json;

  /** What is printed of a hit; {@code line} counts the corpus from 0. */
  record Listed(
      int line,
      String name,
      double probability,
      String level,
      List<Match> matches,
      List<String> fresh) {}

  /** What is printed of a declaration; {@code query} counts the queries from 0. */
  record Answer(int query, String name, List<Listed> ranked) {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (corpus == null || queries == null) {
      err.println("similar: 请给出 --corpus 和 --queries。");
      return 2;
    }
    SortedMap<Integer, Description> existing;
    SortedMap<Integer, Description> declared;
    try {
      existing = Labels.descriptions(corpus, "name", "content");
      declared = Labels.descriptions(queries, "query_name", "query_content");
    } catch (NoSuchFileException e) {
      err.println("similar: 没有文件 " + e.getFile());
      return 2;
    } catch (IllegalArgumentException e) {
      err.println("similar: " + e.getMessage());
      return 2;
    }
    Path folder = Files.createTempDirectory("zhunsheng-similar");
    try (Encoder encoder = new Encoder();
        LookAlikes lookAlikes = new LookAlikes(folder, encoder)) {
      List<Existing> batch = new ArrayList<>();
      int done = 0;
      for (Map.Entry<Integer, Description> line : existing.entrySet()) {
        batch.add(new Existing(String.valueOf(line.getKey()), "", line.getValue()));
        done++;
        if (batch.size() == AT_ONCE || done == existing.size()) {
          lookAlikes.put(batch);
          batch.clear();
          err.printf("\r已建索引 %d / %d", done, existing.size());
          err.flush();
        }
      }
      err.println();
      lookAlikes.refresh();
      JsonMapper mapper = new JsonMapper();
      for (Map.Entry<Integer, Description> line : declared.entrySet()) {
        List<Listed> ranked =
            lookAlikes.find(line.getValue(), Set.of(), Set.of(), most).stream()
                .map(SimilarCommand::listed)
                .toList();
        Answer answer = new Answer(line.getKey(), line.getValue().name(), ranked);
        if (json) {
          out.println(mapper.writeValueAsString(answer));
        } else {
          print(answer, out);
        }
      }
      out.flush();
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private static Listed listed(Hit hit) {
    return new Listed(
        Integer.parseInt(hit.existing().id()),
        hit.existing().description().name(),
        Math.round(hit.probability() * 10_000) / 10_000.0,
        hit.level().title(),
        hit.matches(),
        hit.fresh());
  }

  private static void print(Answer answer, PrintWriter out) {
    out.printf("%d %s%n", answer.query, answer.name);
    if (answer.ranked.isEmpty()) {
      out.println("    没有相近的");
    }
    for (Listed one : answer.ranked) {
      out.printf(
          Locale.ROOT,
          "    %s %5.1f%%  %d %s%n",
          one.level,
          one.probability * 100,
          one.line,
          one.name);
    }
  }

  /** {@code zhunsheng similar train}: learns the judge anew from labelled declarations. */
  @Command(
      name = "train",
      description = "用有标注的申报重新训练判定模型，并按交叉验证报告准确度",
      mixinStandardHelpOptions = true)
  static final class Train implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;

    @Option(
        names = "--labels",
        required = true,
        arity = "1..*",
        paramLabel = "FOLDER",
        description = "文件夹，内有 projects.jsonl 和 queries.jsonl；第一个须注明 nature")
    List<Path> labels = List.of();

    @Option(
        names = "--closer",
        paramLabel = "PROJECTS,QUERIES",
        split = ",",
        description = "更接近实际的标注：两个文件，按三倍计，级别的界线由它们定")
    List<Path> closer = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "模型写入的文件；不给则只报告")
    @Nullable Path out;

    @Override
    public Integer call() throws IOException {
      PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
      try (Encoder encoder = new Encoder()) {
        Course course = Course.of(new Training(encoder), labels, closer, print);
        for (int set = 0; set < course.sets().size(); set++) {
          print.println(course.unseen(set).line("第 " + (set + 1) + " 组，五折交叉验证"));
          course.tradeOff(set).forEach(print::println);
        }
        List<String> apart = course.apart();
        if (!apart.isEmpty()) {
          print.println("最后一组，由没有见过它的判定");
          apart.forEach(print::println);
        }
        print.printf(
            Locale.ROOT,
            "界线：重复 %.2f  疑似 %.3f  相关 %.2f%n",
            course.model().duplicate(),
            course.model().suspected(),
            course.model().related());
        if (out != null) {
          Files.createDirectories(out.toAbsolutePath().getParent());
          Files.writeString(out, new JsonMapper().writeValueAsString(course.model()) + "\n");
        }
      }
      return 0;
    }
  }
}
