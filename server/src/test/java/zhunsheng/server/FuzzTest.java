package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.server.database.EmbeddedPostgres;

/**
 * Every operation of the OpenAPI document with what nobody should send: no answer of the kind 5xx,
 * no error in the log, every problem well-formed. {@code -Dzhunsheng.fuzz=20000} asks more often,
 * {@code -Dzhunsheng.fuzz.seed=N} otherwise.
 */
@Timeout(1800)
class FuzzTest {
  private static final int REQUESTS = Integer.getInteger("zhunsheng.fuzz", 1_200);
  private static final long SEED = Long.getLong("zhunsheng.fuzz.seed", 20261121);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DAY = "2024-06-20";
  private static final List<String> PEOPLE =
      List.of("yunhe", "bureau", "finance", "auditor", "sysadmin", "secadmin", "auditadmin");

  @TempDir private Path folder;

  private record Operation(String method, String path, JsonNode about) {}

  private final List<String> wrong = new ArrayList<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private long slowest;
  private String slowestWas = "";

  @Test
  void nothing_that_is_sent_breaks_the_server() throws Exception {
    ServerProcess server =
        ServerProcess.start(
            folder.resolve("data"), DAY, "-Dzhunsheng.identity.sign-ins-per-minute=100000");
    try {
      send(server.port());
    } finally {
      server.stop();
      EmbeddedPostgres.delete(server.data());
    }
    System.out.println(
        "fuzz: " + REQUESTS + " requests, answers " + statuses + ", slowest " + slowest + " ms");
    System.out.println("fuzz: slowest was " + slowestWas);
    assertThat(wrong).isEmpty();
    assertThat(Files.readAllLines(server.log()).stream().filter(l -> l.contains(" ERROR ")))
        .isEmpty();
    assertThat(statuses.getOrDefault(200, 0)).as("some were right").isGreaterThan(REQUESTS / 50);
  }

  private void send(int port) {
    JsonNode document = new Browser(port).get("/v3/api-docs").json();
    OddInput input = new OddInput(SEED, document);
    List<Operation> operations = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        m ->
                            operations.add(
                                new Operation(
                                    m.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    m.getValue()))));
    Map<String, @Nullable Browser> people = new LinkedHashMap<>();
    people.put("nobody", new Browser(port));
    PEOPLE.forEach(p -> people.put(p, signedIn(port, p)));
    for (int i = 0; i < REQUESTS; i++) {
      Operation operation = operations.get(i % operations.size());
      String who = input.any(List.copyOf(people.keySet()));
      Browser browser = people.get(who);
      if (browser == null) {
        continue;
      }
      int status = send(browser, who, operation, input);
      if (status == 401 && !who.equals("nobody")) {
        people.put(who, signedIn(port, who));
      }
    }
  }

  /** Signed in, or null where an administrator of the fuzz has shut the account out. */
  private static @Nullable Browser signedIn(int port, String who) {
    Browser browser = new Browser(port);
    return browser.signIn(who, Browser.PASSWORD).status() == 200 ? browser : null;
  }

  private int send(Browser browser, String who, Operation operation, OddInput input) {
    String path = operation.path();
    StringBuilder query = new StringBuilder();
    List<String> headers = new ArrayList<>();
    for (JsonNode parameter : operation.about().path("parameters")) {
      String name = parameter.get("name").asString();
      boolean needed = parameter.path("required").asBoolean(false);
      if (!needed && input.chance(0.5)) {
        continue;
      }
      String value = input.parameter(name, parameter.path("schema"));
      switch (parameter.get("in").asString()) {
        case "path" -> path = path.replace("{" + name + "}", encoded(value));
        case "query" ->
            query
                .append(query.isEmpty() ? "?" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value));
        case "header" -> {
          String plain = value.replaceAll("[^ -~]", "?");
          headers.add(name);
          headers.add(plain.isBlank() ? "-" : plain);
        }
        default -> throw new IllegalStateException("parameter in " + parameter.get("in"));
      }
    }
    String body = null;
    JsonNode content = operation.about().at("/requestBody/content");
    if (content.isObject() && !content.isEmpty()) {
      Map.Entry<String, JsonNode> first = content.properties().iterator().next();
      headers.add("Content-Type");
      headers.add(input.chance(0.03) ? "text/plain" : first.getKey().replace("*/*", "text/plain"));
      body = input.body(first.getValue().path("schema"));
    }
    String what = who + " " + operation.method() + " " + path + query + " " + shortened(body);
    long begun = System.nanoTime();
    Browser.Answer answer;
    try {
      answer = browser.send(operation.method(), path + query, body, headers.toArray(String[]::new));
    } catch (RuntimeException e) {
      wrong.add(what + ": " + e);
      return 0;
    }
    long millis = (System.nanoTime() - begun) / 1_000_000;
    if (millis > slowest) {
      slowest = millis;
      slowestWas = what;
    }
    statuses.merge(answer.status(), 1, Integer::sum);
    check(what, answer, input);
    return answer.status();
  }

  private void check(String what, Browser.Answer answer, OddInput input) {
    String type = answer.response().headers().firstValue("Content-Type").orElse("");
    if (answer.status() >= 500) {
      wrong.add(answer.status() + " " + what + ": " + shortened(answer.body()));
    } else if (answer.status() >= 400) {
      if (!type.startsWith("application/problem+json")) {
        wrong.add("no problem: " + answer.status() + " " + type + " " + what);
      } else {
        JsonNode problem = answer.json();
        if (problem.path("status").asInt(0) != answer.status()
            || problem.path("title").asString("").isBlank()
            || problem.path("detail").asString("").isBlank()
            || answer.body().contains("java.")
            || answer.body().contains("Exception")) {
          wrong.add("ill-formed problem: " + what + ": " + shortened(answer.body()));
        }
      }
    } else if (type.startsWith("application/json")) {
      try {
        input.hear(JSON.readTree(answer.body()));
      } catch (JacksonException e) {
        wrong.add("ill-formed answer: " + what + ": " + e.getMessage());
      }
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String shortened(@Nullable String text) {
    return text == null ? "" : text.length() > 400 ? text.substring(0, 400) + "…" : text;
  }
}
