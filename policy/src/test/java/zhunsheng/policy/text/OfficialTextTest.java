package zhunsheng.policy.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.policy.Packs;
import zhunsheng.policy.text.OfficialText.Article;
import zhunsheng.policy.text.OfficialText.Finding;

class OfficialTextTest {
  static final String QINGHE = resource("qinghe.txt");

  static String resource(String name) {
    try {
      return Files.readString(Packs.HOME.resolve("policy/src/test/resources/texts").resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Integer> numbers(OfficialText text) {
    return text.articles().stream().map(Article::number).toList();
  }

  private static List<String> said(OfficialText text) {
    return text.findings().stream().map(Finding::toString).toList();
  }

  private static Article article(OfficialText text, int number) {
    return text.articles().stream().filter(a -> a.number() == number).findFirst().orElseThrow();
  }

  @Test
  void a_clean_text_gives_chapters_articles_paragraphs_and_items() {
    OfficialText text = OfficialText.read(QINGHE);

    assertThat(numbers(text)).isEqualTo(IntStream.rangeClosed(1, 11).boxed().toList());
    assertThat(text.articles().stream().map(Article::chapter).distinct())
        .containsExactly("第一章 总则", "第二章 申报和审批", "第三章 建设和验收", "第四章 附则");
    assertThat(article(text, 3).paragraphs()).hasSize(1);
    assertThat(article(text, 3).paragraphs().getFirst().items())
        .containsExactly("（一）建设方案；", "（二）资金来源说明；", "（三）拟共享的数据清单。");
    assertThat(article(text, 8).paragraphs()).hasSize(2);
    assertThat(article(text, 11).body()).isEqualTo("本办法自2026年5月1日起施行，有效期两年。");
    assertThat(text.preamble()).contains("青禾区数字项目管理办法（试行）");
    assertThat(text.annex()).isEmpty();
    assertThat(said(text)).containsExactly("第 56 行：“抄送：区委办公室，区人大常委会办公室。”起 2 行在最后一条之后，不属于条文，未列入");
  }

  @Test
  void a_text_says_its_title_number_issuer_and_first_day() {
    assertThat(Masthead.of(OfficialText.read(QINGHE)))
        .isEqualTo(
            new Masthead("青禾区数字项目管理办法（试行）", "青政发〔2026〕5号", "青禾区人民政府", LocalDate.of(2026, 5, 1)));
    assertThat(
            Masthead.of(
                OfficialText.read(
                    "某市数据局\n2025年7月1日\n某市数字项目\n管理规定\n（征求意见稿）\n第一条 甲。\n第二条 自发布之日起施行。")))
        .isEqualTo(new Masthead("某市数字项目管理规定（征求意见稿）", null, "某市数据局", LocalDate.of(2025, 7, 1)));
    assertThat(Masthead.of(OfficialText.read("第一条 自2026年13月1日起施行。")))
        .isEqualTo(new Masthead(null, null, null, null));
  }

  /** Every way of writing a number gives the same articles, and none is worth a finding. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "第 一 条 甲。\\n第 二 条 乙。\\n第 十 条",
        "第1条 甲。\\n第2条 乙。\\n第 10 条",
        "第１条　甲。\\n第２条　乙。\\n第１０条",
        "**第一条** 甲。\\n\\n**第二条** 乙。\\n\\n**第十条**",
        "### 第一条\\n甲。\\n### 第二条\\n乙。\\n### 第十条",
        "第一条甲。\\n第二条乙。\\n第一〇条",
        "第一条：甲。\\n第二条：乙。\\n第十条",
        "第一\\n条 甲。\\n第二条 乙。\\n第\\n\\n十条",
        "第一条 甲。第二条 乙。\\n第\u200b十条",
      })
  void numbers_are_read_however_they_are_written(String text) {
    String whole =
        text.replace("\\n", "\n").replaceAll("(?s)(.*)(第.*条.*)$", "$1")
            + text.replace("\\n", "\n").replaceAll("(?s).*(第.*条.*)$", "$1")
            + " 丙。";
    OfficialText read = OfficialText.read(whole);

    assertThat(numbers(read)).containsExactly(1, 2, 10);
    assertThat(read.articles().stream().map(Article::body)).containsExactly("甲。", "乙。", "丙。");
    assertThat(read.findings()).hasSize(1).allMatch(f -> f.message().contains("没有找到第三条至第九条"));
  }

  @Test
  void lines_broken_by_a_page_are_joined_and_what_the_page_adds_goes_with_a_finding() {
    OfficialText text =
        OfficialText.read(
            """
            某区数字项目办法
            第一条 为了规范项\s
            目管理，制
            定本办法。
            — 1 —
            \f某区数字项目办法
            第二条 项目单位应当按照第
            三条的规定申报，
            — 2 —
            \f某区数字项目办法
            并提交材料。
            第三条 依照本办法
            第二条办理。再依照
            第一条执行。
            - 3 -
            \f某区数字项目办法
            第四条 用 Web
            Service 和 inter-
            face 连接。
            4
            """);

    assertThat(text.bodies())
        .containsEntry(1, "为了规范项目管理，制定本办法。")
        .containsEntry(2, "项目单位应当按照第三条的规定申报，并提交材料。")
        .containsEntry(3, "依照本办法第二条办理。再依照第一条执行。")
        .containsEntry(4, "用 Web Service 和 interface 连接。")
        .hasSize(4);
    assertThat(said(text))
        .containsExactly(
            "第 1 页第 5 行：去掉 4 行页码，如“— 1 —”“— 2 —”“- 3 -”", "第 2 页第 1 行：去掉 3 行页眉或页脚，如“某区数字项目办法”");
    assertThat(text.preamble()).containsExactly("某区数字项目办法");
  }

  /** However wide the page, and whatever stands between, the words and their articles are those. */
  @ParameterizedTest(name = "{0} signs to a line, {1} lines to a page")
  @CsvSource({"11, 9", "14, 10", "17, 12", "20, 15", "23, 14", "28, 20", "34, 11", "40, 25"})
  void no_words_are_lost_or_moved_by_the_width_of_a_page(int width, int height) {
    String clean = QINGHE.replace("\n\n", "\n");
    StringBuilder printed = new StringBuilder("青禾区数字项目管理办法\n");
    int lines = 0;
    int pages = 0;
    for (String paragraph : clean.lines().toList()) {
      for (int i = 0; i < paragraph.length() || i == 0; i += width) {
        printed.append(paragraph, i, Math.min(paragraph.length(), i + width)).append('\n');
        if (++lines % height == 0) {
          printed.append("- ").append(++pages).append(" -\n\f青禾区数字项目管理办法\n");
        }
      }
    }
    OfficialText text = OfficialText.read(printed.toString());

    OfficialText original = OfficialText.read(QINGHE);
    assertThat(numbers(text)).isEqualTo(numbers(original));
    for (Article a : original.articles()) {
      assertThat(words(article(text, a.number()).body())).isEqualTo(words(a.body()));
      assertThat(article(text, a.number()).chapter()).isEqualTo(a.chapter());
    }
    assertThat(Masthead.of(text).number()).isEqualTo("青政发〔2026〕5号");
  }

  private static String words(String body) {
    return body.replace("\n", "");
  }

  @Test
  void a_bare_number_is_a_page_number_only_where_numbers_count_up() {
    assertThat(OfficialText.read("第一条 不得超过\n30\n万元。\n第二条 不少于\n5\n家。").bodies())
        .containsEntry(1, "不得超过30万元。")
        .containsEntry(2, "不少于5家。");
    assertThat(OfficialText.read("第一条 甲，\n1\n乙。\n2\n第二条 丙，\n3\n丁。").bodies())
        .containsEntry(1, "甲，乙。")
        .containsEntry(2, "丙，丁。");
  }

  @Test
  void an_indented_text_keeps_a_paragraph_together_that_a_full_line_ends_within() {
    String text =
        """
        第一条　　单位应当申报。申报应当写明资金来源和用途，并附建设方案。
        方案由单位负责。
        　　没有资金来源的，不予受理，由受理单位一次性书面告知其理由。
        　　其他情形另行规定。
        """;

    assertThat(article(OfficialText.read("　　" + text), 1).paragraphs())
        .extracting(OfficialText.Paragraph::text)
        .containsExactly(
            "单位应当申报。申报应当写明资金来源和用途，并附建设方案。方案由单位负责。", "没有资金来源的，不予受理，由受理单位一次性书面告知其理由。", "其他情形另行规定。");
  }

  @Test
  void an_article_that_is_only_referred_to_is_not_begun() {
    OfficialText text = OfficialText.read("第一条 依照第三条办理。\n第三条规定的期限不得延长。\n第二条 乙。");

    assertThat(numbers(text)).containsExactly(1, 2);
    assertThat(article(text, 1).body()).isEqualTo("依照第三条办理。\n第三条规定的期限不得延长。");
    assertThat(text.findings()).isEmpty();
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "第条 丙。            | 1 2 3 4 | 第 3 行：编号不全：“第条”，按第三条处理",
        "第□条 丙。           | 1 2 3 4 | 第 3 行：编号不全：“第□条”，按第三条处理",
        "三条 丙。            | 1 2 3 4 | 第 3 行：编号不全：“三条”，按第三条处理",
        "第三 丙。            | 1 2 3 4 | 第 3 行：编号不全：“第三”，按第三条处理",
        "第二条 丙。          | 1 2 3 4 | 第 3 行：编号写作“第二条”，前后是第二条和第四条，按第三条处理",
        "第八条 丙。          | 1 2 3 4 | 第 3 行：编号写作“第八条”，前后是第二条和第四条，按第三条处理",
        "丙。                 | 1 2 4   | 第 4 行：第二条之后是第四条，没有找到第三条：原文可能本来没有，也可能缺了编号；若有其文字，在第二条之内，请核对",
        "第三条 丙。\\n第三条 丙二。 | 1 2 3 4 | 第 4 行：第三条出现两次，后一处并入前一处，请核对编号",
        "第三条 丙。\\n第二条 丙二。 | 1 2 3 4 | 第 4 行：又出现“第二条”，前面已有该条，按第三条的正文处理",
      })
  void a_number_that_is_missing_or_doubled_is_said_with_what_was_assumed(
      String third, String numbers, String finding) {
    OfficialText text =
        OfficialText.read("第一条 甲。\n第二条 乙。\n" + third.replace("\\n", "\n") + "\n第四条 丁。");

    assertThat(String.join(" ", numbers(text).stream().map(String::valueOf).toList()))
        .isEqualTo(numbers);
    assertThat(said(text)).containsExactly(finding);
    assertThat(String.join("", text.bodies().values())).contains("丙。").endsWith("丁。");
  }

  @Test
  void an_article_without_its_full_stop_does_not_swallow_the_rest() {
    assertThat(numbers(OfficialText.read("第一条 甲。\n第二条 乙（责任单位：某局\n第四条 丁。\n第五条 戊。\n第六条 己。")))
        .containsExactly(1, 2, 4, 5, 6);
  }

  @Test
  void contents_annexes_and_a_second_document_are_told_from_the_articles() {
    OfficialText text =
        OfficialText.read(
            """
            目录
            第一章 总则........1
            第二章 附则........2
            第一章 总则
            第一条 甲。
            第二条 乙。
            第二章 附则
            本章说明。
            第三条 丙。
            第一条 另一份文件。
            """);

    assertThat(numbers(text)).containsExactly(1, 2, 3);
    assertThat(article(text, 3).chapter()).isEqualTo("第二章 附则");
    assertThat(said(text))
        .containsExactly(
            "第 2 行：去掉 2 行目录行，如“第一章 总则........1”“第二章 附则........2”",
            "第 8 行：“本章说明。”起 1 行不在任何一条之内，未列入",
            "第 10 行：“第一条 另一份文件。”起 1 行又从第一条开始，像是另一份文件，未列入");

    OfficialText annexed = OfficialText.read("第一条 甲。\n（此页无正文）\n附件：\n登记表\n第一条 填写说明");
    assertThat(annexed.bodies()).containsEntry(0, "附件：\n登记表\n第一条 填写说明").hasSize(2);
  }

  @Test
  void signs_that_fonts_put_in_the_place_of_others_are_read() {
    OfficialText text = OfficialText.read("第⼀条 ⺠政⻔⼾⽹站。\n第⼆条 乙。");

    assertThat(text.bodies()).containsEntry(1, "民政门户网站。").containsKey(2);
  }

  @Test
  void a_text_without_articles_has_none_and_one_too_long_is_refused() {
    assertThat(OfficialText.read("通知\n各单位：").articles()).isEmpty();
    assertThat(OfficialText.read("").articles()).isEmpty();
    assertThatThrownBy(() -> OfficialText.read("条".repeat(OfficialText.LONGEST + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
