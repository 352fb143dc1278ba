package zhunsheng.server.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where the data and the packs are. */
final class Place {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder of the embedded PostgreSQL; it is kept. Not used when ZHUNSHENG_DB_URL (with ZHUNSHENG_DB_USER and"
              + " ZHUNSHENG_DB_PASSWORD) names another one.")
  @Nullable Path data;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "Folder of the policy packs (default: policies).")
  @Nullable Path policies;

  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("zhunsheng.home", Home.path().toString());
    if (data != null) {
      settings.put("zhunsheng.data", data.toAbsolutePath().toString());
    }
    if (policies != null) {
      settings.put("zhunsheng.policies", policies.toAbsolutePath().toString());
    }
    return settings;
  }

  Path policiesFolder() {
    return policies == null ? Home.path().resolve("policies") : policies;
  }
}
