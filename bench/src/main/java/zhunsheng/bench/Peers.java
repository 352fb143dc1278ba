package zhunsheng.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.bench.Peer.Ranked;
import zhunsheng.similarity.cli.LabelOptions;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.train.Evaluation;
import zhunsheng.similarity.train.Evaluation.Judged;
import zhunsheng.similarity.train.Labels;
import zhunsheng.similarity.train.Training.Row;

/** {@code zhunsheng bench peers}: ours and what others find, on the same labels in one run. */
@Command(
    name = "peers",
    description = "查重准确度并列测量：本系统、BM25、余弦、PostgreSQL 三元组、OpenSearch match 和 hybrid",
    mixinStandardHelpOptions = true)
public final class Peers implements Callable<Integer> {
  private static final int MOST = 10;

  @Spec @Nullable CommandSpec spec;

  @Mixin LabelOptions labels = new LabelOptions();

  @Option(
      names = "--product",
      required = true,
      paramLabel = "JAR",
      description = "本系统的 jar：由它测自己、BM25 和余弦")
  Path product = Path.of(".");

  @Option(names = "--json", description = "输出 JSON")
  boolean json;

  /** Runs the command. */
  public static void main(String[] args) {
    // OpenSearch logs to the standard output, which is for the answer.
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    // It leaves threads behind.
    System.exit(new CommandLine(new Peers()).setOut(out).execute(args));
  }

  /** What is printed as JSON of one way, all shares from 0 to 1; see {@link Evaluation}. */
  record Measured(
      double recall1,
      double recall5,
      double recall10,
      double precision,
      double recall,
      double f1,
      double falseAlarms) {
    static Measured of(Evaluation e) {
      return new Measured(
          e.recall1(),
          e.recall5(),
          e.recall10(),
          e.precision(),
          e.recall(),
          e.f1(),
          e.falseAlarms());
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Labels measured = labels.measured();
    Map<String, Evaluation> all = new LinkedHashMap<>(ours());
    try (Encoder encoder = new Encoder();
        Peer trigrams = Trigrams.of(measured.projects());
        Peer match = OpenSearch.of(measured.projects());
        Peer meaning = new Meaning(measured.projects(), encoder);
        Peer hybrid = new Hybrid(match, meaning)) {
      all.put("PostgreSQL pg_trgm", measured(trigrams, measured));
      all.put("OpenSearch match", measured(match, measured));
      all.put("OpenSearch hybrid", measured(hybrid, measured));
    }
    if (json) {
      Map<String, Measured> printed = new LinkedHashMap<>();
      all.forEach((name, evaluation) -> printed.put(name, Measured.of(evaluation)));
      out.println(new JsonMapper().writeValueAsString(printed));
    } else {
      all.forEach((name, evaluation) -> out.println(evaluation.line(name)));
      out.println("除本系统外，各家的界线按结果取最有利的；本系统的界线事先定好，五折交叉验证。");
    }
    out.flush();
    return 0;
  }

  /** The product measures itself, in a process of its own. */
  private Map<String, Evaluation> ours() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8", "-jar"));
    command.addAll(List.of(product.toString(), "bench", "similarity", "--json"));
    command.addAll(labels.arguments());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the product could not measure itself");
    }
    JsonMapper mapper = new JsonMapper();
    Map<String, Evaluation> ours = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : mapper.readTree(answer).properties()) {
      ours.put(one.getKey(), mapper.treeToValue(one.getValue(), Evaluation.class));
    }
    return ours;
  }

  private static Evaluation measured(Peer peer, Labels labels) {
    List<Judged> judged = new ArrayList<>();
    for (int query = 0; query < labels.queries().size(); query++) {
      Labels.Query one = labels.queries().get(query);
      judged.addAll(judged(query, one.relevant(), peer.find(one.description(), MOST)));
    }
    return Evaluation.inHindsight(judged);
  }

  /** What was not found is behind everything that was. */
  static List<Judged> judged(int query, Set<Integer> relevant, List<Ranked> found) {
    List<Judged> judged = new ArrayList<>();
    for (Ranked one : found) {
      judged.add(judged(query, one.project(), relevant.contains(one.project()), one.score()));
    }
    if (judged.stream().noneMatch(one -> one.row().yes())) {
      relevant.forEach(
          project -> judged.add(judged(query, project, true, Double.NEGATIVE_INFINITY)));
    }
    if (judged.isEmpty()) {
      judged.add(judged(query, -1, false, Double.NEGATIVE_INFINITY));
    }
    return judged;
  }

  private static Judged judged(int query, int project, boolean yes, double score) {
    return new Judged(
        new Row(0, query, project, yes, Double.isFinite(score), 1, new double[0]), score);
  }
}
