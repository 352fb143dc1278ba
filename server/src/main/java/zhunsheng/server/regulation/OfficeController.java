package zhunsheng.server.regulation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Role;

@RestController
@RequestMapping(path = "/api/offices", produces = MediaType.APPLICATION_JSON_VALUE)
class OfficeController {
  private final Offices offices;
  private final AuditLog audit;

  OfficeController(Offices offices, AuditLog audit) {
    this.offices = offices;
    this.audit = audit;
  }

  /** Whether an office is named by a regulation or registered here. */
  enum OfficeKind implements Word {
    UNIT,
    OFFICE
  }

  /**
   * An office of the jurisdiction.
   *
   * @param platformCode by which the platform that signs people in knows it; only for the system
   *     administrator
   */
  record OfficeRow(String id, String name, OfficeKind kind, @Nullable String platformCode) {
    static OfficeRow of(Offices.Office o, @Nullable String platformCode) {
      return new OfficeRow(
          o.id(),
          o.name(),
          switch (o.kind()) {
            case UNIT -> OfficeKind.UNIT;
            case OFFICE -> OfficeKind.OFFICE;
          },
          platformCode);
    }
  }

  @GetMapping
  @AllowedTo(everySignedIn = true)
  List<OfficeRow> offices(
      @AuthenticationPrincipal Account account,
      @RequestParam(required = false) @Nullable String kind) {
    Map<String, String> codes =
        account.is(Role.SYSTEM_ADMIN) ? offices.platformCodes(account.jurisdiction()) : Map.of();
    return offices.all(account.jurisdiction()).stream()
        .map(o -> OfficeRow.of(o, codes.get(o.id())))
        .filter(o -> kind == null || o.kind().word().equals(kind))
        .toList();
  }

  /** A unit to register. */
  record NewOffice(@NotNull String id, @NotNull String name) {}

  @PostMapping
  @AllowedTo(Role.SYSTEM_ADMIN)
  OfficeRow register(
      @AuthenticationPrincipal Account account,
      @Valid @RequestBody NewOffice office,
      HttpServletRequest request) {
    Offices.Office registered =
        offices.register(account.jurisdiction(), office.id(), office.name());
    audit.add(account, request.getRemoteAddr(), "登记单位", true, registered.name());
    return OfficeRow.of(registered, null);
  }

  /**
   * What to change of an office; what is left out stays.
   *
   * @param platformCode by which the platform that signs people in knows it; empty: by none
   */
  record OfficeChange(@Nullable String platformCode) {}

  @PatchMapping("/{id}")
  @AllowedTo(Role.SYSTEM_ADMIN)
  OfficeRow change(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @Valid @RequestBody OfficeChange change,
      HttpServletRequest request) {
    Offices.Office office = offices.require(account.jurisdiction(), id);
    String code = change.platformCode();
    if (code != null) {
      offices.platformCode(account.jurisdiction(), office, code);
      audit.add(
          account, request.getRemoteAddr(), "登记平台单位代码", true, office.name() + "：" + code.strip());
    }
    return OfficeRow.of(office, offices.platformCodes(account.jurisdiction()).get(id));
  }
}
