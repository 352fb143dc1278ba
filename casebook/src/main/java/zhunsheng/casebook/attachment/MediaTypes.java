package zhunsheng.casebook.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;

/**
 * What a paper is, found from its bytes; the name only tells one kind of plain text from another.
 */
final class MediaTypes {
  private static final Set<String> ALLOWED =
      Set.of(
          "application/pdf",
          "application/ofd",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "text/plain",
          "text/csv",
          "image/png",
          "image/jpeg",
          "image/tiff",
          "image/bmp",
          "image/gif",
          "application/zip",
          "application/x-7z-compressed",
          "application/vnd.rar");

  /** Longest look at a text; no more is decoded to tell that it is one. */
  private static final int TEXT_SAMPLE = 1 << 20;

  private static final Detector MAGIC = new DefaultDetector();

  private MediaTypes() {}

  static boolean allowed(String mediaType) {
    return ALLOWED.contains(mediaType);
  }

  /**
   * The media type of a file.
   *
   * @throws AttachmentRefusedException if it is a container that cannot be opened
   */
  static String of(Path file, String name) throws IOException {
    String found = magic(file);
    return switch (found) {
      case "application/zip", "application/java-archive", "application/x-tika-ooxml" ->
          ZipContent.mediaType(file);
      case "application/x-tika-msoffice" -> oleType(file);
      case "application/x-rar-compressed" -> "application/vnd.rar";
      case "text/plain", "application/octet-stream" -> isText(file) ? textType(name) : found;
      default -> found;
    };
  }

  private static String magic(Path file) throws IOException {
    try (InputStream in = TikaInputStream.get(file)) {
      String type = MAGIC.detect(in, new Metadata()).getBaseType().toString();
      return type.startsWith("application/vnd.rar") ? "application/vnd.rar" : type;
    }
  }

  /**
   * Old Office and WPS files: the directory of the compound file names what is in it, in entries of
   * 128 bytes.
   */
  private static String oleType(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer block = ByteBuffer.allocate(1 << 16);
      channel.position(512);
      while (channel.read(block) > 0) {
        block.flip();
        for (int i = 0; i + 128 <= block.limit(); i += 128) {
          String type = oleEntry(new String(block.array(), i, 40, StandardCharsets.UTF_16LE));
          if (!type.isEmpty()) {
            return type;
          }
        }
        block.position(block.limit() - block.limit() % 128);
        block.compact();
      }
    }
    return "application/x-ole-storage";
  }

  private static String oleEntry(String name) {
    int end = name.indexOf('\0');
    return switch (end < 0 ? name : name.substring(0, end)) {
      case "WordDocument" -> "application/msword";
      case "Workbook", "Book" -> "application/vnd.ms-excel";
      case "PowerPoint Document" -> "application/vnd.ms-powerpoint";
      default -> "";
    };
  }

  private static String textType(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".csv") ? "text/csv" : "text/plain";
  }

  private static boolean isText(Path file) throws IOException {
    byte[] sample;
    try (InputStream in = Files.newInputStream(file)) {
      sample = in.readNBytes(TEXT_SAMPLE);
    }
    return isText(sample, StandardCharsets.UTF_8) || isText(sample, Charset.forName("GB18030"));
  }

  private static boolean isText(byte[] sample, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    int end = sample.length;
    // A sample may end within a character, which takes at most four bytes.
    for (int cut = 0; cut < 4 && end - cut > 0; cut++) {
      try {
        return decoder
            .decode(ByteBuffer.wrap(sample, 0, end - cut))
            .chars()
            .allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f');
      } catch (CharacterCodingException e) {
        if (sample.length < TEXT_SAMPLE) {
          return false;
        }
      }
    }
    return false;
  }
}
