package zhunsheng.documents.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells in which encoding a text is. */
final class PlainText {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Pattern META =
      Pattern.compile("<meta[^>]{0,200}?charset\\s*+=\\s*+[\"']?\\s*+([a-zA-Z0-9_-]{2,20})");

  private PlainText() {}

  /**
   * The text in the first of UTF-8, UTF-16 and GB18030 that fits all of it.
   *
   * @throws UnreadableFileException if it is no text in any of them
   */
  static String decode(byte[] bytes) {
    List<Charset> candidates = new ArrayList<>();
    int first = bytes[0] & 0xFF;
    int second = bytes.length > 1 ? bytes[1] & 0xFF : -1;
    if (first == 0xFF && second == 0xFE) {
      candidates.add(UTF_16LE);
    } else if (first == 0xFE && second == 0xFF) {
      candidates.add(UTF_16BE);
    } else {
      candidates.add(UTF_8);
      // Text of UTF-16 without its mark has zeros at every second place, those of spaces and
      // digits.
      int even = zeros(bytes, 0);
      int odd = zeros(bytes, 1);
      if (bytes.length % 2 == 0 && even + odd > 0) {
        candidates.add(odd >= even ? UTF_16LE : UTF_16BE);
      }
      candidates.add(GB18030);
    }
    for (Charset charset : candidates) {
      String text = strict(bytes, charset);
      if (text != null && readable(text)) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
      }
    }
    throw new UnreadableFileException(
        "认不出文件的格式或编码。可导入 docx、pdf、html 和纯文本（UTF-8、UTF-16 或 GB18030）；其他格式（如 OFD）请先另存为其中一种。");
  }

  /** The text of a page in the encoding that it names, where it is in that one. */
  static String html(byte[] bytes, String decoded) {
    Matcher meta =
        META.matcher(
            new String(bytes, 0, Math.min(bytes.length, 4096), ISO_8859_1)
                .toLowerCase(Locale.ROOT));
    if (meta.find()) {
      String name = meta.group(1);
      // Pages that say gb2312 or gbk use signs of the larger set.
      Charset charset =
          name.startsWith("gb")
              ? GB18030
              : Charset.isSupported(name) ? Charset.forName(name) : UTF_8;
      String text = charset.newEncoder() == null ? null : strict(bytes, charset);
      if (text != null && readable(text)) {
        return text;
      }
    }
    return decoded;
  }

  private static int zeros(byte[] bytes, int from) {
    int zeros = 0;
    for (int i = from; i < bytes.length; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static @Nullable String strict(byte[] bytes, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Whether hardly any sign of it is one that texts do not have. */
  private static boolean readable(String text) {
    int odd = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control =
          c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\u000b';
      if (control
          || c == '\uFFFD'
          || c == '\u007f'
          || !Character.isDefined(c)
          || Character.getType(c) == Character.PRIVATE_USE) {
        odd++;
      }
    }
    return odd * 200L <= text.length();
  }
}
