package zhunsheng.server.files;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import zhunsheng.documents.Printed;
import zhunsheng.documents.Printed.Cell;
import zhunsheng.documents.Printed.Height;
import zhunsheng.documents.Printed.Line;
import zhunsheng.documents.Printed.Table;
import zhunsheng.server.files.BatchViews.BatchFile;
import zhunsheng.server.files.BatchViews.BatchPair;
import zhunsheng.server.files.BatchViews.BatchReport;
import zhunsheng.server.files.BatchViews.BatchState;
import zhunsheng.server.files.BatchViews.BatchUnchecked;
import zhunsheng.server.files.BatchViews.BatchView;
import zhunsheng.server.files.LookAlikeViews.Nearness;

/**
 * The report of a batch comparison as a paper for a meeting: what may be split, what duplicates and
 * what is suspected, pair by pair. What is merely related is counted; the workbook lists it.
 */
final class BatchPaper {
  private static final int COLUMNS = 12;

  private BatchPaper() {}

  static Printed of(BatchReport report) {
    BatchView batch = report.batch();
    List<BatchPair> split = report.pairs().stream().filter(BatchPair::split).toList();
    List<Table> tables = new ArrayList<>();
    pairs(tables, "疑似拆分", split);
    for (Nearness level : List.of(Nearness.DUPLICATE, Nearness.SUSPECTED)) {
      pairs(
          tables,
          BatchSheet.level(level),
          report.pairs().stream().filter(p -> p.level() == level && !p.split()).toList());
    }
    long related = report.pairs().stream().filter(p -> p.level() == Nearness.RELATED).count();
    unchecked(tables, report.unchecked());
    List<Line> header =
        Stream.of(
                batch.person() + "发起，" + batch.day(),
                state(batch),
                related == 0 ? "" : "另有“相关”" + related + "对，见导出的表格。",
                tables.isEmpty() && batch.state() != BatchState.RUNNING
                    ? "已比对的没有发现重复、疑似或者拆分的。"
                    : "")
            .filter(text -> !text.isEmpty())
            .map(text -> new Line(text, false))
            .toList();
    return new Printed("", List.of("批量查重报告", batch.title()), header, tables, List.of());
  }

  private static String state(BatchView batch) {
    return "共 "
        + batch.total()
        + " 份，已比对 "
        + (batch.done() - batch.unchecked())
        + " 份，未能比对 "
        + batch.unchecked()
        + " 份"
        + switch (batch.state()) {
          case RUNNING -> "；比对尚未结束，以下是截至目前的结果。";
          case CANCELLED -> "；比对中途停止，其余没有比对。";
          case DONE -> "。";
        };
  }

  private static void pairs(List<Table> tables, String title, List<BatchPair> pairs) {
    if (pairs.isEmpty()) {
      return;
    }
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(List.of(label(COLUMNS, title + "（" + pairs.size() + " 对）")));
    rows.add(List.of(label(3, "名称、单位"), label(3, "相似的"), label(2, "程度、合计"), label(4, "相同之处和新增部分")));
    for (BatchPair p : pairs) {
      List<String> nearness = new ArrayList<>();
      nearness.add(BatchSheet.level(p.level()));
      nearness.add("可能 " + p.score() + "%");
      String together = p.together();
      if (together != null) {
        nearness.add("合计 " + money(together));
      }
      List<String> texts = new ArrayList<>();
      p.passages().forEach(x -> texts.add("相同：" + x.mine() + " ／ " + x.theirs()));
      p.newParts().forEach(x -> texts.add("新增：" + x));
      rows.add(
          List.of(
              cell(3, file(p.one())), cell(3, file(p.other())), cell(2, nearness), cell(4, texts)));
    }
    tables.add(new Table(COLUMNS, rows));
  }

  private static void unchecked(List<Table> tables, List<BatchUnchecked> files) {
    if (files.isEmpty()) {
      return;
    }
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(List.of(label(COLUMNS, "未能比对（" + files.size() + " 份），不等于没有重复")));
    for (BatchUnchecked u : files) {
      rows.add(List.of(cell(6, file(u.file())), cell(6, List.of(u.reason()))));
    }
    tables.add(new Table(COLUMNS, rows));
  }

  private static List<String> file(BatchFile file) {
    List<String> lines = new ArrayList<>(List.of(file.name(), file.office().name()));
    String amount = file.amount();
    if (amount != null) {
      lines.add(money(amount));
    }
    return lines;
  }

  private static String money(String yuan) {
    return String.format(Locale.ROOT, "%,.2f 元", new BigDecimal(yuan));
  }

  private static Cell label(int columns, String text) {
    return new Cell(columns, 1, true, Height.NORMAL, List.of(text), List.of());
  }

  private static Cell cell(int columns, List<String> texts) {
    return new Cell(columns, 1, false, Height.NORMAL, texts, List.of());
  }
}
