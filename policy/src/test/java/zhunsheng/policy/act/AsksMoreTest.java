package zhunsheng.policy.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.policy.Packs;
import zhunsheng.policy.model.Policy;

/** Many answers can be given at once only where each needs no more than a choice and words. */
class AsksMoreTest {
  @ParameterizedTest(name = "{1} in {0}: {2}")
  @CsvSource({
    "review, economy, false",
    "review, cyberspace, true",
    "review, public_security, true",
    "review, , true",
    "conclusion, data_bureau, true",
    "cdo, chief_data_officer, false"
  })
  void a_step_asks_more_of_those_of_whom_a_field_is_required(
      String step, String party, boolean more) {
    Policy policy = Packs.changzhou();

    assertThat(
            Decider.asksMore(
                policy, Objects.requireNonNull(policy.procedure("declaration").step(step)), party))
        .isEqualTo(more);
  }
}
