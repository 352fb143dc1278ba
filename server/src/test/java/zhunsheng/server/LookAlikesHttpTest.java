package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import zhunsheng.server.similarity.Comparisons;

/** What exists already, found while a form is filled, recorded when it is sent, and judged. */
@ExtendWith(TestServer.class)
class LookAlikesHttpTest {
  private final TestServer.Running server;

  LookAlikesHttpTest(TestServer.Running server) {
    this.server = server;
  }

  @BeforeEach
  void the_index_is_filled() throws InterruptedException {
    server.awaitIndex();
  }

  private static List<String> files(JsonNode answer) {
    return answer.get("hits").valueStream().map(h -> h.get("file").asString()).toList();
  }

  /** A project of the demonstration that was declared off the yearly window, with its form. */
  private record Declared(String id, String name, JsonNode form) {}

  private Declared declared() {
    Browser bureau = server.as("bureau");
    for (JsonNode row : bureau.get("/api/files?subject=project&size=200").json().get("items")) {
      String id = row.get("id").asString();
      Browser.Answer form =
          bureau.get("/api/procedures/declaration?file=" + id + "&run=declaration-1");
      if (form.status() == 200
          && form.json().at("/initial/off_cycle_ground").isString()
          && !row.has("closed")) {
        return new Declared(id, row.get("name").asString(), form.json());
      }
    }
    throw new AssertionError("the demonstration has no such project");
  }

  @Test
  void what_a_form_says_finds_the_same_project_and_not_its_own_file() {
    Declared existing = declared();
    Browser unit = server.as("yunhe");
    Map<String, Object> body =
        Map.of(
            "name",
            existing.name(),
            "content",
            existing.form().at("/initial/project.content").asString());

    JsonNode found = unit.post("/api/look-alikes", body).json();

    assertThat(found.get("status").asString()).isEqualTo("checked");
    assertThat(files(found).getFirst()).isEqualTo(existing.id());
    JsonNode hit = found.at("/hits/0");
    assertThat(hit.get("level").asString()).isEqualTo("duplicate");
    assertThat(hit.at("/owner/name").asString()).isNotEmpty();
    assertThat(hit.get("passages")).isNotEmpty();

    Map<String, Object> own = new LinkedHashMap<>(body);
    own.put("file", existing.id());
    assertThat(files(server.as("bureau").post("/api/look-alikes", own).json()))
        .doesNotContain(existing.id());
  }

