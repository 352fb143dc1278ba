package zhunsheng.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.policy.model.FactType.Scalar;

class RefusedExpressionsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "file.totle > yuan(1) | 1:5: 没有“totle”这一项，是否为“total”？",
        "fiel.total > yuan(1) | 1:1: 没有名称“fiel”，是否为“file”？",
        "file.colour == Colour.rde | 1:16: “Colour”没有选项“rde”，是否为“red”？",
        "file.total >= 300000 | 1:12: “>=”不能用于 money 和 int",
        "file.colour == 'red' | 1:13: “==”不能用于 Colour 和 text",
        "file.total * file.spent > yuan(1) | 1:12: “*”不能用于 money 和 money",
        "file.total / 3 > yuan(1) | 1:12: “/”不能用于 money 和 int",
        "file.p && file.count | 1:8: “&&”不能用于 bool 和 int",
        "choice == 'agre' | 1:11: 没有“agre”，是否为“agree”？",
        "choice in ['agree', 'no'] | 1:11: 没有“no”，应为 agree、disagree 之一",
        "file.runs.check.exists(r, r.outcome == 'aproved') | 1:40: 没有“aproved”，是否为“approved”？",
        "file.begun.plus('2M') < today | 1:17: 不是期间（如 P2M、P10D、P10WD）：2M",
        "deadline(file.begun, 'P2W') < today | 1:22: 不是期间（如 P2M、P10D、P10WD）：P2W",
        "yuan('0.001') > file.total | 1:6: 金额最多两位小数（精确到分）：0.001",
        "1.5 == 1.5 | 1:1: 语言中没有小数、字节和空值；金额请写 yuan('0.50')",
        "file.count > 1.5 | 1:12: “>”不能用于 int 和 double；语言中没有小数，金额请写 yuan('0.50')",
        "dedline(file.begun, 'P2M') < today | 1:8: 没有函数“dedline”，是否为“deadline”？",
        "has(file.total) | 1:4: 语言中没有 has()，请用 known()",
        "{'a': 1}.size() == 1 | 1:1: 语言中没有映射和消息",
        "file.name.matches('a') | 1:18: 没有函数“matches”",
      })
  void what_is_not_in_the_language_is_refused_where_it_stands(String source, String problem) {
    assertThat(new Desk().problems(source, null)).containsExactly(problem);
  }

  @Test
  void the_type_that_the_place_needs_is_told() {
    assertThat(new Desk().problems("file.total", Scalar.DATE))
        .containsExactly("1:1: 应为 date，而表达式是 money");
    assertThat(new Desk().problems("file.name", Scalar.BOOL))
        .containsExactly("1:1: 应为 bool，而表达式是 text");
    assertThat(new Desk().problems("file.days", Scalar.DATE))
        .containsExactly("1:1: 应为 date，而表达式是 list<date>");
  }

  @Test
  void a_list_of_records_is_what_a_list_of_them_asks_for() {
    assertThat(new Desk().problems("file.lines", Desk.LINES)).isEmpty();
    assertThat(new Desk().problems("file.lines.filter(l, l.amount > yuan(1))", Desk.LINES))
        .isEmpty();
    assertThat(new Desk().problems("file.days", Desk.LINES))
        .containsExactly("1:1: 应为 list<Line>，而表达式是 list<date>");
  }

  @Test
  void several_mistakes_are_told_at_once_each_in_its_line() {
    assertThat(new Desk().problems("file.a == 1\n  && file.b == 2", null))
        .containsExactly("1:5: 没有“a”这一项", "2:10: 没有“b”这一项");
  }

  @Test
  void a_broken_expression_says_so() {
    assertThat(new Desk().problems("file.total >", null))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("1:13: 表达式不完整或有多余符号：");
  }

  @Test
  void a_template_tells_the_place_in_the_whole_text() {
    assertThat(new Desk().templateProblems("尚缺${file.totle}元"))
        .containsExactly("1:9: 没有“totle”这一项，是否为“total”？");
    assertThat(new Desk().templateProblems("第一行\n尚缺${file.totle}元"))
        .containsExactly("2:9: 没有“totle”这一项，是否为“total”？");
    assertThat(new Desk().templateProblems("尚缺${file.total")).containsExactly("1:3: “${”没有对应的“}”");
  }
}
