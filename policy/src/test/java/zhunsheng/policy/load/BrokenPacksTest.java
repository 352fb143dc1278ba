package zhunsheng.policy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zhunsheng.policy.Packs;

class BrokenPacksTest {
  private static final Path BROKEN = Packs.ROOT.resolve("broken");

  static List<String> broken() {
    return PolicyLoader.packs(BROKEN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void a_broken_pack_reports_every_mistake_where_it_stands(String pack) throws IOException {
    PolicyException refused =
        catchThrowableOfType(PolicyException.class, () -> PolicyLoader.load(BROKEN, pack));
    assertThat(refused).as("must not load").isNotNull();
    assertThat(refused.problems().stream().map(Problem::toString).toList())
        .isEqualTo(Files.readAllLines(BROKEN.resolve(pack).resolve("expected-errors.txt")));
  }

  @Test
  void only_real_packs_are_listed() {
    assertThat(PolicyLoader.packs(Packs.ROOT))
        .contains("changzhou-edz-2023")
        .doesNotContain("broken", "schema");
  }

  @Test
  void a_pack_that_is_not_there_is_said_to_be_missing() {
    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> PolicyLoader.load(Packs.ROOT, "nowhere"))
        .withMessage("nowhere/policy.yaml:1:1: 没有规则包“nowhere”");
    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> PolicyLoader.packs(Packs.ROOT.resolve("nowhere")))
        .withMessageContaining("没有规则包文件夹");
  }

  @Test
  void every_kind_of_mistake_has_its_pack() throws IOException {
    try (Stream<Path> folders = Files.list(BROKEN)) {
      assertThat(folders.filter(Files::isDirectory).count()).isEqualTo(broken().size());
    }
    assertThat(broken()).hasSizeGreaterThan(30);
  }
}
