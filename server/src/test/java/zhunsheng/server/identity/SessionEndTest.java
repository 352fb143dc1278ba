package zhunsheng.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.server.TestServer;

@ExtendWith(TestServer.class)
class SessionEndTest {
  // Rather than the server's own time: a session ends at once for one whose clock has gone on.
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final Sessions sessions;
  private final Account account;
  private final JdbcClient jdbc;

  SessionEndTest(TestServer.Running server) {
    this.jdbc = JdbcClient.create(server.bean(DataSource.class));
    InstantSource clock = now::get;
    this.sessions = new Sessions(jdbc, clock, IdentitySettings.standard());
    this.account =
        server
            .bean(Accounts.class)
            .create(
                new Accounts.NewAccount(
                    "session" + System.nanoTime(),
                    "nowhere",
                    "某人",
                    "somewhere",
                    Set.of(),
                    "Zhunsheng-2026",
                    false));
  }

  @ParameterizedTest(name = "{0} after its last use a session is open: {1}")
  @CsvSource({"PT29M59S, true", "PT30M, true", "PT30M1S, false"})
  void an_idle_session_ends(Duration idle, boolean open) {
    String token = sessions.begin(account);

    now.updateAndGet(t -> t.plus(idle));

    assertThat(sessions.account(token).isPresent()).isEqualTo(open);
  }

  @Test
  void a_session_in_use_goes_on_but_not_for_ever() {
    String token = sessions.begin(account);
    for (int i = 0; i < 24; i++) {
      now.updateAndGet(t -> t.plus(Duration.ofMinutes(29)));
      assertThat(sessions.account(token)).as("after %d uses", i).isPresent();
    }
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(29)));

    assertThat(sessions.account(token)).as("after twelve hours").isEmpty();
  }

  @Test
  void the_token_itself_is_not_stored() {
    String token = sessions.begin(account);

    String stored =
        jdbc.sql("select string_agg(encode(token_digest, 'escape'), ' ') from server.session")
            .query(String.class)
            .single();

    assertThat(stored).doesNotContain(token);
  }
}
