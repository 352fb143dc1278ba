package zhunsheng.documents.text;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Takes the lines of each page, those set in from its margin marked by a space before them. */
final class PdfPages extends PDFTextStripper {
  private static final int MOST_OPERATIONS = 20_000_000;

  /** A first line is set in by two signs. */
  private static final float LEAST_INDENT = 1.2f;

  private static final float MOST_INDENT = 4.5f;

  static {
    FontMappers.set(new OneFont());
  }

  private final List<String> pages = new ArrayList<>();
  private final List<Printed> lines = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private float left = Float.MAX_VALUE;
  private float size;
  private int operations;
  private long length;

  private record Printed(String words, float left, float size) {}

  PdfPages() {
    setSortByPosition(true);
    setSuppressDuplicateOverlappingText(true);
  }

  List<String> of(PDDocument document) throws IOException {
    for (int page = 1; page <= document.getNumberOfPages(); page++) {
      setStartPage(page);
      setEndPage(page);
      writeText(document, Writer.nullWriter());
      // A page without any content is passed over; it is one all the same.
      if (pages.size() < page) {
        pages.add("");
      }
    }
    return List.copyOf(pages);
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    if (++operations > MOST_OPERATIONS) {
      throw new UnreadableFileException("PDF 的内容过于复杂，不予读取。请“打印”为新的 PDF，或另存为纯文本再导入。");
    }
    super.processOperator(operator, operands);
  }

  @Override
  protected void processTextPosition(TextPosition text) {
    if (++length > TextFile.LONGEST) {
      throw TextFile.tooLong();
    }
    super.processTextPosition(text);
  }

  @Override
  protected void writeString(String words, List<TextPosition> positions) {
    if (left == Float.MAX_VALUE && !positions.isEmpty()) {
      TextPosition first = positions.getFirst();
      for (TextPosition p : positions) {
        if (!p.getUnicode().isBlank()) {
          first = p;
          break;
        }
      }
      left = first.getXDirAdj();
      size = Math.max(first.getFontSizeInPt(), 1);
    }
    open.append(words);
  }

  @Override
  protected void writeWordSeparator() {
    open.append(' ');
  }

  @Override
  protected void writeLineSeparator() {
    flush();
  }

  @Override
  protected void writeParagraphSeparator() {
    flush();
  }

  @Override
  protected void writeParagraphStart() {}

  @Override
  protected void writeParagraphEnd() {}

  @Override
  protected void writePageStart() {}

  @Override
  protected void writePageEnd() {}

  private void flush() {
    if (!open.isEmpty()) {
      lines.add(new Printed(open.toString(), left, size));
      open.setLength(0);
    }
    left = Float.MAX_VALUE;
  }

  @Override
  protected void endPage(PDPage page) {
    flush();
    float margin = Float.MAX_VALUE;
    for (Printed line : lines) {
      margin = Math.min(margin, line.left());
    }
    StringBuilder text = new StringBuilder();
    for (Printed line : lines) {
      float ems = (line.left() - margin) / line.size();
      text.append(ems > LEAST_INDENT && ems < MOST_INDENT ? "\u3000\u3000" : "")
          .append(line.words().strip())
          .append('\n');
    }
    pages.add(text.toString());
    lines.clear();
  }
}
