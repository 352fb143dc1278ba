package zhunsheng.server.regulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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

  @Test
  void of_two_regulations_of_one_place_the_later_binds_from_its_first_day(@TempDir Path root)
      throws IOException {
    Files.copy(SOURCE.resolve("vocabulary.yaml"), root.resolve("vocabulary.yaml"));
    for (String pack : List.of("earlier", "own")) {
      Path folder = Files.createDirectories(root.resolve(pack).resolve("rules"));
      Files.writeString(
          root.resolve(pack).resolve("policy.yaml"),
          """
          id: %s
          title: 样例
          number: 样例
          issuer: 样例
          jurisdiction: {id: county, name: 某县}
          in-force: {from: %s}
          offices: []
          parties: {unit: {of: file}}
          """
              .formatted(pack, pack.equals("own") ? "2024-07-01" : "2023-05-09"));
      Files.writeString(
          root.resolve(pack).resolve("articles.yaml"),
          "- {article: 1, title: 样例, gist: 样例, none: 样例}\n");
      Files.writeString(folder.resolve("none.yaml"), "[]\n");
    }
    Shelf shelf = Shelf.load(root);

    assertThat(shelf.current("county", LocalDate.of(2024, 6, 30)).id()).isEqualTo("earlier");
    assertThat(shelf.current("county", LocalDate.of(2024, 7, 1)).id()).isEqualTo("own");
    assertThat(shelf.policy("earlier").id()).isEqualTo("earlier");
  }
}
