package zhunsheng.casebook.attachment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import zhunsheng.casebook.attachment.AttachmentRefusedException.Reason;

/** What a zip archive holds: an Office document, an OFD document, or just files. */
final class ZipContent {
  /**
   * An archive that unpacks to more than this, and to more than a hundred times itself, is a trap.
   */
  private static final long HARMLESS = 1L << 30;

  private static final int HARMLESS_RATIO = 100;

  private ZipContent() {}

  static String mediaType(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return mediaType(zip, Files.size(file));
    } catch (IOException e) {
      throw new AttachmentRefusedException(Reason.DAMAGED, "文件已损坏，无法打开，请重新生成后上传");
    }
  }

  private static String mediaType(ZipFile zip, long packed) {
    if (zip.getEntry("OFD.xml") != null) {
      return "application/ofd";
    }
    String found = "application/zip";
    boolean office = zip.getEntry("[Content_Types].xml") != null;
    long unpacked = 0;
    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      String name = entry.getName().toLowerCase(Locale.ROOT);
      unpacked += Math.max(0, entry.getSize());
      if (office && name.endsWith("vbaproject.bin")) {
        throw new AttachmentRefusedException(Reason.TYPE_NOT_ALLOWED, "文档中含有宏，请另存为不含宏的格式后上传");
      }
      if (office) {
        found = officeType(name, found);
      }
    }
    if (unpacked > HARMLESS && unpacked / HARMLESS_RATIO > packed) {
      throw new AttachmentRefusedException(Reason.DAMAGED, "压缩包解压后过大，请拆分后上传");
    }
    return found;
  }

  private static String officeType(String entry, String otherwise) {
    return switch (entry) {
      case "word/document.xml" ->
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
      case "xl/workbook.xml" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      case "ppt/presentation.xml" ->
          "application/vnd.openxmlformats-officedocument.presentationml.presentation";
      default -> otherwise;
    };
  }
}
