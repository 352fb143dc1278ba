package zhunsheng.server.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.casebook.attachment.AttachmentStore;
import zhunsheng.casebook.event.Sm3;
import zhunsheng.server.files.Verification;

/**
 * Writes one archive of the database, the papers, the checkpoints and the packs, while the server
 * goes on: all rows are of one moment, with every paper that they name and no checkpoint that they
 * do not know.
 */
public final class Backup {
  private final List<Manifest.Entry> entries = new ArrayList<>();
  private final ZipOutputStream zip;

  private Backup(ZipOutputStream zip) {
    this.zip = zip;
  }

  /**
   * What was written.
   *
   * @param bytes of the archive
   */
  public record Made(long files, long events, long papers, long bytes) {}

  /**
   * Makes the archive; it appears under its name only when it is whole and on disk.
   *
   * @param archive must not exist yet
   * @param data the installation's folder
   * @param policies folder of its packs
   * @throws BackupException if it cannot be made; nothing is left behind then
   */
  public static Made write(Path archive, DataSource database, Path data, Path policies) {
    Path target = archive.toAbsolutePath();
    if (Files.exists(target)) {
      throw new BackupException(target + " 已存在，没有覆盖。请换一个文件名。");
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      // It holds the checkpoints' key and the passwords' digests.
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Made made = fill(part, database, data, policies);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      try {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, target);
      }
      return new Made(made.files(), made.events(), made.papers(), Files.size(target));
    } catch (IOException | SQLException e) {
      throw new BackupException("备份未完成，没有留下文件：" + e.getMessage(), e);
    } finally {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        // Left for the next backup of that name, which begins by deleting it.
        part.toFile().deleteOnExit();
      }
    }
  }

  private static Made fill(Path part, DataSource database, Path data, Path policies)
      throws IOException, SQLException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
      // Papers are compressed already, most of them.
      zip.setLevel(Deflater.BEST_SPEED);
      Backup backup = new Backup(zip);
      // Before the rows: a log that knows more than they do would look like a loss.
      backup.folder(Verification.checkpoints(data), "checkpoints");
      List<Manifest.Chain> chains;
      List<String> migrations;
      List<String> papers;
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        try {
          Tables tables = new Tables(connection);
          migrations = tables.migrations();
          chains = tables.chains();
          papers = tables.papers();
          for (Tables.Table table : tables.all()) {
            backup.entry(table.entry(), out -> tables.copyOut(table, out));
          }
        } finally {
          connection.rollback();
        }
      }
      for (String digest : papers) {
        backup.paper(Verification.papers(data), digest);
      }
      backup.folder(policies, "policies");
      backup.finish(migrations, chains);
      return new Made(
          chains.stream().mapToLong(Manifest.Chain::files).sum(),
          chains.stream().mapToLong(Manifest.Chain::events).sum(),
          papers.size(),
          0);
    }
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException, SQLException;
  }

  private void entry(String name, Content content) throws IOException, SQLException {
    zip.putNextEntry(new ZipEntry(name));
    Counted counted = new Counted(zip);
    content.writeTo(counted);
    zip.closeEntry();
    entries.add(new Manifest.Entry(name, counted.size, counted.sm3.hex()));
  }

  private void paper(Path papers, String digest) throws IOException, SQLException {
    Path file = AttachmentStore.path(papers, digest);
    try {
      entry("attachments/" + digest, out -> Files.copy(file, out));
    } catch (NoSuchFileException e) {
      throw new BackupException("附件 " + digest + " 的文件不见了，备份未完成。请先运行 ./zhunsheng verify。", e);
    }
  }

  private void folder(Path folder, String name) throws IOException, SQLException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String relative = folder.relativize(file).toString().replace('\\', '/');
      entry(name + "/" + relative, out -> Files.copy(file, out));
    }
  }

  private void finish(List<String> migrations, List<Manifest.Chain> chains) throws IOException {
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            migrations,
            chains,
            entries);
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(JsonMapper.shared().writeValueAsBytes(manifest));
    zip.closeEntry();
  }

  /** Counts and digests what goes through; closing it leaves the archive open. */
  private static final class Counted extends FilterOutputStream {
    private final Sm3 sm3 = new Sm3();
    private long size;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      sm3.add(bytes, offset, length);
      size += length;
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
