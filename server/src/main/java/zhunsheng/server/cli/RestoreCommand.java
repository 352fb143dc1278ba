package zhunsheng.server.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zhunsheng.server.backup.Restore;
import zhunsheng.server.database.Postgres;

@Command(
    name = "restore",
    description = {
      "Bring an archive of 'zhunsheng backup' back on an empty place, and verify it.",
      "Exit status 0 if all is as it was recorded, 1 if not."
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The archive.")
  private Path archive = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder to restore into; missing or empty. The packs come to lie in its folder 'policies'.")
  private @Nullable Path data;

  @Override
  public Integer call() {
    Postgres.Place where = Postgres.Place.of(Home.path(), data);
    Restore.Done done = Restore.read(archive, where);
    Terminal.say("已恢复到 " + where.data() + "（备份于 " + done.madeAt() + "）。");
    VerifyCommand.say(done.report(), done.audit(), done.ok());
    Terminal.say("启动：./zhunsheng serve --data " + where.data() + " --policies " + done.policies());
    return done.ok() ? 0 : 1;
  }
}
