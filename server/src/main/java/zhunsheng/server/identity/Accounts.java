package zhunsheng.server.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import zhunsheng.policy.act.Refusal;
import zhunsheng.server.problem.ProblemException;

/** The accounts of all jurisdictions. */
@Component
public class Accounts {
  private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9._-]{2,63}");

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final IdentitySettings settings;
  private final Sessions sessions;

  Accounts(JdbcClient jdbc, InstantSource clock, IdentitySettings settings, Sessions sessions) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
    this.sessions = sessions;
  }

  /** For a command outside the server, with settings as they come. */
  public static Accounts on(DataSource dataSource) {
    JdbcClient jdbc = JdbcClient.create(dataSource);
    InstantSource clock = InstantSource.system();
    IdentitySettings settings = IdentitySettings.standard();
    return new Accounts(jdbc, clock, settings, new Sessions(jdbc, clock, settings));
  }

  /** A person to make an account for. */
  public record NewAccount(
      String username,
      String jurisdiction,
      String name,
      String office,
      Set<Role> roles,
      String password,
      boolean mustChange) {}

  /**
   * Makes an account.
   *
   * @throws ProblemException naming every field that is not as it must be
   */
  @Transactional
  public Account create(NewAccount fresh) {
    return create(fresh, Passwords.digest(fresh.password(), settings.passwordRounds()));
  }

  /** Makes accounts that share one password, whose costly digest is computed once. */
  @Transactional
  public void createAll(List<NewAccount> fresh) {
    String digest =
        fresh.isEmpty()
            ? ""
            : Passwords.digest(fresh.getFirst().password(), settings.passwordRounds());
    fresh.forEach(f -> create(f, digest));
  }

  private Account create(NewAccount fresh, String digest) {
    String username = fresh.username().strip().toLowerCase(Locale.ROOT);
    List<Refusal> refusals = new ArrayList<>();
    if (!USERNAME.matcher(username).matches()) {
      refusals.add(
          Refusal.incomplete("用户名为 3 至 64 个字符，以字母开头，由小写字母、数字和 . _ - 组成。", null, "username"));
    }
    if (fresh.name().isBlank()) {
      refusals.add(Refusal.incomplete("请填写姓名。", null, "name"));
    }
    String weakness = Passwords.weakness(fresh.password(), username, settings.passwordLength());
    if (!weakness.isEmpty()) {
      refusals.add(Refusal.incomplete(weakness, null, "password"));
    }
    if (!Role.compatible(fresh.roles())) {
      refusals.add(Refusal.incomplete(APART, null, "roles"));
    }
    if (!refusals.isEmpty()) {
      throw ProblemException.refused(refusals);
    }
    Account account =
        new Account(
            UUID.randomUUID().toString(),
            username,
            fresh.jurisdiction(),
            fresh.name().strip(),
            fresh.office(),
            fresh.roles(),
            fresh.mustChange(),
            false,
            null,
            null);
    try {
      jdbc.sql(
              """
              insert into server.account
                (id, username, jurisdiction, name, office, roles, password, password_set, must_change, created_at)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              """)
          .params(
              account.id(),
              username,
              account.jurisdiction(),
              account.name(),
              account.office(),
              names(account.roles()),
              digest,
              now(),
              fresh.mustChange(),
              now())
          .update();
    } catch (DuplicateKeyException e) {
      throw ProblemException.refused(
          List.of(Refusal.incomplete("用户名已被使用，请换一个。", null, "username")));
    }
    return account;
  }

  private static final int LONGEST_IDENTITY = 200;

  // Who records platform identities could otherwise sign in as any other administrator.
  private static final String ADMINISTRATORS_STAY = "管理员只用本系统的账号和密码登录，不登记平台身份。";

  private static final String APART = "系统管理员、安全管理员、审计管理员须由不同的人担任，且不兼任业务角色。";

  public Optional<Account> find(String id) {
    return jdbc.sql("select * from server.account where id = ?")
        .param(id)
        .query(Accounts::account)
        .optional();
  }

  public Optional<Account> named(String username) {
    return credentials(username).map(Credentials::account);
  }

  /** The account of that id if it belongs to {@code jurisdiction}. */
  public Account require(String jurisdiction, String id) {
    return find(id)
        .filter(a -> a.jurisdiction().equals(jurisdiction))
        .orElseThrow(ProblemException::notFound);
  }

  public List<Account> of(String jurisdiction) {
    return jdbc.sql("select * from server.account where jurisdiction = ? order by username")
        .param(jurisdiction)
        .query(Accounts::account)
        .list();
  }

  public boolean any() {
    return jdbc.sql("select exists (select from server.account)").query(Boolean.class).single();
  }

  /** Whether the jurisdiction has somebody in that role. */
  public boolean any(String jurisdiction, Role role) {
    return of(jurisdiction).stream().anyMatch(a -> a.is(role) && !a.disabled());
  }

  @Transactional
  public void rename(Account account, @Nullable String name, @Nullable String office) {
    jdbc.sql(
            "update server.account set name = coalesce(?, name), office = coalesce(?, office) where id = ?")
        .params(java.util.Arrays.asList(name, office, account.id()))
        .update();
  }

  /** Closes or opens an account; closing ends its sessions. */
  @Transactional
  public void disable(Account account, boolean disabled) {
    jdbc.sql("update server.account set disabled = ? where id = ?")
        .params(disabled, account.id())
        .update();
    if (disabled) {
      sessions.endAll(account.id(), null);
    }
  }

  /** The account whose holder the platform knows by that word. */
  public Optional<Account> ofPlatform(String identity) {
    return jdbc.sql("select * from server.account where platform_identity = ?")
        .param(identity)
        .query(Accounts::account)
        .optional();
  }

  /**
   * Records by which word the platform knows the account's holder, and ends the account's sessions.
   *
   * @param identity empty: by none
   */
  @Transactional
  public void platformIdentity(Account account, String identity) {
    String word = identity.strip();
    if (word.length() > LONGEST_IDENTITY || word.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.refused(
          List.of(Refusal.incomplete("平台身份标识不超过 200 个字符，不含控制字符。", null, "platformIdentity")));
    }
    if (!word.isEmpty() && account.roles().stream().anyMatch(Role::administrator)) {
      throw ProblemException.refused(
          List.of(Refusal.incomplete(ADMINISTRATORS_STAY, null, "platformIdentity")));
    }
    try {
      jdbc.sql("update server.account set platform_identity = nullif(?, '') where id = ?")
          .params(word, account.id())
          .update();
    } catch (DuplicateKeyException e) {
      throw ProblemException.refused(
          List.of(Refusal.incomplete("这一平台身份已登记在另一账号上，请核对。", null, "platformIdentity")));
    }
    sessions.endAll(account.id(), null);
  }

  /** Gives other roles and ends the account's sessions. */
  @Transactional
  public void roles(Account account, Set<Role> roles) {
    if (!Role.compatible(roles)) {
      throw ProblemException.refused(List.of(Refusal.incomplete(APART, null, "roles")));
    }
    if (account.platformIdentity() != null && roles.stream().anyMatch(Role::administrator)) {
      throw ProblemException.refused(
          List.of(Refusal.incomplete(ADMINISTRATORS_STAY, null, "roles")));
    }
    jdbc.sql("update server.account set roles = ? where id = ?")
        .params(names(roles), account.id())
        .update();
    sessions.endAll(account.id(), null);
  }

  @Transactional
  public void unlock(Account account) {
    jdbc.sql(
            "update server.account set failures = 0, failed_at = null, locked_until = null where id = ?")
        .param(account.id())
        .update();
  }

  /** Sets a password that its owner must change at the next sign-in. */
  @Transactional
  public void reset(Account account, String password) {
    set(account, password, true, null);
  }

  /**
   * Changes one's own password.
   *
   * @param keep token of the session to keep; all others end
   */
  @Transactional
  public void change(Account account, String old, String fresh, @Nullable String keep) {
    if (!Passwords.matches(old, digest(account.id()))) {
      throw ProblemException.refused(List.of(Refusal.incomplete("原密码不正确。", null, "old")));
    }
    if (old.equals(fresh)) {
      throw ProblemException.refused(List.of(Refusal.incomplete("新密码不能与原密码相同。", null, "new")));
    }
    set(account, fresh, false, keep);
  }

  private void set(Account account, String password, boolean mustChange, @Nullable String keep) {
    String weakness = Passwords.weakness(password, account.username(), settings.passwordLength());
    if (!weakness.isEmpty()) {
      throw ProblemException.refused(List.of(Refusal.incomplete(weakness, null, "new")));
    }
    jdbc.sql(
            """
            update server.account
            set password = ?, password_set = ?, must_change = ?, failures = 0, failed_at = null, locked_until = null
            where id = ?
            """)
        .params(
            Passwords.digest(password, settings.passwordRounds()), now(), mustChange, account.id())
        .update();
    sessions.endAll(account.id(), keep);
  }

  private String digest(String id) {
    return jdbc.sql("select password from server.account where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  /** What {@link SignIn} needs to know of a username. */
  record Credentials(
      Account account,
      String digest,
      Instant passwordSet,
      int failures,
      @Nullable Instant failedAt) {}

  Optional<Credentials> credentials(String username) {
    return jdbc.sql("select * from server.account where username = ?")
        .param(username.strip().toLowerCase(Locale.ROOT))
        .query(
            (rs, n) ->
                new Credentials(
                    account(rs, n),
                    rs.getString("password"),
                    rs.getObject("password_set", OffsetDateTime.class).toInstant(),
                    rs.getInt("failures"),
                    instant(rs, "failed_at")))
        .optional();
  }

  void failed(Account account, int failures, @Nullable Instant lockedUntil) {
    jdbc.sql("update server.account set failures = ?, failed_at = ?, locked_until = ? where id = ?")
        .params(java.util.Arrays.asList(failures, now(), time(lockedUntil), account.id()))
        .update();
  }

  void mustChange(Account account) {
    jdbc.sql("update server.account set must_change = true where id = ?")
        .param(account.id())
        .update();
  }

  static Account account(ResultSet rs, int row) throws SQLException {
    Array roles = rs.getArray("roles");
    Set<Role> held = EnumSet.noneOf(Role.class);
    Stream.of((String[]) roles.getArray()).map(Role::valueOf).forEach(held::add);
    return new Account(
        rs.getString("id"),
        rs.getString("username"),
        rs.getString("jurisdiction"),
        rs.getString("name"),
        rs.getString("office"),
        held,
        rs.getBoolean("must_change"),
        rs.getBoolean("disabled"),
        instant(rs, "locked_until"),
        rs.getString("platform_identity"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static String[] names(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().toArray(String[]::new);
  }
}
