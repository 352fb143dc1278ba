package zhunsheng.server.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import zhunsheng.server.ChatCompletions;
import zhunsheng.similarity.Description;

class SecondJudgeTest {
  private static final Description MINE = new Description("智慧水务平台", "管网监测、漏损分析。");
  private static final Description THEIRS = new Description("供水管网监测系统", "压力和流量监测。");

  private ChatCompletions model;

  @BeforeEach
  void it_listens() throws IOException {
    model = new ChatCompletions();
  }

  @AfterEach
  void it_goes() {
    model.close();
  }

  private SecondJudge judge(String key) {
    return new SecondJudge(model.url() + "/", "qwen3-32b", key, Duration.ofSeconds(2));
  }

  @Test
  void both_texts_are_sent_as_material_and_the_conclusion_comes_back() throws Exception {
    model.says("{\"conclusion\": \"重复\", \"reason\": \"都做管网压力监测\"}");

    SecondJudge.Opinion opinion = judge("secret").ask(MINE, THEIRS);

    assertThat(opinion).isEqualTo(new SecondJudge.Opinion("qwen3-32b", true, "都做管网压力监测"));
    JsonNode asked = model.asked();
    assertThat(asked.get("model").asString()).isEqualTo("qwen3-32b");
    assertThat(asked.at("/messages/0/role").asString()).isEqualTo("system");
    assertThat(asked.at("/messages/1/content").asString())
        .contains("智慧水务平台", "漏损分析", "供水管网监测系统", "压力和流量监测");
    assertThat(model.authorization()).isEqualTo("Bearer secret");
  }

  @ParameterizedTest
  @CsvSource({"重复, true", "不重复, false", "不能判断,"})
  void each_conclusion_is_understood(String conclusion, Boolean duplicate) throws Exception {
    model.says("{\"conclusion\":\"" + conclusion + "\",\"reason\":\"理由\"}");

    assertThat(judge("").ask(MINE, THEIRS).duplicate()).isEqualTo(duplicate);
    assertThat(model.authorization()).isNull();
  }

  @Test
  void what_it_thinks_aloud_and_what_it_wraps_around_is_left_out() throws Exception {
    model.says(
        "<think>先看 {\"conclusion\": \"重复\"} 是否成立…</think>\n```json\n"
            + "{\"conclusion\": \"不重复\", \"reason\": \"一个管供水，一个管排水\"}\n```");

    assertThat(judge("").ask(MINE, THEIRS).duplicate()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "重复",
        "{\"conclusion\": \"重复\"}",
        "{\"conclusion\": \"重复\", \"reason\": \" \"}",
        "{\"conclusion\": \"也许\", \"reason\": \"理由\"}",
        "{\"conclusion\": 重复, \"reason\": 理由}"
      })
  void an_answer_without_conclusion_and_reason_is_no_opinion(String content) {
    model.says(content);

    assertThatThrownBy(() -> judge("").ask(MINE, THEIRS))
        .isInstanceOf(SecondJudge.NoOpinion.class)
        .hasMessageStartingWith("第二判断的回答不能采用");
  }

  @Test
  void what_is_no_answer_of_the_kind_is_no_opinion() {
    model.answers(200, "<html>");
    assertThatThrownBy(() -> judge("").ask(MINE, THEIRS)).hasMessageContaining("不是约定的格式");
    model.answers(200, "{\"choices\": []}");
    assertThatThrownBy(() -> judge("").ask(MINE, THEIRS)).hasMessageContaining("没有给出结论");
    model.answers(429, "{}");
    assertThatThrownBy(() -> judge("").ask(MINE, THEIRS)).hasMessageContaining("状态 429");
    model.answers(302, "");
    assertThatThrownBy(() -> judge("").ask(MINE, THEIRS)).hasMessageContaining("状态 302");
  }

  @Test
  void one_that_does_not_answer_in_time_is_not_waited_for() {
    model.hesitates(Duration.ofSeconds(20));

    assertThatThrownBy(() -> judge("").ask(MINE, THEIRS)).hasMessageContaining("没有应答");
    model.close();
    assertThatThrownBy(() -> judge("").ask(MINE, THEIRS)).hasMessageContaining("没有应答");
  }

  @Test
  void without_an_address_there_is_none_and_an_address_needs_a_model() {
    assertThat(new SecondJudge("", "", "", Duration.ofSeconds(1)).present()).isFalse();
    assertThatThrownBy(() -> new SecondJudge("http://127.0.0.1/v1", "", "", Duration.ofSeconds(1)))
        .hasMessageContaining("zhunsheng.second-judge.model");
    assertThatThrownBy(() -> new SecondJudge("file:/v1", "m", "", Duration.ofSeconds(1)))
        .hasMessageContaining("no http address");
  }
}
