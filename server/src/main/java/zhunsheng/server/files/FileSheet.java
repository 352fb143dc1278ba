package zhunsheng.server.files;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.casebook.view.Page;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Money;
import zhunsheng.server.regulation.ProcedureView;

/** A list of files as a spreadsheet, written page by page so that its length costs no memory. */
@Component
class FileSheet {
  static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  static final int ROWS_AT_ONCE = 500;
  private static final int MOST_ROWS = 100_000;

  void write(Names names, String subjectId, IntFunction<Page<FileRow>> pages, OutputStream out)
      throws IOException {
    Subject subject = names.policy().vocabulary().subject(subjectId);
    List<Fact> columns =
        subject.columns().stream()
            .map(subject.facts()::get)
            .filter(java.util.Objects::nonNull)
            .toList();
    // The stream belongs to the response, which closes it.
    try (Workbook workbook = new Workbook(out, "Zhunsheng", null)) {
      Worksheet sheet = workbook.newWorksheet(subject.title());
      header(sheet, columns);
      int line = 1;
      for (int number = 0; line <= MOST_ROWS; number++) {
        Page<FileRow> page = pages.apply(number);
        for (FileRow row : page.items()) {
          row(names, columns, sheet, line++, row);
        }
        sheet.flush();
        if (page.items().size() < ROWS_AT_ONCE) {
          break;
        }
      }
      sheet.finish();
    }
  }

  private static void header(Worksheet sheet, List<Fact> columns) {
    List<String> titles = new ArrayList<>(List.of("名称", "单位", "阶段"));
    columns.forEach(c -> titles.add(title(c.title(), c.type())));
    titles.addAll(List.of("正在办理", "下一期限", "期限日", "逾期", "措施", "更新日期"));
    titles(sheet, titles);
  }

  static void titles(Worksheet sheet, List<String> titles) {
    for (int i = 0; i < titles.size(); i++) {
      sheet.value(0, i, titles.get(i));
      sheet.style(0, i).bold().fillColor("E8EDF3").set();
      sheet.width(i, i == 0 ? 40 : 18);
    }
    sheet.freezePane(1, 1);
  }

  /** A column's title, with its unit. */
  static String title(String title, FactType type) {
    return type == Scalar.MONEY ? title + "（元）" : title;
  }

  private static void row(Names names, List<Fact> columns, Worksheet sheet, int line, FileRow row) {
    int i = 0;
    sheet.value(line, i++, safe(row.name()));
    sheet.value(line, i++, safe(names.office(row.office()).name()));
    sheet.value(line, i++, ProcedureView.stage(names.policy(), row.stage()).title());
    for (Fact column : columns) {
      Object plain = row.columns().get(column.name());
      if (plain != null) {
        cell(names, sheet, line, i, column.type(), column.type().parse(plain));
      }
      i++;
    }
    FileRow.OpenRun run = row.openRun();
    sheet.value(line, i++, run == null ? "" : run.title() + (run.returned() ? "（退回）" : ""));
    FileRow.NextDue due = row.nextDue();
    sheet.value(line, i++, due == null ? "" : due.title());
    if (due != null) {
      day(sheet, line, i, due.due());
    }
    i++;
    sheet.value(line, i++, row.overdue());
    sheet.value(line, i++, String.join("、", row.holds()));
    day(sheet, line, i, row.updatedOn());
  }

  static void cell(
      Names names, Worksheet sheet, int line, int column, FactType type, Object value) {
    switch (value) {
      case Money m -> {
        sheet.value(line, column, new BigDecimal(m.toYuan()));
        sheet.style(line, column).format("#,##0.00").set();
      }
      case LocalDate d -> day(sheet, line, column, d);
      case Long n -> sheet.value(line, column, n);
      default -> sheet.value(line, column, safe(names.display(type, value)));
    }
  }

  static void day(Worksheet sheet, int line, int column, LocalDate day) {
    sheet.value(line, column, day);
    sheet.style(line, column).format("yyyy-mm-dd").set();
  }

  /** Text only: a name that begins like a formula must not become one when copied on as CSV. */
  static String safe(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
