package zhunsheng.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.server.Browser;
import zhunsheng.server.TestServer;
import zhunsheng.server.database.EmbeddedPostgres;
import zhunsheng.server.database.Postgres;

/** One archive of the demonstration, and its way back, whole or not. */
@ExtendWith(TestServer.class)
@Timeout(300)
class BackupTest {
  private final TestServer.Running server;
  private final Postgres running;
  @TempDir private Path folder;

  BackupTest(TestServer.Running server) {
    this.server = server;
    this.running = server.bean(Postgres.class);
  }

  @AfterEach
  void stop() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(Files::isDirectory).forEach(EmbeddedPostgres::delete);
    }
  }

  private Path archive() {
    Path archive = folder.resolve("backup.zip");
    Backup.write(
        archive,
        running.dataSource(),
        server.data().resolve("data"),
        server.data().resolve("policies"));
    return archive;
  }

  private Postgres.Place place(String name) {
    return new Postgres.Place(
        null, null, null, folder.resolve(name), TestServer.home().resolve(".zhunsheng"));
  }

  @Test
  void what_was_backed_up_while_people_worked_comes_back_to_the_same_heads() throws Exception {
    List<String> opened = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> people = CompletableFuture.runAsync(() -> open(opened, enough));
    while (opened.isEmpty() && !people.isDone()) {
      Thread.sleep(5);
    }
    Path archive = folder.resolve("backup.zip");
    Backup.Made made =
        Backup.write(
            archive,
            running.dataSource(),
            server.data().resolve("data"),
            server.data().resolve("policies"));
    int before = opened.size();
    enough.set(true);
    people.get(60, TimeUnit.SECONDS);
    // An interrupted restore left this.
    Files.createDirectories(folder.resolve("back.restoring/postgres"));
    Files.writeString(folder.resolve("back.restoring/postgres/half"), "x");

    Restore.Done done = Restore.read(archive, place("back"));

    assertThat(before).isPositive();
    assertThat(done.report().problems()).isEmpty();
    assertThat(done.ok()).isTrue();
    assertThat(done.report().events()).isEqualTo(made.events()).isPositive();
    assertThat(done.report().files()).isEqualTo(made.files());
    assertThat(done.report().attachments()).isEqualTo(made.papers()).isPositive();
    assertThat(done.policies().resolve(TestServer.pack()).resolve("policy.yaml")).exists();
    assertThat(folder.resolve("back.restoring")).doesNotExist();
    // It goes on where it stood: accounts are there, counters go on, rows are still divided.
    try (Postgres back = Postgres.reach(place("back"))) {
      JdbcClient client = JdbcClient.create(back.dataSource());
      JdbcClient source = JdbcClient.create(running.dataSource());
      String accounts = "select count(*) from server.account";
      assertThat(client.sql(accounts).query(Long.class).single())
          .isEqualTo(source.sql(accounts).query(Long.class).single());
      String forced = "select count(*) from pg_class where relrowsecurity and relforcerowsecurity";
      assertThat(client.sql(forced).query(Long.class).single())
          .isEqualTo(source.sql(forced).query(Long.class).single());
      assertThat(client.sql("select count(*) from event").query(Long.class).single()).isZero();
    }
    assertThatThrownBy(() -> Restore.read(archive, place("back")))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("已有内容");
  }

  private void open(List<String> opened, AtomicBoolean enough) {
    Browser unit = Browser.signedIn(server.port(), "yunhe");
    while (!enough.get()) {
      Browser.Answer answer =
          unit.send(
              "POST",
              "/api/files",
              Browser.opening("yunhe_town", "备份时新建" + opened.size()),
              "Idempotency-Key",
              "backup-" + opened.size());
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      opened.add(answer.json().get("file").asString());
    }
  }

  @Test
  void an_external_database_takes_it_once() {
    Path archive = archive();
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            folder.resolve("elsewhere"), TestServer.home().resolve(".zhunsheng"))) {
      Postgres.Place external =
          new Postgres.Place(
              postgres.url(),
              postgres.user(),
              postgres.password(),
              folder.resolve("papers"),
              TestServer.home().resolve(".zhunsheng"));

      assertThat(Restore.read(archive, external).ok()).isTrue();

      assertThat(folder.resolve("papers/attachments")).isNotEmptyDirectory();
      assertThatThrownBy(
              () ->
                  Restore.read(
                      archive,
                      new Postgres.Place(
                          external.url(),
                          external.user(),
                          external.password(),
                          folder.resolve("other"),
                          external.programs())))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("数据库里已有记录");
      assertThat(folder.resolve("other")).doesNotExist();
    }
  }

  @Test
  void an_archive_that_is_not_whole_is_refused_and_leaves_nothing() throws IOException {
    Path archive = archive();
    byte[] bytes = Files.readAllBytes(archive);
    Path cut = Files.write(folder.resolve("cut.zip"), List.of());
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Path changed = rewritten(archive, "database/public.event.copy", false);
    Path without = rewritten(archive, "database/public.event.copy", true);
    Path unfinished = rewritten(archive, Manifest.NAME, true);

    assertRefused(cut, "不是完整的备份文件");
    assertRefused(changed, "database/public.event.copy 与制作时不一致");
    assertRefused(without, "缺 database/public.event.copy");
    assertRefused(unfinished, "没有写完");
    assertRefused(folder.resolve("none.zip"), "none.zip");
    assertThatThrownBy(this::archive)
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("已存在");
  }

  private void assertRefused(Path archive, String why) {
    assertThatThrownBy(() -> Restore.read(archive, place("back")))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(why);
    assertThat(folder.resolve("back")).doesNotExist();
    assertThat(folder.resolve("back.restoring")).doesNotExist();
  }

  /** The archive again with one entry changed in its last byte, or left out. */
  private Path rewritten(Path archive, String name, boolean leftOut) throws IOException {
    Path target = Files.createTempFile(folder, "changed", ".zip");
    try (ZipFile from = new ZipFile(archive.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(target))) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        if (entry.getName().equals(name)) {
          if (leftOut) {
            continue;
          }
          bytes[bytes.length - 2] ^= 1;
        }
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(bytes);
        to.closeEntry();
      }
    }
    return target;
  }
}
