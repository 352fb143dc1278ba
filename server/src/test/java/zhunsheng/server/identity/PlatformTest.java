package zhunsheng.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import zhunsheng.server.TestServer;

@ExtendWith(TestServer.class)
class PlatformTest {

  private static PlatformSettings settings(
      String issuer, String client, List<String> scopes, String address) {
    return new PlatformSettings(
        issuer,
        client,
        "",
        List.of(),
        "sub",
        "name",
        "",
        scopes,
        "",
        "",
        address,
        Duration.ofSeconds(2));
  }

  @ParameterizedTest(name = "issuer at {0}{1}")
  @CsvSource({"http://127.0.0.1:1, ''", "'', /elsewhere"})
  void one_that_does_not_answer_or_is_another_is_said_to_be_unreachable(
      String nowhere, String path, TestServer.Running server) {
    String issuer = nowhere.isEmpty() ? server.platform().issuer() + path : nowhere;
    InstantSource clock = InstantSource.system();
    Platform platform =
        new Platform(
            settings(issuer, "zhunsheng", List.of("openid"), ""),
            new PlatformVisits(JdbcClient.create(server.bean(DataSource.class)), clock),
            clock);

    assertThatThrownBy(() -> platform.begin(new MockHttpServletRequest(), "/"))
        .isInstanceOfSatisfying(
            Platform.NobodyException.class,
            e -> assertThat(e.failure()).isEqualTo(Platform.Failure.UNREACHABLE));
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
  @CsvSource({
    "platform, zhunsheng, openid, '', issuer",
    "ftp://platform, zhunsheng, openid, '', issuer",
    "https://platform, '', openid, '', client",
    "https://platform, zhunsheng, profile, '', scopes",
    "https://platform, zhunsheng, openid, projects.example, address"
  })
  void a_setting_that_cannot_be_is_named(
      String issuer, String client, String scope, String address, String setting) {
    assertThatThrownBy(() -> settings(issuer, client, List.of(scope), address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zhunsheng.platform." + setting);
  }

  @Test
  void without_an_issuer_there_is_none() {
    assertThat(settings("", "", List.of(), "").present()).isFalse();
  }
}
