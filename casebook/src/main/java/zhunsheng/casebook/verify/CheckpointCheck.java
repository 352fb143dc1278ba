package zhunsheng.casebook.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.verify.Checkpoint.Head;
import zhunsheng.casebook.verify.Report.Problem;
import zhunsheng.casebook.verify.Verifier.Tally;

/**
 * Compares the chains of one jurisdiction with its signed checkpoints, and these with their key and
 * log.
 */
final class CheckpointCheck {
  private final JdbcClient client;
  private final String jurisdiction;
  private final Checkpoints checkpoints;
  private final Tally tally;

  CheckpointCheck(JdbcClient client, String jurisdiction, Checkpoints checkpoints, Tally tally) {
    this.client = client;
    this.jurisdiction = jurisdiction;
    this.checkpoints = checkpoints;
    this.tally = tally;
  }

  /**
   * @param logged the last checkpoint that the log knows, or null
   */
  void run(CheckpointLog.@Nullable Line logged) {
    boolean seen = logged == null;
    long number = 0;
    String previous = Checkpoint.START;
    for (Checkpoint checkpoint : load()) {
      tally.checkpoint();
      number++;
      if (checkpoint.number() != number || !checkpoint.previous().equals(previous)) {
        problem("第 " + number + " 个检查点缺失或被替换");
        number = checkpoint.number();
      } else if (!checkpoint.digest().equals(checkpoint.computedDigest())) {
        problem("第 " + number + " 个检查点的内容被改动");
      } else if (!checkpoints.key().signed(checkpoint.digest(), checkpoint.signature())) {
        problem("第 " + number + " 个检查点的签名无效");
      }
      previous = checkpoint.digest();
      seen |=
          logged != null
              && logged.number() == checkpoint.number()
              && logged.digest().equals(checkpoint.digest());
    }
    if (logged != null && !seen) {
      problem("检查点日志中的第 " + logged.number() + " 个检查点不在库中，或与库中不同");
    }
    compareWithEvents();
  }

  private List<Checkpoint> load() {
    Map<Long, List<Head>> heads = new HashMap<>();
    client
        .sql(
            """
            SELECT number, file_id, version, hash FROM checkpoint_head
            ORDER BY number, file_id COLLATE "C"
            """)
        .query(
            row -> {
              heads
                  .computeIfAbsent(row.getLong("number"), n -> new ArrayList<>())
                  .add(
                      new Head(
                          row.getString("file_id"), row.getLong("version"), row.getString("hash")));
            });
    return client
        .sql("SELECT number, previous, digest, signature FROM checkpoint ORDER BY number")
        .query(
            (row, n) ->
                new Checkpoint(
                    jurisdiction,
                    row.getLong("number"),
                    row.getString("previous"),
                    heads.getOrDefault(row.getLong("number"), List.of()),
                    row.getString("digest"),
                    row.getString("signature")))
        .list();
  }

  private void compareWithEvents() {
    client
        .sql(
            """
            SELECT c.number, c.file_id, c.version, e.hash IS NULL AS missing,
                   (SELECT coalesce(max(version), 0) FROM event WHERE file_id = c.file_id) AS last
            FROM checkpoint_head c
            LEFT JOIN event e ON e.file_id = c.file_id AND e.version = c.version
            WHERE e.hash IS DISTINCT FROM c.hash
            ORDER BY c.file_id, c.version
            """)
        .query(
            row -> {
              boolean missing = row.getBoolean("missing");
              long version = row.getLong("version");
              tally.badEvent(
                  jurisdiction,
                  row.getString("file_id"),
                  missing ? Math.min(version, row.getLong("last") + 1) : version,
                  "与第 "
                      + row.getLong("number")
                      + " 个检查点不符："
                      + (missing ? "事件缺失（应到第 " + version + " 条）" : "事件被改写"));
            });
  }

  private void problem(String message) {
    tally.problem(new Problem(jurisdiction, null, 0, message));
  }
}
