package zhunsheng.server.files;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.view.FileLists;
import zhunsheng.casebook.view.FileQuery;
import zhunsheng.policy.assess.Assessment.MissingFact;
import zhunsheng.policy.assess.Reports;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Report;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;
import zhunsheng.server.regulation.Offices;
import zhunsheng.server.regulation.Parties;

/**
 * Reads the reports of the regulation in force for one account: those it may open, of files it may
 * see.
 */
@Component
class ReportDesk {
  private final Desk desk;
  private final Casebook casebook;
  private final FileLists lists;
  private final Offices offices;

  ReportDesk(Desk desk, Casebook casebook, FileLists lists, Offices offices) {
    this.desk = desk;
    this.casebook = casebook;
    this.lists = lists;
    this.offices = offices;
  }

  /** A file of which it cannot be told whether it stands in the report. */
  record Undecided(String file, String name, String office, List<MissingFact> missing) {}

  /** A whole report, in its order. */
  record Sheet(Report report, List<Reports.Row> rows, List<Undecided> undecided) {}

  /** The reports that the account may open, in pack order. */
  List<Report> reports(Account account) {
    Policy policy = desk.current(account);
    return policy.reports().values().stream().filter(r -> opens(account, policy, r)).toList();
  }

  private boolean opens(Account account, Policy policy, Report report) {
    if (account.is(Role.AUDITOR)) {
      return true;
    }
    Set<String> mine = desk.mine(account);
    return report.by().isEmpty()
        ? mine.stream().anyMatch(office -> Parties.seesAll(policy, office))
        : mine.stream()
            .flatMap(office -> Parties.of(policy, offices, office).stream())
            .anyMatch(report.by()::contains);
  }

  /**
   * The report of that id.
   *
   * @throws ProblemException if there is none, or the account may not open it
   */
  Report report(Account account, String id) {
    Policy policy = desk.current(account);
    Report report = policy.reports().get(id);
    if (report == null) {
      throw ProblemException.notFound();
    }
    if (!opens(account, policy, report)) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "“" + report.title() + "”不向本单位开放。");
    }
    return report;
  }

  /**
   * Reads every file that the account may see, by the report of the pack that the file runs under.
   */
  Sheet read(Account account, Report report) {
    LocalDate today = desk.today();
    FileQuery query =
        new FileQuery(
            today,
            desk.viewers(account),
            report.subject(),
            null,
            null,
            null,
            null,
            Map.of(),
            "name",
            true,
            0,
            1);
    List<Reports.Row> rows = new ArrayList<>();
    List<Undecided> undecided = new ArrayList<>();
    casebook.read(
        account.jurisdiction(),
        lists.ids(account.jurisdiction(), query),
        (policy, dossier) -> {
          Report its = policy.reports().get(report.id());
          if (its == null) {
            return;
          }
          Reports.Reading reading = Reports.read(policy, its, dossier, today);
          rows.addAll(reading.rows());
          if (!reading.missing().isEmpty()) {
            CaseFile file = dossier.file();
            undecided.add(
                new Undecided(
                    file.id(), Desk.name(policy, file), file.office(), reading.missing()));
          }
        });
    rows.sort(Reports.order(report));
    undecided.sort(Comparator.comparing(Undecided::name).thenComparing(Undecided::file));
    return new Sheet(report, rows, undecided);
  }
}
