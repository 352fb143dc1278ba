package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What norms mean, said by the office that may say it and shown to everybody. */
@ExtendWith(TestServer.class)
class InterpretationTest {
  private static final String NORM =
      "/api/citations/" + TestServer.pack() + "/" + TestServer.pack().replace("-2023", "-9-2-1");
  private final TestServer.Running server;

  InterpretationTest(TestServer.Running server) {
    this.server = server;
  }

  @Test
  void leader_of_the_overseeing_office_gives_one_and_everybody_reads_it() {
    Browser leader = server.as("bureau_lead");
    assertThat(leader.get(NORM).json().get("mayInterpret").asBoolean()).isTrue();

    Browser.Answer given = leader.post(NORM + "/interpretations", Map.of("text", " 计划外的也不得拨付 "));

    assertThat(given.status()).as(given.body()).isEqualTo(200);
    JsonNode read = server.as("yunhe").get(NORM).json();
    JsonNode last = read.get("interpretations").valueStream().toList().getLast();
    assertThat(last.get("text").asString()).isEqualTo("计划外的也不得拨付");
    assertThat(last.at("/office/id").asString()).isEqualTo("party_office");
    assertThat(last.get("day").asString())
        .isEqualTo(leader.get("/api/day").json().get("day").asString());
    assertThat(read.get("mayInterpret").asBoolean()).isFalse();
  }

  @Test
  void nobody_else_may_give_one() {
    for (String username : new String[] {"yunhe_lead", "bureau", "auditor"}) {
      Browser other = server.as(username);
      assertThat(other.get(NORM).json().get("mayInterpret").asBoolean()).as(username).isFalse();
      assertThat(other.post(NORM + "/interpretations", Map.of("text", "另一种解释")).status())
          .as(username)
          .isEqualTo(403);
    }
  }

  @Test
  void an_empty_one_is_refused() {
    assertThat(
            server.as("bureau_lead").post(NORM + "/interpretations", Map.of("text", " ")).status())
        .isEqualTo(400);
  }
}
