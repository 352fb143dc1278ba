package zhunsheng.server.people;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Platform;
import zhunsheng.server.identity.PlatformSettings;
import zhunsheng.server.identity.Role;
import zhunsheng.server.identity.Sessions;
import zhunsheng.server.regulation.Offices;
import zhunsheng.server.regulation.Shelf;

/**
 * Lets in whom the platform knows and to whom a role was given here: identity, name and unit are
 * the platform's, the roles are those recorded with the account and no other.
 */
@Component
class PlatformDoor {
  private static final String KIND = "登录";
  private static final String HOW = "通过统一身份平台";

  private final PlatformSettings settings;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Offices offices;
  private final Shelf shelf;
  private final AuditLog audit;

  PlatformDoor(
      PlatformSettings settings,
      Accounts accounts,
      Sessions sessions,
      Offices offices,
      Shelf shelf,
      AuditLog audit) {
    this.settings = settings;
    this.accounts = accounts;
    this.sessions = sessions;
    this.offices = offices;
    this.shelf = shelf;
    this.audit = audit;
  }

  /**
   * What came of it.
   *
   * @param token of the session that was begun, or null
   * @param name short name of the reason where none was
   */
  record Answer(@Nullable String token, String name) {}

  /** Lets {@code person} in, or says why not. */
  Answer enter(Platform.Person person, String address) {
    Optional<Account> found =
        accounts.ofPlatform(person.subject()).filter(a -> settings.serves(a.jurisdiction()));
    if (found.isEmpty()) {
      for (String jurisdiction : shelf.jurisdictions()) {
        if (settings.serves(jurisdiction)) {
          audit.addStranger(
              jurisdiction, person.name(), address, KIND, HOW + "，未授权：" + person.subject());
        }
      }
      return new Answer(null, "UNAUTHORISED");
    }
    Account account = found.get();
    if (account.disabled()) {
      return refuse(account, address, "账号已停用", "SUSPENDED");
    }
    // An administrator has only an account of ours; a role given later takes the platform's away.
    if (account.roles().isEmpty() || account.roles().stream().anyMatch(Role::administrator)) {
      return refuse(account, address, "未授权", "UNAUTHORISED");
    }
    String office = account.office();
    if (!settings.unitClaim().isEmpty()) {
      office = offices.ofPlatform(account.jurisdiction(), person.unit());
      if (office == null) {
        return refuse(account, address, "单位未登记：" + person.unit(), "UNKNOWN_UNIT");
      }
    }
    String name = person.name().isEmpty() ? account.name() : person.name();
    if (!name.equals(account.name()) || !office.equals(account.office())) {
      accounts.rename(account, name, office);
      audit.add(
          account,
          address,
          "修改账号",
          true,
          account.username()
              + "：姓名、单位以平台为准，"
              + name
              + "，"
              + offices.name(account.jurisdiction(), office));
    }
    String token = sessions.beginThroughPlatform(account);
    audit.add(accounts.find(account.id()).orElse(account), address, KIND, true, HOW);
    return new Answer(token, "");
  }

  private Answer refuse(Account account, String address, String why, String name) {
    audit.add(account, address, KIND, false, HOW + "，" + why);
    return new Answer(null, name);
  }

  /** Records that nobody known came back. */
  void failed(Platform.Failure failure, String address) {
    audit.add(
        null,
        address,
        KIND,
        false,
        HOW
            + switch (failure) {
              case UNREACHABLE -> "，平台没有应答";
              case DECLINED -> "，平台未予登录";
              case EXPIRED -> "，登录请求已失效";
              case INVALID -> "，平台的应答未通过校验";
            });
  }
}
