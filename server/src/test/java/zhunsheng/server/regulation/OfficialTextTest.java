package zhunsheng.server.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OfficialTextTest {

  @Test
  void plain_text_and_markdown_are_split_at_their_articles() {
    var articles =
        OfficialText.articles(
            """
            # 某某办法
            （2024年1月1日起施行）

            ## 第一章 总则

            **第一条** 为了规范管理，制定
            本办法。

            第二条　本办法适用于下列单位：
            （一）机关；
            （二）事业单位。

            前款所称单位，应当登记。

            ### 第二章 附 则
            第十一条 本办法自发布之日起施行。

            附件：
            登记表
            """);

    assertThat(articles).containsOnlyKeys(1, 2, 11, 0);
    assertThat(articles.get(1)).isEqualTo("为了规范管理，制定本办法。");
    assertThat(articles.get(2)).isEqualTo("本办法适用于下列单位：\n（一）机关；\n（二）事业单位。\n前款所称单位，应当登记。");
    assertThat(articles.get(11)).isEqualTo("本办法自发布之日起施行。");
  }

  @Test
  void an_article_that_is_only_referred_to_is_not_begun() {
    var articles = OfficialText.articles("第一条 依照第三条办理。\n第三条规定的期限不得延长。");

    assertThat(articles.get(1)).startsWith("依照第三条办理。");
  }

  @Test
  void text_without_articles_gives_none() {
    assertThat(OfficialText.articles("通知\n各单位：")).isEmpty();
  }
}
