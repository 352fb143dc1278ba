package zhunsheng.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.policy.cli.PolicyCommand;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;

/** From an official text to a draft in which each of its articles is open. */
class PolicyNewTest {
  private static final Path HOME = Path.of(System.getProperty("zhunsheng.home", ".."));
  private static final Path QINGHE = HOME.resolve("policy/src/test/resources/texts/qinghe.txt");

  @TempDir Path root;

  private record Answer(int exit, String out, String err) {}

  @BeforeEach
  void vocabulary() throws IOException {
    Files.copy(HOME.resolve("policies/vocabulary.yaml"), root.resolve("vocabulary.yaml"));
  }

  private Answer run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--policies=" + root);
    int exit =
        new CommandLine(new PolicyCommand())
            .addSubcommand(new PolicyNewCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Answer(exit, out.toString(), err.toString());
  }

  @Test
  void a_text_becomes_a_draft_whose_open_articles_are_listed_by_check_and_coverage() {
    Answer made = run("new", "--text", QINGHE.toString(), "--id", "qinghe-2026");

    assertThat(made.exit()).as(made.out()).isZero();
    assertThat(made.out())
        .contains("请核对：第 56 行：“抄送：")
        .contains("《青禾区数字项目管理办法（试行）》（青政发〔2026〕5号），2026-05-01 起施行，青禾区人民政府")
        .contains("11 条待办");
    Answer check = run("check", "qinghe-2026");
    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.out().lines().filter(l -> l.contains("条待办；")))
        .hasSize(11)
        .first()
        .isEqualTo("qinghe-2026: 第 1 条待办；办完后去掉“open”  [open/1]");
    Answer coverage = run("coverage", "qinghe-2026");
    assertThat(coverage.exit()).isEqualTo(1);
    assertThat(coverage.out())
        .contains("| 7 | 待办 | — | — |")
        .contains("11 条待办：1、2、3、4、5、6、7、8、9、10、11");
  }

  @Test
  void the_same_text_as_docx_and_as_a_page_makes_the_same_articles() throws IOException {
    Path docx = root.resolve("qinghe.docx");
    write(docx, Files.readString(QINGHE));
    Path page = root.resolve("qinghe.html");
    Files.writeString(
        page,
        "<!doctype html><p>" + Files.readString(QINGHE).replaceAll("\n+", "</p><p>") + "</p>");

    assertThat(run("new", "--text", QINGHE.toString(), "--id", "txt").exit()).isZero();
    assertThat(run("new", "--text", docx.toString(), "--id", "docx").exit()).isZero();
    assertThat(run("new", "--text", page.toString(), "--id", "page").exit()).isZero();
    String articles = Files.readString(root.resolve("txt/articles.yaml"));
    assertThat(Files.readString(root.resolve("docx/articles.yaml"))).isEqualTo(articles);
    assertThat(Files.readString(root.resolve("page/articles.yaml"))).isEqualTo(articles);
  }

  @Test
  void machines_are_answered_too() {
    Answer made = run("new", "--json", "--text", QINGHE.toString(), "--id", "qinghe-2026");
    JsonNode json = JsonMapper.shared().readTree(made.out());
    assertThat(json.get("open").size()).isEqualTo(11);
    assertThat(json.get("format").asString()).isEqualTo("txt");

    Answer again = run("new", "--json", "--text", QINGHE.toString(), "--id", "qinghe-2026");
    assertThat(again.exit()).isEqualTo(1);
    JsonNode problem = JsonMapper.shared().readTree(again.out()).get("problems").get(0);
    assertThat(problem.get("field").asString()).isEqualTo("id");
    assertThat(problem.get("message").asString()).contains("已存在");
  }

  @Test
  void bad_input_names_the_option_and_nothing_is_written() throws IOException {
    Path text = root.resolve("bare.txt");
    Files.writeString(text, "第一条 甲。");
    Path empty = Files.createFile(root.resolve("empty.pdf"));

    assertThat(run("new", "--text", text.toString(), "--id", "bare").out().lines())
        .extracting(l -> l.substring(0, l.indexOf('：')))
        .containsExactly("--title", "--number", "--issuer", "--from");
    assertThat(run("new", "--text", text.toString(), "--id", "Bare").out())
        .startsWith("--id：“Bare”");
    assertThat(run("new", "--text", text.toString(), "--id", "a", "--from", "2026-2-30").out())
        .startsWith("--from：“2026-2-30”不是日期");
    assertThat(run("new", "--text", root.resolve("no").toString(), "--id", "a").out())
        .startsWith("--text：没有文件");
    assertThat(run("new", "--text", root.toString(), "--id", "a").out()).startsWith("--text：没有文件");
    assertThat(run("new", "--text", empty.toString(), "--id", "a").out())
        .startsWith("--text：")
        .contains("0 字节");
    assertThat(run("new", "--id", "a").err()).contains("--text");
    try (var files = Files.list(root)) {
      assertThat(files).hasSize(3);
    }
  }

  /** On a machine that has the real texts, as many articles as the packs account for. */
  @Test
  void the_real_texts_give_the_articles_that_their_packs_account_for() throws IOException {
    String texts = System.getenv("ZHUNSHENG_TEXTS");
    assumeTrue(texts != null, "ZHUNSHENG_TEXTS names no folder of official texts");
    Map<String, String> packs =
        Map.of(
            "changzhou-edz", "changzhou-edz-2023",
            "gulou", "gulou-2021",
            "huaian", "huaian-draft",
            "nanchong", "nanchong-2023",
            "kundulun", "kundulun-2024");
    for (Map.Entry<String, String> pack : packs.entrySet()) {
      Path text = Path.of(texts, pack.getKey(), "source.txt");
      Path docx = root.resolve(pack.getKey() + ".docx");
      write(docx, Files.readString(text));
      for (Path file : List.of(text, docx)) {
        String id = pack.getKey() + (file.equals(docx) ? "-docx" : "-txt");
        Answer answer =
            run(
                "new",
                "--text=" + file,
                "--id=" + id,
                "--number=一",
                "--issuer=一",
                "--from=2026-01-01");
        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(numbers(PolicyLoader.load(root, id)))
            .as(id)
            .isEqualTo(numbers(PolicyLoader.load(HOME.resolve("policies"), pack.getValue())));
      }
    }
  }

  private static void write(Path docx, String text) throws IOException {
    try (XWPFDocument document = new XWPFDocument();
        OutputStream out = Files.newOutputStream(docx)) {
      text.lines().forEach(l -> document.createParagraph().createRun().setText(l));
      document.write(out);
    }
  }

  private static List<Integer> numbers(Policy policy) {
    return policy.articles().stream().map(Policy.Article::number).sorted().toList();
  }
}
