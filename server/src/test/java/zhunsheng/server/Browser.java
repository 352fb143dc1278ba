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
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's browser: keeps cookies and sends the token against forged requests. */
public final class Browser {
  static final String PASSWORD = "Zhunsheng-2026";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String base;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client;

  public Browser(int port) {
    this.base = "http://localhost:" + port;
    this.client =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** What came back. */
  public record Answer(int status, String body, HttpResponse<?> response) {
    public JsonNode json() {
      return JSON.readTree(body);
    }
  }

  public static Browser signedIn(int port, String username) {
    Browser browser = new Browser(port);
    Answer answer = browser.signIn(username, PASSWORD);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return browser;
  }

  public Answer signIn(String username, String password) {
    get("/api/session");
    return send("POST", "/api/session", Map.of("username", username, "password", password));
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  /** Sends {@code body} as JSON, bytes as they are, or nothing where it is null. */
  public Answer send(String method, String path, @Nullable Object body, String... headers) {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? BodyPublishers.noBody()
            : body instanceof byte[] bytes
                ? BodyPublishers.ofByteArray(bytes)
                : BodyPublishers.ofString(
                    body instanceof String s ? s : JSON.writeValueAsString(body));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, publisher);
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body != null && request.build().headers().firstValue("Content-Type").isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    String token = cookie("XSRF-TOKEN");
    if (token != null && request.build().headers().firstValue("X-XSRF-TOKEN").isEmpty()) {
      request.header("X-XSRF-TOKEN", token);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What {@code POST /api/files} takes for a project with nothing but its name. */
  public static Map<String, Object> opening(String office, String name) {
    return Map.of(
        "procedure",
        "project_opening",
        "values",
        Map.of(
            "project.name",
            name,
            "project.classified",
            false,
            "project.lead_unit",
            office,
            "project.no_public_money",
            false),
        "materials",
        Map.of(),
        "confirmed",
        true);
  }

  /**
   * Opens a project by the first pack's procedure.
   *
   * @return its file
   */
  public String openProject(String office, String name) {
    Answer answer = post("/api/files", opening(office, name));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().get("file").asString();
  }

  public byte[] bytes(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  @Nullable String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse(null);
  }

  void keepCookie(String name, String value) {
    HttpCookie cookie = new HttpCookie(name, value);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(URI.create(base), cookie);
  }
}
