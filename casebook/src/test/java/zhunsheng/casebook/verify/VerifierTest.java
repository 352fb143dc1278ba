package zhunsheng.casebook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import zhunsheng.casebook.Progress;
import zhunsheng.casebook.TestDatabase;
import zhunsheng.casebook.Town;
import zhunsheng.casebook.attachment.AttachmentStore;
import zhunsheng.casebook.verify.Report.Problem;
import zhunsheng.policy.file.Material;

class VerifierTest {
  private final Town town = new Town();
  @TempDir Path directory;
  private AttachmentStore attachments;
  private Checkpoints checkpoints;
  private Verifier verifier;
  private String project;

  @BeforeEach
  void record() {
    attachments =
        new AttachmentStore(
            directory.resolve("attachments"),
            TestDatabase.database(),
            AttachmentStore.DEFAULT_LIMIT);
    checkpoints = new Checkpoints(TestDatabase.database(), directory.resolve("keys"));
    verifier = new Verifier(TestDatabase.database(), attachments, checkpoints);
    town.unit("school");
    project = town.project("school", "甲");
    town.approve(project, "school");
  }

  /** What is wrong in this test's jurisdiction; other tests tamper with theirs. */
  private List<Problem> problems() {
    return verifier.verify(Progress.SILENT).problems().stream()
        .filter(p -> p.jurisdiction().equals(town.jurisdiction))
        .toList();
  }

  /** Does as a superuser with a grudge would: triggers and row-level security do not bind it. */
  private static void tamper(String sql, Object... parameters) {
    try (var connection = TestDatabase.owner().getConnection()) {
      DataSource one = new SingleConnectionDataSource(connection, true);
      JdbcClient client = JdbcClient.create(one);
      client.sql("SET session_replication_role = replica").update();
      assertThat(client.sql(sql).params(parameters).update()).isPositive();
      client.sql("RESET session_replication_role").update();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertFirstBad(long version, String message) {
    assertThat(problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.file()).isEqualTo(project);
              assertThat(p.version()).isEqualTo(version);
              assertThat(p.message()).contains(message);
            });
  }

  @Test
  void an_untouched_record_passes_and_its_size_is_told() {
    checkpoints.make(town.jurisdiction, town.now());
    long[] last = new long[2];

    Report report =
        verifier.verify(
            (done, total) -> {
              last[0] = done;
              last[1] = total;
            });

    assertThat(problems()).isEmpty();
    assertThat(report.events()).isEqualTo(last[0]).isEqualTo(last[1]).isGreaterThan(10);
    assertThat(report.files()).isGreaterThanOrEqualTo(2);
    assertThat(report.checkpoints()).isPositive();
  }

  @Test
  void a_flipped_byte_in_a_payload_is_found_at_its_event() {
    tamper(
        "UPDATE event SET payload = replace(payload::text, '300000.00', '300000.01')::jsonb"
            + " WHERE file_id = ? AND payload::text LIKE '%300000.00%'",
        project);

    long bad =
        town.casebook.history(town.jurisdiction, project).stream()
            .filter(e -> e.recorded().event().toString().contains("300000.01"))
            .findFirst()
            .orElseThrow()
            .version();
    assertFirstBad(bad, "内容与其哈希值不符");
  }

  @Test
  void a_changed_envelope_is_found_at_its_event() {
    for (String change :
        List.of(
            "person = 'someone'",
            "office = 'hospital'",
            "day = day + 1",
            "at = at + interval '1 microsecond'",
            "policy = 'other'",
            "schema = 2",
            "type = 'FileReopened'")) {
      String column = change.substring(0, change.indexOf(' '));
      String before =
          JdbcClient.create(TestDatabase.owner())
              .sql("SELECT " + column + "::text FROM event WHERE file_id = ? AND version = 2")
              .param(project)
              .query(String.class)
              .single();
      String type =
          column.equals("day")
              ? "::date"
              : column.equals("at") ? "::timestamptz" : column.equals("schema") ? "::int" : "";

      tamper("UPDATE event SET " + change + " WHERE file_id = ? AND version = 2", project);
      assertFirstBad(2, "内容与其哈希值不符");
      tamper(
          "UPDATE event SET " + column + " = ?" + type + " WHERE file_id = ? AND version = 2",
          before,
          project);
      assertThat(problems()).as("put back: " + change).isEmpty();
    }
  }

  @Test
  void a_changed_hash_is_found() {
    tamper("UPDATE event SET hash = reverse(hash) WHERE file_id = ? AND version = 3", project);
    assertFirstBad(3, "内容与其哈希值不符");
  }

  @Test
  void a_broken_link_is_found() {
    tamper(
        "UPDATE event SET prev_hash = reverse(prev_hash) WHERE file_id = ? AND version = 3",
        project);
    assertFirstBad(3, "链接断开");
  }

