package zhunsheng.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description = {
      "Start the server.",
      "The first administrators are made with 'zhunsheng user'. Stop it with Ctrl-C or SIGTERM."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final ServerStart server;
  @Mixin private final Place place = new Place();

  @Option(names = "--port", description = "HTTP port (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  ServeCommand(ServerStart server) {
    this.server = server;
  }

  @Override
  public Integer call() {
    Map<String, Object> settings = place.settings();
    settings.put("server.port", port);
    server.start("serve", settings);
    Terminal.say("准绳已启动：http://localhost:" + port);
    return ZhunshengCommand.KEEPS_RUNNING;
  }
}
