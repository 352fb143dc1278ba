package zhunsheng.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the protocol of a language model over real HTTP; what it says is set by the test. */
public final class ChatCompletions implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private volatile int status = 200;
  private volatile String body = "{}";
  private volatile Duration pause = Duration.ZERO;
  private volatile @Nullable JsonNode asked;
  private volatile @Nullable String authorization;

  public ChatCompletions() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
      authorization = exchange.getRequestHeaders().getFirst("Authorization");
      Thread.sleep(pause);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Answers with this content of a message from now on. */
  public void says(String content) {
    answers(
        200,
        JSON.writeValueAsString(
            Map.of("choices", List.of(Map.of("message", Map.of("content", content))))));
  }

  /** Answers so from now on. */
  public void answers(int newStatus, String newBody) {
    status = newStatus;
    body = newBody;
  }

  /** Takes so long for each answer. */
  public void hesitates(Duration newPause) {
    pause = newPause;
  }

  /** The last question. */
  public JsonNode asked() {
    return java.util.Objects.requireNonNull(asked);
  }

  /** What the last question was authorised with, or null. */
  public @Nullable String authorization() {
    return authorization;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
