package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.Role;
import zhunsheng.server.regulation.Offices;
import zhunsheng.server.regulation.Shelf;

/** Walks every endpoint as every role, and as every role of another jurisdiction. */
@ExtendWith(TestServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessWalkTest {
  private final TestServer.Running server;
  private final Map<Role, Browser> here = new EnumMap<>(Role.class);
  private final Map<Role, Browser> elsewhere = new EnumMap<>(Role.class);
  private final Browser withoutRole;
  private final Target target;

  /** What there is here, and nothing of which may be seen elsewhere. */
  private record Target(
      String file, String fileName, String account, String draft, String delegation, String norm) {}

  AccessWalkTest(TestServer.Running server) {
    this.server = server;
    String jurisdiction = server.jurisdiction();
    String overseer = server.overseer(server.elsewhere());
    String unit =
        server.bean(Offices.class).all(jurisdiction).stream()
            .filter(o -> o.kind() == Offices.Kind.UNIT)
            .findFirst()
            .orElseThrow()
            .id();
    for (Role role : Role.values()) {
      String name = role.name().toLowerCase(Locale.ROOT);
      here.put(role, server.person(jurisdiction, unit, "walk.here." + name, role));
      elsewhere.put(
          role, server.person(server.elsewhere(), overseer, "walk.elsewhere." + name, role));
    }
    withoutRole = server.person(jurisdiction, unit, "walk.nobody");
    target = target(jurisdiction);
  }

  private Target target(String jurisdiction) {
    Browser leader = here.get(Role.LEADER);
    JsonNode file =
        here.get(Role.AUDITOR).get("/api/files?subject=project&size=1").json().at("/items/0");
    JsonNode procedure = leader.get("/api/subjects").json().at("/0/openings/0/procedure");
    String draft = "draft-of-the-walk";
    assertThat(
            here.get(Role.HANDLER)
                .send("PUT", "/api/drafts/" + draft, Map.of("procedure", procedure.asString()))
                .status())
        .isEqualTo(200);
    String to = server.overseer(jurisdiction);
    JsonNode delegations =
        leader
            .post("/api/delegations", Map.of("to", to, "first", "2024-01-01", "last", "2024-01-02"))
            .json();
    return new Target(
        file.get("id").asString(),
        file.get("name").asString(),
        server.bean(Accounts.class).of(jurisdiction).getFirst().id(),
        draft,
        delegations.at("/0/id").asString(),
        server.bean(Shelf.class).policy(TestServer.pack()).norms().keySet().iterator().next());
  }

  private record Endpoint(String method, String path, Set<String> allowed) {
    boolean to(Role role) {
      return allowed.contains("everySignedIn") || allowed.contains(role.name());
    }

    boolean toAnyone() {
      return allowed.contains("anyone");
    }

    boolean signsOut() {
      return method.equals("DELETE") && path.equals("/api/session");
    }
  }

  private static List<Endpoint> decided() {
    try (var in = AccessWalkTest.class.getResourceAsStream("/access.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.startsWith("#") && !l.isBlank())
          .map(l -> l.split(",", -1))
          .map(p -> new Endpoint(p[0], p[1], new TreeSet<>(Arrays.asList(p[2].split(" ")))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void table_of_decisions_has_every_endpoint_of_the_document_and_no_other() {
    Set<String> documented = new TreeSet<>();
    for (var path :
        new Browser(server.port()).get("/v3/api-docs").json().get("paths").properties()) {
      path.getValue()
          .propertyNames()
          .forEach(m -> documented.add(m.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()));
    }
    Set<String> table = new TreeSet<>();
    decided().forEach(e -> table.add(e.method() + " " + e.path()));

    assertThat(table).isEqualTo(documented);
  }

  @TestFactory
  Stream<DynamicTest> nobody_gets_in_without_signing_in() {
    Browser stranger = new Browser(server.port());
    stranger.get("/api/session");
    return decided().stream()
        .map(
            e ->
                dynamicTest(
                    e.method() + " " + e.path(),
                    () -> {
                      int status = call(stranger, e).status();
                      if (e.toAnyone()) {
                        assertThat(status).isNotEqualTo(401);
                      } else {
                        assertThat(status).isEqualTo(401);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> each_role_gets_where_it_may_and_nowhere_else() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Endpoint e : decided()) {
      if (e.signsOut() || e.toAnyone()) {
        continue;
      }
      here.forEach(
          (role, browser) ->
              tests.add(
                  dynamicTest(
                      e.method() + " " + e.path() + " as " + role,
                      () -> {
                        Browser.Answer answer = call(browser, e);
                        if (e.to(role)) {
                          assertThat(answer.status()).as(answer.body()).isNotIn(KEPT_OUT_BY_ROLE);
                        } else {
                          assertThat(answer.status()).as(answer.body()).isEqualTo(403);
                        }
                      })));
      tests.add(
          dynamicTest(
              e.method() + " " + e.path() + " without a role",
              () -> {
                int status = call(withoutRole, e).status();
                assertThat(status == 403).isEqualTo(!e.allowed().contains("everySignedIn"));
              }));
    }
    return tests.stream();
  }

  /** 403 besides is a matter of the office, not of the role. */
  private static final Set<Integer> KEPT_OUT_BY_ROLE = Set.of(401);

  @TestFactory
  Stream<DynamicTest> another_jurisdiction_sees_and_changes_nothing_here() {
    List<DynamicTest> tests = new ArrayList<>();
    String before = here.get(Role.AUDITOR).get("/api/files/" + target.file()).body();
    for (Endpoint e : decided()) {
      if (e.signsOut() || e.toAnyone()) {
        continue;
      }
      elsewhere.forEach(
          (role, browser) ->
              tests.add(
                  dynamicTest(
                      e.method() + " " + e.path() + " as " + role + " of elsewhere",
                      () -> {
                        Browser.Answer answer = call(browser, e);
                        if (!e.to(role)) {
                          assertThat(answer.status()).isEqualTo(403);
                        } else if (e.path().contains("{")) {
                          // An own draft of the same id is an own draft; what a leader may not do
                          // at all is 403.
                          boolean ownDraft =
                              e.path().startsWith("/api/drafts/") && !e.method().equals("GET");
                          assertThat(answer.status())
                              .as(answer.body())
                              .isIn(ownDraft ? Set.of(200, 204, 400) : Set.of(403, 404));
                        }
                        assertThat(answer.body()).doesNotContain(target.fileName());
                        if (!e.path().contains("{")) {
                          assertThat(answer.body())
                              .doesNotContain(target.file())
                              .doesNotContain(target.account());
                        }
                      })));
    }
    tests.add(
        dynamicTest(
            "nothing here has changed",
            () ->
                assertThat(here.get(Role.AUDITOR).get("/api/files/" + target.file()).body())
                    .isEqualTo(before)));
    return tests.stream();
  }

  @Test
  void a_unit_does_not_see_the_files_of_another() {
    // The people of the walk belong to one unit; the demonstration's files are of many.
    long all = here.get(Role.AUDITOR).get("/api/files?size=1").json().get("total").asLong();
    long own = here.get(Role.HANDLER).get("/api/files?size=1").json().get("total").asLong();

    assertThat(own).isPositive().isLessThan(all);
  }

  private Browser.Answer call(Browser browser, Endpoint e) {
    String path =
        e.path()
            .replace("/accounts/{id}", "/accounts/" + target.account())
            .replace("/offices/{id}", "/offices/any")
            .replace("/drafts/{id}", "/drafts/" + target.draft())
            .replace("/delegations/{id}", "/delegations/" + target.delegation())
            .replace("/files/{id}", "/files/" + target.file())
            .replace("/policies/{id}", "/policies/" + TestServer.pack())
            .replace("/procedures/{id}", "/procedures/any")
            .replace("/reports/{id}", "/reports/any")
            .replace("{policy}", TestServer.pack())
            .replace("{norm}", target.norm())
            .replace("{digest}", "0".repeat(64))
            .replace("{form}", "any")
            .replace("{run}", "any")
            .replace("{batch}", "any")
            .replace("{other}", "any");
    if (path.equals("/api/files/export")) {
      path += "?subject=project";
    }
    if (path.equals("/api/procedures/any")) {
      path += "?file=" + target.file();
    }
    if (path.equals("/api/attachments")) {
      return browser.send(
          "POST", path + "?name=a.bin", "\u0001", "Content-Type", "application/octet-stream");
    }
    if (path.endsWith("/text")) {
      return browser.send("PUT", path, "没有条文", "Content-Type", "text/plain;charset=UTF-8");
    }
    if (path.endsWith("/interpretations")) {
      return browser.post(path, Map.of("text", "解释"));
    }
    if (path.endsWith("/commands")) {
      return browser.post(
          path, Map.of("command", Map.of("kind", "withdraw", "run", "any", "reason", "撤回")));
    }
    if (path.contains("/look-alikes/any") && e.method().equals("PUT")) {
      return browser.send(e.method(), path, Map.of("duplicate", true, "reason", "相同"));
    }
    return browser.send(
        e.method(), path, Set.of("GET", "DELETE").contains(e.method()) ? null : "{}");
  }
}
