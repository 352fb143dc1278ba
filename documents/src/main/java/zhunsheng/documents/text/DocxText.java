package zhunsheng.documents.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;

/** The words of a docx file, with the numbers that Word counts by itself. */
final class DocxText {
  private static final int MOST_PARTS = 3000;
  private static final long LARGEST_XML = 12L << 20;
  private static final long ALL_XML = 32L << 20;
  private static final long ALL = 96L << 20;

  private DocxText() {}

  static TextFile read(byte[] bytes) throws IOException {
    unpacked(bytes);
    StringBuilder text = new StringBuilder();
    try (OPCPackage parts = OPCPackage.open(new ByteArrayInputStream(bytes));
        XWPFDocument document = new XWPFDocument(parts)) {
      DocxNumbering numbering = new DocxNumbering(document);
      for (IBodyElement e : document.getBodyElements()) {
        if (e instanceof XWPFParagraph p) {
          add(text, indent(p) + numbering.of(p) + p.getText());
        } else if (e instanceof XWPFTable table) {
          for (XWPFTableRow row : table.getRows()) {
            List<String> cells =
                row.getTableCells().stream().map(c -> c.getText().replaceAll("\\s+", " ")).toList();
            add(text, String.join("\t", cells));
          }
        }
      }
    } catch (InvalidFormatException e) {
      throw new IOException(e);
    }
    return new TextFile("docx", text.toString(), List.of());
  }

  /** The space at the beginning of a paragraph's first line, where its format makes it. */
  private static String indent(XWPFParagraph p) {
    return p.getIndentationFirstLine() > 0 ? "\u3000\u3000" : "";
  }

  private static void add(StringBuilder text, String line) {
    if (text.length() > TextFile.LONGEST) {
      throw TextFile.tooLong();
    }
    text.append(line).append('\n');
  }

  /** Unpacks everything once, keeping nothing, before a library keeps it all. */
  private static void unpacked(byte[] bytes) throws IOException {
    boolean document = false;
    int parts = 0;
    long xml = 0;
    long all = 0;
    byte[] buffer = new byte[1 << 16];
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        document |= name.equals("word/document.xml");
        boolean markup = name.endsWith(".xml") || name.endsWith(".rels");
        long own = 0;
        for (int n = zip.read(buffer); n > 0; n = zip.read(buffer)) {
          own += n;
          if (own + all > ALL || (markup && (own > LARGEST_XML || own + xml > ALL_XML))) {
            throw tooLarge();
          }
        }
        all += own;
        xml += markup ? own : 0;
        if (++parts > MOST_PARTS) {
          throw tooLarge();
        }
      }
    }
    if (!document) {
      throw new UnreadableFileException(
          "这是压缩包或其他办公文件（如 xlsx、OFD），不是 docx。请打开后另存为 docx、pdf 或纯文本再导入。");
    }
  }

  private static UnreadableFileException tooLarge() {
    return new UnreadableFileException("文件展开后过大，不予读取。请只留下规定正文、去掉图片，另存为新的 docx 再导入。");
  }
}
