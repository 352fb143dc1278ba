package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(TestServer.class)
class ContractTest {

  @Test
  void document_is_openapi_3_1_and_is_kept_for_the_screens(TestServer.Running server)
      throws IOException {
    Browser.Answer answer = new Browser(server.port()).get("/v3/api-docs");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("openapi").asString()).startsWith("3.1");
    Files.writeString(Path.of("target/openapi.json"), answer.body());
  }

  @Test
  void every_operation_names_its_callers_and_its_problems(TestServer.Running server) {
    JsonNode document = new Browser(server.port()).get("/v3/api-docs").json();
    List<String> incomplete = new ArrayList<>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (operation.getValue().get("x-allowed-to") == null
            || operation
                .getValue()
                .at("/responses/default/content/application~1problem+json")
                .isMissingNode()) {
          incomplete.add(operation.getKey() + " " + path.getKey());
        }
      }
    }
    assertThat(incomplete).isEmpty();
  }

  @Test
  void every_reference_leads_to_a_schema(TestServer.Running server) {
    JsonNode document = new Browser(server.port()).get("/v3/api-docs").json();
    Set<String> known = new TreeSet<>();
    document
        .at("/components/schemas")
        .properties()
        .forEach(s -> known.add("#/components/schemas/" + s.getKey()));

    List<String> lost = new ArrayList<>();
    document.findValuesAsString("$ref").stream().filter(r -> !known.contains(r)).forEach(lost::add);

    assertThat(lost).isEmpty();
  }

  @Test
  void a_command_is_one_of_its_kinds_by_its_word(TestServer.Running server) {
    JsonNode body =
        new Browser(server.port()).get("/v3/api-docs").json().at("/components/schemas/CommandBody");

    assertThat(body.at("/discriminator/propertyName").asString()).isEqualTo("kind");
    assertThat(body.at("/discriminator/mapping").propertyNames())
        .containsExactlyInAnyOrder(
            "submit",
            "act",
            "withdraw",
            "transfer",
            "add_reviewer",
            "remove_reviewer",
            "remind",
            "copy",
            "fill");
  }
}
