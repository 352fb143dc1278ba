package zhunsheng.server.files;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.Progress;
import zhunsheng.casebook.verify.Report;
import zhunsheng.casebook.verify.Verifier;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Role;

@RestController
@RequestMapping(path = "/api/verify", produces = MediaType.APPLICATION_JSON_VALUE)
class VerifyController {
  private final Verifier verifier;
  private final AuditLog audit;

  VerifyController(Verifier verifier, AuditLog audit) {
    this.verifier = verifier;
    this.audit = audit;
  }

  /** One thing that is not as it was recorded. */
  record VerifyFinding(@Nullable String file, long version, String message) {}

  /** What a verification found; {@code firstBad} is the first of {@code findings}. */
  record VerifyResult(
      boolean ok,
      long files,
      long events,
      long attachments,
      long checkpoints,
      @Nullable VerifyFinding firstBad,
      List<VerifyFinding> findings) {}

  /** Reads the whole record, one request at a time. */
  @GetMapping
  @AllowedTo({Role.AUDITOR, Role.AUDIT_ADMIN})
  synchronized VerifyResult verify(@AuthenticationPrincipal Account account) {
    Report report = verifier.verify(Progress.SILENT);
    List<VerifyFinding> findings =
        new java.util.ArrayList<>(
            report.problems().stream()
                .filter(p -> p.jurisdiction().equals(account.jurisdiction()))
                .map(p -> new VerifyFinding(p.file(), p.version(), p.message()))
                .toList());
    Long changed = audit.firstChanged();
    if (changed != null) {
      findings.add(new VerifyFinding(null, changed, "审计日志第 " + changed + " 条与写入时不一致"));
    }
    return new VerifyResult(
        findings.isEmpty(),
        report.files(),
        report.events(),
        report.attachments(),
        report.checkpoints(),
        findings.isEmpty() ? null : findings.getFirst(),
        findings);
  }
}
