package zhunsheng.server.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zhunsheng.server.backup.Backup;
import zhunsheng.server.database.Postgres;

@Command(
    name = "backup",
    description = {
      "Write one archive of the database, the papers, the checkpoints and the packs, all of one moment.",
      "A running server goes on. The archive holds secrets: keep it like the server itself."
    },
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Mixin private final Place place = new Place();

  @Parameters(
      paramLabel = "FILE",
      description = "The archive (.zip) to be made; it must not exist.")
  private Path archive = Path.of("");

  @Override
  public Integer call() {
    Postgres.Place where = Postgres.Place.of(Home.path(), place.data);
    try (Postgres postgres = Postgres.reach(where)) {
      Backup.Made made =
          Backup.write(archive, postgres.dataSource(), where.data(), place.policiesFolder());
      Terminal.say(
          "已备份到 "
              + archive
              + "："
              + made.files()
              + " 份档案，"
              + made.events()
              + " 个事件，"
              + made.papers()
              + " 份附件，"
              + (made.bytes() + (1 << 20) - 1) / (1 << 20)
              + " MB。");
      return 0;
    }
  }
}
