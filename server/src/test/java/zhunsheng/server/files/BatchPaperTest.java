package zhunsheng.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhunsheng.documents.Printed;
import zhunsheng.server.files.BatchViews.BatchFile;
import zhunsheng.server.files.BatchViews.BatchPair;
import zhunsheng.server.files.BatchViews.BatchReport;
import zhunsheng.server.files.BatchViews.BatchState;
import zhunsheng.server.files.BatchViews.BatchUnchecked;
import zhunsheng.server.files.BatchViews.BatchView;
import zhunsheng.server.files.LookAlikeDesk.Passages;
import zhunsheng.server.files.LookAlikeViews.Nearness;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.TypeView.Named;

class BatchPaperTest {

  private static BatchFile file(String name) {
    return new BatchFile(
        name, name, new Named("project", "项目"), new OfficeView("office", "某局"), "1234567.50", true);
  }

  private static BatchPair pair(String name, Nearness level, boolean own) {
    return new BatchPair(
        file(name),
        file(name + "二"),
        92,
        level,
        own,
        own && level != Nearness.RELATED,
        "2469135.00",
        List.of(new Passages("办件受理", "受理办件")),
        List.of("自助终端"));
  }

  private static BatchReport report(
      BatchState state, List<BatchPair> pairs, List<BatchUnchecked> unchecked) {
    return new BatchReport(
        new BatchView(
            "b",
            "2025年度计划",
            state,
            LocalDate.of(2025, 9, 1),
            "张三",
            true,
            9,
            state == BatchState.DONE ? 9 : 4,
            unchecked.size()),
        pairs,
        unchecked);
  }

  private static List<String> firstCells(Printed paper) {
    return paper.tables().stream()
        .map(t -> String.join("", t.rows().getFirst().getFirst().paragraphs()))
        .toList();
  }

  @Test
  void pairs_stand_once_what_may_be_split_first_and_what_is_related_is_only_counted() {
    Printed paper =
        BatchPaper.of(
            report(
                BatchState.DONE,
                List.of(
                    pair("甲", Nearness.SUSPECTED, false),
                    pair("乙", Nearness.DUPLICATE, false),
                    pair("丙", Nearness.DUPLICATE, true),
                    pair("丁", Nearness.RELATED, true)),
                List.of(new BatchUnchecked(file("戊"), "没有建设内容"))));

    assertThat(paper.lines()).containsExactly("批量查重报告", "2025年度计划");
    assertThat(firstCells(paper))
        .containsExactly("疑似拆分（1 对）", "重复（1 对）", "疑似（1 对）", "未能比对（1 份），不等于没有重复");
    assertThat(paper.tables().getFirst().rows().getLast())
        .extracting(Printed.Cell::paragraphs)
        .containsExactly(
            List.of("丙", "某局", "1,234,567.50 元"),
            List.of("丙二", "某局", "1,234,567.50 元"),
            List.of("重复", "可能 92%", "合计 2,469,135.00 元"),
            List.of("相同：办件受理 ／ 受理办件", "新增：自助终端"));
    assertThat(paper.header())
        .extracting(Printed.Line::text)
        .containsExactly("张三发起，2025-09-01", "共 9 份，已比对 8 份，未能比对 1 份。", "另有“相关”1对，见导出的表格。");
  }

  @Test
  void what_has_not_been_looked_at_is_not_said_to_be_free_of_duplicates() {
    assertThat(BatchPaper.of(report(BatchState.RUNNING, List.of(), List.of())).header())
        .extracting(Printed.Line::text)
        .containsExactly("张三发起，2025-09-01", "共 9 份，已比对 4 份，未能比对 0 份；比对尚未结束，以下是截至目前的结果。");
    assertThat(BatchPaper.of(report(BatchState.CANCELLED, List.of(), List.of())).header())
        .extracting(Printed.Line::text)
        .anyMatch(line -> line.contains("中途停止，其余没有比对"))
        .contains("已比对的没有发现重复、疑似或者拆分的。");
  }
}
