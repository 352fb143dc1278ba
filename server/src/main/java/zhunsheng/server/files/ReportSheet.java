package zhunsheng.server.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import zhunsheng.policy.assess.Assessment.MissingFact;
import zhunsheng.policy.assess.Reports;
import zhunsheng.policy.model.Report;

/**
 * A report as a spreadsheet: its rows, and on a sheet of their own the files that are undecided.
 */
final class ReportSheet {
  private ReportSheet() {}

  static void write(Names names, ReportDesk.Sheet sheet, OutputStream out) throws IOException {
    // The stream belongs to the response, which closes it.
    try (Workbook workbook = new Workbook(out, "Zhunsheng", null)) {
      rows(names, sheet, workbook.newWorksheet(sheet.report().title()));
      if (!sheet.report().head().isEmpty()) {
        head(sheet, workbook.newWorksheet("合计"));
      }
      if (!sheet.undecided().isEmpty()) {
        undecided(names, sheet.undecided(), workbook.newWorksheet("尚不能判断"));
      }
    }
  }

  private static void rows(Names names, ReportDesk.Sheet sheet, Worksheet to) throws IOException {
    Report report = sheet.report();
    List<String> titles = new ArrayList<>(List.of("名称", "单位"));
    report.columns().forEach(c -> titles.add(FileSheet.title(c.title(), c.type())));
    FileSheet.titles(to, titles);
    int line = 1;
    for (Reports.Row row : sheet.rows()) {
      to.value(line, 0, FileSheet.safe(row.name()));
      to.value(line, 1, FileSheet.safe(names.office(row.office()).name()));
      int column = 2;
      for (Report.Column c : report.columns()) {
        Object value = row.values().get(c.id());
        if (value instanceof String || value instanceof List<?>) {
          to.value(line, column, FileSheet.safe(ReportViews.text(names, c, row)));
        } else if (value != null) {
          FileSheet.cell(names, to, line, column, c.type(), value);
        }
        column++;
      }
      line++;
      if (line % FileSheet.ROWS_AT_ONCE == 0) {
        to.flush();
      }
    }
    to.finish();
  }

  private static void head(ReportDesk.Sheet sheet, Worksheet to) throws IOException {
    FileSheet.titles(to, List.of("合计", "数量", "尚不能判断"));
    int line = 1;
    for (Reports.Count c : Reports.head(sheet.report(), sheet.rows())) {
      to.value(line, 0, FileSheet.safe(c.head().title()));
      to.value(line, 1, c.count());
      to.value(line, 2, c.unknown());
      line++;
    }
    to.finish();
  }

  private static void undecided(Names names, List<ReportDesk.Undecided> files, Worksheet to)
      throws IOException {
    FileSheet.titles(to, List.of("名称", "单位", "缺少的要素"));
    int line = 1;
    for (ReportDesk.Undecided file : files) {
      to.value(line, 0, FileSheet.safe(file.name()));
      to.value(line, 1, FileSheet.safe(names.office(file.office()).name()));
      to.value(line, 2, String.join("、", file.missing().stream().map(MissingFact::title).toList()));
      line++;
    }
    to.finish();
  }
}