  @Test
  void an_event_missing_in_the_middle_is_found() {
    tamper("DELETE FROM event WHERE file_id = ? AND version = 2", project);
    assertFirstBad(2, "事件缺失");
  }

  @Test
  void a_deleted_tail_is_found() {
    long last = town.file(project).version();
    tamper("DELETE FROM event WHERE file_id = ? AND version >= ?", project, last - 1);
    assertFirstBad(last - 1, "链尾的事件缺失");
  }

  @Test
  void a_file_whose_events_are_all_gone_is_found() {
    tamper("DELETE FROM event WHERE file_id = ?", project);
    assertFirstBad(1, "全部事件缺失");
  }

  @Test
  void a_tail_deleted_together_with_its_head_is_found_by_the_checkpoint() {
    checkpoints.make(town.jurisdiction, town.now());
    long last = town.file(project).version();
    tamper("DELETE FROM event WHERE file_id = ? AND version = ?", project, last);
    tamper(
        "UPDATE head h SET version = e.version, hash = e.hash FROM event e"
            + " WHERE e.file_id = h.file_id AND e.file_id = ? AND e.version = ?",
        project,
        last - 1);

    assertFirstBad(last, "与第 1 个检查点不符");
  }

  @Test
  void a_checkpoint_covers_what_moved_since_the_one_before() {
    assertThat(checkpoints.make(town.jurisdiction, town.now())).isTrue();
    assertThat(checkpoints.make(town.jurisdiction, town.now())).as("nothing moved").isFalse();
    town.done(project, "school", Town.submission("amendment", Map.of("name", "乙"), Map.of()));
    assertThat(checkpoints.make(town.jurisdiction, town.now())).isTrue();
    assertThat(problems()).isEmpty();

    tamper(
        "UPDATE checkpoint_head SET hash = reverse(hash) WHERE file_id = ? AND number = 2",
        project);
    assertThat(problems()).extracting(Problem::message).anyMatch(m -> m.contains("第 2 个检查点的内容被改动"));
  }

  @Test
  void a_checkpoint_signed_by_someone_else_is_found() {
    checkpoints.make(town.jurisdiction, town.now());
    String digest =
        JdbcClient.create(TestDatabase.owner())
            .sql("SELECT digest FROM checkpoint WHERE jurisdiction = ?")
            .param(town.jurisdiction)
            .query(String.class)
            .single();
    String forged = CheckpointKey.in(directory.resolve("forger")).sign(digest);
    tamper("UPDATE checkpoint SET signature = ? WHERE jurisdiction = ?", forged, town.jurisdiction);

    assertThat(problems()).extracting(Problem::message).containsExactly("第 1 个检查点的签名无效");
  }

  @Test
  void a_checkpoint_deleted_with_all_it_covers_is_missed_by_the_log() {
    checkpoints.make(town.jurisdiction, town.now());
    for (String table : List.of("checkpoint", "checkpoint_head", "event", "head")) {
      tamper("DELETE FROM " + table + " WHERE jurisdiction = ?", town.jurisdiction);
    }

    assertThat(problems())
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("检查点日志");
  }

  @Test
  void a_paper_that_was_changed_or_lost_is_found() throws IOException {
    byte[] pdf = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
    Material.Attachment paper =
        attachments.store(
            new AttachmentStore.Uploader(town.jurisdiction, "zhang", "school", town.now()),
            "方案.pdf",
            new ByteArrayInputStream(pdf));
    String other = town.project("school", "乙");
    town.done(
        other,
        "school",
        Town.declaration("1.00", Map.of("paper", new Material(List.of(paper), null))));
    assertThat(problems()).isEmpty();
    Path file =
        directory
            .resolve("attachments")
            .resolve(paper.digest().substring(0, 2))
            .resolve(paper.digest().substring(2, 4))
            .resolve(paper.digest());

    Files.write(file, new byte[] {'%', 'P', 'D', 'F', '-', '1', '.', '8', '\n'});
    assertThat(problems())
        .extracting(Problem::message)
        .containsExactly("附件内容被改动：" + paper.digest());

    Files.delete(file);
    tamper("DELETE FROM attachment WHERE jurisdiction = ?", town.jurisdiction);
    assertThat(problems()).extracting(Problem::message).containsExactly("附件缺失：" + paper.digest());
  }

  @Test
  void the_key_is_for_its_owner_only_and_found_again() throws IOException {
    Path keys = directory.resolve("keys");
    String signature = CheckpointKey.in(keys).sign("text");

    assertThat(CheckpointKey.in(keys).signed("text", signature)).isTrue();
    assertThat(CheckpointKey.in(keys).signed("Text", signature)).isFalse();
    assertThat(CheckpointKey.in(keys).signed("text", "no signature")).isFalse();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(keys.resolve("checkpoint.key"))))
        .isEqualTo("rw-------");
  }
}
