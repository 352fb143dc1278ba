package zhunsheng.documents.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zhunsheng.policy.text.OfficialText;

class TextFileTest {
  private static final Map<Integer, String> BODIES = OfficialText.read(Samples.QINGHE).bodies();

  private static String refusal(byte[] bytes) {
    UnreadableFileException refused =
        catchThrowableOfType(UnreadableFileException.class, () -> TextFile.read(bytes));
    assertThat(refused).as("must be refused").isNotNull();
    return refused.getMessage();
  }

  // --- The same regulation in every format ---

  @Test
  void a_docx_gives_the_same_articles() throws IOException {
    TextFile file = TextFile.read(Samples.docx(Samples.QINGHE));

    assertThat(file.format()).isEqualTo("docx");
    assertThat(OfficialText.read(file.text()).bodies()).isEqualTo(BODIES);
  }

  @ParameterizedTest(name = "{0} signs to a line, {1} lines to a page")
  @CsvSource({"16, 8", "24, 12", "36, 40"})
  void a_pdf_gives_the_same_articles(int width, int height) throws IOException {
    TextFile file = TextFile.read(Samples.pdf(Samples.QINGHE, width, height));

    assertThat(file.format()).isEqualTo("pdf");
    assertThat(file.notes()).isEmpty();
    assertThat(OfficialText.read(file.text()).bodies()).isEqualTo(BODIES);
  }

  @Test
  void a_page_gives_the_same_articles_and_leaves_out_what_follows_them() {
    TextFile file = TextFile.read(Samples.html(Samples.QINGHE).getBytes(UTF_8));

    assertThat(file.format()).isEqualTo("html");
    assertThat(file.notes()).containsExactly("网页在正文之后还有 1 行，未列入，首行为“主管：某部门　备案号 12345”");
    assertThat(OfficialText.read(file.text()).bodies()).isEqualTo(BODIES);
  }

