package zhunsheng.server.people;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Platform;
import zhunsheng.server.identity.PlatformSettings;
import zhunsheng.server.identity.SessionCookie;
import zhunsheng.server.identity.Sessions;
import zhunsheng.server.identity.SignIn;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.regulation.Offices;
import zhunsheng.server.regulation.Parties;
import zhunsheng.server.regulation.Shelf;

/**
 * Signing in through a platform that knows the officials of the place. The browser goes there and
 * comes back; whom nobody let in finds the reason on the sign-in screen.
 */
@RestController
@RequestMapping(path = "/api/platform", produces = MediaType.APPLICATION_JSON_VALUE)
class PlatformController {
  private static final String COOKIE = "ZHUNSHENG_VISIT";
  private static final String PATH = "/api/platform";
  private static final Duration COOKIE_KEPT = Duration.ofMinutes(10);

  /** A screen of ours, and no address elsewhere. */
  private static final Pattern SCREEN =
      Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,500}");

  private final PlatformSettings settings;
  private final Platform platform;
  private final PlatformDoor door;
  private final SignIn signIn;
  private final Sessions sessions;
  private final Shelf shelf;
  private final Offices offices;

  PlatformController(
      PlatformSettings settings,
      Platform platform,
      PlatformDoor door,
      SignIn signIn,
      Sessions sessions,
      Shelf shelf,
      Offices offices) {
    this.settings = settings;
    this.platform = platform;
    this.door = door;
    this.signIn = signIn;
    this.sessions = sessions;
    this.shelf = shelf;
    this.offices = offices;
    for (String jurisdiction : settings.present() ? settings.jurisdictions() : Set.<String>of()) {
      if (!shelf.jurisdictions().contains(jurisdiction)) {
        throw new IllegalArgumentException(
            "zhunsheng.platform.jurisdictions: no pack is of " + jurisdiction);
      }
    }
  }

  /**
   * Whether people can sign in through a platform.
   *
   * @param title its name, where the operator gave one
   * @param contact whom to ask for a role
   */
  record PlatformView(boolean present, @Nullable String title, String contact) {}

  @GetMapping
  @AllowedTo(anyone = true)
  PlatformView platform() {
    return settings.present()
        ? new PlatformView(true, settings.title().isBlank() ? null : settings.title(), contact())
        : new PlatformView(false, null, "");
  }

  private String contact() {
    if (!settings.contact().isBlank()) {
      return settings.contact();
    }
    Set<String> names = new LinkedHashSet<>();
    for (String jurisdiction : shelf.jurisdictions()) {
      if (settings.serves(jurisdiction)) {
        Policy policy = shelf.of(jurisdiction).getLast();
        Parties.overseers(policy).forEach(o -> names.add(offices.name(jurisdiction, o)));
      }
    }
    return String.join("、", names);
  }

  /** Sends the browser to the platform; {@code to} is the screen to show afterwards. */
  @GetMapping("/begin")
  @AllowedTo(anyone = true)
  @ResponseStatus(HttpStatus.FOUND)
  void begin(
      @RequestParam(defaultValue = "/") String to,
      HttpServletRequest request,
      HttpServletResponse response) {
    requirePlatform();
    try {
      signIn.slowDown(request.getRemoteAddr());
      Platform.Departure departure =
          platform.begin(request, SCREEN.matcher(to).matches() ? to : "/");
      // Lax: it must come along when the platform sends the browser back.
      cookie(request, response, departure.token(), COOKIE_KEPT);
      response.setHeader(HttpHeaders.LOCATION, departure.address());
    } catch (Platform.NobodyException e) {
      back(response, e.failure().name());
    } catch (ProblemException e) {
      back(response, "BUSY");
    }
  }

  /** Where the platform sends the browser. */
  @GetMapping("/return")
  @AllowedTo(anyone = true)
  @ResponseStatus(HttpStatus.FOUND)
  void comeBack(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error,
      HttpServletRequest request,
      HttpServletResponse response) {
    requirePlatform();
    cookie(request, response, "", Duration.ZERO);
    try {
      Platform.Person person = platform.finish(visit(request), state, code, error);
      PlatformDoor.Answer answer = door.enter(person, request.getRemoteAddr());
      String token = answer.token();
      if (token == null) {
        back(response, answer.name());
        return;
      }
      String before = SessionCookie.token(request);
      if (before != null) {
        sessions.end(before);
      }
      SessionCookie.set(request, response, token);
      response.setHeader(HttpHeaders.LOCATION, person.target());
    } catch (Platform.NobodyException e) {
      door.failed(e.failure(), request.getRemoteAddr());
      back(response, e.failure().name());
    }
  }

  private void requirePlatform() {
    if (!settings.present()) {
      throw ProblemException.notFound();
    }
  }

  /** Relative, because only the browser knows under which address it found us. */
  private static void back(HttpServletResponse response, String reason) {
    response.setHeader(
        HttpHeaders.LOCATION, "/sign-in?platform=" + reason.toLowerCase(Locale.ROOT));
  }

  private static void cookie(
      HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, value)
            .path(PATH)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .maxAge(age)
            .build()
            .toString());
  }

  private static @Nullable String visit(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }
}
