package zhunsheng.policy.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.policy.Packs;
import zhunsheng.policy.check.Checker;
import zhunsheng.policy.check.Finding;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.text.Scaffold.Wish;

class ScaffoldTest {
  private static final OfficialText QINGHE = OfficialText.read(OfficialTextTest.QINGHE);
  private static final Wish WISH = new Wish("qinghe-2026", null, null, null, null);

  @TempDir Path root;

  @BeforeEach
  void vocabulary() throws IOException {
    Files.copy(Packs.ROOT.resolve("vocabulary.yaml"), root.resolve("vocabulary.yaml"));
  }

  private static List<String> fields(Path root, Wish wish, OfficialText text) {
    ScaffoldException refused =
        catchThrowableOfType(ScaffoldException.class, () -> Scaffold.write(root, wish, text));
    assertThat(refused).as("must be refused").isNotNull();
    return refused.problems().stream().map(ScaffoldException.Problem::field).toList();
  }

  @Test
  void a_scaffold_loads_as_a_draft_and_every_article_of_it_is_open() throws IOException {
    Scaffold.write(root, WISH, QINGHE);

    Policy policy = PolicyLoader.load(root, "qinghe-2026");
    assertThat(policy.title()).isEqualTo("青禾区数字项目管理办法（试行）");
    assertThat(policy.number()).isEqualTo("青政发〔2026〕5号");
    assertThat(policy.issuer()).isEqualTo("青禾区人民政府");
    assertThat(policy.from()).isEqualTo(LocalDate.of(2026, 5, 1));
    assertThat(policy.draft()).isTrue();
    assertThat(policy.jurisdiction()).isEqualTo("qinghe");
    assertThat(policy.jurisdictionName()).isEqualTo("青禾区");
    assertThat(policy.articles()).hasSize(11).allMatch(Policy.Article::open);
    Checker.Result checked = Checker.whole(policy, List.of(), List.of(), 5, (what, done) -> {});
    assertThat(checked.findings())
        .hasSize(11)
        .allMatch(f -> f.kind() == Finding.Kind.OPEN)
        .extracting(Finding::id)
        .contains("open/1", "open/11");
  }

  @Test
  void numbers_and_offices_of_an_article_stand_beside_it_and_its_sentences_do_not()
      throws IOException {
    Path folder = Scaffold.write(root, WISH, QINGHE);

    String articles = Files.readString(folder.resolve("articles.yaml"));
    assertThat(articles)
        .contains("# 第二章 申报和审批")
        .contains("# 第三条（1 款 3 项）：每年9月底前，区数据局；应当")
        .contains("# 第四条（2 款）：10个工作日 {term: P10WD}，50万元 {money: 500000.00}，区数据局，区财政局，区网信办，区人民政府；应当")
        .contains("# 第六条（1 款）：6个月 {term: P6M}，区数据局；原则上")
        .contains("# 第七条（1 款）：百分之十；不得".replace("不得", "不予 应当"))
        .contains("# 第八条（2 款）：三个月 {term: P3M}，30日内 {term: P30D}；应当×2 暂缓")
        .contains("两年 {term: P2Y}");
    assertThat(Files.readString(folder.resolve("policy.yaml")))
        .contains("name: 区数据局}   # 第三条、第四条、第六条、第十条");
    for (OfficialText.Article a : QINGHE.articles()) {
      for (String sentence : a.body().split("[，。；：\n]", -1)) {
        if (sentence.length() > 8) {
          assertThat(articles).doesNotContain(sentence);
        }
      }
    }
  }

  @Test
  void what_its_author_says_comes_before_what_the_text_says() throws IOException {
    Wish wish = new Wish("qinghe-2026", "试: \"一\" #办法\\\n", "5号", "yes", LocalDate.of(2027, 1, 1));
    Scaffold.write(root, wish, QINGHE);

    Policy policy = PolicyLoader.load(root, "qinghe-2026");
    assertThat(policy.title()).isEqualTo("试: \"一\" #办法\\");
    assertThat(policy.number()).isEqualTo("5号");
    assertThat(policy.issuer()).isEqualTo("yes");
    assertThat(policy.from()).isEqualTo(LocalDate.of(2027, 1, 1));
  }

  @Test
  void an_annex_is_open_too_and_doubtful_numbers_are_said() throws IOException {
    OfficialText text = OfficialText.read("第一条 甲。\n第三条 丙。\n附件\n登记表");
    Path folder =
        Scaffold.write(root, new Wish("a", "甲", "甲", "甲", LocalDate.of(2026, 1, 1)), text);

    assertThat(PolicyLoader.load(root, "a").articles())
        .extracting(Policy.Article::number)
        .containsExactly(1, 3, 0);
    assertThat(Files.readString(folder.resolve("articles.yaml")))
        .contains("# 待核对 第 2 行：第一条之后是第三条，没有找到第二条");
  }

  @Test
  void every_field_that_is_missing_or_wrong_is_named_at_once_and_nothing_is_written()
      throws IOException {
    OfficialText bare = OfficialText.read("第一条 甲。");
    assertThat(fields(root, new Wish("../x", null, " ", null, null), bare))
        .containsExactly("id", "title", "number", "issuer", "from");
    for (String id : List.of("", "X", "a_b", "a-", "2026", "schema", "broken", "a".repeat(61))) {
      assertThat(fields(root, new Wish(id, null, null, null, null), QINGHE)).containsExactly("id");
    }
    assertThat(fields(root.resolve("nowhere"), WISH, OfficialText.read("通知")))
        .contains("policies", "text");
    try (var files = Files.list(root)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void a_folder_that_is_there_is_left_as_it_is() throws IOException {
    Path folder = Scaffold.write(root, WISH, QINGHE);
    Files.writeString(folder.resolve("articles.yaml"), "mine");

    assertThat(fields(root, WISH, QINGHE)).containsExactly("id");
    assertThat(Files.readString(folder.resolve("articles.yaml"))).isEqualTo("mine");
  }
}
