package zhunsheng.policy.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a pack, all parsed before any is understood. */
final class PackFiles {
  private final Path root;
  private final Path pack;
  private final Problems problems;
  private final Map<Path, Yaml> trees = new LinkedHashMap<>();
  private @Nullable String digest;

  PackFiles(Path root, Path pack, Problems problems) {
    this.root = root;
    this.pack = pack;
    this.problems = problems;
    parse(root.resolve("vocabulary.yaml"), true);
    parse(root.resolve("calendar.yaml"), false);
    parse(pack.resolve("policy.yaml"), true);
    parse(pack.resolve("articles.yaml"), true);
    for (String folder : List.of("rules", "procedures", "forms", "reports")) {
      list(folder).forEach(f -> parse(f, true));
    }
  }

  /** The files of {@code other} with one of them otherwise, under the digest of these. */
  private PackFiles(PackFiles other, Path file, @Nullable Yaml tree, Problems problems) {
    this.root = other.root;
    this.pack = other.pack;
    this.problems = problems;
    this.digest = other.digest();
    trees.putAll(other.trees);
    if (tree != null) {
      trees.put(file, tree);
    }
  }

  /** The same files, where that one (below {@code root}) reads otherwise; nothing is read again. */
  PackFiles with(String name, String text, Problems reported) {
    return new PackFiles(this, root.resolve(name), Yaml.parse(name, text, reported), reported);
  }

  /** All files read, by their path below {@code root}. */
  List<String> names() {
    return trees.keySet().stream()
        .map(f -> root.relativize(f).toString().replace('\\', '/'))
        .toList();
  }

  private void parse(Path file, boolean needed) {
    if (Files.isRegularFile(file)) {
      Yaml tree = Yaml.read(root, file, problems);
      if (tree != null) {
        trees.put(file, tree);
      }
    } else if (needed) {
      String name = root.relativize(file).toString().replace('\\', '/');
      problems.add(new Yaml.Place(name, 1, 1), "缺少文件 " + file.getFileName());
    }
  }

  private List<Path> list(String folder) {
    Path path = pack.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 over the names and bytes of all files read, in hex. */
  String digest() {
    if (digest != null) {
      return digest;
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (Path file : trees.keySet()) {
        sha.update(root.relativize(file).toString().replace('\\', '/').getBytes(UTF_8));
        sha.update((byte) 0);
        sha.update(Files.readAllBytes(file));
      }
      digest = HexFormat.of().formatHex(sha.digest());
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The shared file of that name, as one mapping. */
  Section shared(String name) {
    return Section.of(trees.get(root.resolve(name)), problems);
  }

  boolean hasShared(String name) {
    return trees.containsKey(root.resolve(name));
  }

  /** The pack's file of that name, as one mapping. */
  Section own(String name) {
    return Section.of(trees.get(pack.resolve(name)), problems);
  }

  /** The mappings of one of the pack's files: one, or a list of them. */
  List<Section> sections(String name) {
    return sections(trees.get(pack.resolve(name)));
  }

  /** The mappings of all files of one of the pack's folders. */
  List<Section> sectionsIn(String folder) {
    List<Section> sections = new ArrayList<>();
    trees(folder).forEach(t -> sections.addAll(sections(t)));
    return sections;
  }

  /** The trees of all files of one of the pack's folders. */
  List<Yaml> trees(String folder) {
    Path path = pack.resolve(folder);
    return trees.entrySet().stream()
        .filter(e -> path.equals(e.getKey().getParent()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private List<Section> sections(@Nullable Yaml tree) {
    return switch (tree) {
      case null -> List.of();
      case Yaml.Items l -> l.items().stream().map(i -> Section.of(i, problems)).toList();
      case Yaml.Empty e -> List.of();
      default -> List.of(Section.of(tree, problems));
    };
  }
}
