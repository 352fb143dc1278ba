package zhunsheng.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.policy.Packs;

/** However a pack is damaged, its author gets problems and never a stack trace. */
class MutatedPackTest {
  private static final String PACK = "changzhou-edz-2023";
  private static final int TRIES = 50;

  @TempDir Path root;

  private interface Damage {
    void to(List<String> lines, int at, Random random);
  }

  private static final List<Damage> DAMAGES =
      List.of(
          (lines, at, random) -> lines.remove(at),
          (lines, at, random) -> lines.add(at, lines.get(at)),
          (lines, at, random) -> lines.set(at, "  " + lines.get(at)),
          (lines, at, random) -> {
            String line = lines.get(at);
            lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
          },
          (lines, at, random) -> {
            int other = random.nextInt(lines.size());
            String line = lines.get(at);
            lines.set(at, lines.get(other));
            lines.set(other, line);
          },
          (lines, at, random) -> {
            String line = lines.get(at);
            int i = random.nextInt(line.length() + 1);
            String odd =
                List.of("{", "]", "'", "\"", ":", ": ", "- ", "#", "&a ", "*a", "\t", "x")
                    .get(random.nextInt(12));
            lines.set(at, line.substring(0, i) + odd + line.substring(i));
          },
          (lines, at, random) -> {
            String line = lines.get(at);
            int colon = line.indexOf(": ");
            if (colon > 0) {
              String odd =
                  List.of("[]", "{}", "", "[{}]", "{a: [b]}", "'${'", "-1", "null")
                      .get(random.nextInt(8));
              lines.set(at, line.substring(0, colon + 2) + odd);
            }
          });

  @Test
  void a_damaged_line_never_breaks_the_loader() throws IOException {
    copy();
    List<Path> files = files();
    Random random = new Random(20231127);
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
      Path file = files.get(random.nextInt(files.size()));
      List<String> whole = Files.readAllLines(file);
      List<String> lines = new ArrayList<>(whole);
      int at = random.nextInt(lines.size());
      int kind = random.nextInt(DAMAGES.size());
      DAMAGES.get(kind).to(lines, at, random);
      Files.write(file, lines);
      try {
        PolicyLoader.load(root, PACK);
        CaseReader.read(root, root.resolve(PACK).resolve("cases"));
      } catch (PolicyException e) {
        refused++;
        assertThat(e.problems())
            .isNotEmpty()
            .allMatch(p -> !p.file().isEmpty() && p.line() > 0 && p.column() > 0);
      } catch (RuntimeException e) {
        throw new AssertionError(
            "damage "
                + kind
                + " of "
                + file.getFileName()
                + ":"
                + (at + 1)
                + ": "
                + lines.get(Math.min(at, lines.size() - 1)),
            e);
      } finally {
        Files.write(file, whole);
      }
    }
    assertThat(refused).isGreaterThan(TRIES / 4);
  }

  private void copy() throws IOException {
    Files.copy(Packs.ROOT.resolve("vocabulary.yaml"), root.resolve("vocabulary.yaml"));
    Path from = Packs.ROOT.resolve(PACK);
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(
          p -> {
            try {
              Files.copy(p, root.resolve(PACK).resolve(from.relativize(p).toString()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(p -> p.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
