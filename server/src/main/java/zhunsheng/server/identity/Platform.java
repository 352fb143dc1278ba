package zhunsheng.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * Asks the platform who somebody is. Nothing is asked of it before the first person wants to sign
 * in through it, so that a server starts, and our own accounts work, while it does not answer.
 */
@Component
public class Platform {
  private static final Logger log = LoggerFactory.getLogger(Platform.class);
  private static final String REGISTRATION = "platform";
  private static final String RETURN = "/api/platform/return";

  /** After that its description is read again: addresses change. */
  private static final Duration DESCRIPTION_KEPT = Duration.ofMinutes(10);

  private static final int LONGEST_WORD = 200;

  private final PlatformSettings settings;
  private final PlatformVisits visits;
  private final InstantSource clock;
  private final SimpleClientHttpRequestFactory http = new SimpleClientHttpRequestFactory();
  private volatile @Nullable Known known;

  Platform(PlatformSettings settings, PlatformVisits visits, InstantSource clock) {
    this.settings = settings;
    this.visits = visits;
    this.clock = clock;
    http.setConnectTimeout(settings.patience());
    http.setReadTimeout(settings.patience());
  }

  private record Known(
      ClientRegistration registration, AuthenticationProvider exchange, Instant since) {}

  /** Why nobody came back with a name. */
  public enum Failure {
    /** It does not answer. */
    UNREACHABLE,
    /** The person, or the platform, did not want to. */
    DECLINED,
    /** We know nothing of this way back: it took too long, or was used already. */
    EXPIRED,
    /** What it said of the person is not proven. */
    INVALID
  }

  /** No name came. */
  public static final class NobodyException extends Exception {
    private static final long serialVersionUID = 1;

    private final Failure failure;

    NobodyException(Failure failure, @Nullable Throwable cause) {
      super(failure.name(), cause);
      this.failure = failure;
    }

    public Failure failure() {
      return failure;
    }
  }

  /**
   * Where to send the browser.
   *
   * @param token by which it is known when it comes back
   */
  public record Departure(String address, String token) {}

  /**
   * Who the platform says somebody is.
   *
   * @param name empty where it says none
   * @param unit empty where it says none
   * @param target the screen that the person wanted
   */
  public record Person(String subject, String name, String unit, String target) {}

  /** Sends somebody there; {@code target} is the screen to show afterwards. */
  public Departure begin(HttpServletRequest request, String target) throws NobodyException {
    ClientRegistration registration = known().registration();
    DefaultOAuth2AuthorizationRequestResolver resolver =
        new DefaultOAuth2AuthorizationRequestResolver(id -> registration);
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    OAuth2AuthorizationRequest asked =
        Objects.requireNonNull(resolver.resolve(request, REGISTRATION));
    String token =
        visits.begin(
            new PlatformVisits.Visit(
                Objects.requireNonNull(asked.getState()),
                attribute(asked, OidcParameterNames.NONCE),
                attribute(asked, PkceParameterNames.CODE_VERIFIER),
                Objects.requireNonNull(asked.getRedirectUri()),
                target));
    return new Departure(asked.getAuthorizationRequestUri(), token);
  }

  private static String attribute(OAuth2AuthorizationRequest asked, String name) {
    return Objects.requireNonNull(asked.getAttribute(name), name);
  }

  /**
   * Who came back.
   *
   * @param token of the departure, or null where the browser has none
   * @param state what we sent with the browser, as it came back
   * @param code for which the platform says who it is, or null
   * @param error why there is no code, or null
   */
  public Person finish(
      @Nullable String token, @Nullable String state, @Nullable String code, @Nullable String error)
      throws NobodyException {
    PlatformVisits.Visit visit = token == null ? null : visits.end(token).orElse(null);
    if (visit == null || !visit.state().equals(state)) {
      throw new NobodyException(Failure.EXPIRED, null);
    }
    if (code == null || code.isEmpty()) {
      log.warn("the platform sent somebody back without a code: {}", word(error));
      throw new NobodyException(Failure.DECLINED, null);
    }
    OidcUser user = exchange(known(), visit, code);
    String subject = word(user.getClaims().get(settings.subjectClaim()));
    if (subject.isEmpty()) {
      log.warn("the platform says nothing under {} of a person", settings.subjectClaim());
      throw new NobodyException(Failure.INVALID, null);
    }
    return new Person(
        subject,
        word(user.getClaims().get(settings.nameClaim())),
        settings.unitClaim().isEmpty() ? "" : word(user.getClaims().get(settings.unitClaim())),
        visit.target());
  }

