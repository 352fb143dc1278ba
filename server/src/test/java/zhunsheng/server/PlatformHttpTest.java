package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import zhunsheng.server.OpenIdProvider.Flaw;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Role;
import zhunsheng.server.regulation.Offices;

/** Signing in through a platform that is asked by OpenID Connect. */
@ExtendWith(TestServer.class)
class PlatformHttpTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private final TestServer.Running server;

  PlatformHttpTest(TestServer.Running server) {
    this.server = server;
  }

  private Account account(String jurisdiction, Role... roles) {
    return server
        .bean(Accounts.class)
        .create(
            new Accounts.NewAccount(
                "platform" + NUMBER.incrementAndGet(),
                jurisdiction,
                "登记的姓名",
                "somewhere",
                Set.of(roles),
                Browser.PASSWORD,
                true));
  }

  private Account official(String subject, Role... roles) {
    Account account = account(server.jurisdiction(), roles);
    server.bean(Accounts.class).platformIdentity(account, subject);
    return account;
  }

  private Offices.Office office() {
    return server.bean(Offices.class).all(server.jurisdiction()).getFirst();
  }

  private Map<String, String> person(String subject) {
    return Map.of("sub", subject, "name", "平台的姓名", "org", office().name());
  }

  /** The address to which {@code browser} comes back after the platform signed somebody in. */
  private static String there(Browser browser, String to) {
    Browser.Answer begun = browser.get("/api/platform/begin?to=" + to);
    assertThat(begun.status()).as(begun.body()).isEqualTo(302);
    URI back = URI.create(location(begun));
    assertThat(back.getScheme()).as(back.toString()).isEqualTo("http");
    try (HttpClient client = HttpClient.newHttpClient()) {
      back =
          URI.create(
              client
                  .send(HttpRequest.newBuilder(back).build(), BodyHandlers.discarding())
                  .headers()
                  .firstValue("Location")
                  .orElseThrow());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(back.getPath()).isEqualTo("/api/platform/return");
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  private static String location(Browser.Answer answer) {
    return answer.response().headers().firstValue("Location").orElseThrow();
  }

  /** Where the browser finds itself in the end. */
  private String signIn(Browser browser, Map<String, String> claims, Flaw flaw) {
    server.platform().signsIn(claims, flaw);
    Browser.Answer answer = browser.get(there(browser, "/files?subject=project"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    return location(answer);
  }

  private void assertNobodyIn(Browser browser) {
    assertThat(browser.cookie("ZHUNSHENG")).isNull();
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  private List<String> audited(String jurisdiction) {
    return server.bean(AuditLog.class).page(jurisdiction, 0, 20).stream()
        .map(e -> e.kind() + (e.success() ? " + " : " - ") + e.person() + " " + e.detail())
        .toList();
  }

  @Test
  void
      an_official_of_the_platform_is_signed_in_with_its_name_and_unit_and_the_roles_recorded_here() {
    Account account = official("person-1", Role.HANDLER);
    Browser browser = new Browser(server.port());

    assertThat(signIn(browser, person("person-1"), Flaw.NONE)).isEqualTo("/files?subject=project");

    JsonNode session = browser.get("/api/session").json();
    assertThat(session.get("id").asString()).isEqualTo(account.id());
    assertThat(session.get("name").asString()).isEqualTo("平台的姓名");
    assertThat(session.at("/office/id").asString()).isEqualTo(office().id());
    assertThat(session.get("roles").valueStream().map(JsonNode::asString))
        .containsExactly(Role.HANDLER.name());
    assertThat(session.get("mustChangePassword").asBoolean())
        .as("passwords do not apply")
        .isFalse();
    assertThat(browser.get("/api/workbench").status()).isEqualTo(200);
    assertThat(browser.post("/api/notices/read", Map.of("ids", Set.of())).status()).isEqualTo(204);
    assertThat(audited(server.jurisdiction())).contains("登录 + 平台的姓名 通过统一身份平台");
    assertThat(browser.send("DELETE", "/api/session", null).status()).isEqualTo(204);
    assertNobodyIn(browser);
  }

  @Test
  void without_a_recorded_role_nobody_gets_in_and_is_told_whom_to_ask() {
    official("person-2");
    Browser known = new Browser(server.port());
    Browser stranger = new Browser(server.port());

    assertThat(signIn(known, person("person-2"), Flaw.NONE))
        .isEqualTo("/sign-in?platform=unauthorised");
    assertThat(signIn(stranger, person("nobody-here"), Flaw.NONE))
        .isEqualTo("/sign-in?platform=unauthorised");

    assertNobodyIn(known);
    assertNobodyIn(stranger);
    JsonNode platform = stranger.get("/api/platform").json();
    assertThat(platform.get("present").asBoolean()).isTrue();
    assertThat(platform.get("contact").asString())
        .isEqualTo(
            server
                .bean(Offices.class)
                .name(server.jurisdiction(), server.overseer(server.jurisdiction())));
    assertThat(audited(server.jurisdiction()))
        .contains("登录 - 登记的姓名 通过统一身份平台，未授权", "登录 - 平台的姓名 通过统一身份平台，未授权：nobody-here");
  }

  @Test
  void a_suspended_account_is_refused_and_an_open_session_of_it_ends() {
    Account account = official("person-3", Role.HANDLER);
    Browser browser = new Browser(server.port());
    signIn(browser, person("person-3"), Flaw.NONE);
    server.bean(Accounts.class).disable(account, true);
    assertThat(browser.get("/api/session").status()).isEqualTo(401);

    Browser again = new Browser(server.port());
    assertThat(signIn(again, person("person-3"), Flaw.NONE))
        .isEqualTo("/sign-in?platform=suspended");
    assertNobodyIn(again);
  }

  @Test
  void a_jurisdiction_that_it_does_not_serve_lets_nobody_in_through_it() {
    Account elsewhere = account(server.elsewhere(), Role.HANDLER);
    server.bean(Accounts.class).platformIdentity(elsewhere, "person-4");
    Browser browser = new Browser(server.port());

    assertThat(signIn(browser, person("person-4"), Flaw.NONE))
        .isEqualTo("/sign-in?platform=unauthorised");
    assertNobodyIn(browser);
    assertThat(audited(server.elsewhere())).noneMatch(row -> row.contains("person-4"));
  }

  @Test
  void an_office_is_found_by_the_code_recorded_for_it_and_an_unknown_one_refused() {
    official("person-5", Role.LEADER);
    Browser system =
        server.person(server.jurisdiction(), "somewhere", "platform.system", Role.SYSTEM_ADMIN);
    Offices.Office second = server.bean(Offices.class).all(server.jurisdiction()).get(1);
    Map<String, String> claims = new HashMap<>(person("person-5"));
    claims.put("org", "11320400MB0000001X");
    Browser browser = new Browser(server.port());
    assertThat(signIn(browser, claims, Flaw.NONE)).isEqualTo("/sign-in?platform=unknown_unit");
    assertNobodyIn(browser);

    Browser.Answer recorded =
        system.send(
            "PATCH", "/api/offices/" + second.id(), Map.of("platformCode", claims.get("org")));
    assertThat(recorded.status()).as(recorded.body()).isEqualTo(200);
    assertThat(
            system
                .send(
                    "PATCH",
                    "/api/offices/" + office().id(),
                    Map.of("platformCode", claims.get("org")))
                .json()
                .at("/refusals/0/field")
                .asString())
        .as("one code, one office")
        .isEqualTo("platformCode");

    assertThat(signIn(browser, claims, Flaw.NONE)).startsWith("/files");
    assertThat(browser.get("/api/session").json().at("/office/id").asString())
        .isEqualTo(second.id());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "FOREIGN_KEY, invalid",
    "UNSIGNED, invalid",
    "OTHER_NONCE, invalid",
    "EXPIRED, invalid",
    "OTHER_ISSUER, invalid",
    "OTHER_AUDIENCE, invalid",
    "NO_SUBJECT, invalid",
    "DECLINES, declined",
    "OUT_OF_ORDER, unreachable"
  })
  void what_is_not_proven_lets_nobody_in(Flaw flaw, String reason) {
    String subject = "flawed-" + flaw;
    official(subject, Role.HANDLER);
    Browser browser = new Browser(server.port());

    assertThat(signIn(browser, person(subject), flaw)).isEqualTo("/sign-in?platform=" + reason);
    assertNobodyIn(browser);
    assertThat(signIn(browser, person(subject), Flaw.NONE)).startsWith("/files");
  }

  @Test
  void a_way_back_is_good_once_in_its_own_browser_with_its_own_state() {
    official("person-6", Role.HANDLER);
    server.platform().signsIn(person("person-6"), Flaw.NONE);
    Browser victim = new Browser(server.port());
    String expired = "/sign-in?platform=expired";

    String back = there(new Browser(server.port()), "/");
    assertThat(location(victim.get(back))).as("another browser's").isEqualTo(expired);

    String own = there(victim, "/");
    assertThat(location(victim.get(own.replaceAll("state=[^&]*", "state=forged"))))
        .isEqualTo(expired);
    assertThat(location(victim.get(own))).as("used up by the forged one").isEqualTo(expired);
    assertNobodyIn(victim);

    String good = there(victim, "/");
    String cookie = victim.cookie("ZHUNSHENG_VISIT");
    assertThat(location(victim.get(good))).isEqualTo("/");
    Browser thief = new Browser(server.port());
    thief.keepCookie("ZHUNSHENG_VISIT", String.valueOf(cookie));
    assertThat(location(thief.get(good))).as("a second time").isEqualTo(expired);
    assertNobodyIn(thief);
  }

  @ParameterizedTest
  @CsvSource({
    "https://elsewhere.example/",
    "//elsewhere.example",
    "/%5Celsewhere.example",
    "files"
  })
  void nobody_is_sent_elsewhere_afterwards(String to) {
    official("to-" + to.hashCode(), Role.HANDLER);
    Browser browser = new Browser(server.port());
    server.platform().signsIn(person("to-" + to.hashCode()), Flaw.NONE);

    assertThat(location(browser.get(there(browser, to)))).isEqualTo("/");
  }

  @Test
  void
      identities_are_recorded_by_the_security_administrator_for_one_account_and_no_administrator() {
    Account one = account(server.jurisdiction(), Role.HANDLER);
    Account administrator = account(server.jurisdiction(), Role.AUDIT_ADMIN);
    Browser security =
        server.person(server.jurisdiction(), "somewhere", "platform.security", Role.SECURITY_ADMIN);
    Browser system =
        server.person(server.jurisdiction(), "somewhere", "platform.admin", Role.SYSTEM_ADMIN);
    Map<String, String> change = Map.of("platformIdentity", "person-7");

    assertThat(system.send("PATCH", "/api/accounts/" + one.id(), change).status()).isEqualTo(403);
    Browser.Answer recorded = security.send("PATCH", "/api/accounts/" + one.id(), change);
    assertThat(recorded.json().get("platformIdentity").asString()).isEqualTo("person-7");
    Account other = account(server.jurisdiction(), Role.HANDLER);
    for (Account refused : List.of(other, administrator)) {
      Browser.Answer answer = security.send("PATCH", "/api/accounts/" + refused.id(), change);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().at("/refusals/0/field").asString()).isEqualTo("platformIdentity");
    }
    assertThat(
            security
                .send(
                    "PATCH",
                    "/api/accounts/" + one.id(),
                    Map.of("roles", Set.of(Role.SYSTEM_ADMIN)))
                .status())
        .isEqualTo(422);
    security.send("PATCH", "/api/accounts/" + one.id(), Map.of("platformIdentity", ""));
    assertThat(signIn(new Browser(server.port()), person("person-7"), Flaw.NONE))
        .isEqualTo("/sign-in?platform=unauthorised");
  }

  @Test
  void platform_is_asked_only_when_somebody_wants_to_sign_in_through_it() {
    assertThat(server.platformAskedAtStart()).isZero();
  }
}
