package zhunsheng.policy.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.meaning.Seal;
import zhunsheng.policy.model.Policy;

/** A pack's {@code sealed.txt}. */
public final class SealFile {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Path root;
  private final String pack;
  private final Path file;

  /**
   * @param root the folder {@code policies}
   * @param pack name of the pack's folder
   */
  public SealFile(Path root, String pack) {
    this.root = root;
    this.pack = pack;
    this.file = root.resolve(pack).resolve("sealed.txt");
  }

  /** The seal; null where nobody set one. */
  public @Nullable Seal read() {
    try {
      return Files.isRegularFile(file) ? Seal.parse(Files.readAllLines(file)) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the seal of the pack would be now. */
  public Seal of(Policy policy) {
    return Seal.of(policy, NoteReader.read(root, policy, pack), mentioned());
  }

  /** Seals the pack as it is. */
  public void write(Seal seal) {
    try {
      Files.writeString(file, String.join("\n", seal.lines(pack)) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of the pack's own files, its cases left out. */
  public Set<String> mentioned() {
    Set<String> words = new HashSet<>();
    for (Path path : files()) {
      Matcher word = WORD.matcher(String.join("\n", lines(path)));
      while (word.find()) {
        words.add(word.group());
      }
    }
    return words;
  }

  /**
   * Every entry that is not as it was sealed, with where it stands; none where nobody sealed it.
   */
  public Map<String, Problem> broken(Policy policy) {
    Map<String, Problem> broken = new LinkedHashMap<>();
    Seal seal = read();
    if (seal != null) {
      for (String entry : seal.differing(of(policy))) {
        broken.put(entry, problem(entry));
      }
    }
    return broken;
  }

  private Problem problem(String entry) {
    String id = entry.substring(entry.indexOf(' ') + 1);
    String message = "“" + entry + "”与核定时不同，请对照条文后运行 policy seal " + pack;
    Pattern begins =
        Pattern.compile(
            "\\s*(?:- )?\\{?(?:(?:id|article): )?" + Pattern.quote(id) + "(?![\\w-]).*");
    for (Path path : files()) {
      List<String> lines = lines(path);
      for (int i = 0; i < lines.size(); i++) {
        if (begins.matcher(lines.get(i)).matches()) {
          String name = root.relativize(path).toString().replace('\\', '/');
          return new Problem(name, i + 1, lines.get(i).indexOf(id) + 1, message);
        }
      }
    }
    return new Problem(pack + "/policy.yaml", 1, 1, message);
  }

  private List<Path> files() {
    Path folder = root.resolve(pack);
    try (Stream<Path> all = Files.walk(folder)) {
      return new ArrayList<>(
          all.filter(f -> f.toString().endsWith(".yaml"))
              .filter(f -> !folder.relativize(f).startsWith("cases"))
              .sorted()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