  static Stream<Arguments> odd() {
    return Stream.of(
        Arguments.of("nothing", "", "", "not_checked"),
        Arguments.of("only signs", "……！！", "（ ）", "not_checked"),
        Arguments.of("faces", "😀😀", "🚀", "not_checked"),
        Arguments.of("control characters", "智慧\u0000水务\u0007", "\u001b[0m管网监测\u202e", "checked"),
        Arguments.of("not Chinese", "Smart parking", "Fee collection, guidance", "checked"),
        Arguments.of("a megabyte", "智慧水务平台", "管网监测、漏损分析。".repeat(100_000), "checked"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void odd_texts_are_answered_properly(String what, String name, String content, String status) {
    Browser.Answer answer =
        server.as("yunhe").post("/api/look-alikes", Map.of("name", name, "content", content));

    assertThat(answer.status()).as(what).isEqualTo(200);
    assertThat(answer.json().get("status").asString()).isEqualTo(status);
    assertThat(answer.json().has("reason")).isEqualTo(status.equals("not_checked"));
    assertThat(answer.json().get("shortened").asBoolean()).isEqualTo(content.length() > 20_000);
  }

  @Test
  void another_jurisdiction_finds_nothing_of_here() {
    Declared existing = declared();
    var comparison =
        server
            .bean(Comparisons.class)
            .compare(
                "nowhere",
                new zhunsheng.similarity.Description(existing.name(), ""),
                java.util.Set.of());

    assertThat(comparison).isEqualTo(new zhunsheng.server.similarity.Comparison.Made(List.of()));
  }

  @Test
  void a_declaration_carries_what_was_found_and_reviewers_judge_it(TestReporter reporter) {
    Declared existing = declared();
    Browser unit = server.as("yunhe");
    String name = "云河镇" + existing.name();
    String file = unit.openProject("yunhe_town", name);

    long begun = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> files(unit.post("/api/look-alikes", Map.of("name", name, "content", "试")).json()),
            found -> found.contains(file));
    reporter.publishEntry(
        "found after its commit, in ms", String.valueOf((System.nanoTime() - begun) / 1_000_000));

    Map<String, Object> values = new LinkedHashMap<>();
    existing.form().get("initial").properties().forEach(v -> values.put(v.getKey(), v.getValue()));
    values.put("project.name", name);
    values.put("project.lead_unit", "yunhe_town");
    values.put("project.building_units", List.of("yunhe_town"));
    values.put("project.plan_year", 2026);
    values.remove("similar_explained");
    Map<String, Object> mine = new LinkedHashMap<>(values);
    mine.put("look_alikes", List.of());

    JsonNode written = submit(unit, file, existing, mine).json();
    assertThat(written.get("refusals").toString()).contains("由系统填写，请勿填报");
    Browser.Answer unexplained = submit(unit, file, existing, values);
    assertThat(unexplained.status()).as(unexplained.body()).isEqualTo(422);
    assertThat(unexplained.body()).contains("similar_explained").contains(existing.name());

    values.put("similar_explained", "服务对象不同");
    Browser.Answer sent = submit(unit, file, existing, values);
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);

    String path = "/api/files/" + file + "/runs/declaration-1/look-alikes";
    JsonNode recorded = server.as("bureau").get(path).json().get(0);
    assertThat(recorded.get("status").asString()).isEqualTo("checked");
    assertThat(recorded.at("/citation/article").asInt()).isEqualTo(6);
    List<String> hits =
        recorded.get("hits").valueStream().map(h -> h.at("/found/file").asString()).toList();
    assertThat(hits).contains(existing.id()).doesNotContain(file);
    assertThat(server.as("bureau").get("/api/files/" + file + "/history").body())
        .contains("功能相近的系统和项目");

    Map<String, Object> verdict = Map.of("duplicate", false, "reason", "服务对象不同");
    String one = path + "/" + existing.id();
    assertThat(unit.send("PUT", one, verdict).status()).isEqualTo(403);
    assertThat(server.as("centre").send("PUT", path + "/none", verdict).status()).isEqualTo(404);
    assertThat(
            server.as("centre").send("PUT", one, Map.of("duplicate", true, "reason", " ")).status())
        .isEqualTo(422);
    JsonNode judged = server.as("centre").send("PUT", one, verdict).json().get(0);
    assertThat(judged.get("hits").toString()).contains("服务对象不同");

    assertThat(unit.post(one + "/opinion", Map.of()).status()).isEqualTo(403);
    assertThat(server.as("centre").post(path + "/none/opinion", Map.of()).status()).isEqualTo(404);
    server.model().answers(500, "");
    Browser.Answer silent = server.as("centre").post(one + "/opinion", Map.of());
    assertThat(silent.status()).isEqualTo(503);
    assertThat(silent.body()).contains("第二判断没有给出意见");
    assertThat(judged.get("hits").toString()).doesNotContain("opinion");
    server.model().says("{\"conclusion\": \"重复\", \"reason\": \"功能相同\"}");
    JsonNode asked = server.as("centre").post(one + "/opinion", Map.of()).json().get(0);
    assertThat(asked.get("canAsk").asBoolean()).isTrue();
    JsonNode opinion =
        asked
            .get("hits")
            .valueStream()
            .filter(h -> h.at("/found/file").asString().equals(existing.id()))
            .findFirst()
            .orElseThrow()
            .get("opinion");
    assertThat(opinion.get("duplicate").asBoolean()).isTrue();
    assertThat(opinion.get("reason").asString()).isEqualTo("功能相同");
    assertThat(opinion.get("model").asString()).isEqualTo("qwen3-32b");
    assertThat(asked.get("status")).isEqualTo(recorded.get("status"));
    assertThat(server.model().asked().toString()).contains(name);

    assertThat(unit.get("/api/look-alikes/verdicts").status()).isEqualTo(403);
    String labels = server.as("auditor").get("/api/look-alikes/verdicts").body();
    assertThat(labels.lines().filter(l -> l.contains(name)))
        .singleElement()
        .asString()
        .contains("\"duplicate\":false", "query_name", "服务对象不同");
    assertThat(server.as("auditadmin").get("/api/audit").body()).contains("查重意见");

    Browser.Answer again =
        unit.post(
            "/api/files/" + file + "/commands",
            Map.of("command", Map.of("kind", "fill", "run", "declaration-1")));
    assertThat(again.status()).as(again.body()).isEqualTo(409);
  }

  private static Browser.Answer submit(
      Browser unit, String file, Declared existing, Map<String, Object> values) {
    return unit.post(
        "/api/files/" + file + "/commands",
        Map.of(
            "command",
            Map.of(
                "kind",
                "submit",
                "procedure",
                "declaration",
                "values",
                values,
                "materials",
                existing.form().get("materials"),
                "confirmed",
                true)));
  }
}
