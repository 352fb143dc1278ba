package zhunsheng.server.cli;

import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhunsheng.casebook.database.Database;
import zhunsheng.server.database.Postgres;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.Role;
import zhunsheng.server.regulation.Shelf;

@Command(
    name = "user",
    description = {
      "Make an administrator of a jurisdiction, or give one a new password.",
      "The three administrators (SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN) must be three persons; they make all other"
          + " accounts on the screens."
    },
    mixinStandardHelpOptions = true)
final class UserCommand implements Callable<Integer> {
  @Mixin private final Place place = new Place();

  @Option(names = "--username", required = true, description = "Name to sign in with.")
  private String username = "";

  @Option(names = "--name", description = "The person's name (default: the role's title).")
  private @Nullable String name;

  @Option(names = "--role", description = "One of SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN.")
  private @Nullable Role role;

  @Option(names = "--jurisdiction", description = "Needed where the packs have more than one.")
  private @Nullable String jurisdiction;

  @Option(
      names = "--office",
      description = "The person's office (default: the one that oversees all files).")
  private @Nullable String office;

  @Option(
      names = "--password",
      interactive = true,
      arity = "0..1",
      required = true,
      description = "Asked for when no value follows; to be changed at the first sign-in.")
  private String password = "";

  @Option(
      names = "--reset",
      description = "Give an existing account this password instead of making one.")
  private boolean reset;

  @Override
  public Integer call() {
    Shelf shelf = Shelf.load(place.policiesFolder());
    try (Postgres postgres = Postgres.reach(Postgres.Place.of(Home.path(), place.data))) {
      Database.open(postgres.dataSource(), Postgres.MIGRATIONS);
      Accounts accounts = Accounts.on(postgres.dataSource());
      if (reset) {
        Account account =
            accounts
                .named(username)
                .orElseThrow(() -> new UsageException("没有账号 " + username + "。"));
        accounts.reset(account, password);
        Terminal.say("已重置 " + account.username() + " 的密码，首次登录须修改。");
        return 0;
      }
      if (role == null || !role.administrator()) {
        throw new UsageException(
            "请用 --role 指定 SYSTEM_ADMIN、SECURITY_ADMIN 或 AUDIT_ADMIN；其他账号由管理员在界面上建立。");
      }
      String place = jurisdiction(shelf);
      Account account =
          accounts.create(
              new Accounts.NewAccount(
                  username,
                  place,
                  name == null ? role.title() : name,
                  office == null ? overseer(shelf, place) : office,
                  Set.of(role),
                  password,
                  true));
      Terminal.say("已建立" + role.title() + " " + account.username() + "，首次登录须修改密码。");
      return 0;
    }
  }

  private String jurisdiction(Shelf shelf) {
    if (jurisdiction != null) {
      if (!shelf.jurisdictions().contains(jurisdiction)) {
        throw new UsageException(
            "没有地区 " + jurisdiction + "，可用：" + String.join("、", shelf.jurisdictions()));
      }
      return jurisdiction;
    }
    if (shelf.jurisdictions().size() > 1) {
      throw new UsageException("请用 --jurisdiction 指定地区：" + String.join("、", shelf.jurisdictions()));
    }
    return shelf.jurisdictions().iterator().next();
  }

  private static String overseer(Shelf shelf, String jurisdiction) {
    return shelf.of(jurisdiction).getLast().parties().values().stream()
        .filter(p -> p.seesAll() && p.office() != null)
        .map(p -> String.valueOf(p.office()))
        .findFirst()
        .orElseThrow(() -> new UsageException("请用 --office 指定单位。"));
  }
}
