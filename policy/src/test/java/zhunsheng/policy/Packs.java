package zhunsheng.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;

/** Where tests find the packs of the product, each loaded once. */
public final class Packs {
  /** The repository. */
  public static final Path HOME = Path.of(System.getProperty("zhunsheng.home", ".."));

  /** The folder of the product's packs. */
  public static final Path ROOT = HOME.resolve("policies");

  /** The folder of the pack that tests of routes run on. */
  public static final Path ROUTES = HOME.resolve("policy/src/test/resources/routes");

  private static final Map<Path, Policy> LOADED = new ConcurrentHashMap<>();

  private Packs() {}

  public static Policy changzhou() {
    return load(ROOT, "changzhou-edz-2023");
  }

  /** Copies a pack, and the vocabulary that all share, into a folder. */
  public static void copy(String pack, Path root) throws IOException {
    Files.copy(ROOT.resolve("vocabulary.yaml"), root.resolve("vocabulary.yaml"));
    try (var all = Files.walk(ROOT.resolve(pack))) {
      for (Path path : all.toList()) {
        Files.copy(path, root.resolve(ROOT.relativize(path).toString()));
      }
    }
  }

  public static Policy load(Path root, String pack) {
    return LOADED.computeIfAbsent(root.resolve(pack), p -> PolicyLoader.load(root, pack));
  }
}
