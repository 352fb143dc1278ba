package zhunsheng.server.identity;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How strictly identity is kept; each is a property {@code zhunsheng.identity.…}.
 *
 * @param sessionTimeout idle time after which a session ends
 * @param sessionLongest time after which it ends in any case
 * @param lockAfter failed sign-ins that lock an account
 * @param lockFor how long it stays locked; also the time within which failures add up
 * @param passwordLength least number of characters
 * @param passwordAge after which a password must be changed
 * @param passwordRounds of PBKDF2 for new digests; fewer only where nobody guesses, as in our tests
 * @param signInsPerMinute attempts allowed from one address
 * @param metricsFrom addresses and networks that may read the metrics
 */
@ConfigurationProperties("zhunsheng.identity")
record IdentitySettings(
    @DefaultValue("PT30M") Duration sessionTimeout,
    @DefaultValue("PT12H") Duration sessionLongest,
    @DefaultValue("5") int lockAfter,
    @DefaultValue("PT5M") Duration lockFor,
    @DefaultValue("10") int passwordLength,
    @DefaultValue("P90D") Period passwordAge,
    @DefaultValue("210000") int passwordRounds,
    @DefaultValue("30") int signInsPerMinute,
    @DefaultValue({"127.0.0.0/8", "::1"}) List<String> metricsFrom) {

  static IdentitySettings standard() {
    return new IdentitySettings(
        Duration.ofMinutes(30),
        Duration.ofHours(12),
        5,
        Duration.ofMinutes(5),
        10,
        Period.ofDays(90),
        210_000,
        30,
        List.of());
  }
}
