package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import zhunsheng.server.identity.Role;

/** Several similar projects of one unit are found, asked about, and laid side by side. */
@ExtendWith(TestServer.class)
class SplittingHttpTest {
  private final TestServer.Running server;

  SplittingHttpTest(TestServer.Running server) {
    this.server = server;
  }

  private static Browser.Answer file(Browser unit, String file, Map<String, Object> values) {
    return unit.post(
        "/api/files/" + file + "/commands",
        Map.of("command", Map.of("kind", "submit", "procedure", "splitting", "values", values)));
  }

  @Test
  void a_units_own_similar_projects_are_listed_by_the_system_and_answered_by_the_unit()
      throws InterruptedException {
    server.awaitIndex();
    String office = server.overseer(server.elsewhere());
    Browser unit = server.person(server.elsewhere(), office, "splitting.unit", Role.HANDLER);
    String first = unit.openProject(office, "社区矫正人员定位监管系统（一期）");
    String other = unit.openProject(office, "食堂采购");
    String second = unit.openProject(office, "社区矫正人员定位监管系统（二期）");
    assertThat(file(unit, first, Map.of("project.total", "480000.00")).status()).isEqualTo(200);
    Map<String, Object> form =
        Map.of(
            "file",
            second,
            "procedure",
            "splitting",
            "field",
            "pairs",
            "values",
            Map.of("project.total", "470000.00"));
    JsonNode found =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> unit.post("/api/look-alikes", form).json(),
                answer -> !answer.get("hits").isEmpty());
    assertThat(found.at("/hits/0/file").asString()).isEqualTo(first);
    assertThat(found.at("/hits/0/amount").asString()).isEqualTo("480000.00");
    assertThat(unit.get("/api/procedures/splitting?file=" + second).body())
        .contains("\"answers\":[\"split\",\"reason\"]");

    Browser.Answer invented =
        file(
            unit,
            second,
            Map.of("pairs", List.of(Map.of("file", first, "score", 1, "split", false))));
    assertThat(invented.status()).isEqualTo(422);
    assertThat(invented.body()).contains("由系统列出，请只填写回答");

    Browser.Answer sent =
        file(
            unit,
            second,
            Map.of(
                "project.total",
                "470000.00",
                "pairs",
                List.of(
                    Map.of("file", first, "split", false, "reason", "服务对象不同"),
                    Map.of("file", other, "split", true))));
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);
    String path = "/api/files/" + second + "/runs/splitting-1/look-alikes";
    JsonNode recorded = unit.get(path).json().get(0);
    assertThat(recorded.get("asks").asBoolean()).isTrue();
    assertThat(recorded.at("/hits/0/found/file").asString()).isEqualTo(first);
    assertThat(recorded.at("/hits/0/found/amount").asString()).isEqualTo("480000.00");
    assertThat(recorded.at("/hits/0/answers").toString()).contains("属于拆分", "否", "服务对象不同");
    assertThat(recorded.get("hits").toString()).doesNotContain(other + "\"");

    JsonNode beside = unit.get(path + "/" + first).json();
    assertThat(beside.at("/mine/name").asString()).contains("二期");
    assertThat(beside.at("/theirs/name").asString()).contains("一期");
    assertThat(beside.get("together").asString()).isEqualTo("950000.00");
    assertThat(unit.get(path + "/none").status()).isEqualTo(404);
  }
}
