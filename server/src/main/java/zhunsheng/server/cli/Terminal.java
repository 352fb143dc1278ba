package zhunsheng.server.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What a command says to the person who typed it. */
final class Terminal {
  private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

  private Terminal() {}

  static void say(String line) {
    OUT.println(line);
  }

  /**
   * Says on the error output how far a long work has come, so that the result alone is on the
   * other.
   */
  static void progress(String line) {
    System.err.println(line);
  }
}
