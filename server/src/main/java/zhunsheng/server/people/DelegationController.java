package zhunsheng.server.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.delegation.Delegations;
import zhunsheng.casebook.delegation.GivenDelegation;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.file.Actor.Delegation;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.Offices;

/** Power that one office gives another for a period; only the giver gives and ends it. */
@RestController
@RequestMapping(path = "/api/delegations", produces = MediaType.APPLICATION_JSON_VALUE)
class DelegationController {
  private final Delegations delegations;
  private final Offices offices;
  private final BusinessClock clock;
  private final AuditLog audit;

  DelegationController(
      Delegations delegations, Offices offices, BusinessClock clock, AuditLog audit) {
    this.delegations = delegations;
    this.offices = offices;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A delegation that this office gave or received.
   *
   * @param given whether this office gave it
   * @param active whether it holds today
   */
  record DelegationRow(
      String id,
      OfficeView from,
      OfficeView to,
      LocalDate first,
      LocalDate last,
      boolean given,
      boolean active,
      @Nullable Instant revokedAt) {}

  @GetMapping
  @AllowedTo({Role.HANDLER, Role.LEADER})
  List<DelegationRow> delegations(@AuthenticationPrincipal Account me) {
    return delegations.of(me.jurisdiction(), me.office()).stream().map(g -> row(me, g)).toList();
  }

  /** Power to give to {@code to}, both days included. */
  record NewDelegation(@NotNull String to, @NotNull LocalDate first, @NotNull LocalDate last) {}

  @PostMapping
  @AllowedTo(Role.LEADER)
  List<DelegationRow> give(
      @AuthenticationPrincipal Account me,
      @Valid @RequestBody NewDelegation fresh,
      HttpServletRequest request) {
    if (!offices.exists(me.jurisdiction(), fresh.to())) {
      throw refused("没有这个单位，请从列表中选择。", "to");
    }
    try {
      delegations.give(
          me.jurisdiction(),
          new Delegation(me.office(), fresh.to(), fresh.first(), fresh.last()),
          me.id(),
          clock.now());
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()), "last");
    }
    audit.add(
        me,
        request.getRemoteAddr(),
        "委托",
        true,
        offices.name(me.jurisdiction(), fresh.to()) + "，" + fresh.first() + " 至 " + fresh.last());
    return delegations(me);
  }

  @DeleteMapping("/{id}")
  @AllowedTo(Role.LEADER)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(
      @AuthenticationPrincipal Account me, @PathVariable String id, HttpServletRequest request) {
    GivenDelegation given =
        delegations.of(me.jurisdiction(), me.office()).stream()
            .filter(g -> g.id().equals(id) && g.delegation().from().equals(me.office()))
            .findFirst()
            .orElseThrow(ProblemException::notFound);
    delegations.revoke(me.jurisdiction(), given.id(), me.id(), clock.now());
    audit.add(
        me,
        request.getRemoteAddr(),
        "撤销委托",
        true,
        offices.name(me.jurisdiction(), given.delegation().to()));
  }

  private static ProblemException refused(String message, String field) {
    return ProblemException.refused(List.of(Refusal.incomplete(message, null, field)));
  }

  private DelegationRow row(Account me, GivenDelegation g) {
    Delegation d = g.delegation();
    return new DelegationRow(
        g.id(),
        offices.view(me.jurisdiction(), d.from()),
        offices.view(me.jurisdiction(), d.to()),
        d.first(),
        d.last(),
        d.from().equals(me.office()),
        g.revokedAt() == null && d.covers(clock.today()),
        g.revokedAt());
  }
}
