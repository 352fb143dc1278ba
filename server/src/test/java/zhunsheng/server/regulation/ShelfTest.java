package zhunsheng.server.regulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.policy.model.Policy;

class ShelfTest {
  private static final Path SOURCE =
      Path.of(System.getProperty("zhunsheng.home", "..")).resolve("policies");

  @Test
  void a_pack_that_is_not_as_it_was_sealed_keeps_the_server_from_starting(@TempDir Path root)
      throws IOException {
    Files.copy(SOURCE.resolve("vocabulary.yaml"), root.resolve("vocabulary.yaml"));
    for (String pack : List.of("changzhou-edz-2023", "gulou-2021")) {
      try (Stream<Path> files = Files.walk(SOURCE.resolve(pack))) {
        for (Path file : files.filter(f -> !f.toString().contains("cases")).toList()) {
          Files.copy(file, root.resolve(SOURCE.relativize(file).toString()));
        }
      }
    }
    Path rules = root.resolve("changzhou-edz-2023/rules/declaration.yaml");
    Files.writeString(
        rules, Files.readString(rules).replace("{money: 300000.00}", "{money: 300000.01}"));

    assertThatThrownBy(() -> Shelf.load(root))
        .isInstanceOf(BrokenPacksException.class)
        .hasMessageContaining("规则包 changzhou-edz-2023 有")
        .hasMessageContaining("declaration.yaml");

    Files.delete(root.resolve("changzhou-edz-2023/sealed.txt"));
    assertThat(Shelf.load(root).policies())
        .extracting(Policy::id)
        .containsExactly("changzhou-edz-2023", "gulou-2021");
  }
}
