package zhunsheng.documents.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;

/** A text as the files in which people have it. */
final class Samples {
  /** A made-up regulation. */
  static final String QINGHE =
      string(
          Path.of(System.getProperty("zhunsheng.home", ".."))
              .resolve("policy/src/test/resources/texts/qinghe.txt"));

  static {
    // What a library logs of a damaged file, with its stack, is not what a test is read for.
    System.setProperty("org.apache.logging.log4j.simplelog.level", "OFF");
  }

  private Samples() {}

  static String string(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One paragraph for each line. */
  static byte[] docx(String text) throws IOException {
    try (XWPFDocument document = new XWPFDocument()) {
      for (String line : text.lines().toList()) {
        document.createParagraph().createRun().setText(line);
      }
      return bytes(document);
    }
  }

  /** Articles whose numbers Word counts: they stand in no paragraph. */
  static byte[] numbered(List<String> articles) throws IOException {
    try (XWPFDocument document = new XWPFDocument()) {
      document.createParagraph().createRun().setText("某区数字项目办法");
      CTAbstractNum form = CTAbstractNum.Factory.newInstance();
      form.setAbstractNumId(BigInteger.ZERO);
      level(form, 0, "第%1条", STNumberFormat.CHINESE_COUNTING_THOUSAND);
      level(form, 1, "（%2）", STNumberFormat.CHINESE_COUNTING);
      BigInteger list =
          document
              .createNumbering()
              .addNum(document.getNumbering().addAbstractNum(new XWPFAbstractNum(form)));
      for (String article : articles) {
        XWPFParagraph p = document.createParagraph();
        p.setNumID(list);
        p.setNumILvl(article.startsWith("-") ? BigInteger.ONE : BigInteger.ZERO);
        p.createRun().setText(article.replaceFirst("^-", ""));
      }
      return bytes(document);
    }
  }

  private static void level(CTAbstractNum form, int n, String text, STNumberFormat.Enum format) {
    CTLvl level = form.addNewLvl();
    level.setIlvl(BigInteger.valueOf(n));
    level.addNewStart().setVal(BigInteger.ONE);
    level.addNewNumFmt().setVal(format);
    level.addNewLvlText().setVal(text);
  }

  static byte[] bytes(XWPFDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.write(out);
    return out.toByteArray();
  }

  /** Pages of so many lines of so many signs, with a running head and page numbers. */
  static byte[] pdf(String text, int width, int height) throws IOException {
    try (PDDocument document = pages(text, width, height)) {
      return bytes(document);
    }
  }

  static byte[] locked(String text, String password, boolean mayCopy) throws IOException {
    try (PDDocument document = pages(text, 30, 30)) {
      AccessPermission permission = new AccessPermission();
      permission.setCanExtractContent(mayCopy);
      StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", password, permission);
      policy.setEncryptionKeyLength(128);
      document.protect(policy);
      return bytes(document);
    }
  }

  /** Pages that hold a drawing and no words. */
  static byte[] scanned(int pages) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < pages; i++) {
        page(document, "0 0 100 100 re f");
      }
      return bytes(document);
    }
  }

  static byte[] bytes(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  private static PDDocument pages(String text, int width, int height) {
    PDDocument document = new PDDocument();
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.replaceAll("\n+", "\n").lines().toList()) {
      // First lines are set in by two signs; headings stand as they are.
      String words = "  " + paragraph.strip();
      for (int i = 0; i < words.length(); i += width) {
        lines.add(words.substring(i, Math.min(words.length(), i + width)));
      }
    }
    for (int from = 0, n = 1; from < lines.size(); from += height, n++) {
      StringBuilder content = new StringBuilder("BT /F1 12 Tf 16 TL 72 800 Td ");
      show(content, "青禾区数字项目管理办法");
      for (String line : lines.subList(from, Math.min(lines.size(), from + height))) {
        int indent = line.length() - line.stripLeading().length();
        content.append(12 * indent).append(" 0 Td ");
        show(content, line.strip());
        content.append(-12 * indent).append(" 0 Td ");
      }
      show(content, "— " + n + " —");
      try {
        page(document, content.append("ET").toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return document;
  }

  private static void show(StringBuilder content, String line) {
    content
        .append('<')
        .append(HexFormat.of().formatHex(line.getBytes(UTF_16BE)))
        .append("> Tj T* ");
  }

  private static void page(PDDocument document, String content) throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    PDResources resources = new PDResources();
    COSDictionary fonts = new COSDictionary();
    fonts.setItem(COSName.getPDFName("F1"), font());
    resources.getCOSObject().setItem(COSName.FONT, fonts);
    page.setResources(resources);
    PDStream stream = new PDStream(document);
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(content.getBytes(ISO_8859_1));
    }
    page.setContents(stream);
  }

  /** A Chinese font that readers are expected to have, so that none is brought along. */
  private static COSDictionary font() {
    COSDictionary info = new COSDictionary();
    info.setItem(COSName.REGISTRY, new COSString("Adobe"));
    info.setItem(COSName.ORDERING, new COSString("GB1"));
    info.setItem(COSName.SUPPLEMENT, COSInteger.get(2));
    COSDictionary descendant = new COSDictionary();
    descendant.setItem(COSName.TYPE, COSName.FONT);
    descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE0);
    descendant.setName(COSName.BASE_FONT, "STSong-Light");
    descendant.setItem(COSName.CIDSYSTEMINFO, info);
    descendant.setInt(COSName.DW, 1000);
    COSArray descendants = new COSArray();
    descendants.add(descendant);
    COSDictionary font = new COSDictionary();
    font.setItem(COSName.TYPE, COSName.FONT);
    font.setItem(COSName.SUBTYPE, COSName.TYPE0);
    font.setName(COSName.BASE_FONT, "STSong-Light");
    font.setName(COSName.ENCODING, "UniGB-UCS2-H");
    font.setItem(COSName.DESCENDANT_FONTS, descendants);
    return font;
  }

  /** A page of a portal: what stands around the text, and a paragraph for each line of it. */
  static String html(String text) {
    Document page = Document.createShell("");
    page.head().appendElement("meta").attr("charset", "UTF-8");
    page.head().appendElement("script").appendText("var 第一条 = 1;");
    page.body().appendElement("div").addClass("nav").appendElement("a").text("首页");
    Element article = page.body().appendElement("div").addClass("article");
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      Element p = article.appendElement("p");
      if (line.startsWith("第")) {
        int end = line.indexOf('\u3000') < 0 ? line.indexOf(' ') : line.indexOf('\u3000');
        p.appendElement("strong").text(line.substring(0, end));
        p.appendText(line.substring(end));
      } else {
        p.appendText(line);
      }
    }
    page.body().appendElement("div").addClass("foot").text("主管：某部门　备案号 12345");
    return page.outerHtml();
  }
}
