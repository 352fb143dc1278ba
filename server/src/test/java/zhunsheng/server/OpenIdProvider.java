package zhunsheng.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs people in by OpenID Connect over real HTTP, with signed tokens, as the platform of a
 * province does; who is signed in, and what is wrong with the token, is set by the test.
 */
public final class OpenIdProvider implements AutoCloseable {
  public static final String CLIENT = "zhunsheng";
  public static final String SECRET = "known to both";
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final RSAKey key;
  private final RSAKey foreignKey;
  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger descriptions = new AtomicInteger();
  private volatile Map<String, String> person = Map.of();
  private volatile Flaw flaw = Flaw.NONE;

  /** What is wrong with what it answers. */
  public enum Flaw {
    NONE,
    FOREIGN_KEY,
    UNSIGNED,
    OTHER_NONCE,
    EXPIRED,
    OTHER_ISSUER,
    OTHER_AUDIENCE,
    NO_SUBJECT,
    DECLINES,
    OUT_OF_ORDER
  }

  public OpenIdProvider() throws IOException {
    try {
      key = new RSAKeyGenerator(2048).keyID("one").generate();
      foreignKey = new RSAKeyGenerator(2048).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known/openid-configuration", this::describe);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/keys", e -> answer(e, 200, new JWKSet(key.toPublicJWK()).toString()));
    server.start();
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Signs in this person from now on, and says it so. */
  public void signsIn(Map<String, String> claims, Flaw newFlaw) {
    person = claims;
    flaw = newFlaw;
  }

  /** How often its description was read. */
  public int descriptionsRead() {
    return descriptions.get();
  }

  private void describe(HttpExchange exchange) throws IOException {
    descriptions.incrementAndGet();
    answer(
        exchange,
        200,
        JSON.writeValueAsString(
            Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"))));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    asked.put(code, query);
    String back = flaw == Flaw.DECLINES ? "error=access_denied" : "code=" + code;
    exchange
        .getResponseHeaders()
        .set("Location", query.get("redirect_uri") + "?" + back + "&state=" + query.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
    Map<String, String> begun = asked.remove(form.getOrDefault("code", ""));
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
    if (flaw == Flaw.OUT_OF_ORDER) {
      answer(exchange, 503, "");
    } else if (begun == null
        || !expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))
        || !begun.get("redirect_uri").equals(form.get("redirect_uri"))
        || !begun.get("code_challenge").equals(challenge(form.get("code_verifier")))) {
      answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
    } else {
      answer(
          exchange,
          200,
          JSON.writeValueAsString(
              Map.of(
                  "access_token",
                  "opaque",
                  "token_type",
                  "Bearer",
                  "expires_in",
                  60,
                  "id_token",
                  idToken(begun.get("nonce")))));
    }
  }

  private String idToken(String nonce) {
    Instant now = Instant.now();
    Instant from = flaw == Flaw.EXPIRED ? now.minusSeconds(7200) : now;
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(flaw == Flaw.OTHER_ISSUER ? "http://127.0.0.1:1" : issuer())
            .audience(flaw == Flaw.OTHER_AUDIENCE ? "another" : CLIENT)
            .issueTime(Date.from(from))
            .expirationTime(Date.from(from.plusSeconds(300)))
            .claim("nonce", flaw == Flaw.OTHER_NONCE ? "another" : nonce);
    person.forEach(
        (name, value) -> {
          if (!name.equals("sub") || flaw != Flaw.NO_SUBJECT) {
            claims.claim(name, value);
          }
        });
    if (flaw == Flaw.UNSIGNED) {
      return new PlainJWT(claims.build()).serialize();
    }
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims.build());
      token.sign(new RSASSASigner(flaw == Flaw.FOREIGN_KEY ? foreignKey : key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String one : query.split("&", -1)) {
      String[] parts = one.split("=", 2);
      parameters.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
