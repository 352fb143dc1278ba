package zhunsheng.documents.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Unpacks the streams of a PDF once, keeping nothing, before a library keeps them: a few megabytes
 * may hold many gigabytes.
 */
final class PdfStreams {
  private static final long LARGEST = 48L << 20;
  private static final long LARGEST_OF_OBJECTS = 8L << 20;
  private static final long ALL = 128L << 20;
  private static final long ALL_IMAGES = 1L << 30;

  /** How far before a stream its dictionary is looked for, in bytes. */
  private static final int DICTIONARY = 1024;

  /** Packings for which no bound is kept are read only in files that cannot grow large. */
  private static final int LARGEST_OF_OTHERS = 1 << 20;

  private PdfStreams() {}

  static void check(byte[] bytes) {
    String pdf = new String(bytes, ISO_8859_1);
    if (bytes.length > LARGEST_OF_OTHERS
        && (pdf.contains("/LZWDecode") || pdf.contains("/RunLengthDecode"))) {
      throw tooLarge();
    }
    long all = 0;
    long images = 0;
    for (int at = pdf.indexOf("stream"); at >= 0; at = pdf.indexOf("stream", at + 6)) {
      if (at >= 3 && pdf.startsWith("end", at - 3)) {
        continue;
      }
      int from = at + 6;
      while (from < bytes.length && bytes[from] == ' ') {
        from++;
      }
      if (from < bytes.length && bytes[from] == '\r') {
        from++;
      }
      if (from < bytes.length && bytes[from] == '\n') {
        from++;
      }
      int begins = Math.max(pdf.lastIndexOf("obj", at), at - DICTIONARY);
      String dictionary = pdf.substring(Math.max(begins, 0), at);
      boolean image = dictionary.contains("/Image");
      long length =
          unpacked(bytes, from, dictionary.contains("/ObjStm") ? LARGEST_OF_OBJECTS : LARGEST);
      images += image ? length : 0;
      all += image ? 0 : length;
      if (all > ALL || images > ALL_IMAGES) {
        throw tooLarge();
      }
    }
  }

  /**
   * The length of what is packed there, once or twice; 0 where it is not packed. The two bytes that
   * say how it is packed are not looked at, as those who read it do not look at them.
   */
  private static long unpacked(byte[] bytes, int from, long bound) {
    Inflater once = new Inflater(true);
    Inflater twice = new Inflater(true);
    try {
      long length = length(new InflaterInputStream(packed(bytes, from), once), bound);
      once.reset();
      InputStream inner = new InflaterInputStream(packed(bytes, from), once);
      inner.skipNBytes(Math.min(length, 2));
      return length + length(new InflaterInputStream(inner, twice), bound);
    } catch (IOException e) {
      return 0;
    } finally {
      once.end();
      twice.end();
    }
  }

  private static InputStream packed(byte[] bytes, int from) {
    int begin = Math.min(from + 2, bytes.length);
    return new ByteArrayInputStream(bytes, begin, bytes.length - begin);
  }

  /** Until it ends or turns out damaged: that much a library would get. */
  private static long length(InputStream in, long bound) {
    long length = 0;
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        length += n;
        if (length > bound) {
          throw tooLarge();
        }
      }
    } catch (IOException e) {
      return length;
    }
    return length;
  }

  private static UnreadableFileException tooLarge() {
    return new UnreadableFileException("PDF 展开后过大，不予读取。请只留下规定正文的各页，“打印”为新的 PDF，或另存为纯文本再导入。");
  }
}