  @Test
  void a_page_that_breaks_its_lines_and_one_without_an_end_are_read() {
    TextFile file =
        TextFile.read(
            "<HTML><body><p>第一条&nbsp;&nbsp;为了\n  管理。<br>第二条　依照<b>第一条</b>办理。</p><table><tr><td>甲<td>乙</table>"
                .getBytes(UTF_8));

    assertThat(OfficialText.read(file.text()).bodies())
        .containsEntry(1, "为了管理。")
        .containsEntry(2, "依照第一条办理。");
    assertThat(file.notes()).containsExactly("网页在正文之后还有 1 行，未列入，首行为“甲\t乙”");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"})
  void plain_text_and_pages_are_read_in_their_encoding(String name) {
    Charset charset = Charset.forName(name);

    assertThat(TextFile.read(Samples.QINGHE.getBytes(charset)).text()).isEqualTo(Samples.QINGHE);
    assertThat(TextFile.read(("\uFEFF" + Samples.QINGHE).getBytes(charset)).text())
        .isEqualTo(Samples.QINGHE);
    assertThat(TextFile.read("<html><p>第一条 㐀镕。".getBytes(charset)).text()).isEqualTo("第一条 㐀镕。");
  }

  @Test
  void the_encoding_that_a_page_names_counts_where_it_fits() {
    String page = "<!doctype html><meta charset=gb2312><p>第一条 朱镕。";
    assertThat(TextFile.read(page.getBytes(Charset.forName("GB18030"))).text())
        .isEqualTo("第一条 朱镕。");
    assertThat(TextFile.read(page.getBytes(UTF_8)).text()).isEqualTo("第一条 朱镕。");
    assertThat(TextFile.read(page.replace("gb2312", "no-such").getBytes(UTF_8)).text())
        .isEqualTo("第一条 朱镕。");
  }

  @Test
  void numbers_that_word_counts_by_itself_are_counted() throws IOException {
    TextFile file =
        TextFile.read(
            Samples.numbered(List.of("为了管理。", "应当提交：", "-方案；", "-清单。", "自印发之日起施行。", "-附则。")));

    assertThat(OfficialText.read(file.text()).bodies())
        .containsExactly(
            Map.entry(1, "为了管理。"),
            Map.entry(2, "应当提交：\n（一）方案；\n（二）清单。"),
            Map.entry(3, "自印发之日起施行。\n（一）附则。"));
  }

  @Test
  void tables_of_a_docx_are_kept_as_rows() throws IOException {
    try (XWPFDocument document = new XWPFDocument()) {
      document.createParagraph().createRun().setText("第一条 甲。");
      document.createParagraph().createRun().setText("附件");
      XWPFTable table = document.createTable(1, 2);
      table.getRow(0).getCell(0).setText("项目名称");
      table.getRow(0).getCell(1).setText("金额");

      assertThat(OfficialText.read(TextFile.read(Samples.bytes(document)).text()).bodies())
          .containsEntry(0, "附件\n项目名称\t金额");
    }
  }

  // --- Files that have no text ---

  @Test
  void what_is_no_text_is_said_with_what_to_do() throws IOException {
    assertThat(refusal(new byte[0])).contains("0 字节").contains("重新选择");
    assertThat(refusal(new byte[TextFile.LARGEST + 1])).contains("超过 20 MB").contains("去掉图片");
    assertThat(refusal("  \n ".getBytes(UTF_8))).contains("没有文字");
    assertThat(refusal("{\\rtf1 x}".getBytes(UTF_8))).contains("RTF").contains("另存为 docx");
    assertThat(
            refusal(
                new byte[] {
                  (byte) 0xD0,
                  (byte) 0xCF,
                  0x11,
                  (byte) 0xE0,
                  (byte) 0xA1,
                  (byte) 0xB1,
                  0x1A,
                  (byte) 0xE1,
                  0
                }))
        .contains("旧版 Word")
        .contains("密码");
    assertThat(refusal(zip(Map.of("OFD.xml", "<OFD/>")))).contains("不是 docx").contains("OFD");
    assertThat(refusal(Samples.scanned(3))).startsWith("扫描件无文字层").contains("OCR");
    assertThat(refusal("条".repeat(TextFile.LONGEST + 1).getBytes(UTF_8))).contains("文字过多");
  }

  @Test
  void garbage_of_any_kind_is_refused_and_never_breaks_the_reader() throws IOException {
    Random random = new Random(7);
    List<byte[]> wholes =
        List.of(
            Samples.docx(Samples.QINGHE),
            Samples.pdf(Samples.QINGHE, 30, 30),
            Samples.html(Samples.QINGHE).getBytes(UTF_8),
            Samples.QINGHE.getBytes(UTF_16LE));
    for (int i = 0; i < 40; i++) {
      byte[] noise = new byte[1 + random.nextInt(5000)];
      random.nextBytes(noise);
      noise[0] = (byte) 0x81;
      assertThat(refusal(noise)).isNotBlank();
      for (byte[] whole : wholes) {
        byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(whole.length / 2));
        for (int n = 0; n < 20; n++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        try {
          assertThat(TextFile.read(damaged).text()).isNotBlank();
        } catch (UnreadableFileException e) {
          assertThat(e.getMessage()).endsWith("。").doesNotContain("Exception");
        }
      }
    }
  }

  @Test
  void pages_without_text_among_others_are_noted() throws IOException {
    byte[] text = Samples.pdf("第一条 为了规范项目管理，制定本办法。", 30, 30);
    try (var whole = org.apache.pdfbox.Loader.loadPDF(text)) {
      whole.addPage(new org.apache.pdfbox.pdmodel.PDPage());

      assertThat(TextFile.read(Samples.bytes(whole)).notes())
          .containsExactly("第 2 页没有文字，可能是扫描的图片，请核对其中有无条文");
    }
  }

  @Test
  void locked_files_are_said_to_be_locked() throws IOException {
    assertThat(refusal(Samples.locked(Samples.QINGHE, "secret", true))).contains("已加密");
    assertThat(refusal(Samples.locked(Samples.QINGHE, "", false))).contains("限制了复制").contains("打印");
  }

  // --- Files made to harm ---

  @Test
  void what_would_grow_without_bounds_is_not_unpacked() throws IOException {
    byte[] zeros = new byte[60 << 20];
    Map<String, byte[]> parts = Map.of("word/document.xml", zeros);
    assertThat(refusal(packed(parts))).contains("展开后过大");
    assertThat(
            refusal(
                packed(
                    Map.of("word/document.xml", new byte[1], "word/media/a", new byte[100 << 20]))))
        .contains("展开后过大");
    assertThat(refusal(bomb(deflated(zeros), "/FlateDecode"))).contains("展开后过大");
    assertThat(refusal(bomb(deflated(deflated(zeros)), "[/FlateDecode /FlateDecode]")))
        .contains("展开后过大");
    byte[] disguised = deflated(zeros);
    disguised[0] = '\n';
    assertThat(refusal(bomb(disguised, "/FlateDecode"))).contains("展开后过大");
  }

  @Test
  void a_docx_reaches_for_no_other_file() throws IOException {
    byte[] whole = Samples.docx("第一条 甲。");
    Map<String, byte[]> parts = new java.util.LinkedHashMap<>();
    try (var zip = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(whole))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        parts.put(e.getName(), zip.readAllBytes());
      }
    }
    String document = new String(parts.get("word/document.xml"), UTF_8);
    parts.put(
        "word/document.xml",
        ("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + document.substring(document.indexOf("<w:document")).replace("甲。", "&x;"))
            .getBytes(UTF_8));

    assertThat(refusal(packed(parts))).contains("已损坏");
  }

  @Test
  void deeply_nested_pages_and_tables_are_read_or_refused() {
    byte[] deep = ("<html>" + "<div>".repeat(200_000) + "第一条 甲。").getBytes(UTF_8);
    assertThat(TextFile.read(deep).text()).contains("第一条 甲。");
  }

  private static byte[] zip(Map<String, String> parts) throws IOException {
    Map<String, byte[]> bytes = new java.util.LinkedHashMap<>();
    parts.forEach((name, text) -> bytes.put(name, text.getBytes(UTF_8)));
    return packed(bytes);
  }

  private static byte[] packed(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(1))) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }

  /** A file of one page whose content is that. */
  private static byte[] bomb(byte[] content, String filter) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Integer> at = new ArrayList<>();
    out.write("%PDF-1.4\n".getBytes(ISO_8859_1));
    String[] objects = {
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
      "<</Length " + content.length + "/Filter " + filter + ">>\nstream\n"
    };
    for (int i = 0; i < objects.length; i++) {
      at.add(out.size());
      out.write(((i + 1) + " 0 obj\n" + objects[i]).getBytes(ISO_8859_1));
      if (i == 3) {
        out.write(content);
        out.write("\nendstream".getBytes(ISO_8859_1));
      }
      out.write("\nendobj\n".getBytes(ISO_8859_1));
    }
    int xref = out.size();
    out.write("xref\n0 5\n0000000000 65535 f \n".getBytes(ISO_8859_1));
    for (int offset : at) {
      out.write(String.format("%010d 00000 n \n", offset).getBytes(ISO_8859_1));
    }
    out.write(
        ("trailer <</Size 5/Root 1 0 R>>\nstartxref\n" + xref + "\n%%EOF").getBytes(ISO_8859_1));
    return out.toByteArray();
  }
}
