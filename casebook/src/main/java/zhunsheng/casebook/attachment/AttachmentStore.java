package zhunsheng.casebook.attachment;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import zhunsheng.casebook.attachment.AttachmentRefusedException.Reason;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.event.Sm3;
import zhunsheng.policy.file.Material.Attachment;

/**
 * Papers in a directory, each under the SM3 of its bytes. What a paper is called and who stored it
 * is in the database; a jurisdiction reads only what it stored itself. Nothing is ever overwritten.
 */
public final class AttachmentStore {
  /** 100 MiB. */
  public static final long DEFAULT_LIMIT = 100L << 20;

  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_NAME = 200;

  /** An upload that is still not whole after this was cut off. */
  private static final Duration CUT_OFF = Duration.ofDays(1);

  private final Path directory;
  private final Database database;
  private final long limit;

  /**
   * @param directory created if missing; one file system, so that a paper appears whole or not at
   *     all
   * @param limit largest paper, in bytes
   */
  public AttachmentStore(Path directory, Database database, long limit) {
    this.directory = directory;
    this.database = database;
    this.limit = limit;
    sweep(directory.resolve("incoming"));
  }

  private static void sweep(Path incoming) {
    if (!Files.isDirectory(incoming)) {
      return;
    }
    Instant oldest = Instant.now().minus(CUT_OFF);
    try (Stream<Path> parts = Files.list(incoming)) {
      for (Path part : parts.toList()) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(part);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cut-off uploads in " + incoming + " cannot be removed", e);
    }
  }

  /** Who stores a paper, when. */
  public record Uploader(String jurisdiction, String person, String office, Instant at) {}

  /**
   * Stores a paper; it is on the disk when this returns.
   *
   * @param name as the person sees it; folders and control characters are left out of it
   * @param in read to its end, never held in memory as a whole
   * @throws AttachmentRefusedException if it is empty, too large, damaged or of a type that is not
   *     taken
   * @throws UncheckedIOException if it cannot be read or written
   */
  public Attachment store(Uploader uploader, String name, InputStream in) {
    try {
      Path incoming = Files.createDirectories(directory.resolve("incoming"));
      Path temporary = Files.createTempFile(incoming, "paper", ".part");
      try {
        Received received = receive(in, temporary);
        String mediaType = accepted(temporary, name);
        keep(temporary, received.digest());
        Attachment attachment =
            new Attachment(received.digest(), cleaned(name), mediaType, received.size());
        enter(uploader, attachment);
        return attachment;
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("attachment could not be stored", e);
    }
  }

  private static String cleaned(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}]", "").strip();
    return clean.isEmpty()
        ? "附件"
        : clean
            .codePoints()
            .limit(LONGEST_NAME)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private record Received(String digest, long size) {}

  private Received receive(InputStream in, Path temporary) throws IOException {
    Sm3 sm3 = new Sm3();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      for (int n; (n = in.read(buffer)) > 0; ) {
        size += n;
        if (size > limit) {
          throw new AttachmentRefusedException(
              Reason.TOO_LARGE, "文件超过 " + (limit >> 20) + " MB 的上限，请压缩或拆分后上传");
        }
        sm3.add(buffer, n);
        out.write(buffer, 0, n);
      }
      channel.force(true);
    }
    if (size == 0) {
      throw new AttachmentRefusedException(Reason.EMPTY, "文件是空的，请检查后重新上传");
    }
    return new Received(sm3.hex(), size);
  }

  private static String accepted(Path temporary, String name) throws IOException {
    String mediaType = MediaTypes.of(temporary, name);
    if (!MediaTypes.allowed(mediaType)) {
      throw new AttachmentRefusedException(
          Reason.TYPE_NOT_ALLOWED,
          "不接收这种文件（按内容识别为 " + mediaType + "）。可上传 PDF、OFD、Word、Excel、PowerPoint、WPS、TXT、CSV、图片或压缩包");
    }
    return mediaType;
  }

  private void keep(Path temporary, String digest) throws IOException {
    Path target = path(digest);
    if (Files.exists(target)) {
      return;
    }
    Files.createDirectories(target.getParent());
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    // The rename itself lasts only once the directory is on the disk.
    try (FileChannel parent = FileChannel.open(target.getParent())) {
      parent.force(true);
    }
  }

  private void enter(Uploader uploader, Attachment a) {
    database.in(
        uploader.jurisdiction(),
        client ->
            client
                .sql(
                    """
                    INSERT INTO attachment (jurisdiction, digest, name, size, media_type, person, office, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (jurisdiction, digest) DO NOTHING
                    """)
                .params(
                    uploader.jurisdiction(),
                    a.digest(),
                    a.name(),
                    a.size(),
                    a.mediaType(),
                    uploader.person(),
                    uploader.office(),
                    uploader.at().atOffset(ZoneOffset.UTC))
                .update());
  }

  /** What is known of a paper that this jurisdiction stored, under the name of its first upload. */
  public Optional<Attachment> find(String jurisdiction, String digest) {
    return database.in(
        jurisdiction,
        client ->
            Optional.ofNullable(AttachmentCatalogue.known(client, Set.of(digest)).get(digest)));
  }

  /**
   * The bytes of a paper that this jurisdiction stored; the caller closes the stream.
   *
   * @throws UncheckedIOException if there is none, or its file is gone
   */
  public InputStream open(String jurisdiction, String digest) {
    try {
      if (find(jurisdiction, digest).isEmpty()) {
        throw new FileNotFoundException(digest);
      }
      return Files.newInputStream(path(digest));
    } catch (IOException e) {
      throw new UncheckedIOException("attachment " + digest + " cannot be read", e);
    }
  }

  /** Whether a paper's bytes are as they were stored. */
  public enum Condition {
    INTACT,
    MISSING,
    CHANGED
  }

  /** Reads a paper through and compares its digest. */
  public Condition examine(String digest) {
    Sm3 sm3 = new Sm3();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(path(digest))) {
      for (int n; (n = in.read(buffer)) > 0; ) {
        sm3.add(buffer, n);
      }
    } catch (NoSuchFileException e) {
      return Condition.MISSING;
    } catch (IOException e) {
      throw new UncheckedIOException("attachment " + digest + " cannot be read", e);
    }
    return sm3.hex().equals(digest) ? Condition.INTACT : Condition.CHANGED;
  }

  /** Where a paper lies; the address is checked, so that no digest leads out of the directory. */
  Path path(String digest) {
    return path(directory, digest);
  }

  /**
   * Where a paper lies in the folder of a store.
   *
   * @throws IllegalArgumentException if it is no digest
   */
  public static Path path(Path directory, String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a digest: " + digest);
    }
    return directory
        .resolve(digest.substring(0, 2))
        .resolve(digest.substring(2, 4))
        .resolve(digest);
  }
}
