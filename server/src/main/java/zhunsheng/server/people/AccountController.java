package zhunsheng.server.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.policy.act.Refusal;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.Offices;

/**
 * Accounts. The system administrator makes, closes and resets them; the security administrator says
 * what their holders may do. Neither can do the other's part, nor change their own account.
 */
@RestController
@RequestMapping(path = "/api/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
class AccountController {
  private final Accounts accounts;
  private final Offices offices;
  private final AuditLog audit;
  private final InstantSource clock;

  AccountController(Accounts accounts, Offices offices, AuditLog audit, InstantSource clock) {
    this.accounts = accounts;
    this.offices = offices;
    this.audit = audit;
    this.clock = clock;
  }

  /** An account as its administrators see it. */
  record AccountRow(
      String id,
      String username,
      String name,
      OfficeView office,
      Set<Role> roles,
      boolean disabled,
      boolean locked,
      boolean mustChangePassword,
      @Nullable String platformIdentity) {}

  @GetMapping
  @AllowedTo({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
  List<AccountRow> accounts(@AuthenticationPrincipal Account me) {
    return accounts.of(me.jurisdiction()).stream().map(this::row).toList();
  }

  /** A person to make an account for; roles are given by the security administrator afterwards. */
  record NewAccount(
      @NotNull String username,
      @NotNull String name,
      @NotNull String office,
      @NotNull String password) {}

  @PostMapping
  @AllowedTo(Role.SYSTEM_ADMIN)
  AccountRow create(
      @AuthenticationPrincipal Account me,
      @Valid @RequestBody NewAccount fresh,
      HttpServletRequest request) {
    requireOffice(me, fresh.office());
    Account account =
        accounts.create(
            new Accounts.NewAccount(
                fresh.username(),
                me.jurisdiction(),
                fresh.name(),
                fresh.office(),
                Set.of(),
                fresh.password(),
                true));
    audit.add(me, request.getRemoteAddr(), "建立账号", true, account.username());
    return row(account);
  }

  /**
   * What to change; what is left out stays. The first four are the system administrator's, the
   * others the security one's.
   *
   * @param platformIdentity by which the platform that signs people in knows the holder; empty: by
   *     none
   */
  record AccountChange(
      @Nullable String name,
      @Nullable String office,
      @Nullable Boolean disabled,
      @Nullable String password,
      @Nullable Set<Role> roles,
      @Nullable Boolean unlock,
      @Nullable String platformIdentity) {

    boolean system() {
      return name != null || office != null || disabled != null || password != null;
    }

    boolean security() {
      return roles != null || unlock != null || platformIdentity != null;
    }
  }

  /** All of a change or, where anything of it is refused, nothing. */
  @PatchMapping("/{id}")
  @AllowedTo({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
  @Transactional
  AccountRow change(
      @AuthenticationPrincipal Account me,
      @PathVariable String id,
      @Valid @RequestBody AccountChange change,
      HttpServletRequest request) {
    Account account = accounts.require(me.jurisdiction(), id);
    if (account.id().equals(me.id())) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "不能修改自己的账号，请由另一名管理员办理。");
    }
    if ((change.system() && !me.is(Role.SYSTEM_ADMIN))
        || (change.security() && !me.is(Role.SECURITY_ADMIN))) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "账号信息由系统管理员维护，角色、平台身份和解锁由安全管理员办理。");
    }
    List<String> done = new ArrayList<>();
    if (change.name() != null || change.office() != null) {
      if (change.office() != null) {
        requireOffice(me, change.office());
      }
      accounts.rename(account, change.name(), change.office());
      done.add("姓名、单位");
    }
    if (change.password() != null) {
      // Whoever knows an administrator's password has that role too.
      if (account.roles().stream().anyMatch(Role::administrator)) {
        throw ProblemException.of(
            ProblemKind.NOT_ALLOWED, "管理员的密码不能由其他管理员重置，请在服务器上用 zhunsheng user 命令重置。");
      }
      accounts.reset(account, change.password());
      done.add("重置密码");
    }
    if (change.disabled() != null) {
      accounts.disable(account, change.disabled());
      done.add(change.disabled() ? "停用" : "启用");
    }
    if (change.roles() != null) {
      accounts.roles(account, change.roles());
      done.add(
          "角色："
              + new TreeSet<>(change.roles())
                  .stream().map(Role::title).collect(Collectors.joining("、")));
    }
    if (change.platformIdentity() != null) {
      accounts.platformIdentity(accounts.require(me.jurisdiction(), id), change.platformIdentity());
      done.add(change.platformIdentity().isBlank() ? "取消平台身份" : "登记平台身份");
    }
    if (Boolean.TRUE.equals(change.unlock())) {
      accounts.unlock(account);
      done.add("解锁");
    }
    audit.add(
        me,
        request.getRemoteAddr(),
        "修改账号",
        true,
        account.username() + "：" + String.join("；", done));
    return row(accounts.require(me.jurisdiction(), id));
  }

  private void requireOffice(Account me, String office) {
    if (!offices.exists(me.jurisdiction(), office)) {
      throw ProblemException.refused(List.of(Refusal.incomplete("没有这个单位，请先登记。", null, "office")));
    }
  }

  private AccountRow row(Account a) {
    Instant locked = a.lockedUntil();
    return new AccountRow(
        a.id(),
        a.username(),
        a.name(),
        offices.view(a.jurisdiction(), a.office()),
        a.roles(),
        a.disabled(),
        locked != null && locked.isAfter(clock.instant()),
        a.mustChange(),
        a.platformIdentity());
  }
}
