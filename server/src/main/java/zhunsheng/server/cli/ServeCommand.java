package zhunsheng.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description = "Start the server on the configured database.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private final ServerStart server;

  @Option(names = "--port", description = "HTTP port (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  ServeCommand(ServerStart server) {
    this.server = server;
  }

  @Override
  public Integer call() {
    System.setProperty("server.port", Integer.toString(port));
    server.start("serve");
    return ZhunshengCommand.KEEPS_RUNNING;
  }
}
