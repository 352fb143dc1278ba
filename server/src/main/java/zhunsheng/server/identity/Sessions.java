package zhunsheng.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions, in the database so that a restart ends none. The browser holds a random token; its
 * digest is what is stored.
 */
@Component
public class Sessions {
  private static final Duration TOUCH_EVERY = Duration.ofSeconds(30);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final IdentitySettings settings;

  Sessions(JdbcClient jdbc, InstantSource clock, IdentitySettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  /** Begins a session and returns its token. */
  @Transactional
  public String begin(Account account) {
    return begin(account, false);
  }

  /** Begins a session of somebody whom the platform knows: our own passwords do not apply to it. */
  @Transactional
  public String beginThroughPlatform(Account account) {
    return begin(account, true);
  }

  private String begin(Account account, boolean platform) {
    String token = randomToken();
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    jdbc.sql(
            "insert into server.session (token_digest, account, created_at, last_used, platform) values (?, ?, ?, ?, ?)")
        .params(digest(token), account.id(), now, now, platform)
        .update();
    endExpired();
    return token;
  }

  /** The account behind a token, if its session has not ended. */
  public Optional<Account> account(String token) {
    byte[] digest = digest(token);
    Instant now = clock.instant();
    Optional<Found> found =
        jdbc.sql(
                """
                select a.*, s.last_used, s.created_at as begun, s.platform
                from server.session s join server.account a on a.id = s.account
                where s.token_digest = ? and not a.disabled
                """)
            .param(digest)
            .query(
                (rs, n) ->
                    new Found(
                        rs.getBoolean("platform")
                            ? Accounts.account(rs, n).withoutPassword()
                            : Accounts.account(rs, n),
                        rs.getObject("last_used", OffsetDateTime.class).toInstant(),
                        rs.getObject("begun", OffsetDateTime.class).toInstant()))
            .optional();
    if (found.isEmpty()
        || found.get().lastUsed.plus(settings.sessionTimeout()).isBefore(now)
        || found.get().begun.plus(settings.sessionLongest()).isBefore(now)) {
      return Optional.empty();
    }
    if (found.get().lastUsed.plus(TOUCH_EVERY).isBefore(now)) {
      jdbc.sql("update server.session set last_used = ? where token_digest = ?")
          .params(now.atOffset(ZoneOffset.UTC), digest)
          .update();
    }
    return Optional.of(found.get().account);
  }

  private record Found(Account account, Instant lastUsed, Instant begun) {}

  @Transactional
  public void end(String token) {
    jdbc.sql("delete from server.session where token_digest = ?").param(digest(token)).update();
  }

  /** Ends the account's sessions, but for the one with the token {@code keep}. */
  void endAll(String account, @Nullable String keep) {
    jdbc.sql("delete from server.session where account = ? and token_digest <> ?")
        .params(account, keep == null ? new byte[0] : digest(keep))
        .update();
  }

  private void endExpired() {
    Instant now = clock.instant();
    jdbc.sql("delete from server.session where last_used < ? or created_at < ?")
        .params(
            now.minus(settings.sessionTimeout()).atOffset(ZoneOffset.UTC),
            now.minus(settings.sessionLongest()).atOffset(ZoneOffset.UTC))
        .update();
  }

  static String randomToken() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  static byte[] digest(String token) {
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    SM3Digest sm3 = new SM3Digest();
    sm3.update(bytes, 0, bytes.length);
    byte[] digest = new byte[sm3.getDigestSize()];
    sm3.doFinal(digest, 0);
    return digest;
  }
}
