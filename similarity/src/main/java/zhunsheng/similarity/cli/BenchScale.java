package zhunsheng.similarity.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.scale.Curve;
import zhunsheng.similarity.scale.Scale;
import zhunsheng.similarity.scale.Scale.Point;
import zhunsheng.similarity.scale.Scale.Times;
import zhunsheng.similarity.train.Folders;

/** {@code zhunsheng bench scale}: what a search costs among ten thousand and among a million. */
@Command(
    name = "scale",
    description = "查重速度：在若干规模的虚构项目中查找，报告耗时、内存和磁盘",
    mixinStandardHelpOptions = true)
final class BenchScale implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--labels",
      defaultValue = "${zhunsheng.home:-.}/similarity/labels",
      paramLabel = "FOLDER",
      description = "虚构项目由其中的 projects.jsonl 拼合，申报取自 queries.jsonl（默认：随程序的标注）")
  Path labels = Path.of(".");

  @Option(
      names = "--sizes",
      split = ",",
      defaultValue = "10000,100000,1000000",
      paramLabel = "N",
      description = "规模，由小到大（默认 ${DEFAULT-VALUE}）")
  List<Integer> sizes = List.of();

  @Option(names = "--folder", paramLabel = "FOLDER", description = "索引放在这里并保留，中断后接着建；不给则用临时目录")
  @Nullable Path folder;

  @Option(
      names = "--declarations",
      defaultValue = "1000",
      paramLabel = "N",
      description = "每个规模查找几条申报，分三轮（默认 ${DEFAULT-VALUE}）")
  int declarations;

  @Option(names = "--svg", paramLabel = "FILE", description = "把曲线画到这个文件")
  @Nullable Path svg;

  @Option(names = "--json", description = "输出 JSON")
  boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path place = folder == null ? Files.createTempDirectory("zhunsheng-scale") : folder;
    List<Point> points = new ArrayList<>();
    try (Encoder encoder = new Encoder()) {
      Scale scale = new Scale(labels, place, encoder, declarations, err);
      for (int size : sizes) {
        Point point = scale.at(size);
        points.add(point);
        out.println(json ? new JsonMapper().writeValueAsString(point) : line(point));
        out.flush();
      }
    } finally {
      if (folder == null) {
        Folders.delete(place);
      }
    }
    if (svg != null) {
      Files.writeString(svg, Curve.svg(points));
    }
    return 0;
  }

  private static String line(Point p) {
    return String.format(
        Locale.ROOT,
        "%,d 个项目：读申报加答复 %s，续写一句 %s  其中读申报 %s，答复 %s（查找 %s，判定 %s；处理器 %s）  最近的查到 %.3f  "
            + "新放入的查到 %s  合并 %.0f 秒，其间新放入的查到 %s，读申报加答复 %s  "
            + "磁盘 %.0f MB  堆 %.0f MB  进程 %.0f MB  每秒放入 %.0f",
        p.projects(),
        times(p.all()),
        times(p.typed()),
        times(p.reading()),
        times(p.answer()),
        times(p.search()),
        times(p.judging()),
        times(p.answerCpu()),
        p.nearestFound(),
        times(p.fresh()),
        p.settledSeconds(),
        times(p.freshMerging()),
        times(p.answerMerging()),
        p.diskMegabytes(),
        p.heapMegabytes(),
        p.ownMegabytes(),
        p.filledPerSecond());
  }

  private static String times(@Nullable Times t) {
    return t == null
        ? "未测"
        : String.format(Locale.ROOT, "p50 %.1f p90 %.1f p99 %.1f ms", t.p50(), t.p90(), t.p99());
  }
}
