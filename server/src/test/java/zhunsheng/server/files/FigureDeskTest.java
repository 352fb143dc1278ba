package zhunsheng.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.view.FigureLists;
import zhunsheng.server.Browser;
import zhunsheng.server.TestServer;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.Role;

@ExtendWith(TestServer.class)
class FigureDeskTest {
  private final TestServer.Running server;

  FigureDeskTest(TestServer.Running server) {
    this.server = server;
  }

  @Test
  void figures_that_take_long_are_shown_as_last_counted_while_they_are_counted_anew() {
    String office = server.overseer(server.elsewhere());
    Browser unit = server.person(server.elsewhere(), office, "figures.unit", Role.HANDLER);
    Account account = server.bean(Accounts.class).named("figures.unit").orElseThrow();
    FigureDesk slow = desk(Duration.ZERO);
    FigureDesk quick = desk(Duration.ofMinutes(1));
    try {
      FigureDesk.Counted first = slow.figures(account, null);
      unit.openProject(office, "统计时新开的项目");

      assertThat(quick.figures(account, null).figures().files())
          .isEqualTo(first.figures().files() + 1);
      assertThat(slow.figures(account, null)).isEqualTo(first);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(slow.figures(account, null).figures().files())
                      .isEqualTo(first.figures().files() + 1));
      assertThat(slow.figures(account, null).at()).isAfter(first.at());
    } finally {
      slow.stop();
      quick.stop();
    }
  }

  private FigureDesk desk(Duration quick) {
    return new FigureDesk(
        server.bean(FigureLists.class),
        server.bean(Desk.class),
        server.bean(BusinessClock.class),
        quick);
  }
}
