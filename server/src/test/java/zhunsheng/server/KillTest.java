package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.server.database.EmbeddedPostgres;

/**
 * {@code kill -9} in the middle of a burst, first of the server, then of its PostgreSQL as well,
 * which takes along whatever was answered before its log was written.
 *
 * <p>The server is a process of its own, the same that {@code zhunsheng demo} starts; its business
 * day lies before the first step of the demonstration, so there are accounts and no files.
 */
@Timeout(600)
class KillTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DAY = "2024-01-02";
  private static final String PASSWORD = "Zhunsheng-2026";
  private static final int OPENING_THREADS = 4;
  private static final int FILING_THREADS = 2;
  private static final int ANSWERED_BEFORE_THE_KILL = 60;
  private static final Duration REQUEST = Duration.ofSeconds(30);

  @TempDir private Path folder;

  /** All commands ever sent, and the answers of those that were answered. */
  private final Queue<Order> sent = new ConcurrentLinkedQueue<>();

  private final Map<Order, JsonNode> answers = new ConcurrentHashMap<>();

  /** A command that can be sent again: the same words under the same key. */
  private record Order(String mark, String path, String body) {
    String key() {
      return "key-" + mark;
    }
  }

  @Test
  void every_acknowledged_command_is_there_once_after_the_server_and_its_database_are_killed()
      throws Exception {
    Path data = folder.resolve("data");
    ServerProcess server = null;
    try {
      server = ServerProcess.start(data, DAY);
      String unit = registerUnit(server.port());

      burst(server, unit, 1, List.of(server.process().toHandle()));
      assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();

      server = ServerProcess.start(data, DAY);
      check(server.port(), unit, "server killed");

      burst(server, unit, 2, List.of(server.postmaster(), server.process().toHandle()));
      assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();

      server = ServerProcess.start(data, DAY);
      check(server.port(), unit, "server and PostgreSQL killed");
    } finally {
      if (server != null) {
        server.stop();
      }
      EmbeddedPostgres.delete(data);
    }
  }

  /** Sends from all threads and kills {@code victims} once enough was answered, in their order. */
  private void burst(ServerProcess server, String unit, int round, List<ProcessHandle> victims)
      throws Exception {
    Client opener = Client.signIn(server.port(), "yunhe");
    Client filer = Client.signIn(server.port(), "qingfeng");
    int before = answers.size();
    List<Future<Void>> senders = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(OPENING_THREADS + FILING_THREADS)) {
      for (int t = 0; t < OPENING_THREADS + FILING_THREADS; t++) {
        boolean opens = t < OPENING_THREADS;
        String thread = round + "-" + t;
        Callable<Void> sender =
            () -> {
              int i = 0;
              while (send(opens ? opener : filer, order(opens, unit, thread + "-" + i))) {
                i++;
              }
              return null;
            };
        senders.add(threads.submit(sender));
      }
      try {
        long deadline = System.nanoTime() + REQUEST.toNanos();
        while (answers.size() - before < ANSWERED_BEFORE_THE_KILL
            && System.nanoTime() < deadline
            && senders.stream().noneMatch(Future::isDone)) {
          Thread.sleep(2);
        }
      } finally {
        victims.forEach(ProcessHandle::destroyForcibly);
        // Without a server every sender ends, also where a failure above came first.
        server.process().destroyForcibly();
      }
      for (Future<Void> sender : senders) {
        sender.get(60, TimeUnit.SECONDS);
      }
    }
    assertThat(answers.size() - before)
        .as("answered before the kill")
        .isGreaterThanOrEqualTo(ANSWERED_BEFORE_THE_KILL);
    assertThat(unanswered()).as("commands under way when the server was killed").isNotEmpty();
  }

  private static Order order(boolean opens, String unit, String number) {
    String mark = "mark-" + number + "-end";
    if (opens) {
      return new Order(
          mark, "/api/files", JSON.writeValueAsString(Browser.opening("yunhe_town", mark)));
    }
    return new Order(
        mark,
        "/api/files/" + unit + "/commands",
        "{\"command\":{\"kind\":\"submit\","
            + body(
                    "hardware_purchase",
                    Map.of(
                        "item",
                        mark,
                        "hardware",
                        true,
                        "purpose",
                        "renewal",
                        "amount",
                        "1.00",
                        "bought_on",
                        DAY))
                .substring(1)
            + "}");
  }

  private static String body(String procedure, Map<String, Object> values) {
    return JSON.writeValueAsString(
        Map.of("procedure", procedure, "values", values, "materials", Map.of(), "confirmed", true));
  }

  /**
   * Sends an order once and keeps the answer.
   *
   * @return whether the server still lives
   */
  private boolean send(Client client, Order order) throws InterruptedException {
    sent.add(order);
    try {
      HttpResponse<String> response = client.post(order.path(), order.key(), order.body());
      // While PostgreSQL is being killed and the server is not yet, it can only say that it failed.
      if (response.statusCode() < 500) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        answers.put(order, JSON.readTree(response.body()));
      }
      return true;
    } catch (IOException killed) {
      return false;
    }
  }

  private List<Order> unanswered() {
    return sent.stream().filter(o -> !answers.containsKey(o)).toList();
  }

  private void check(int port, String unit, String when) throws Exception {
    Client opener = Client.signIn(port, "yunhe");
    Client filer = Client.signIn(port, "qingfeng");

    List<Order> acknowledged = List.copyOf(answers.keySet());
    List<Order> unanswered = unanswered();
    Map<String, List<String>> found = marks(opener, filer, unit);
    long lost = acknowledged.stream().filter(o -> !found.containsKey(o.mark())).count();
    long doubled = found.values().stream().filter(files -> files.size() > 1).count();
    System.out.printf(
        "%s: %d acknowledged, %d found, %d lost, %d doubled; %d unacknowledged, of which %d recorded%n",
        when,
        acknowledged.size(),
        found.size(),
        lost,
        doubled,
        unanswered.size(),
        unanswered.stream().filter(o -> found.containsKey(o.mark())).count());
    assertThat(lost).as("lost").isZero();
    assertThat(doubled).as("doubled").isZero();
    for (Order order : acknowledged) {
      assertThat(found.get(order.mark()))
          .as(order.mark())
          .containsExactly(answers.get(order).path("file").asString());
    }

    // A client that heard nothing asks again; one that is not sure it heard does too.
    List<Order> again = new ArrayList<>(unanswered);
    for (int i = 0; i < acknowledged.size(); i += 5) {
      again.add(acknowledged.get(i));
    }
    for (Order order : again) {
      Client client = order.path().equals("/api/files") ? opener : filer;
      HttpResponse<String> response = client.post(order.path(), order.key(), order.body());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonNode answer = JSON.readTree(response.body());
      JsonNode first = answers.putIfAbsent(order, answer);
      if (first != null) {
        assertThat(answer).as("the first answer to " + order.mark()).isEqualTo(first);
      }
    }
    Map<String, List<String>> after = marks(opener, filer, unit);
    assertThat(after.keySet())
        .containsExactlyInAnyOrderElementsOf(sent.stream().map(Order::mark).toList());
    assertThat(after).allSatisfy((mark, files) -> assertThat(files).as(mark).hasSize(1));

    JsonNode verified = Client.signIn(port, "auditor").get("/api/verify");
    assertThat(verified.path("ok").asBoolean()).as(verified.toString()).isTrue();
    assertThat(verified.path("events").asLong()).isGreaterThanOrEqualTo(sent.size());
  }

  /** In which files each mark stands, a file as often as it holds the mark. */
  private static Map<String, List<String>> marks(Client opener, Client filer, String unit)
      throws Exception {
    Map<String, List<String>> marks = new HashMap<>();
    for (int page = 0, read = 0, total = 1; read < total; page++) {
      JsonNode rows = opener.get("/api/files?subject=project&size=200&sort=name,asc&page=" + page);
      total = rows.path("total").asInt();
      assertThat(rows.path("items").size()).as("rows on page " + page).isPositive();
      read += rows.path("items").size();
      for (JsonNode row : rows.path("items")) {
        marks
            .computeIfAbsent(row.path("name").asString(), m -> new ArrayList<>())
            .add(row.path("id").asString());
      }
    }
    for (JsonNode run : filer.get("/api/files/" + unit).path("runs")) {
      for (JsonNode value : run.path("values")) {
        if (value.path("id").asString().equals("item")) {
          marks.computeIfAbsent(value.path("value").asString(), m -> new ArrayList<>()).add(unit);
        }
      }
    }
    return marks;
  }

  private static String registerUnit(int port) throws Exception {
    HttpResponse<String> opened =
        Client.signIn(port, "qingfeng")
            .post(
                "/api/files",
                "unit",
                body("unit_registration", Map.of("unit.name", "单位", "unit.kind", "town")));
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
    return JSON.readTree(opened.body()).path("file").asString();
  }

  /** A browser's part: a cookie for the session, one against forged requests. */
  private record Client(HttpClient http, CookieManager cookies, String base) {

    static Client signIn(int port, String username) throws Exception {
      CookieManager cookies = new CookieManager();
      HttpClient http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .cookieHandler(cookies)
              .connectTimeout(Duration.ofSeconds(10))
              .build();
      Client client = new Client(http, cookies, "http://127.0.0.1:" + port);
      // Not signed in yet; the answer brings the cookie that the next request needs.
      client.send(client.request("/api/session").GET().build());
      HttpResponse<String> response =
          client.post(
              "/api/session",
              "sign-in",
              JSON.writeValueAsString(Map.of("username", username, "password", PASSWORD)));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return client;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
      HttpResponse<String> response = send(request(path).GET().build());
      assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
      return JSON.readTree(response.body());
    }

    HttpResponse<String> post(String path, String key, String body)
        throws IOException, InterruptedException {
      String token =
          cookies.getCookieStore().getCookies().stream()
              .filter(c -> c.getName().equals("XSRF-TOKEN"))
              .map(HttpCookie::getValue)
              .findFirst()
              .orElse("");
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .header("X-XSRF-TOKEN", token)
              .header("Idempotency-Key", key)
              .POST(BodyPublishers.ofString(body))
              .build());
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create(base + path)).timeout(REQUEST);
    }

    private HttpResponse<String> send(HttpRequest request)
        throws IOException, InterruptedException {
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
