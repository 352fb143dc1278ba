package zhunsheng.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;

/**
 * Deny by default: what is not named here needs a session, and every endpoint names its roles
 * besides.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IdentitySettings.class, PlatformSettings.class})
class SecurityConfiguration implements WebMvcConfigurer {
  /**
   * No script but our own files; inline styles because the component library sets them on elements.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
          + " font-src 'self' data:; connect-src 'self'; frame-src 'self' blob:; worker-src 'self' blob:;"
          + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new AccessInterceptor());
  }

  @Bean
  InstantSource instantSource() {
    return InstantSource.system();
  }

  /** There are no users but our accounts; without this Spring would make one of its own. */
  @Bean
  UserDetailsService noOtherUsers() {
    return name -> {
      throw new UsernameNotFoundException(name);
    };
  }

  @Bean
  SecurityFilterChain security(
      HttpSecurity http, Sessions sessions, IdentitySettings settings, JsonMapper json) {
    List<IpAddressMatcher> metricsFrom =
        settings.metricsFrom().stream().map(IpAddressMatcher::new).toList();
    http.addFilterBefore(new SessionFilter(sessions), AuthorizationFilter.class)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.spa())
        .formLogin(form -> form.disable())
        .httpBasic(basic -> basic.disable())
        .logout(logout -> logout.disable())
        .anonymous(anonymous -> anonymous.disable())
        .requestCache(cache -> cache.disable())
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/actuator/health/**", "/v3/api-docs", "/v3/api-docs/**")
                    .permitAll()
                    .requestMatchers("/actuator/prometheus")
                    .access(
                        (who, context) ->
                            new AuthorizationDecision(
                                metricsFrom.stream()
                                    .anyMatch(m -> m.matches(context.getRequest()))))
                    .requestMatchers("/actuator/**")
                    .denyAll()
                    .requestMatchers(
                        "/api/session", "/api/demo/accounts", "/api/platform/**", "/api/platform")
                    .permitAll()
                    .requestMatchers("/api/**")
                    .access(
                        (who, context) ->
                            new AuthorizationDecision(
                                who.get() != null && who.get().getPrincipal() instanceof Account))
                    .anyRequest()
                    .permitAll())
        .exceptionHandling(
            e ->
                e.authenticationEntryPoint(
                        (request, response, why) ->
                            write(json, request, response, ProblemKind.NOT_SIGNED_IN, "请先登录。"))
                    .accessDeniedHandler(
                        (request, response, why) -> {
                          if (why instanceof CsrfException) {
                            write(
                                json,
                                request,
                                response,
                                ProblemKind.FORGED_REQUEST,
                                "页面已过期，请刷新后重试。");
                          } else if (request.getUserPrincipal() == null) {
                            write(json, request, response, ProblemKind.NOT_SIGNED_IN, "请先登录。");
                          } else {
                            write(json, request, response, ProblemKind.NOT_ALLOWED, "没有权限。");
                          }
                        }))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                    .frameOptions(frame -> frame.sameOrigin())
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                    .crossOriginOpenerPolicy(
                        coop ->
                            coop.policy(
                                org.springframework.security.web.header.writers
                                    .CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy
                                    .SAME_ORIGIN))
                    .permissionsPolicyHeader(
                        p -> p.policy("camera=(), microphone=(), geolocation=(), payment=()")));
    return http.build();
  }

  /** What the firewall before all filters turns away is a problem like all others. */
  @Bean
  RequestRejectedHandler rejectedRequests(JsonMapper json) {
    return (request, response, why) ->
        write(json, request, response, ProblemKind.BAD_REQUEST, "地址里有不允许的字符。");
  }

  private static void write(
      JsonMapper json,
      HttpServletRequest request,
      HttpServletResponse response,
      ProblemKind kind,
      String detail)
      throws IOException {
    response.setStatus(kind.status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding("UTF-8");
    json.writeValue(
        response.getOutputStream(),
        ProblemException.of(kind, detail).problem(URI.create(request.getRequestURI())));
  }
}
