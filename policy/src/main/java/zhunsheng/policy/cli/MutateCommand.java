package zhunsheng.policy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zhunsheng.policy.load.PackDraft;
import zhunsheng.policy.load.PolicyException;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.mutate.Judgement.Verdict;
import zhunsheng.policy.mutate.Mutation;
import zhunsheng.policy.mutate.Sample;

/** {@code zhunsheng policy mutate}. */
@Command(
    name = "mutate",
    description = "逐行改坏规则包（名称拼错或换错、数字、运算符、键、整行、缩进），看每一处是否被拒绝、被算例发现，或者不影响含义",
    mixinStandardHelpOptions = true)
final class MutateCommand extends PolicyCommand.Base {
  @Parameters(arity = "0..*", description = "规则包（默认全部）")
  List<String> packs = new ArrayList<>();

  @Option(names = "--every", description = "每隔多少行改坏一行（默认每行）", defaultValue = "1")
  int every;

  @Option(names = "--from", description = "从第几行数起（默认 ${DEFAULT-VALUE}）", defaultValue = "0")
  int from;

  @Option(
      names = "--per-line",
      description = "每行只取这么多种改坏（先换错名称、数字、运算符，再拼错，再其他；默认全部）",
      defaultValue = "0")
  int perLine;

  @Option(names = "--seed", description = "换一组取法（默认 ${DEFAULT-VALUE}）", defaultValue = "0")
  long seed;

  @Option(names = "--again", description = "只重做这份报告（先前的输出）所列的改坏")
  @Nullable Path again;

  @Option(names = "--files", description = "只改坏路径含有这些文字的文件")
  String files = "";

  @Option(names = "--shared", description = "改坏各规则包共用的文件，而不是规则包自己的")
  boolean shared;

  @Option(names = "--sealed", description = "也列出没有算例发现、只有核定发现的")
  boolean sealed;

  @Option(names = "--json", description = "输出 JSON")
  boolean json;

  @Override
  public Integer call() {
    boolean good = true;
    List<Object> report = new ArrayList<>();
    try {
      Sample sample =
          again == null
              ? new Sample(Math.max(1, every), Math.max(0, from), Math.max(0, perLine), seed)
              : Sample.again(Files.readAllLines(again));
      for (String pack : packs.isEmpty() ? PolicyLoader.packs(root()) : packs) {
        PolicyCommand.Base.Place place = place(pack);
        Mutation mutation = new Mutation(PackDraft.of(place.root(), place.pack()), true);
        List<String> wanted =
            mutation.files(shared).stream().filter(f -> f.contains(files)).toList();
        List<String> listed = new ArrayList<>();
        Mutation.Result result =
            mutation.run(
                wanted,
                sample,
                (judgement, done) -> {
                  if (!judgement.verdict().good()
                      || (sealed && judgement.verdict() == Verdict.SEALED)) {
                    listed.add(word(judgement.verdict()) + " " + judgement);
                    if (!json) {
                      out().println(listed.getLast());
                      out().flush();
                    }
                  }
                  progress(place.pack(), done);
                });
        good &= result.bad().isEmpty();
        report.add(json(result, listed));
        if (!json) {
          out().println(line(result));
        }
      }
    } catch (PolicyException e) {
      return refused(e);
    } catch (IOException e) {
      Objects.requireNonNull(spec).commandLine().getErr().println("不能读取报告 " + again);
      return 2;
    }
    if (json) {
      out().println(Json.write(report));
    }
    out().flush();
    return good ? 0 : 1;
  }

  private static String line(Mutation.Result result) {
    StringBuilder line = new StringBuilder(result.pack());
    line.append("：").append(result.lines()).append(" 行，").append(result.damages()).append(" 处改坏");
    result
        .counts()
        .forEach((verdict, n) -> line.append("，").append(word(verdict)).append(' ').append(n));
    return line.toString();
  }

  private static Object json(Mutation.Result result, List<String> listed) {
    Map<String, Object> counts = new TreeMap<>();
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.name().toLowerCase(java.util.Locale.ROOT), result.count(verdict));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("pack", result.pack());
    map.put("lines", result.lines());
    map.put("damages", result.damages());
    map.put("verdicts", counts);
    map.put("listed", listed);
    return map;
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case REFUSED -> "被拒绝";
      case REFUSED_ELSEWHERE -> "被拒绝而位置不明";
      case CAUGHT -> "被算例发现";
      case CHECKED -> "被检查发现";
      case SEALED -> "只被核定发现";
      case SAME -> "读入不变";
      case WORDS -> "只改文字";
      case UNNOTICED -> "未被发现";
      case CRASHED -> "程序出错";
    };
  }

  private @Nullable String shown;

  private void progress(String pack, double done) {
    String line = pack + " " + (int) (done * 100) + "%";
    if (!json && !line.equals(shown)) {
      shown = line;
      var err = Objects.requireNonNull(spec).commandLine().getErr();
      err.print("\r" + line + (done >= 1 ? "\n" : ""));
      err.flush();
    }
  }
}
