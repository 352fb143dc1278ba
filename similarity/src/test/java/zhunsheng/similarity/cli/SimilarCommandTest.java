package zhunsheng.similarity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimilarCommandTest {
  @TempDir Path folder;

  private record Ran(int status, String out, String err) {}

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        new CommandLine(new SimilarCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Ran(status, out.toString(), err.toString());
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  @Test
  void each_query_gets_the_lines_of_the_corpus_from_0_with_probability_and_level()
      throws IOException {
    Path corpus =
        file(
            "corpus.jsonl",
            "{\"name\": \"智慧公交调度系统\", \"content\": \"公交车辆定位、排班和电子站牌\"}",
            "{\"name\": \"机关食堂装修\", \"content\": null}",
            "",
            "{\"name\": \"区域卫生信息平台\", \"content\": \"居民健康档案、医疗机构互联互通\"}");
    Path queries =
        file("queries.jsonl", "{\"query_name\": \"医疗卫生数据互联平台\", \"query_content\": \"健康档案共享调阅\"}");
    Ran ran = run("--corpus", corpus.toString(), "--queries", queries.toString(), "--json");
    assertThat(ran.status).as(ran.err).isZero();
    JsonNode answer = new JsonMapper().readTree(ran.out);
    JsonNode first = answer.path("ranked").path(0);
    assertThat(answer.path("query").asInt(-1)).isZero();
    assertThat(first.path("line").asInt(-1)).isEqualTo(3);
    assertThat(first.path("probability").asDouble(-1)).isBetween(0.0, 1.0);
    assertThat(first.path("level").asString()).isIn("重复", "疑似");
    assertThat(answer.path("ranked")).hasSize(3);
  }

  @Test
  void bad_input_is_named_with_its_file_and_line() throws IOException {
    Path good = file("good.jsonl", "{\"name\": \"甲系统\", \"content\": \"\"}");
    Path broken = file("broken.jsonl", "{\"name\": \"甲系统\"}", "{\"name\": ");
    Path queries = file("queries.jsonl", "{\"query_name\": \"乙系统\"}");
    assertThat(run("--corpus", broken.toString(), "--queries", queries.toString()))
        .satisfies(ran -> assertThat(ran.status).isEqualTo(2))
        .satisfies(ran -> assertThat(ran.err).contains("broken.jsonl:2"));
    assertThat(run("--corpus", good.toString(), "--queries", good.toString()).err)
        .contains("query_name");
    assertThat(
            run("--corpus", folder.resolve("none").toString(), "--queries", queries.toString()).err)
        .contains("没有文件");
    assertThat(run().status).isEqualTo(2);
  }
}
