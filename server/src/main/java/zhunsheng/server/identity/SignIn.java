package zhunsheng.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.policy.value.Day;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;

/** Checks a name and a password, counts failures, and begins a session. */
@Component
public class SignIn {
  private static final String WRONG = "用户名或密码不正确，请核对后重新输入。";
  private static final int ADDRESSES_KEPT = 10_000;

  private final Accounts accounts;
  private final Sessions sessions;
  private final AuditLog audit;
  private final InstantSource clock;
  private final IdentitySettings settings;
  private final Map<String, Minute> attempts = new ConcurrentHashMap<>();

  SignIn(
      Accounts accounts,
      Sessions sessions,
      AuditLog audit,
      InstantSource clock,
      IdentitySettings settings) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
    this.settings = settings;
  }

  /** A begun session. */
  public record Begun(Account account, String token) {}

  private record Minute(long minute, int count) {}

  /**
   * Signs in.
   *
   * @throws ProblemException if the name or the password is wrong, the account locked, or the
   *     address too busy
   */
  public Begun signIn(String username, String password, String address) {
    slowDown(address);
    Instant now = clock.instant();
    // PostgreSQL keeps no text with a NUL in it, and refuses to look for one.
    Optional<Accounts.Credentials> found =
        username.indexOf('\0') < 0 ? accounts.credentials(username) : Optional.empty();
    // The same work for an unknown name, so that the time does not tell which names exist.
    boolean right =
        Passwords.matches(
            password,
            found
                .map(Accounts.Credentials::digest)
                .orElse(Passwords.nobody(settings.passwordRounds())));
    if (found.isEmpty()) {
      audit.add(null, address, "登录", false, "用户名不存在");
      throw ProblemException.of(ProblemKind.WRONG_PASSWORD, WRONG);
    }
    Account account = found.get().account();
    Instant lockedUntil = account.lockedUntil();
    if (lockedUntil != null && lockedUntil.isAfter(now)) {
      audit.add(account, address, "登录", false, "账号锁定中");
      throw locked(lockedUntil);
    }
    if (!right || account.disabled()) {
      failed(found.get(), address, now);
    }
    accounts.unlock(account);
    if (found
        .get()
        .passwordSet()
        .atZone(Day.ZONE)
        .plus(settings.passwordAge())
        .toInstant()
        .isBefore(now)) {
      accounts.mustChange(account);
    }
    audit.add(account, address, "登录", true, "");
    return new Begun(accounts.find(account.id()).orElse(account), sessions.begin(account));
  }

  private void failed(Accounts.Credentials credentials, String address, Instant now) {
    Account account = credentials.account();
    if (account.disabled()) {
      audit.add(account, address, "登录", false, "账号已停用");
      throw ProblemException.of(ProblemKind.WRONG_PASSWORD, WRONG);
    }
    Instant failedAt = credentials.failedAt();
    boolean recent = failedAt != null && failedAt.plus(settings.lockFor()).isAfter(now);
    int failures = recent ? credentials.failures() + 1 : 1;
    Instant until = failures >= settings.lockAfter() ? now.plus(settings.lockFor()) : null;
    accounts.failed(account, failures, until);
    audit.add(account, address, "登录", false, until == null ? "密码不正确" : "密码不正确，账号锁定");
    if (until != null) {
      throw locked(until);
    }
    throw ProblemException.of(ProblemKind.WRONG_PASSWORD, WRONG);
  }

  private static ProblemException locked(@Nullable Instant until) {
    String time =
        DateTimeFormatter.ofPattern("HH:mm:ss")
            .format(until == null ? Instant.EPOCH.atZone(zone()) : until.atZone(zone()));
    return ProblemException.of(ProblemKind.LOCKED, "连续多次登录失败，账号锁定至 " + time + "。请届时再试，或联系安全管理员解锁。");
  }

  private static ZoneId zone() {
    return Day.ZONE;
  }

  /** Refuses an address that tries too often. */
  public void slowDown(String address) {
    long minute = clock.instant().getEpochSecond() / Duration.ofMinutes(1).toSeconds();
    if (attempts.size() > ADDRESSES_KEPT) {
      attempts.values().removeIf(m -> m.minute < minute);
    }
    Minute now =
        attempts.merge(
            address,
            new Minute(minute, 1),
            (old, one) -> old.minute == minute ? new Minute(minute, old.count + 1) : one);
    if (now.count > settings.signInsPerMinute()) {
      throw ProblemException.of(ProblemKind.TOO_MANY_REQUESTS, "登录尝试过于频繁，请一分钟后再试。");
    }
  }
}
