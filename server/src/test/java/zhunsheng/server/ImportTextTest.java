package zhunsheng.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A bureau imports its own copy of the official text, in whatever file it has it. */
@ExtendWith(TestServer.class)
class ImportTextTest {
  private static final String POLICY = "/api/policies/" + TestServer.pack();
  private static final String TEXT = "某办法\n第一条 为了规范管理。\n第三条 丙。\n抄送：各单位。";

  private final TestServer.Running server;

  ImportTextTest(TestServer.Running server) {
    this.server = server;
  }

  private Browser.Answer imported(String username, byte[] file) {
    return Browser.signedIn(server.port(), username)
        .send("PUT", POLICY + "/text", file, "Content-Type", "application/octet-stream");
  }

  private static byte[] docx() throws IOException {
    try (XWPFDocument document = new XWPFDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      TEXT.lines().forEach(l -> document.createParagraph().createRun().setText(l));
      document.write(out);
      return out.toByteArray();
    }
  }

  @Test
  void a_file_of_any_kind_is_split_into_articles_and_says_what_to_compare() throws IOException {
    for (byte[] file :
        new byte[][] {docx(), TEXT.getBytes(UTF_8), TEXT.getBytes(Charset.forName("GB18030"))}) {
      Browser.Answer answer = imported("bureau_lead", file);

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.json().get("articles").asInt()).isEqualTo(2);
      assertThat(answer.json().get("missing").valueStream().map(JsonNode::asInt))
          .contains(2, 4)
          .doesNotContain(1, 3);
      assertThat(answer.json().get("notes").valueStream().map(JsonNode::asString))
          .hasSize(2)
          .anyMatch(n -> n.startsWith("第 3 行：第一条之后是第三条，没有找到第二条"))
          .anyMatch(n -> n.startsWith("第 4 行：“抄送：各单位。”起 1 行"));
      JsonNode first =
          Browser.signedIn(server.port(), "bureau").get(POLICY).json().at("/articles/0");
      assertThat(first.get("text").asString()).isEqualTo("为了规范管理。");
    }
  }

  @Test
  void what_cannot_be_read_is_refused_in_a_sentence_and_the_old_text_stays() {
    imported("bureau_lead", TEXT.getBytes(UTF_8));
    for (byte[] file :
        new byte[][] {
          {}, "通知".getBytes(UTF_8), "%PDF-1.4 x".getBytes(UTF_8), {'P', 'K', 3, 4, 0}
        }) {
      Browser.Answer answer = imported("bureau_lead", file);

      assertThat(answer.status()).as(answer.body()).isEqualTo(422);
      assertThat(answer.json().get("detail").asString()).endsWith("。").doesNotContain("Exception");
    }
    assertThat(
            Browser.signedIn(server.port(), "bureau")
                .get(POLICY)
                .json()
                .at("/articles/0/text")
                .asString())
        .isEqualTo("为了规范管理。");
  }

  @Test
  void a_file_too_large_is_refused_and_so_is_another_office() {
    assertThat(imported("bureau_lead", new byte[(20 << 20) + 1]).status()).isEqualTo(413);
    assertThat(imported("yunhe", TEXT.getBytes(UTF_8)).status()).isEqualTo(403);
  }
}
