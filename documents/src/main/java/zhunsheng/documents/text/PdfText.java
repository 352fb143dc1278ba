package zhunsheng.documents.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** The words of a PDF file, page by page. */
final class PdfText {
  private static final int MOST_PAGES = 1000;

  /** Fewer signs than these on a page are a stamp or a page number, not a text. */
  private static final int FEWEST_SIGNS = 10;

  private PdfText() {}

  static TextFile read(byte[] bytes) throws IOException {
    PdfStreams.check(bytes);
    try (PDDocument document =
        Loader.loadPDF(
            new RandomAccessReadBuffer(bytes), "", IOUtils.createTempFileOnlyStreamCache())) {
      if (document.isEncrypted()) {
        throw locked();
      }
      if (document.getNumberOfPages() > MOST_PAGES) {
        throw new UnreadableFileException("PDF 超过 " + MOST_PAGES + " 页，请只留下规定正文的各页再导入。");
      }
      return read(document);
    } catch (InvalidPasswordException e) {
      throw locked();
    }
  }

  private static TextFile read(PDDocument document) throws IOException {
    List<String> pages = new PdfPages().of(document);
    List<Integer> empty = new ArrayList<>();
    for (int p = 0; p < pages.size(); p++) {
      if (pages.get(p).codePoints().filter(Character::isLetterOrDigit).count() < FEWEST_SIGNS) {
        empty.add(p + 1);
      }
    }
    if (empty.size() == pages.size()) {
      throw new UnreadableFileException(
          "扫描件无文字层：这份 PDF 只有图片，没有可读的文字。请先做文字识别（OCR），或找到公布的网页、docx 再导入。");
    }
    List<String> notes =
        empty.isEmpty()
            ? List.of()
            : List.of(
                "第 "
                    + empty.stream().map(String::valueOf).collect(Collectors.joining("、"))
                    + " 页没有文字，可能是扫描的图片，请核对其中有无条文");
    return new TextFile("pdf", String.join("\f", pages), notes);
  }

  private static UnreadableFileException locked() {
    return new UnreadableFileException("PDF 已加密（有打开密码，或限制了复制），不能读取。请取得未加密的文件，或打开后“打印”为新的 PDF 再导入。");
  }
}
