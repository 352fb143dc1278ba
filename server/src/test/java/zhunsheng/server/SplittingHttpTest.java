package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.Role;
import zhunsheng.server.regulation.Shelf;
import zhunsheng.server.similarity.Comparisons;

/** Several similar projects of one unit are found, asked about, and laid side by side. */
@ExtendWith(TestServer.class)
class SplittingHttpTest {
  private final TestServer.Running server;
  private final String jurisdiction;
  private final String office;

  SplittingHttpTest(TestServer.Running server) {
    this.server = server;
    Shelf shelf = server.bean(Shelf.class);
    jurisdiction = shelf.policy(TestServer.pack()).jurisdiction() + TestServer.ELSEWHERE;
    office =
        shelf.of(jurisdiction).getLast().parties().values().stream()
            .filter(p -> p.seesAll() && p.office() != null)
            .findFirst()
            .map(Policy.Party::office)
            .orElseThrow();
  }

  private Browser person(String name) {
    server
        .bean(Accounts.class)
        .create(
            new Accounts.NewAccount(
                name, jurisdiction, name, office, Set.of(Role.HANDLER), Browser.PASSWORD, false));
    return Browser.signedIn(server.port(), name);
  }

  private String opened(Browser unit, String name) {
    Browser.Answer answer =
        unit.post(
            "/api/files",
            Map.of(
                "procedure",
                "project_opening",
                "values",
                Map.of(
                    "project.name",
                    name,
                    "project.classified",
                    false,
                    "project.lead_unit",
                    office,
                    "project.no_public_money",
                    false),
                "confirmed",
                true));
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    return answer.json().get("file").asString();
  }

  private static Browser.Answer file(Browser unit, String file, Map<String, Object> values) {
    return unit.post(
        "/api/files/" + file + "/commands",
        Map.of("command", Map.of("kind", "submit", "procedure", "splitting", "values", values)));
  }

  @Test
  void a_units_own_similar_projects_are_listed_by_the_system_and_answered_by_the_unit()
      throws InterruptedException {
    assertThat(server.bean(Comparisons.class).awaitFilled(180)).isTrue();
    Browser unit = person("splitting.unit");
    String first = opened(unit, "社区矫正人员定位监管系统（一期）");
    String other = opened(unit, "食堂采购");
    String second = opened(unit, "社区矫正人员定位监管系统（二期）");
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
    long begun = System.nanoTime();
    JsonNode found = unit.post("/api/look-alikes", form).json();
    while (found.get("hits").isEmpty()) {
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(20));
      Thread.sleep(100);
      found = unit.post("/api/look-alikes", form).json();
    }
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
