package zhunsheng.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import zhunsheng.policy.cli.PolicyCommand;
import zhunsheng.server.backup.BackupException;
import zhunsheng.server.database.DatabaseException;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.similarity.cli.BenchCommand;
import zhunsheng.similarity.cli.SimilarCommand;

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
        .addSubcommand(new UserCommand())
        .addSubcommand(new VerifyCommand())
        .addSubcommand(new BackupCommand())
        .addSubcommand(new RestoreCommand())
        .addSubcommand(new OpenApiCommand(server))
        .addSubcommand(new CommandLine(new PolicyCommand()).addSubcommand(new PolicyNewCommand()))
        .addSubcommand(new SimilarCommand())
        .addSubcommand(new BenchCommand())
        .setExecutionExceptionHandler(ZhunshengCommand::explain)
        .execute(args);
  }

  /**
   * Says what is wrong in a sentence where the cause is known, and in full where it is our fault.
   */
  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof DatabaseException
          || cause instanceof BackupException
          || cause instanceof UsageException
          || cause instanceof ProblemException) {
        command.getErr().println("zhunsheng: " + cause.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    // A port in use, a setting that cannot be read: Spring has said so already.
    if (e.getClass().getPackageName().startsWith("org.springframework.")) {
      command.getErr().println("zhunsheng: 启动失败，原因见上。");
      return CommandLine.ExitCode.SOFTWARE;
    }
    e.printStackTrace(command.getErr());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
