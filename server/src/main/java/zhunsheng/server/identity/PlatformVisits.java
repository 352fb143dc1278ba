package zhunsheng.server.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Browsers on their way to the platform and back, in the database so that any process of ours knows
 * them again. Each comes back once.
 */
@Component
class PlatformVisits {
  /** How long the way may take. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  PlatformVisits(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What was sent with a browser, to be held against what comes back with it.
   *
   * @param target the screen that the person wanted
   */
  record Visit(String state, String nonce, String verifier, String returnTo, String target) {}

  /** Keeps it, and returns the token that the browser is to carry. */
  @Transactional
  String begin(Visit visit) {
    jdbc.sql("delete from server.platform_visit where begun_at < ?")
        .param(clock.instant().minus(LONGEST).atOffset(ZoneOffset.UTC))
        .update();
    String token = Sessions.randomToken();
    jdbc.sql(
            """
            insert into server.platform_visit
              (token_digest, state, nonce, verifier, return_to, target, begun_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Sessions.digest(token),
            visit.state(),
            visit.nonce(),
            visit.verifier(),
            visit.returnTo(),
            visit.target(),
            clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return token;
  }

  /** What was sent with the browser of that token, once and in time. */
  @Transactional
  Optional<Visit> end(String token) {
    return jdbc.sql(
            """
            delete from server.platform_visit where token_digest = ?
            returning state, nonce, verifier, return_to, target, begun_at >= ? as in_time
            """)
        .params(Sessions.digest(token), clock.instant().minus(LONGEST).atOffset(ZoneOffset.UTC))
        .query(
            (rs, n) ->
                rs.getBoolean("in_time")
                    ? Optional.of(
                        new Visit(
                            rs.getString("state"),
                            rs.getString("nonce"),
                            rs.getString("verifier"),
                            rs.getString("return_to"),
                            rs.getString("target")))
                    : Optional.<Visit>empty())
        .optional()
        .flatMap(found -> found);
  }
}
