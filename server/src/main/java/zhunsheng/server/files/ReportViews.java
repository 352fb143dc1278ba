package zhunsheng.server.files;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Reports;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Report;
import zhunsheng.server.files.AssessmentView.MissingView;
import zhunsheng.server.problem.CitationView;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.TypeView;
import zhunsheng.server.regulation.TypeView.Named;

/** Reports as lists and their own page show them. */
final class ReportViews {
  private ReportViews() {}

  /** A report that the account may open, and what in the regulation asks for it. */
  record ReportSummary(
      String id, String title, @Nullable String help, Named subject, List<CitationView> citations) {
    static ReportSummary of(Policy policy, Report report) {
      return new ReportSummary(
          report.id(),
          report.title(),
          report.help(),
          new Named(report.subject(), policy.vocabulary().subject(report.subject()).title()),
          report.norms().stream().map(CitationView::of).toList());
    }
  }

  /** A column beside the file's name and office. */
  record ReportColumn(String id, String title, TypeView type) {}

  /**
   * A row.
   *
   * @param values by column, in the form in which values travel; what nobody recorded is left out
   * @param display by column, as a person reads them
   */
  record ReportLine(
      String file,
      String name,
      OfficeView office,
      Map<String, Object> values,
      Map<String, String> display) {
    static ReportLine of(Names names, Report report, Reports.Row row) {
      Map<String, Object> values = new LinkedHashMap<>();
      Map<String, String> display = new LinkedHashMap<>();
      for (Report.Column column : report.columns()) {
        Object value = row.values().get(column.id());
        if (value != null) {
          values.put(column.id(), column.type().plain(value));
        }
        display.put(column.id(), text(names, column, row));
      }
      return new ReportLine(row.file(), row.name(), names.office(row.office()), values, display);
    }
  }

  /** A cell as a person reads it: the row's own words, but offices and files by their names. */
  static String text(Names names, Report.Column column, Reports.Row row) {
    Object value = row.values().get(column.id());
    return value != null && named(column.type())
        ? names.display(column.type(), value)
        : row.texts().getOrDefault(column.id(), "");
  }

  private static boolean named(FactType type) {
    return switch (type) {
      case FactType.Scalar s -> s == FactType.Scalar.OFFICE;
      case FactType.RefType r -> true;
      case FactType.ListType l -> named(l.item());
      case FactType.RecordType r -> r.fields().values().stream().anyMatch(f -> named(f.type()));
      case FactType.EnumType e -> false;
    };
  }

  /**
   * A count above the rows, over all pages.
   *
   * @param unknown how many rows nobody can tell of
   */
  record HeadCount(String id, String title, long count, long unknown) {
    static HeadCount of(Reports.Count c) {
      return new HeadCount(c.head().id(), c.head().title(), c.count(), c.unknown());
    }
  }

  /** A file of which it cannot be told whether it stands in the report, and what it lacks. */
  record UndecidedLine(String file, String name, OfficeView office, List<MissingView> missing) {
    static UndecidedLine of(Names names, ReportDesk.Undecided u) {
      return new UndecidedLine(
          u.file(), u.name(), names.office(u.office()), MissingView.of(u.missing()));
    }
  }

  /** One page of a report on a day; the undecided files are paged apart, by the same size. */
  record ReportPage(
      ReportSummary report,
      LocalDate day,
      List<ReportColumn> columns,
      List<HeadCount> head,
      List<ReportLine> items,
      long total,
      int page,
      int size,
      List<UndecidedLine> undecided,
      long undecidedTotal,
      int undecidedPage) {}
}
