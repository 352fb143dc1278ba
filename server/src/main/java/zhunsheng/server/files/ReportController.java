package zhunsheng.server.files;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.policy.assess.Reports;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Report;
import zhunsheng.server.files.ReportViews.HeadCount;
import zhunsheng.server.files.ReportViews.ReportColumn;
import zhunsheng.server.files.ReportViews.ReportLine;
import zhunsheng.server.files.ReportViews.ReportPage;
import zhunsheng.server.files.ReportViews.ReportSummary;
import zhunsheng.server.files.ReportViews.UndecidedLine;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.regulation.TypeView;

@RestController
@RequestMapping(path = "/api/reports", produces = MediaType.APPLICATION_JSON_VALUE)
class ReportController {
  private final Desk desk;
  private final ReportDesk reports;

  ReportController(Desk desk, ReportDesk reports) {
    this.desk = desk;
    this.reports = reports;
  }

  @GetMapping
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  List<ReportSummary> reports(@AuthenticationPrincipal Account account) {
    Policy policy = desk.current(account);
    return reports.reports(account).stream().map(r -> ReportSummary.of(policy, r)).toList();
  }

  @GetMapping("/{id}")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  ReportPage report(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(name = "undecided_page", defaultValue = "0") int undecidedPage,
      @RequestParam(defaultValue = "20") int size) {
    Report report = reports.report(account, id);
    ReportDesk.Sheet sheet = reports.read(account, report);
    Policy policy = desk.current(account);
    Names names = desk.names(policy, null);
    int at = Math.clamp(page, 0, 1_000_000);
    int undecidedAt = Math.clamp(undecidedPage, 0, 1_000_000);
    int most = Math.clamp(size, 1, 200);
    return new ReportPage(
        ReportSummary.of(policy, report),
        desk.today(),
        report.columns().stream()
            .map(c -> new ReportColumn(c.id(), c.title(), TypeView.of(c.type())))
            .toList(),
        Reports.head(report, sheet.rows()).stream().map(HeadCount::of).toList(),
        page(sheet.rows(), at, most).stream().map(r -> ReportLine.of(names, report, r)).toList(),
        sheet.rows().size(),
        at,
        most,
        page(sheet.undecided(), undecidedAt, most).stream()
            .map(u -> UndecidedLine.of(names, u))
            .toList(),
        sheet.undecided().size(),
        undecidedAt);
  }

  private static <T> List<T> page(List<T> all, int page, int size) {
    return all.stream().skip((long) page * size).limit(size).toList();
  }

  @GetMapping(path = "/{id}/export", produces = FileSheet.MEDIA_TYPE)
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  void export(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      HttpServletResponse response)
      throws IOException {
    Report report = reports.report(account, id);
    ReportDesk.Sheet sheet = reports.read(account, report);
    ReportSheet.write(
        desk.names(desk.current(account), null),
        sheet,
        Download.to(response, FileSheet.MEDIA_TYPE, report.title() + " " + desk.today() + ".xlsx"));
  }
}
