package zhunsheng.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhunsheng.server.database.EmbeddedPostgres;

@Command(
    name = "demo",
    description = {
      "Start on an embedded PostgreSQL with sample projects, accounts and a business day of your choice.",
      "The data is kept; a second start goes on from it."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private final ServerStart server;
  @Mixin private final Place place = new Place();

  @Option(names = "--port", description = "HTTP port (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--today",
      paramLabel = "DAY",
      description = "Business day to stand on (default: that of the demonstration's script).")
  private @Nullable LocalDate today;

  @Option(
      names = "--pack",
      paramLabel = "PACK",
      description = "Regulation to demonstrate; may be repeated (default: all).")
  private List<String> packs = new ArrayList<>();

  @Option(
      names = "--fresh",
      description = "Delete the demonstration's data first and make it anew.")
  private boolean fresh;

  DemoCommand(ServerStart server) {
    this.server = server;
  }

  @Override
  public Integer call() {
    Path data =
        place.data == null
            ? Home.path().resolve(".zhunsheng").resolve("demo")
            : place.data.toAbsolutePath();
    place.data = data;
    if (fresh) {
      delete(data);
    }
    Map<String, Object> settings = place.settings();
    settings.put("server.port", port);
    if (today != null) {
      settings.put("zhunsheng.demo.today", today.toString());
    }
    if (!packs.isEmpty()) {
      settings.put("zhunsheng.demo.packs", String.join(",", packs));
    }
    server.start("demo", settings);
    return ZhunshengCommand.KEEPS_RUNNING;
  }

  /** Deletes the folder if it is one of ours and no server holds it. */
  private static void delete(Path data) {
    if (Files.exists(data) && !Files.exists(data.resolve("lock"))) {
      throw new UsageException(data + " 不是准绳的数据目录，没有删除。");
    }
    EmbeddedPostgres.delete(data);
  }
}
