package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Role;

@ExtendWith(TestServer.class)
class SignInTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private final TestServer.Running server;

  SignInTest(TestServer.Running server) {
    this.server = server;
  }

  private Account account(boolean mustChange, Role... roles) {
    String jurisdiction = server.jurisdiction();
    return server
        .bean(Accounts.class)
        .create(
            new Accounts.NewAccount(
                "signin" + NUMBER.incrementAndGet(),
                jurisdiction,
                "某人",
                "somewhere",
                Set.of(roles),
                Browser.PASSWORD,
                mustChange));
  }

  @Test
  void a_name_that_no_database_can_hold_is_nobodys() {
    Browser.Answer answer = new Browser(server.port()).signIn("a\u0000b", "' OR 1=1 --");

    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
  }

  @Test
  void five_wrong_passwords_lock_the_account_for_a_while() throws InterruptedException {
    Account account = account(false, Role.HANDLER);
    Browser browser = new Browser(server.port());

    for (int i = 0; i < 4; i++) {
      assertThat(browser.signIn(account.username(), "Wrong-password-1").status()).isEqualTo(401);
    }
    assertThat(browser.signIn(account.username(), "Wrong-password-1").status()).isEqualTo(423);
    assertThat(browser.signIn(account.username(), Browser.PASSWORD).status())
        .as("the right password too")
        .isEqualTo(423);
    Thread.sleep(3200);
    assertThat(browser.signIn(account.username(), Browser.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void an_unknown_name_and_a_wrong_password_are_answered_alike() {
    Account account = account(false, Role.HANDLER);
    Browser browser = new Browser(server.port());

    assertThat(browser.signIn("nobody.of.that.name", "Wrong-password-1").body())
        .isEqualTo(browser.signIn(account.username(), "Wrong-password-1").body());
  }

  @Test
  void a_write_without_the_token_is_refused() {
    Account account = account(false, Role.HANDLER);
    Browser browser = Browser.signedIn(server.port(), account.username());

    Browser.Answer answer =
        browser.send(
            "POST", "/api/notices/read", Map.of("ids", Set.of()), "X-XSRF-TOKEN", "forged");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().get("type").asString())
        .isEqualTo("urn:zhunsheng:problem:forged-request");
    assertThat(browser.post("/api/notices/read", Map.of("ids", Set.of())).status()).isEqualTo(204);
  }

  @Test
  void an_initial_password_opens_nothing_but_its_change() {
    Account account = account(true, Role.HANDLER);
    Browser browser = Browser.signedIn(server.port(), account.username());

    assertThat(browser.get("/api/session").json().get("mustChangePassword").asBoolean()).isTrue();
    assertThat(browser.get("/api/workbench").status()).isEqualTo(403);
    assertThat(
            browser
                .post(
                    "/api/session/password",
                    Map.of("old", Browser.PASSWORD, "new", "Another-2027!"))
                .status())
        .isEqualTo(204);
    assertThat(browser.get("/api/workbench").status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"Short-1, 至少", "alllowercase123, 三种", "Aa1Aa1Aa1Aa1, 不同的字符", "12345678901234, 三种"})
  void a_weak_password_is_refused_with_the_reason(String password, String reason) {
    Account account = account(false, Role.HANDLER);
    Browser browser = Browser.signedIn(server.port(), account.username());

    Browser.Answer answer =
        browser.post("/api/session/password", Map.of("old", Browser.PASSWORD, "new", password));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/refusals/0/field").asString()).isEqualTo("new");
    assertThat(answer.json().at("/refusals/0/message").asString()).contains(reason);
  }

  @Test
  void signing_out_ends_the_session_for_good() {
    Account account = account(false, Role.HANDLER);
    Browser browser = Browser.signedIn(server.port(), account.username());
    String token = browser.cookie("ZHUNSHENG");

    assertThat(browser.send("DELETE", "/api/session", null).status()).isEqualTo(204);

    Browser thief = new Browser(server.port());
    assertThat(thief.send("GET", "/api/workbench", null, "Cookie", "ZHUNSHENG=" + token).status())
        .isEqualTo(401);
  }

  @Test
  void no_person_holds_two_administrator_roles_and_no_administrator_another() {
    Browser security =
        Browser.signedIn(server.port(), account(false, Role.SECURITY_ADMIN).username());
    Account other = account(false);

    for (Set<Role> roles :
        Set.of(
            Set.of(Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN),
            Set.of(Role.SYSTEM_ADMIN, Role.HANDLER),
            Set.of(Role.SECURITY_ADMIN, Role.AUDITOR))) {
      Browser.Answer answer =
          security.send("PATCH", "/api/accounts/" + other.id(), Map.of("roles", roles));
      assertThat(answer.status()).isEqualTo(422);
    }
    assertThat(
            security
                .send(
                    "PATCH",
                    "/api/accounts/" + other.id(),
                    Map.of("roles", Set.of(Role.HANDLER, Role.LEADER)))
                .status())
        .isEqualTo(200);
  }

  @Test
  void each_administrator_keeps_to_its_own_part() {
    Browser system = Browser.signedIn(server.port(), account(false, Role.SYSTEM_ADMIN).username());
    Account me = account(false, Role.SECURITY_ADMIN);
    Browser security = Browser.signedIn(server.port(), me.username());
    String other = "/api/accounts/" + account(false).id();

    assertThat(system.send("PATCH", other, Map.of("roles", Set.of(Role.HANDLER))).status())
        .isEqualTo(403);
    assertThat(security.send("PATCH", other, Map.of("password", "Another-2027!")).status())
        .isEqualTo(403);
    assertThat(
            security
                .send("PATCH", "/api/accounts/" + me.id(), Map.of("roles", Set.of(Role.HANDLER)))
                .status())
        .as("one's own")
        .isEqualTo(403);
    assertThat(
            system
                .send("PATCH", "/api/accounts/" + me.id(), Map.of("password", "Another-2027!"))
                .status())
        .as("another administrator's password")
        .isEqualTo(403);
    assertThat(
            system
                .send(
                    "PATCH",
                    "/api/accounts/" + me.id(),
                    Map.of("name", "改名", "password", "Another-2027!"))
                .status())
        .isEqualTo(403);
    assertThat(server.bean(Accounts.class).require(me.jurisdiction(), me.id()).name())
        .as("nothing of what was refused")
        .isEqualTo(me.name());
    assertThat(system.send("PATCH", other, Map.of("disabled", true)).status()).isEqualTo(200);
  }

  @Test
  void answers_carry_the_headers_that_keep_other_sites_out() {
    var headers = new Browser(server.port()).get("/api/session").response().headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self'", "object-src 'none'", "frame-ancestors 'self'")
        .doesNotContain("unsafe-eval");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
  }

  @Test
  void a_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    Account account = account(false, Role.HANDLER);
    Browser browser = new Browser(server.port());

    String cookie =
        browser
            .signIn(account.username(), Browser.PASSWORD)
            .response()
            .headers()
            .allValues("Set-Cookie")
            .stream()
            .filter(c -> c.startsWith("ZHUNSHENG="))
            .findFirst()
            .orElseThrow();

    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
  }

  @Test
  void sign_ins_are_logged_and_the_log_shows_that_it_is_whole() {
    Account account = account(false, Role.AUDITOR);
    Browser browser = new Browser(server.port());
    browser.signIn(account.username(), "Wrong-password-1");
    browser.signIn(account.username(), Browser.PASSWORD);

    var entries = browser.get("/api/audit?size=20").json().get("items");
    long own =
        entries
            .valueStream()
            .filter(e -> e.path("account").asString("").equals(account.id()))
            .count();

    assertThat(own).isEqualTo(2);
    assertThat(server.bean(AuditLog.class).firstChanged()).isNull();
  }

  @ParameterizedTest(name = "{0} answers {1}")
  @CsvSource({
    "/actuator/health/liveness, 200",
    "/actuator/health/readiness, 200",
    "/actuator/prometheus, 200",
    "/actuator/env, 401",
    "/api/nothing/there, 401"
  })
  void what_a_machine_may_ask_without_an_account(String path, int status) {
    assertThat(new Browser(server.port()).get(path).status()).isEqualTo(status);
  }
}
