package zhunsheng.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.casebook.attachment.AttachmentStore;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.event.Sm3;
import zhunsheng.casebook.verify.Report;
import zhunsheng.server.database.EmbeddedPostgres;
import zhunsheng.server.database.Postgres;
import zhunsheng.server.files.Verification;
import zhunsheng.server.identity.AuditLog;

/**
 * Brings an archive back on an empty machine. Everything is made beside the place where it will be
 * and moved there at the end: a restore that was interrupted leaves a folder {@code *.restoring},
 * which the next one throws away, and an external database with a schema and no rows.
 */
public final class Restore {
  private final ZipFile zip;
  private final Manifest manifest;

  private Restore(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * What was restored.
   *
   * @param madeAt when the archive was made
   * @param report what verification says of it: a problem here was one before the backup
   * @param audit first entry of the audit log that is not as it was written, or null
   * @param policies folder of the packs
   */
  public record Done(String madeAt, Report report, @Nullable Long audit, Path policies) {
    public boolean ok() {
      return report.ok() && audit == null;
    }
  }

  /**
   * Restores into {@code place}, whose folder must be missing or empty, and whose database, if it
   * is an external one, holds no record.
   *
   * @throws BackupException if the archive is not whole or the place not empty; the place is then
   *     as it was
   */
  public static Done read(Path archive, Postgres.Place place) {
    try {
      refuseUsed(place.data());
      try (ZipFile zip = new ZipFile(archive.toFile())) {
        Restore restore = new Restore(zip, manifest(zip, archive));
        restore.check();
        return restore.restore(place);
      }
    } catch (ZipException e) {
      throw new BackupException(archive + " 不是完整的备份文件：" + e.getMessage(), e);
    } catch (IOException | SQLException e) {
      throw new BackupException("没有恢复：" + e.getMessage(), e);
    }
  }

  private static void refuseUsed(Path data) throws IOException {
    if (!Files.exists(data)) {
      return;
    }
    if (!Files.isDirectory(data)) {
      throw new BackupException(data + " 不是文件夹。");
    }
    try (Stream<Path> inside = Files.list(data)) {
      if (inside.findAny().isPresent()) {
        throw new BackupException(data + " 已有内容，没有恢复。请用 --data 指定一个空的或者不存在的文件夹。");
      }
    }
  }

  private static Manifest manifest(ZipFile zip, Path archive) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw new BackupException(archive + " 不是准绳的备份，或者没有写完：缺 " + Manifest.NAME + "。");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      Manifest manifest = JsonMapper.shared().readValue(in.readAllBytes(), Manifest.class);
      if (manifest.format() != Manifest.FORMAT) {
        throw new BackupException(
            "备份的格式是 " + manifest.format() + "，本版本只认得 " + Manifest.FORMAT + "。请用制作备份时的版本恢复。");
      }
      return manifest;
    } catch (JacksonException | NullPointerException e) {
      throw new BackupException(archive + " 的 " + Manifest.NAME + " 已损坏。", e);
    }
  }

  /** Nothing is written before every byte is known to be the one that was backed up. */
  private void check() throws IOException {
    Map<String, ZipEntry> present = new HashMap<>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      present.put(entry.getName(), entry);
    }
    present.remove(Manifest.NAME);
    for (Manifest.Entry entry : manifest.entries()) {
      ZipEntry found = present.remove(entry.name());
      if (found == null) {
        throw new BackupException("备份不完整：缺 " + entry.name() + "。");
      }
      Sm3 sm3 = new Sm3();
      long size = 0;
      byte[] buffer = new byte[1 << 16];
      try (InputStream in = zip.getInputStream(found)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          sm3.add(buffer, n);
          size += n;
        }
      } catch (ZipException e) {
        throw new BackupException("备份已损坏：" + entry.name() + " 读不出来。", e);
      }
      if (size != entry.size() || !sm3.hex().equals(entry.sm3())) {
        throw new BackupException("备份已损坏：" + entry.name() + " 与制作时不一致。");
      }
    }
    if (!present.isEmpty()) {
      throw new BackupException("备份里多出了 " + present.keySet().iterator().next() + "，不是制作时的文件。");
    }
  }

  private Done restore(Postgres.Place place) throws IOException, SQLException {
    Path beside = place.data().resolveSibling(place.data().getFileName() + ".restoring");
    boolean external = place.url() != null;
    if (external) {
      refuseUsed(place, beside);
    }
    EmbeddedPostgres.delete(beside);
    Files.createDirectories(beside);
    boolean moved = false;
    try {
      unpack(beside);
      Report report;
      Long audit;
      try (Postgres postgres =
          Postgres.open(
              new Postgres.Place(
                  place.url(), place.user(), place.password(), beside, place.programs()))) {
        load(postgres);
        if (external) {
          move(beside, place.data());
          moved = true;
        }
        Database database = Database.open(postgres.dataSource(), Postgres.MIGRATIONS);
        report =
            Verification.of(database, external ? place.data() : beside).verify((done, total) -> {});
        audit = AuditLog.on(postgres.dataSource()).firstChanged();
      }
      if (!external) {
        move(beside, place.data());
        moved = true;
      }
      return new Done(manifest.madeAt(), report, audit, place.data().resolve("policies"));
    } finally {
      if (!moved) {
        EmbeddedPostgres.delete(beside);
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.deleteIfExists(to);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** An external database must be empty before anything beside it is touched. */
  private static void refuseUsed(Postgres.Place place, Path beside) throws SQLException {
    try (Postgres postgres = Postgres.open(place);
        Connection connection = postgres.dataSource().getConnection()) {
      if (new Tables(connection).used()) {
        throw new BackupException(
            "数据库里已有记录，没有恢复。请用一个空的数据库。"
                + (Files.exists(beside)
                    ? "如果上次恢复在最后一步中断，把 " + beside + " 改名为 " + place.data() + " 即可。"
                    : ""));
      }
    }
  }

  private void unpack(Path folder) throws IOException {
    for (Manifest.Entry entry : manifest.entries()) {
      String name = entry.name();
      int slash = name.indexOf('/');
      Path target =
          switch (name.substring(0, Math.max(slash, 0))) {
            case "attachments" -> paper(folder, name.substring(slash + 1));
            case "checkpoints" ->
                Verification.checkpoints(folder).resolve(name.substring(slash + 1));
            case "policies" -> folder.resolve(name);
            default -> folder;
          };
      if (!target.normalize().startsWith(folder)) {
        throw new BackupException("备份里的 " + name + " 指向了别处，没有恢复。");
      }
      if (!target.equals(folder)) {
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
          Files.copy(in, target);
        }
      }
    }
  }

  private static Path paper(Path folder, String digest) {
    try {
      return AttachmentStore.path(Verification.papers(folder), digest);
    } catch (IllegalArgumentException e) {
      throw new BackupException("备份里的附件 " + digest + " 不是附件的名字，没有恢复。", e);
    }
  }

  private void load(Postgres postgres) throws IOException, SQLException {
    if (!Database.prepare(postgres.dataSource(), manifest.migrations(), Postgres.MIGRATIONS)) {
      throw new BackupException("本版本不认得备份的数据库结构，请用制作备份时的版本恢复，再升级。");
    }
    try (Connection connection = postgres.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        Tables tables = new Tables(connection);
        for (Tables.Table table : tables.all()) {
          ZipEntry entry = zip.getEntry(table.entry());
          if (entry == null) {
            throw new BackupException("备份不完整：缺 " + table.entry() + "。");
          }
          try (InputStream in = zip.getInputStream(entry)) {
            tables.copyIn(table, in);
          }
        }
        List<Manifest.Chain> chains = tables.chains();
        if (!chains.equals(manifest.chains())) {
          throw new BackupException("恢复出来的链与备份时不一致，没有恢复：" + chains);
        }
        connection.commit();
      } catch (RuntimeException | SQLException | IOException e) {
        connection.rollback();
        throw e;
      }
    }
  }
}
