package zhunsheng.server.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.clock.MovableClock;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Role;
import zhunsheng.server.identity.SessionCookie;
import zhunsheng.server.identity.Sessions;
import zhunsheng.server.identity.SignIn;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.Offices;
import zhunsheng.server.regulation.Parties;
import zhunsheng.server.regulation.PolicyView.PolicyRow;
import zhunsheng.server.regulation.ProcedureView;
import zhunsheng.server.regulation.Shelf;
import zhunsheng.server.regulation.TypeView.Named;

@RestController
@RequestMapping(path = "/api/session", produces = MediaType.APPLICATION_JSON_VALUE)
class SessionController {
  private final SignIn signIn;
  private final Sessions sessions;
  private final Accounts accounts;
  private final AuditLog audit;
  private final Shelf shelf;
  private final Offices offices;
  private final BusinessClock clock;
  private final Powers powers;

  SessionController(
      SignIn signIn,
      Sessions sessions,
      Accounts accounts,
      AuditLog audit,
      Shelf shelf,
      Offices offices,
      BusinessClock clock,
      Powers powers) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.accounts = accounts;
    this.audit = audit;
    this.shelf = shelf;
    this.offices = offices;
    this.clock = clock;
    this.powers = powers;
  }

  /** A name and a password. */
  record Credentials(@NotNull String username, @NotNull String password) {}

  /** The place that an account belongs to. */
  record JurisdictionView(String id, String name) {}

  /**
   * Who is signed in.
   *
   * @param parties roles of the regulation that the account's office plays
   * @param actsFor offices that gave this office power to act for them today
   * @param policy the regulation in force
   * @param day the business day
   */
  record AccountView(
      String id,
      String username,
      String name,
      OfficeView office,
      JurisdictionView jurisdiction,
      Set<Role> roles,
      List<Named> parties,
      List<OfficeView> actsFor,
      PolicyRow policy,
      LocalDate day,
      boolean demo,
      boolean mustChangePassword) {}

  @PostMapping
  @AllowedTo(anyone = true)
  AccountView signIn(
      @Valid @RequestBody Credentials credentials,
      HttpServletRequest request,
      HttpServletResponse response) {
    SignIn.Begun begun =
        signIn.signIn(credentials.username(), credentials.password(), request.getRemoteAddr());
    SessionCookie.set(request, response, begun.token());
    return view(begun.account());
  }

  @GetMapping
  @AllowedTo(everySignedIn = true)
  AccountView session(@AuthenticationPrincipal Account account) {
    return view(account);
  }

  @DeleteMapping
  @AllowedTo(everySignedIn = true)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void signOut(
      @AuthenticationPrincipal Account account,
      HttpServletRequest request,
      HttpServletResponse response) {
    String token = SessionCookie.token(request);
    if (token != null) {
      sessions.end(token);
    }
    SessionCookie.clear(request, response);
    audit.add(account, request.getRemoteAddr(), "退出", true, "");
  }

  /** A change of one's own password. */
  record PasswordChange(@NotNull String old, @NotNull @JsonProperty("new") String fresh) {}

  @PostMapping("/password")
  @AllowedTo(everySignedIn = true)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void changePassword(
      @AuthenticationPrincipal Account account,
      @Valid @RequestBody PasswordChange change,
      HttpServletRequest request) {
    accounts.change(account, change.old(), change.fresh(), SessionCookie.token(request));
    audit.add(account, request.getRemoteAddr(), "修改密码", true, "");
  }

  private AccountView view(Account account) {
    String jurisdiction = account.jurisdiction();
    LocalDate day = clock.today();
    Policy policy = shelf.current(jurisdiction, day);
    List<Named> parties =
        Parties.of(policy, offices, account.office()).stream()
            .map(p -> new Named(p, ProcedureView.partyTitle(policy, p)))
            .toList();
    return new AccountView(
        account.id(),
        account.username(),
        account.name(),
        offices.view(jurisdiction, account.office()),
        new JurisdictionView(jurisdiction, shelf.jurisdictionName(jurisdiction)),
        account.roles(),
        parties,
        offices.views(jurisdiction, powers.actor(account, day).actsFor()),
        PolicyRow.of(policy, day),
        day,
        clock instanceof MovableClock,
        account.mustChange());
  }
}
