package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zhunsheng.server.cli.ServerStart;
import zhunsheng.server.cli.ZhunshengCommand;

@ExtendWith(TestServer.class)
class CommandLineTest {
  private static final ServerStart NO_SERVER =
      (profile, settings) -> {
        throw new AssertionError("no server is needed for this");
      };

  @ParameterizedTest
  @ValueSource(
      strings = {"serve", "demo", "verify", "backup", "restore", "user", "openapi", "policy"})
  void every_command_explains_itself_without_a_server(String command) {
    assertThat(ZhunshengCommand.run(NO_SERVER, command, "--help")).isZero();
  }

  @Test
  void verify_passes_beside_a_running_server_and_leaves_it_running(TestServer.Running server) {
    int status =
        ZhunshengCommand.run(
            NO_SERVER, "verify", "--json", "--data", server.data().resolve("data").toString());

    assertThat(status).isZero();
    assertThat(new Browser(server.port()).get("/actuator/health/readiness").status())
        .isEqualTo(200);
  }

  @Test
  void a_second_server_on_the_same_data_is_refused_and_so_is_deleting_it(
      TestServer.Running server) {
    String data = server.data().resolve("data").toString();

    int status = ZhunshengCommand.run(NO_SERVER, "demo", "--fresh", "--data", data);

    assertThat(status).isNotZero();
    assertThat(new Browser(server.port()).get("/actuator/health/readiness").status())
        .isEqualTo(200);
  }

  @Test
  void a_mistake_on_the_command_line_is_no_success() {
    assertThat(ZhunshengCommand.run(NO_SERVER, "serve", "--no-such-option")).isNotZero();
    assertThat(ZhunshengCommand.run(NO_SERVER, "dance")).isNotZero();
  }

  @Test
  void only_administrators_are_made_from_the_command_line(TestServer.Running server) {
    int status =
        ZhunshengCommand.run(
            NO_SERVER,
            "user",
            "--username",
            "someone",
            "--password",
            Browser.PASSWORD,
            "--role",
            "HANDLER",
            "--data",
            server.data().resolve("data").toString());

    assertThat(status).isNotZero();
  }
}
