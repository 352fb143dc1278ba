package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a form is pointed to, what taking it writes, and what is recorded when it is sent. */
@ExtendWith(TestServer.class)
class AssociationsHttpTest {
  private static final String NEEDS = "受理救助申请，核验申请人户籍人口，比对低保和特困对象，用户登录后在线办理。";

  private final TestServer.Running server;

  AssociationsHttpTest(TestServer.Running server) {
    this.server = server;
  }

  @BeforeEach
  void the_index_is_filled() throws InterruptedException {
    server.awaitIndex();
  }

  private static JsonNode ask(Browser browser, Map<String, Object> values) {
    Browser.Answer answer =
        browser.post("/api/associations", Map.of("procedure", "declaration", "values", values));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode suggestion(JsonNode answer, String name) {
    return answer
        .get("suggestions")
        .valueStream()
        .filter(s -> s.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + answer.get("suggestions")));
  }

  @Test
  void a_form_is_pointed_to_what_its_text_needs_and_taking_it_is_seen() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("project.name", "困难群众救助服务系统");
    values.put("project.content", NEEDS);

    JsonNode before = ask(server.as("yunhe"), values);

    assertThat(before.get("status").asString()).isEqualTo("checked");
    JsonNode people = suggestion(before, "人口基础信息");
    assertThat(people.get("passage").asString()).isEqualTo("核验申请人户籍人口");
    assertThat(people.at("/into/field").asString()).isEqualTo("project.used_resources");
    assertThat(people.at("/citation/article").asInt()).isEqualTo(6);
    assertThat(people.get("details").toString()).contains("有条件共享", "共享交换平台申请");
    assertThat(people.get("taken").asBoolean()).isFalse();
    assertThat(suggestion(before, "政务云").has("passage")).isFalse();
    assertThat(suggestion(before, "统一登录门户").get("passage").asString()).isEqualTo("用户登录后在线办理");
    assertThat(suggestion(before, "统一登录门户").has("into")).isFalse();
    assertThat(before.get("suggestions").toString()).doesNotContain("河道水位");

    values.put("project.used_resources", List.of(people.at("/into/value").asString()));
    values.put("project.hosting", suggestion(before, "政务云").at("/into/value").asString());
    JsonNode after = ask(server.as("yunhe"), values);

    assertThat(suggestion(after, "人口基础信息").get("taken").asBoolean()).isTrue();
    assertThat(suggestion(after, "政务云").get("taken").asBoolean()).isTrue();
    assertThat(suggestion(after, "低保和特困对象信息").get("taken").asBoolean()).isFalse();
  }

  @Test
  void a_form_that_says_nothing_is_not_checked_and_platforms_are_told_all_the_same() {
    JsonNode answer = ask(server.as("yunhe"), Map.of());

    assertThat(answer.get("status").asString()).isEqualTo("not_checked");
    assertThat(answer.get("reason").asString()).isNotEmpty();
    assertThat(answer.at("/prices/status").asString()).isEqualTo("not_checked");
    assertThat(answer.at("/prices/references")).isEmpty();
    suggestion(answer, "政务云");
  }

  @Test
  void a_price_stands_among_comparable_projects_or_nothing_is_said() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("project.name", "街道智慧社区服务管理平台");
    values.put("project.content", "居民诉求受理、事件上报分拨处置、志愿服务和活动预约。");
    values.put("project.build_types", List.of("new_build"));
    values.put("project.total", "10000000.00");

    JsonNode prices = ask(server.as("bureau"), values).get("prices");

    JsonNode whole = prices.at("/references/0");
    assertThat(whole.get("n").asInt())
        .isGreaterThanOrEqualTo(5)
        .isEqualTo(whole.get("behind").size());
    assertThat(whole.get("place").asInt()).isEqualTo(100);
    assertThat(new java.math.BigDecimal(whole.get("median").asString()))
        .isBetween(
            new java.math.BigDecimal(whole.get("least").asString()),
            new java.math.BigDecimal(whole.get("most").asString()));
    assertThat(whole.get("behind").valueStream().allMatch(b -> b.has("amount"))).isTrue();

    JsonNode unit = ask(server.as("yunhe"), values).at("/prices/references/0/behind");
    assertThat(unit.valueStream())
        .as("amounts of files that this account may not open stay with their offices")
        .allMatch(b -> b.has("amount") == b.get("open").asBoolean())
        .anyMatch(b -> !b.get("open").asBoolean());

    values.put("project.name", "量子通信实验卫星地面站");
    values.put("project.content", "卫星测控天线和激光链路。");
    JsonNode few = ask(server.as("bureau"), values).get("prices");
    assertThat(few.get("comparable").asInt()).isLessThan(few.get("fewest").asInt());
    assertThat(few.get("references")).isEmpty();
  }

  @Test
  void an_upgrade_sees_the_earlier_projects_of_its_system() {
    Browser bureau = server.as("bureau");
    JsonNode row =
        bureau
            .get("/api/files?subject=project&size=200")
            .json()
            .get("items")
            .valueStream()
            .filter(r -> r.get("name").asString().contains("隐患排查系统升级"))
            .findFirst()
            .orElseThrow();
    JsonNode recorded =
        bureau
            .get("/api/files/" + row.get("id").asString() + "/runs/declaration-1/associations")
            .json();

    assertThat(recorded.get("status").asString()).isEqualTo("checked");
    assertThat(recorded.get("suggestions").toString()).contains("政务云");
    assertThat(recorded.at("/citation/norm").asString()).isNotEmpty();
    assertThat(recorded.get("earlier").isArray()).isTrue();

    assertThat(
            server
                .as("yunhe")
                .get("/api/files/" + row.get("id").asString() + "/runs/declaration-1/associations")
                .status())
        .isEqualTo(404);
    assertThat(
            bureau
                .get("/api/files/" + row.get("id").asString() + "/runs/none/associations")
                .status())
        .isEqualTo(404);
  }
}
