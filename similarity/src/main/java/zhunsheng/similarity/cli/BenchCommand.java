package zhunsheng.similarity.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.train.Evaluation;
import zhunsheng.similarity.train.Evaluation.Judged;
import zhunsheng.similarity.train.Labels;
import zhunsheng.similarity.train.Training;

/** {@code zhunsheng bench …}: what is measured side by side with what a user would pick instead. */
@Command(
    name = "bench",
    description = "并列测量",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {BenchCommand.Similarity.class, BenchScale.class})
public final class BenchCommand {

  /**
   * {@code zhunsheng bench similarity}: the judge beside simpler ways, on the same declarations.
   */
  @Command(
      name = "similarity",
      description = "查重准确度：本系统（五折交叉验证）、只用词（BM25）、只用语义（余弦）",
      mixinStandardHelpOptions = true)
  static final class Similarity implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;

    @Mixin LabelOptions labels = new LabelOptions();

    @Option(names = "--json", description = "输出 JSON")
    boolean json;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      PrintWriter err = spec.commandLine().getErr();
      Map<String, Evaluation> measured = new LinkedHashMap<>();
      try (Encoder encoder = new Encoder()) {
        Training training = new Training(encoder);
        Course course = Course.of(training, List.of(labels.labels()), labels.closer(), err);
        Labels last = course.sets().getLast();
        measured.put("zhunsheng", course.unseen(course.sets().size() - 1));
        for (Map.Entry<String, List<Judged>> peer : training.peers(last).entrySet()) {
          measured.put(peer.getKey(), Evaluation.inHindsight(peer.getValue()));
        }
      }
      if (json) {
        out.println(new JsonMapper().writeValueAsString(measured));
      } else {
        measured.forEach((name, evaluation) -> out.println(evaluation.line(name)));
        out.println("BM25 和余弦的界线按结果取最有利的；本系统的界线事先定好。");
      }
      return 0;
    }
  }
}
