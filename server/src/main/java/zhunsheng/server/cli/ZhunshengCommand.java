package zhunsheng.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code zhunsheng}; each subcommand is a class of its own. */
@Command(
    name = "zhunsheng",
    description = "Runs government IT projects under local regulations.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ZhunshengCommand {

  /** Status of a command that leaves a server running; the process must not exit. */
  public static final int KEEPS_RUNNING = -1;

  private ZhunshengCommand() {}

  /**
   * Runs the command that {@code args} name.
   *
   * @return the exit status, or {@link #KEEPS_RUNNING}
   */
  public static int run(ServerStart server, String... args) {
    return new CommandLine(new ZhunshengCommand())
        .addSubcommand(new ServeCommand(server))
        .addSubcommand(new DemoCommand(server))
        .execute(args);
  }
}
