package zhunsheng.server.people;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Role;

@RestController
@RequestMapping(path = "/api/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class AuditController {
  private final AuditLog audit;

  AuditController(AuditLog audit) {
    this.audit = audit;
  }

  /** A page of the audit log, newest first. */
  record AuditPage(List<AuditLog.AuditEntry> items, long total, int page, int size) {}

  @GetMapping
  @AllowedTo({Role.AUDIT_ADMIN, Role.AUDITOR})
  AuditPage page(
      @AuthenticationPrincipal Account account,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    int rows = Math.clamp(size, 1, 200);
    int number = Math.max(0, page);
    return new AuditPage(
        audit.page(account.jurisdiction(), number, rows),
        audit.count(account.jurisdiction()),
        number,
        rows);
  }
}
