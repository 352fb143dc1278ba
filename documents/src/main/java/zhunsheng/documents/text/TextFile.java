package zhunsheng.documents.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The text of a file, whatever it is called: docx, pdf, html, or plain text in UTF-8, UTF-16 or
 * GB18030.
 *
 * @param format {@code docx}, {@code pdf}, {@code html} or {@code txt}
 * @param text pages separated by form feeds, where the format has pages
 * @param notes what its reader should know, in Chinese: pages without text, …
 */
public record TextFile(String format, String text, List<String> notes) {

  /** Largest file that is read, in bytes. */
  public static final int LARGEST = 20 << 20;

  /** Longest text that is taken out of a file, in characters. */
  static final int LONGEST = 3_000_000;

  private static final String TOO_LONG = "文件中的文字过多（超过 300 万字），请只留下规定正文再导入。";

  public TextFile {
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file by what it holds, not by its name.
   *
   * @throws UnreadableFileException if it has no text that can be read
   */
  public static TextFile read(byte[] bytes) {
    if (bytes.length == 0) {
      throw new UnreadableFileException("文件是空的（0 字节），请重新选择或重新下载。");
    }
    if (bytes.length > LARGEST) {
      throw new UnreadableFileException("文件超过 " + (LARGEST >> 20) + " MB，请去掉图片，或另存为纯文本再导入。");
    }
    try {
      return bounded(recognised(bytes));
    } catch (UnreadableFileException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Whatever a library says of a file that somebody damaged, on purpose or not.
      throw new UnreadableFileException("文件已损坏或格式不完整，不能读出文字。请用办公软件打开后另存，或另存为纯文本再导入。", e);
    }
  }

  private static TextFile recognised(byte[] bytes) throws IOException {
    String start = new String(bytes, 0, Math.min(bytes.length, 1024), ISO_8859_1);
    if (start.contains("%PDF-")) {
      return PdfText.read(bytes);
    }
    if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) {
      return DocxText.read(bytes);
    }
    if (start.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
      throw new UnreadableFileException("这是旧版 Word、WPS 文件，或有密码的文件。请用办公软件打开，去掉密码，另存为 docx 再导入。");
    }
    if (start.startsWith("{\\rtf")) {
      throw new UnreadableFileException("这是 RTF 文件。请用办公软件打开，另存为 docx 再导入。");
    }
    String text = PlainText.decode(bytes);
    String head = text.substring(0, Math.min(text.length(), 2000)).toLowerCase(Locale.ROOT);
    if (head.matches(
        "(?s)\\s*+(?:<\\?xml[^>]*+>\\s*+)?(?:<!--.*?-->\\s*+)*(?:<!doctype html|<html|<head|<body).*")) {
      return HtmlText.read(PlainText.html(bytes, text));
    }
    return new TextFile("txt", text, List.of());
  }

  private static TextFile bounded(TextFile file) {
    if (file.text().length() > LONGEST) {
      throw tooLong();
    }
    if (file.text().isBlank()) {
      throw new UnreadableFileException("文件中没有文字。请确认选对了文件；图片中的文字须先识别成文本。");
    }
    return file;
  }

  static UnreadableFileException tooLong() {
    return new UnreadableFileException(TOO_LONG);
  }
}
