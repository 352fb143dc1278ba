package zhunsheng.server.similarity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.similarity.Description;

/**
 * A language model in the office's own network, behind an address that speaks OpenAI's chat
 * completions. It is asked one pair at a time, only when a reviewer asks, and only where an
 * administrator has set its address. What it says is an opinion beside the comparison, never part
 * of it.
 */
@Component
public class SecondJudge {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_TEXT = 6_000;
  private static final int LONGEST_ANSWER = 1_000_000;
  private static final int LONGEST_REASON = 2_000;
  private static final int AT_ONCE = 2;

  /** What a reasoning model thinks aloud before it answers. */
  private static final Pattern THOUGHT = Pattern.compile("(?s)<think>.*?</think>");

  private static final Pattern OBJECT = Pattern.compile("(?s)\\{.*}");

  private static final Map<String, Optional<Boolean>> CONCLUSIONS =
      Map.of("重复", Optional.of(true), "不重复", Optional.of(false), "不能判断", Optional.empty());

  private final @Nullable URI address;
  private final String model;
  private final String key;
  private final Duration patience;
  private final String task;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param url of the interface, such as {@code http://10.0.0.8:8000/v1}; empty: there is no second
   *     judge
   * @param key sent as a bearer token; empty: none
   * @param patience how long one answer may take
   */
  SecondJudge(
      @Value("${zhunsheng.second-judge.url:}") String url,
      @Value("${zhunsheng.second-judge.model:}") String model,
      @Value("${zhunsheng.second-judge.key:}") String key,
      @Value("${zhunsheng.second-judge.patience:PT60S}") Duration patience) {
    if (!url.isBlank() && model.isBlank()) {
      throw new IllegalArgumentException(
          "zhunsheng.second-judge.model: name the model that zhunsheng.second-judge.url serves");
    }
    this.address = url.isBlank() ? null : completions(url.strip());
    this.model = model.strip();
    this.key = key.strip();
    this.patience = patience;
    this.task = task();
  }

  private static URI completions(String url) {
    URI address = URI.create(url.replaceAll("/+$", "") + "/chat/completions");
    if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))) {
      throw new IllegalArgumentException("zhunsheng.second-judge.url: no http address: " + url);
    }
    return address;
  }

  private static String task() {
    try (InputStream in = SecondJudge.class.getResourceAsStream("/similarity/second-judge.txt")) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is one to ask. */
  public boolean present() {
    return address != null;
  }

  /**
   * What it says of two descriptions.
   *
   * @param duplicate null where it cannot decide
   */
  public record Opinion(String model, @Nullable Boolean duplicate, String reason) {}

  /** No opinion came. */
  public static final class NoOpinion extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    NoOpinion(String why, @Nullable Throwable cause) {
      super(why, cause);
      this.why = why;
    }

    /** Why none came, in words for whoever asked. */
    public String why() {
      return why;
    }
  }

  /** Asks for an opinion on a declaration and something that exists. */
  public Opinion ask(Description mine, Description theirs) throws NoOpinion {
    URI to = address;
    if (to == null) {
      throw new NoOpinion("没有设置第二判断。", null);
    }
    if (!free.tryAcquire()) {
      throw new NoOpinion("第二判断正忙，请稍后再试。", null);
    }
    try {
      return read(answer(to, body(mine, theirs)));
    } finally {
      free.release();
    }
  }

  private String body(Description mine, Description theirs) {
    return JSON.writeValueAsString(
        Map.of(
            "model",
            model,
            "temperature",
            0,
            "stream",
            false,
            "messages",
            List.of(
                Map.of("role", "system", "content", task),
                Map.of(
                    "role",
                    "user",
                    "content",
                    JSON.writeValueAsString(Map.of("申报", text(mine), "已有", text(theirs)))))));
  }

  private static Map<String, String> text(Description one) {
    String content = one.content();
    return Map.of(
        "名称",
        one.name(),
        "内容",
        content.length() > LONGEST_TEXT ? content.substring(0, LONGEST_TEXT) : content);
  }

  private byte[] answer(URI to, String body) throws NoOpinion {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] bytes = in.readNBytes(LONGEST_ANSWER);
        if (response.statusCode() != 200) {
          throw new NoOpinion("第二判断没有给出意见（状态 " + response.statusCode() + "），请联系系统管理员。", null);
        }
        return bytes;
      }
    } catch (IOException e) {
      throw new NoOpinion("第二判断没有应答，请稍后再试或者联系系统管理员。", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoOpinion("第二判断没有应答，请稍后再试。", e);
    }
  }

  private Opinion read(byte[] answer) throws NoOpinion {
    try {
      JsonNode content = JSON.readTree(answer).at("/choices/0/message/content");
      Matcher object = OBJECT.matcher(THOUGHT.matcher(content.asString("")).replaceAll(""));
      if (object.find()) {
        JsonNode said = JSON.readTree(object.group());
        Optional<Boolean> conclusion =
            CONCLUSIONS.get(said.path("conclusion").asString("").strip());
        String reason = said.path("reason").asString("").strip();
        if (conclusion != null && !reason.isEmpty()) {
          return new Opinion(
              model,
              conclusion.orElse(null),
              reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
        }
      }
    } catch (JacksonException e) {
      throw new NoOpinion("第二判断的回答不能采用：不是约定的格式。", e);
    }
    throw new NoOpinion("第二判断的回答不能采用：没有给出结论和理由。", null);
  }
}
