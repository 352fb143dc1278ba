package zhunsheng.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Term;

class FunctionsTest {
  private static Desk desk() {
    return new Desk()
        .fact("total", Money.ofYuan("299999.99"))
        .fact("spent", Money.ofYuan("100"))
        .fact("count", 7L)
        .fact("begun", LocalDate.of(2024, 1, 31))
        .fact("ended", LocalDate.of(2024, 12, 31))
        .fact("length", Term.parse("P1M"))
        .fact("name", "甲项目")
        .fact("colour", "red")
        .fact("days", List.of(LocalDate.of(2024, 5, 1), LocalDate.of(2024, 3, 1)))
        .fact(
            "lines",
            List.of(
                Map.of("name", "a", "amount", Money.ofYuan("1"), "colour", "red"),
                Map.of("name", "b", "amount", Money.ofYuan("2"), "colour", "blue")));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "yuan(300000) | 300,000.00 元",
        "yuan('0.01') | 0.01 元",
        "wan(30) | 300,000.00 元",
        "wan(30) - yuan('0.01') == file.total | 是",
        "file.total >= wan(30) | 否",
        "file.total + file.spent | 300,099.99 元",
        "file.spent * 3 | 300.00 元",
        "file.spent * 10 >= yuan(1000) | 是",
        "larger(file.total, file.spent) | 299,999.99 元",
        "smaller(file.total, file.spent) | 100.00 元",
        "larger(3, file.count) | 7",
        "smaller(3, file.count) | 3",
        "percent(yuan(80000), yuan(180000)) | 44.4%",
        "percent(yuan(100), yuan(100)) | 100.0%",
        "percent(12, 1000) | 1.2%",
        "percent(25, 2000) | 1.3%",
        "percent(-1, 3) | -33.3%",
        "percent(file.count, 0) | —",
        "office_name('finance_bureau') | 财政局",
        "office_name('somebody') | somebody",
        "office_name(file.name) | 甲项目",
        "file.count + 1 | 8",
        "file.count - 8 | -1",
        "file.count * 2 | 14",
        "file.count / 2 | 3",
        "file.count % 2 | 1",
        "-file.count | -7",
        "date(2025, 12, 31) | 2025-12-31",
        "year_end(2024) | 2024-12-31",
        "year_end(2024) == file.ended | 是",
        "file.begun.plus('P1M') | 2024-02-29",
        "file.begun.plus(file.length) | 2024-02-29",
        "file.begun.minus('P2M') | 2023-11-30",
        "deadline(file.begun, 'P10D') | 2024-02-18",
        "deadline(file.begun, file.length) | 2024-02-29",
        "deadline(file.begun, 'P10WD') | 2024-02-19",
        "deadline(never, 'P1M') | 未发生",
        "never.plus('P1M') == never | 是",
        "file.begun < never | 是",
        "file.begun.days(file.ended) | 335",
        "file.ended.days(file.begun) | -335",
        "file.begun.year() | 2024",
        "file.begun.month() | 1",
        "later(file.begun, file.ended) | 2024-12-31",
        "earlier(file.begun, never) | 2024-01-31",
        "workday(date(2024, 2, 18)) | 是",
        "workday(date(2024, 2, 17)) | 否",
        "file.days.first() | 2024-03-01",
        "file.days.last() | 2024-05-01",
        "file.days.filter(d, d > today).last() | 未发生",
        "file.days.size() | 2",
        "file.lines.map(l, l.amount).sum() | 3.00 元",
        "file.lines.filter(l, l.name == 'c').map(l, l.amount).sum() | 0.00 元",
        "[1, 2, 3].sum() | 6",
        "[1, 2].filter(n, n > 2).sum() | 0",
        "[1, 2].filter(n, n > 2).sum() == 0 | 是",
        "years(2024, 2026).size() | 3",
        "years(2026, 2024).size() | 0",
        "2025 in years(2024, 2026) | 是",
        "blank(' ') | 是",
        "blank(file.name) | 否",
        "file.name.contains('项') | 是",
        "file.name.startsWith('乙') | 否",
        "file.name.endsWith('目') | 是",
        "file.name.size() | 3",
        "file.colour == Colour.red | 是",
        "file.colour in [Colour.blue] | 否",
        "file.lines.exists(l, l.colour == Colour.blue) | 是",
        "file.lines.all(l, l.amount > yuan(1)) | 否",
        "file.lines.exists_one(l, l.amount > yuan(1)) | 是",
        "file.lines.map(l, l.name) | a、b",
        "file.lines.map(l, l.colour) | 红、蓝",
        "known(file.p) | 否",
        "file.count > 5 ? file.spent : file.total | 100.00 元",
      })
  void every_function_computes_what_the_language_page_says(String source, String shown) {
    assertThat(desk().compile(source).display(desk().env())).isEqualTo(shown);
  }

  @Test
  void an_overflow_is_our_failure_and_not_an_answer() {
    for (String source :
        List.of("wan(9223372036854775807) > yuan(0)", "date(2024, 2, 30) == today", "1 / 0 == 1")) {
      assertThatThrownBy(() -> desk().eval(source))
          .as(source)
          .isInstanceOf(ExpressionFailedException.class)
          .hasMessageContaining(source);
    }
  }

  @Test
  void an_explanation_says_the_values_that_decided() {
    Desk desk = desk().name("limit", Money.ofYuan("300000"));
    assertThat(desk.because("file.total >= limit"))
        .containsExactly("总投资额 299,999.99 元 ＜ 300,000.00 元");
    assertThat(desk.because("file.total < limit && file.colour == Colour.red"))
        .containsExactly("总投资额 299,999.99 元 ＜ 300,000.00 元", "颜色 红 ＝ 红");
    assertThat(desk.because("file.total > limit || file.count == 7")).containsExactly("数量 7 ＝ 7");
    assertThat(desk.because("file.p || file.total > limit"))
        .containsExactly("p 未填", "总投资额 299,999.99 元 ≤ 300,000.00 元");
    assertThat(desk.because("file.lines.exists(l, l.colour == Colour.blue)"))
        .containsExactly("明细中有符合条件的", "颜色 蓝 ＝ 蓝");
    assertThat(desk.because("file.lines.all(l, l.amount > yuan(1))"))
        .containsExactly("明细中有不符合条件的", "金额 1.00 元 ≤ 1.00 元");
    assertThat(desk.because("file.lines.all(l, l.amount > yuan(0))")).containsExactly("明细均符合条件");
    assertThat(desk.because("blank(file.name)")).containsExactly("名称 已填写");
    assertThat(desk.because("known(file.p)")).containsExactly("p 未填");
    assertThat(desk.because("file.lines.map(l, l.amount).sum() > yuan(2)"))
        .containsExactly("明细合计 3.00 元 ＞ 2.00 元");
  }

  @Test
  void messages_print_values_as_the_screens_do() {
    assertThat(desk().render("总额${file.total}，${file.p}，{}${file.lines.map(l, l.colour)}"))
        .isEqualTo("总额299,999.99 元，未填，{}红、蓝");
    assertThat(desk().render("${file.count > 5 ? '超过' : '未超过'}")).isEqualTo("超过");
  }

  @Test
  void what_is_read_is_told_in_the_order_in_which_it_stands() {
    assertThat(
            desk()
                .name("limit", Money.ofYuan("1"))
                .compile("file.total > limit || file.count == 7 || file.p && blank(file.name)")
                .reads())
        .containsExactly("file.total", "limit", "file.count", "file.p", "file.name");
  }
}
