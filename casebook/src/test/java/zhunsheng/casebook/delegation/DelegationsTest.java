package zhunsheng.casebook.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.casebook.TestDatabase;
import zhunsheng.policy.file.Actor.Delegation;

class DelegationsTest {
  private static final Delegation IN_MAY =
      new Delegation(
          "finance_office", "audit_office", LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 31));

  private final String jurisdiction = TestDatabase.newJurisdiction();
  private final Delegations delegations = new Delegations(TestDatabase.database());

  @ParameterizedTest(name = "on {0}: {1}")
  @CsvSource({"2024-04-30, 0", "2024-05-01, 1", "2024-05-31, 1", "2024-06-01, 0"})
  void a_delegation_covers_its_first_and_last_day(LocalDate day, int covering) {
    delegations.give(jurisdiction, IN_MAY, "zhang", Instant.EPOCH);

    assertThat(delegations.to(jurisdiction, "audit_office", day)).hasSize(covering);
    assertThat(delegations.to(jurisdiction, "finance_office", day)).isEmpty();
  }

  @Test
  void a_revoked_delegation_covers_no_day_and_is_remembered() {
    String id = delegations.give(jurisdiction, IN_MAY, "zhang", Instant.EPOCH);

    assertThat(delegations.revoke(jurisdiction, id, "li", Instant.EPOCH.plusSeconds(1))).isTrue();
    assertThat(delegations.revoke(jurisdiction, id, "li", Instant.EPOCH.plusSeconds(2))).isFalse();

    assertThat(delegations.to(jurisdiction, "audit_office", IN_MAY.first())).isEmpty();
    assertThat(delegations.of(jurisdiction, "finance_office"))
        .containsExactly(
            new GivenDelegation(
                id, IN_MAY, "zhang", Instant.EPOCH, "li", Instant.EPOCH.plusSeconds(1)));
  }

  @Test
  void a_delegation_that_ends_before_it_begins_or_goes_nowhere_is_refused() {
    assertThatThrownBy(
            () ->
                delegations.give(
                    jurisdiction,
                    new Delegation("a", "b", IN_MAY.last(), IN_MAY.first()),
                    "zhang",
                    Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("委托的终止日不得早于起始日");
    assertThatThrownBy(
            () ->
                delegations.give(
                    jurisdiction,
                    new Delegation("a", "a", IN_MAY.first(), IN_MAY.last()),
                    "zhang",
                    Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("不能委托给本单位");
  }
}
