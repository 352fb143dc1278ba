package zhunsheng.casebook.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The checkpoints as lines in a file beside the key, outside the database: without it nobody would
 * miss the last checkpoints if they went together with the events that they cover.
 */
final class CheckpointLog {
  private final Path file;

  CheckpointLog(Path directory) {
    this.file = directory.resolve("checkpoints.log");
  }

  /** One line: which checkpoint has which digest. */
  record Line(String jurisdiction, long number, String digest) {}

  void add(Line line) {
    try {
      Files.writeString(
          file,
          line.jurisdiction() + " " + line.number() + " " + line.digest() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint log cannot be written", e);
    }
  }

  /** The last line of each jurisdiction. A line that a crash cut short counts for nothing. */
  Map<String, Line> last() {
    Map<String, Line> last = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return last;
    }
    try {
      for (String text : Files.readAllLines(file)) {
        String[] parts = text.split(" ", -1);
        if (parts.length == 3 && parts[2].length() == 64 && parts[1].matches("[0-9]{1,18}")) {
          last.put(parts[0], new Line(parts[0], Long.parseLong(parts[1]), parts[2]));
        }
      }
      return last;
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint log cannot be read", e);
    }
  }
}
