package zhunsheng.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "Start on an embedded PostgreSQL with sample jurisdictions and projects.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private final ServerStart server;

  @Option(names = "--port", description = "HTTP port (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  DemoCommand(ServerStart server) {
    this.server = server;
  }

  @Override
  public Integer call() {
    System.setProperty("server.port", Integer.toString(port));
    server.start("demo");
    return ZhunshengCommand.KEEPS_RUNNING;
  }
}
