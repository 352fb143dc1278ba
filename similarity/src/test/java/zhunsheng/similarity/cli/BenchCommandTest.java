package zhunsheng.similarity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Learning and measuring on a part of our own labels. */
class BenchCommandTest {
  private static final Path LABELS =
      Path.of(System.getProperty("zhunsheng.home", "..")).resolve("similarity/labels");

  /** The projects of one writer's first lines, and the queries that speak of them alone. */
  private static void some(Path folder) throws IOException {
    List<String> projects = Files.readAllLines(LABELS.resolve("projects.jsonl")).subList(0, 30);
    List<String> outside =
        Files.readAllLines(LABELS.resolve("projects.jsonl")).stream()
            .skip(30)
            .map(line -> new JsonMapper().readTree(line).path("id").asString())
            .toList();
    List<String> queries =
        Files.readAllLines(LABELS.resolve("queries.jsonl")).stream()
            .filter(line -> outside.stream().noneMatch(id -> line.contains("\"" + id + "\"")))
            .limit(40)
            .toList();
    Files.write(folder.resolve("projects.jsonl"), projects);
    Files.write(folder.resolve("queries.jsonl"), queries);
  }

  @Test
  void the_judge_finds_what_simpler_ways_find_and_more(@TempDir Path folder) throws IOException {
    some(folder);
    StringWriter out = new StringWriter();
    int status =
        new CommandLine(new BenchCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(new StringWriter()))
            .execute("similarity", "--labels", folder.toString(), "--json");
    assertThat(status).isZero();
    JsonNode measured = new JsonMapper().readTree(out.toString());
    assertThat(measured.propertyNames()).containsExactly("zhunsheng", "BM25", "cosine");
    double ours = measured.path("zhunsheng").path("recall10").asDouble();
    assertThat(ours)
        .isGreaterThan(0.9)
        .isGreaterThanOrEqualTo(measured.path("BM25").path("recall10").asDouble());
    assertThat(measured.path("zhunsheng").path("falseAlarms").asDouble(2)).isBetween(0.0, 1.0);
  }
}
