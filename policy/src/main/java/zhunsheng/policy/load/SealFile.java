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

  /**
   * Loads a pack that must be as it was sealed. One that nobody sealed loads as well.
   *
   * @throws PolicyException with every problem; where it loads, with every entry that is otherwise
   */
  public static Policy load(Path root, String pack) {
    Policy policy = PolicyLoader.load(root, pack);
    Map<String, Problem> broken = new SealFile(root, pack).broken(policy);
    if (!broken.isEmpty()) {
      throw new PolicyException(List.copyOf(broken.values()));
    }
    return policy;
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

  /** What is said of an entry that is not as it was sealed, with where it stands. */
  Problem problem(String entry) {
    String message = "“" + entry + "”与核定时不同，请对照条文后运行 policy seal " + pack;
    int space = entry.indexOf(' ');
    String kind = space < 0 ? entry : entry.substring(0, space);
    String id = Pattern.quote(entry.substring(space + 1)) + "(?![\\w-])";
    Pattern listed = Pattern.compile("\\s*(?:- )?\\{?(?:id|article): (" + id + ").*");
    Pattern key = Pattern.compile("\\s+(" + id + "): ?.*");
    Path own = root.resolve(pack);
    Path head = own.resolve("policy.yaml");
    List<Problem> places =
        switch (kind) {
          case "norm" -> in(folder("rules"), "", listed, message);
          case "procedure" -> in(folder("procedures"), "", listed, message);
          case "form" -> in(folder("forms"), "", listed, message);
          case "report" -> in(folder("reports"), "", listed, message);
          case "article" -> // that of the annexed forms has no number
              in(
                  List.of(own.resolve("articles.yaml")),
                  "",
                  entry.endsWith(" 0") ? Pattern.compile("- (form):.*") : listed,
                  message);
          case "setting" -> in(List.of(head), "settings", key, message);
          case "party" -> in(List.of(head), "parties", key, message);
          case "invariant" -> in(List.of(head), "invariants", listed, message);
          case "subject", "enum", "record" -> {
            List<Problem> found = in(List.of(head), "vocabulary", key, message);
            yield found.isEmpty()
                ? in(List.of(root.resolve("vocabulary.yaml")), kind + "s", key, message)
                : found;
          }
          case "notes" -> List.of(new Problem(pack + "/notes.yaml", 1, 1, message));
          case "policy" -> List.of(new Problem(pack + "/policy.yaml", 1, 1, message));
          case "stages" -> List.of(new Problem("vocabulary.yaml", 1, 1, message));
          default -> List.of();
        };
    if (places.isEmpty()) { // an entry that is gone
      places =
          in(List.of(file), "", Pattern.compile("(" + Pattern.quote(entry) + "): .*"), message);
    }
    return places.isEmpty() ? new Problem(pack + "/sealed.txt", 1, 1, message) : places.getFirst();
  }

  /**
   * Where lines of these files are like that.
   *
   * @param below only below this key of the file; empty: anywhere
   */
  private List<Problem> in(List<Path> files, String below, Pattern like, String message) {
    List<Problem> found = new ArrayList<>();
    for (Path path : files) {
      String top = "";
      int n = 0;
      for (String line : Files.isRegularFile(path) ? lines(path) : List.<String>of()) {
        n++;
        Matcher m = like.matcher(line);
        if ((below.isEmpty() || below.equals(top)) && m.matches()) {
          String name = root.relativize(path).toString().replace('\\', '/');
          found.add(new Problem(name, n, m.start(1) + 1, message));
        }
        if (!line.isEmpty() && Character.isLetter(line.charAt(0))) {
          top = line.substring(0, Math.max(0, line.indexOf(':')));
        }
      }
    }
    return found;
  }

  private List<Path> folder(String name) {
    Path folder = root.resolve(pack).resolve(name);
    return files().stream().filter(f -> f.startsWith(folder)).toList();
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