  private static OidcUser exchange(Known known, PlatformVisits.Visit visit, String code)
      throws NobodyException {
    ClientRegistration registration = known.registration();
    OAuth2AuthorizationRequest asked =
        OAuth2AuthorizationRequest.authorizationCode()
            .clientId(registration.getClientId())
            .authorizationUri(
                Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
            .redirectUri(visit.returnTo())
            .scopes(registration.getScopes())
            .state(visit.state())
            .attributes(
                all -> {
                  all.put(OidcParameterNames.NONCE, visit.nonce());
                  all.put(PkceParameterNames.CODE_VERIFIER, visit.verifier());
                })
            .build();
    OAuth2AuthorizationResponse answered =
        OAuth2AuthorizationResponse.success(code)
            .redirectUri(visit.returnTo())
            .state(visit.state())
            .build();
    try {
      OAuth2LoginAuthenticationToken done =
          (OAuth2LoginAuthenticationToken)
              known
                  .exchange()
                  .authenticate(
                      new OAuth2LoginAuthenticationToken(
                          registration, new OAuth2AuthorizationExchange(asked, answered)));
      return (OidcUser) Objects.requireNonNull(Objects.requireNonNull(done).getPrincipal());
    } catch (AuthenticationException | OAuth2AuthorizationException e) {
      Failure failure = away(e) ? Failure.UNREACHABLE : Failure.INVALID;
      log.warn("what the platform said of a person is {}: {}", failure, e.getMessage());
      throw new NobodyException(failure, e);
    }
  }

  /** Whether the platform, rather than what it said, is at fault. */
  private static boolean away(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ResourceAccessException
          || t instanceof IOException
          || t instanceof HttpServerErrorException) {
        return true;
      }
    }
    return false;
  }

  /** A claim as text without control characters, which neither screens nor PostgreSQL can take. */
  private static String word(@Nullable Object claim) {
    if (claim == null || claim instanceof Collection || claim instanceof Map) {
      return "";
    }
    String text = claim.toString().replaceAll("\\p{Cntrl}", "").strip();
    return text.length() > LONGEST_WORD ? "" : text;
  }

  private Known known() throws NobodyException {
    Known before = known;
    Instant now = clock.instant();
    if (before != null && before.since().plus(DESCRIPTION_KEPT).isAfter(now)) {
      return before;
    }
    ClientRegistration registration = discover();
    Known fresh = new Known(registration, exchange(registration), now);
    known = fresh;
    return fresh;
  }

  private ClientRegistration discover() throws NobodyException {
    String issuer = settings.issuer();
    try {
      Map<String, Object> description =
          RestClient.builder()
              .requestFactory(http)
              .build()
              .get()
              .uri(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration")
              .retrieve()
              .body(new ParameterizedTypeReference<Map<String, Object>>() {});
      if (description == null || !issuer.equals(description.get("issuer"))) {
        throw new IllegalStateException(
            "it calls itself " + (description == null ? null : description.get("issuer")));
      }
      ClientRegistration.Builder builder =
          ClientRegistrations.fromOidcConfiguration(description)
              .registrationId(REGISTRATION)
              .clientId(settings.client())
              .redirectUri(
                  (settings.address().isEmpty() ? "{baseUrl}" : settings.address()) + RETURN)
              .scope(settings.scopes());
      if (settings.secret().isEmpty()) {
        builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
      } else {
        builder.clientSecret(settings.secret());
      }
      return builder.build();
    } catch (RestClientException | IllegalArgumentException | IllegalStateException e) {
      log.warn("the platform {} cannot be asked: {}", issuer, e.getMessage());
      throw new NobodyException(Failure.UNREACHABLE, e);
    }
  }

  private AuthenticationProvider exchange(ClientRegistration registration) {
    RestClientAuthorizationCodeTokenResponseClient tokens =
        new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(http)
            .configureMessageConverters(
                all ->
                    all.addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    RestTemplate more = new RestTemplate(http);
    more.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    DefaultOAuth2UserService userInfo = new DefaultOAuth2UserService();
    userInfo.setRestOperations(more);
    OidcUserService users = new OidcUserService();
    users.setOauth2UserService(userInfo);
    JwtDecoder decoder = decoder(registration);
    OidcAuthorizationCodeAuthenticationProvider provider =
        new OidcAuthorizationCodeAuthenticationProvider(
            request -> answer(tokens.getTokenResponse(request)), users);
    provider.setJwtDecoderFactory(r -> decoder);
    return provider;
  }

  private static OAuth2AccessTokenResponse answer(@Nullable OAuth2AccessTokenResponse answer) {
    return Objects.requireNonNull(answer);
  }

  /** Takes only tokens signed by a key of the platform's, for us, in force now. */
  private JwtDecoder decoder(ClientRegistration registration) {
    Set<SignatureAlgorithm> signatures = new LinkedHashSet<>();
    if (registration
            .getProviderDetails()
            .getConfigurationMetadata()
            .get("id_token_signing_alg_values_supported")
        instanceof List<?> named) {
      named.stream()
          .map(a -> SignatureAlgorithm.from(String.valueOf(a)))
          .filter(Objects::nonNull)
          .forEach(signatures::add);
    }
    if (signatures.isEmpty()) {
      signatures.add(SignatureAlgorithm.RS256);
    }
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(
                Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
            .restOperations(new RestTemplate(http))
            .jwsAlgorithms(all -> all.addAll(signatures))
            .build();
    decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            List.of(new JwtTimestampValidator(), new OidcIdTokenValidator(registration))));
    return decoder;
  }
}
