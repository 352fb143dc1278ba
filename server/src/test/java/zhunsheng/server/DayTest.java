package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestServer.class)
class DayTest {

  @Test
  void a_demonstration_moves_forward_and_never_back(TestServer.Running server) {
    String username =
        new Browser(server.port()).get("/api/demo/accounts").json().at("/0/username").asString();
    Browser browser = Browser.signedIn(server.port(), username);
    LocalDate today = LocalDate.parse(browser.get("/api/day").json().get("day").asString());

    Browser.Answer back = browser.send("PUT", "/api/day", Map.of("day", today.minusDays(1)));
    Browser.Answer forward = browser.send("PUT", "/api/day", Map.of("day", today.plusDays(1)));

    assertThat(back.status()).isEqualTo(422);
    assertThat(forward.status()).as(forward.body()).isEqualTo(200);
    assertThat(browser.get("/api/session").json().get("day").asString())
        .isEqualTo(today.plusDays(1).toString());
  }
}
