package zhunsheng.server.cli;

import java.nio.file.Path;

/** The product's folder, where the launcher found it; the working folder without a launcher. */
final class Home {
  private Home() {}

  static Path path() {
    return Path.of(System.getProperty("zhunsheng.home", "")).toAbsolutePath();
  }
}
