package zhunsheng.server.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;

class CarrierWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "changzhou-edz-2023",
        "gulou-2021",
        "huaian-draft",
        "kundulun-2024",
        "nanchong-2023"
      })
  void nobody_reads_an_id(String pack) {
    Policy policy = PolicyLoader.load(Path.of("../policies"), pack);

    for (var norm : policy.norms().values()) {
      for (String carried : norm.carriedBy()) {
        assertThat(CarrierWords.of(policy, carried).replaceAll("screen:[a-z-]+", ""))
            .as(norm.citation().norm())
            .doesNotContainPattern("[a-z]+[:_][a-z]");
      }
    }
  }
}
