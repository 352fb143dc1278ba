package zhunsheng.server.files;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import zhunsheng.server.files.BatchViews.BatchPair;
import zhunsheng.server.files.BatchViews.BatchReport;
import zhunsheng.server.files.BatchViews.BatchUnchecked;
import zhunsheng.server.files.LookAlikeViews.Nearness;

/** The report of a batch comparison as a workbook: by level, what may be split, what is unknown. */
final class BatchSheet {
  private BatchSheet() {}

  static void write(BatchReport report, OutputStream out) throws IOException {
    // The stream belongs to the response, which closes it.
    try (Workbook workbook = new Workbook(out, "Zhunsheng", null)) {
      pairs(report.pairs(), workbook.newWorksheet("相似的项目和系统"));
      pairs(
          report.pairs().stream().filter(BatchPair::split).toList(), workbook.newWorksheet("疑似拆分"));
      unchecked(report.unchecked(), workbook.newWorksheet("未能比对"));
    }
  }

  private static void pairs(List<BatchPair> pairs, Worksheet to) throws IOException {
    FileSheet.titles(
        to,
        List.of(
            "名称", "单位", "金额（元）", "相似的名称", "单位", "金额（元）", "合计（元）", "相近程度", "可能（%）", "疑似拆分", "相同之处",
            "新增部分"));
    int line = 1;
    for (BatchPair p : pairs) {
      to.value(line, 0, FileSheet.safe(p.one().name()));
      to.value(line, 1, FileSheet.safe(p.one().office().name()));
      money(to, line, 2, p.one().amount());
      to.value(line, 3, FileSheet.safe(p.other().name()));
      to.value(line, 4, FileSheet.safe(p.other().office().name()));
      money(to, line, 5, p.other().amount());
      money(to, line, 6, p.together());
      to.value(line, 7, level(p.level()));
      to.value(line, 8, p.score());
      to.value(line, 9, p.split() ? "是" : "");
      to.value(
          line,
          10,
          FileSheet.safe(
              String.join(
                  "\n", p.passages().stream().map(x -> x.mine() + " ／ " + x.theirs()).toList())));
      to.value(line, 11, FileSheet.safe(String.join("\n", p.newParts())));
      line++;
      if (line % FileSheet.ROWS_AT_ONCE == 0) {
        to.flush();
      }
    }
    to.finish();
  }

  static String level(Nearness level) {
    return switch (level) {
      case DUPLICATE -> "重复";
      case SUSPECTED -> "疑似";
      case RELATED -> "相关";
    };
  }

  private static void money(Worksheet to, int line, int column, @Nullable String amount) {
    if (amount != null) {
      to.value(line, column, new BigDecimal(amount));
      to.style(line, column).format("#,##0.00").set();
    }
  }

  private static void unchecked(List<BatchUnchecked> files, Worksheet to) throws IOException {
    FileSheet.titles(to, List.of("名称", "单位", "原因"));
    int line = 1;
    for (BatchUnchecked u : files) {
      to.value(line, 0, FileSheet.safe(u.file().name()));
      to.value(line, 1, FileSheet.safe(u.file().office().name()));
      to.value(line, 2, FileSheet.safe(u.reason()));
      line++;
    }
    to.finish();
  }
}
