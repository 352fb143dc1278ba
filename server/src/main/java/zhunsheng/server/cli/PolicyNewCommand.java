package zhunsheng.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.documents.text.TextFile;
import zhunsheng.documents.text.UnreadableFileException;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.text.OfficialText;
import zhunsheng.policy.text.Scaffold;
import zhunsheng.policy.text.ScaffoldException;
import zhunsheng.policy.text.ScaffoldException.Problem;

@Command(
    name = "new",
    description = {
      "从规定正文生成规则包的草案：policy.yaml，以及逐条列为待办的 articles.yaml",
      "正文可以是 docx、pdf、html 或纯文本；标题、文号、发布机关和施行日期认不出的须写明。"
    },
    mixinStandardHelpOptions = true)
final class PolicyNewCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Option(names = "--text", paramLabel = "FILE", required = true, description = "规定正文的文件")
  private Path text = Path.of("");

  @Option(
      names = "--id",
      paramLabel = "ID",
      required = true,
      description = "规则包的标识，即文件夹名：地区-年份，如 some-city-2026")
  private String id = "";

  @Option(names = "--title", paramLabel = "TITLE", description = "标题（默认取自正文）")
  private @Nullable String title;

  @Option(names = "--number", paramLabel = "NUMBER", description = "文号（默认取自正文）")
  private @Nullable String number;

  @Option(names = "--issuer", paramLabel = "OFFICE", description = "发布机关（默认取自正文）")
  private @Nullable String issuer;

  @Option(names = "--from", paramLabel = "DAY", description = "施行日期，如 2026-01-01（默认取自正文）")
  private @Nullable String from;

  @Option(names = "--policies", paramLabel = "DIR", description = "规则包所在文件夹（默认：程序目录下的 policies）")
  private @Nullable Path policies;

  @Option(names = "--json", description = "输出 JSON")
  private boolean json;

  @Override
  public Integer call() {
    Path root = policies == null ? Home.path().resolve("policies") : policies;
    try {
      LocalDate day = day();
      TextFile file = TextFile.read(bytes());
      OfficialText official = OfficialText.read(file.text());
      Path folder =
          Scaffold.write(root, new Scaffold.Wish(id, title, number, issuer, day), official);
      Policy policy = PolicyLoader.load(root, id);
      List<String> notes = new ArrayList<>(file.notes());
      official.findings().forEach(f -> notes.add(f.toString()));
      say(file, folder, policy, notes);
      return 0;
    } catch (UnreadableFileException e) {
      return refused(List.of(new Problem("text", text + "：" + e.getMessage())));
    } catch (ScaffoldException e) {
      return refused(e.problems());
    } catch (IOException e) {
      return refused(List.of(new Problem("policies", "不能写入 " + root.resolve(id) + "，请检查权限和空间")));
    }
  }

  private @Nullable LocalDate day() {
    try {
      return from == null ? null : LocalDate.parse(from);
    } catch (DateTimeParseException e) {
      throw ScaffoldException.of("from", "“" + from + "”不是日期，应如 2026-01-01");
    }
  }

  /** No more of it than can be read anyhow. */
  private byte[] bytes() {
    if (!Files.isRegularFile(text)) {
      throw ScaffoldException.of("text", "没有文件 " + text);
    }
    try (InputStream in = Files.newInputStream(text)) {
      return in.readNBytes(TextFile.LARGEST + 1);
    } catch (IOException e) {
      throw ScaffoldException.of("text", "不能读取 " + text + "，请检查权限");
    }
  }

  private void say(TextFile file, Path folder, Policy policy, List<String> notes) {
    List<Integer> open =
        policy.articles().stream()
            .filter(Policy.Article::open)
            .map(Policy.Article::number)
            .toList();
    PrintWriter out = out();
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("pack", policy.id());
      report.put("folder", folder.toString());
      report.put("format", file.format());
      report.put("title", policy.title());
      report.put("open", open);
      report.put("notes", notes);
      out.println(JsonMapper.shared().writeValueAsString(report));
    } else {
      notes.forEach(n -> out.println("请核对：" + n));
      out.println(
          "《"
              + policy.title()
              + "》（"
              + policy.number()
              + "），"
              + policy.from()
              + " 起施行，"
              + policy.issuer());
      out.println("已生成 " + folder + "：" + open.size() + " 条待办");
      out.println(
          "接下来：./zhunsheng policy check " + policy.id() + " 列出待办的条款；docs/write-a-policy.md 说明如何写");
    }
    out.flush();
  }

  private int refused(List<Problem> problems) {
    if (json) {
      out()
          .println(
              JsonMapper.shared()
                  .writeValueAsString(
                      Map.of(
                          "problems",
                          problems.stream()
                              .map(p -> Map.of("field", p.field(), "message", p.message()))
                              .toList())));
    } else {
      problems.forEach(p -> out().println("--" + p.field() + "：" + p.message()));
    }
    out().flush();
    return 1;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
