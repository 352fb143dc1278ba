package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import zhunsheng.server.identity.Role;
import zhunsheng.server.regulation.Shelf;

/** A plan, a choice of files and the whole directory are held against all that exists. */
@ExtendWith(TestServer.class)
class BatchesHttpTest {
  private static final String BATCHES = "/api/look-alike-batches";

  private final TestServer.Running server;

  BatchesHttpTest(TestServer.Running server) {
    this.server = server;
  }

  @BeforeEach
  void the_index_is_filled() throws InterruptedException {
    server.awaitIndex();
  }

  private static JsonNode ended(Browser browser, String id) {
    return await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> browser.get(BATCHES + "/" + id).json(),
            report -> !report.at("/batch/state").asString().equals("running"));
  }

  private static List<JsonNode> projects(Browser browser, int most) {
    return browser
        .get("/api/files?subject=project&state=open&size=" + most)
        .json()
        .get("items")
        .valueStream()
        .toList();
  }

  @Test
  void chosen_files_are_compared_in_the_background_and_reported() throws Exception {
    Browser bureau = server.as("bureau");
    List<String> chosen = projects(bureau, 6).stream().map(r -> r.get("id").asString()).toList();

    Browser.Answer begun = bureau.post(BATCHES, Map.of("files", chosen));
    assertThat(begun.status()).as(begun.body()).isEqualTo(200);
    assertThat(begun.json().get("total").asInt()).isEqualTo(chosen.size());
    String id = begun.json().get("id").asString();
    JsonNode report = ended(bureau, id);

    assertThat(report.at("/batch/state").asString()).isEqualTo("done");
    assertThat(report.at("/batch/done").asInt()).isEqualTo(chosen.size());
    for (JsonNode pair : report.get("pairs")) {
      assertThat(chosen).contains(pair.at("/one/file").asString());
      assertThat(pair.at("/level").asString()).isIn("duplicate", "suspected", "related");
    }
    assertThat(bureau.get(BATCHES).json().toString()).contains(id);
    assertThat(server.as("yunhe").get(BATCHES + "/" + id).status()).isEqualTo(404);
    assertThat(server.as("yunhe").get(BATCHES).json().toString()).doesNotContain(id);

    byte[] bytes = bureau.bytes(BATCHES + "/" + id + "/export");
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      assertThat(workbook.getNumberOfSheets()).isEqualTo(3);
      assertThat(workbook.getSheetAt(0).getLastRowNum()).isEqualTo(report.get("pairs").size());
    }
    byte[] paper = bureau.bytes(BATCHES + "/" + id + "/export.docx");
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(paper));
        XWPFWordExtractor words = new XWPFWordExtractor(document)) {
      assertThat(words.getText())
          .contains("批量查重报告", report.at("/batch/title").asString(), "共 " + chosen.size() + " 份");
    }
  }

  /** A batch of the first plan that has projects; one that has none is refused. */
  private static JsonNode ofSomePlan(Browser bureau) {
    for (JsonNode plan : bureau.get("/api/files?subject=plan&size=20").json().get("items")) {
      Browser.Answer answer = bureau.post(BATCHES, Map.of("about", plan.get("id").asString()));
      if (answer.status() == 200) {
        assertThat(answer.json().get("title").asString()).isEqualTo(plan.get("name").asString());
        return answer.json();
      }
      assertThat(answer.body()).contains("没有可以比对的项目或者系统");
    }
    throw new AssertionError("the demonstration has no plan with projects");
  }

  @Test
  void a_plan_brings_its_projects() throws Exception {
    Browser bureau = server.as("bureau");
    JsonNode begun = ofSomePlan(bureau);

    assertThat(begun.get("total").asInt()).isPositive();
    String one = BATCHES + "/" + begun.get("id").asString();
    assertThat(bureau.post(BATCHES, Map.of("files", List.of("x"))).status()).isEqualTo(409);
    assertThat(server.as("finance").send("DELETE", one, null).status()).isIn(403, 404);
    JsonNode stopped = bureau.send("DELETE", one, null).json();
    assertThat(stopped.get("state").asString()).isIn("cancelled", "done");
  }

  @Test
  void what_cannot_be_compared_is_refused() {
    Browser unit = server.as("yunhe");

    assertThat(unit.post(BATCHES, Map.of()).status()).isEqualTo(422);
    assertThat(unit.post(BATCHES, Map.of("files", List.of("nothing"))).status()).isEqualTo(422);
    assertThat(unit.post(BATCHES, Map.of("about", "nothing")).status()).isEqualTo(404);
    assertThat(unit.post(BATCHES, Map.of("everything", true)).status()).isEqualTo(403);
  }

  /** Data resources are described, to be suggested; none of them duplicates anything. */
  @Test
  void what_is_only_suggested_is_held_against_nothing() {
    List<JsonNode> subjects =
        server.as("bureau").get("/api/subjects").json().valueStream().toList();

    assertThat(subjects)
        .filteredOn(s -> s.get("described").asBoolean())
        .extracting(s -> s.get("id").asString())
        .contains("project", "system")
        .doesNotContain("data_resource", "resource");
    assertThat(server.bean(Shelf.class).policy(TestServer.pack()).vocabulary().subjects().values())
        .anyMatch(s -> s.described() != null && !s.compared());
  }

  @Test
  void the_map_shows_the_whole_directory_and_what_overlaps_in_it() throws Exception {
    String overseer = server.overseer(server.elsewhere());
    Browser office = server.person(server.elsewhere(), overseer, "map.elsewhere", Role.HANDLER);
    String first = office.openProject(overseer, "智慧路灯节能控制系统");
    String second = office.openProject(overseer, "智慧路灯节能控制平台");
    assertThat(office.get("/api/look-alike-map").json().get("canBegin").asBoolean()).isTrue();

    JsonNode map =
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> drawnAnew(office), m -> m.get("edges").toString().contains(first));

    assertThat(map.get("files").toString()).contains(first, second, "智慧路灯节能控制平台");
    JsonNode edge =
        map.get("edges")
            .valueStream()
            .filter(e -> e.toString().contains(first) && e.toString().contains(second))
            .findFirst()
            .orElseThrow();
    assertThat(edge.get("own").asBoolean()).isTrue();
    assertThat(edge.get("level").asString()).isIn("duplicate", "suspected");
    assertThat(server.as("bureau").get("/api/look-alike-map").body()).doesNotContain(first);
  }

  @Test
  void systems_of_one_unit_overlap_but_were_not_split() {
    Browser bureau = server.as("bureau");
    List<String> systems =
        bureau
            .get("/api/files?subject=system&size=200")
            .json()
            .get("items")
            .valueStream()
            .map(row -> row.get("id").asString())
            .toList();

    String batch = bureau.post(BATCHES, Map.of("files", systems)).json().get("id").asString();
    List<JsonNode> pairs = ended(bureau, batch).get("pairs").valueStream().toList();

    assertThat(pairs)
        .filteredOn(BatchesHttpTest::ofSystems)
        .filteredOn(p -> p.get("own").asBoolean() && !p.get("level").asString().equals("related"))
        .isNotEmpty()
        .noneMatch(p -> p.get("split").asBoolean());
  }

  private static boolean ofSystems(JsonNode pair) {
    return Stream.of("one", "other")
        .allMatch(side -> pair.at("/" + side + "/subject/id").asString().equals("system"));
  }

  private static JsonNode drawnAnew(Browser office) {
    ended(office, office.post(BATCHES, Map.of("everything", true)).json().get("id").asString());
    return office.get("/api/look-alike-map").json();
  }

  @Test
  void a_system_and_the_project_that_built_it_are_one_entry_where_they_bear_one_name()
      throws IOException {
    Browser bureau = server.as("bureau");
    for (JsonNode system : bureau.get("/api/files?subject=system&size=200").json().get("items")) {
      String name = system.get("name").asString();
      JsonNode found =
          bureau.post("/api/look-alikes", Map.of("name", name, "content", name)).json();
      for (JsonNode hit : found.get("hits")) {
        if (!hit.get("also").isEmpty()) {
          assertThat(hit.at("/also/0/name").asString()).isEqualTo(hit.get("name").asString());
          assertThat(hit.at("/also/0/file").asString()).isNotEqualTo(hit.get("file").asString());
          assertThat(found.get("hits").valueStream().map(h -> h.get("file").asString()))
              .doesNotContain(hit.at("/also/0/file").asString());
          return;
        }
      }
    }
    throw new AssertionError("the demonstration has no such system");
  }
}
