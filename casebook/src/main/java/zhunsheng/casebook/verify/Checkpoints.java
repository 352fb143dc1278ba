package zhunsheng.casebook.verify;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.verify.Checkpoint.Head;

/** Makes checkpoints: what a later verification compares the chains with. */
public final class Checkpoints {
  private final Database database;
  private final CheckpointKey key;
  private final CheckpointLog log;

  /**
   * @param directory of key and log, outside the database; they are made if missing
   */
  public Checkpoints(Database database, Path directory) {
    this.database = database;
    this.key = CheckpointKey.in(directory);
    this.log = new CheckpointLog(directory);
  }

  CheckpointKey key() {
    return key;
  }

  CheckpointLog log() {
    return log;
  }

  /**
   * Signs where the chains of a jurisdiction stand; says whether any had moved since the last
   * checkpoint.
   */
  public boolean make(String jurisdiction, Instant at) {
    Optional<Checkpoint> made = database.in(jurisdiction, client -> make(client, jurisdiction, at));
    made.ifPresent(c -> log.add(new CheckpointLog.Line(jurisdiction, c.number(), c.digest())));
    return made.isPresent();
  }

  private Optional<Checkpoint> make(JdbcClient client, String jurisdiction, Instant at) {
    // One at a time in a jurisdiction; commands go on meanwhile.
    client
        .sql("SELECT pg_advisory_xact_lock(5917773, hashtext(?)) IS NULL")
        .param(jurisdiction)
        .query(Boolean.class)
        .single();
    List<Head> moved = moved(client);
    if (moved.isEmpty()) {
      return Optional.empty();
    }
    Optional<Checkpoint> last = last(client, jurisdiction);
    long number = last.map(Checkpoint::number).orElse(0L) + 1;
    String previous = last.map(Checkpoint::digest).orElse(Checkpoint.START);
    String digest = Checkpoint.digest(jurisdiction, number, previous, moved);
    Checkpoint made =
        new Checkpoint(jurisdiction, number, previous, moved, digest, key.sign(digest));
    insert(client, made, at);
    return Optional.of(made);
  }

  private static List<Head> moved(JdbcClient client) {
    return client
        .sql(
            """
            SELECT h.file_id, h.version, h.hash FROM head h
            WHERE NOT EXISTS (
              SELECT FROM checkpoint_head c WHERE c.file_id = h.file_id AND c.version >= h.version)
            ORDER BY h.file_id COLLATE "C"
            """)
        .query(
            (row, n) ->
                new Head(row.getString("file_id"), row.getLong("version"), row.getString("hash")))
        .list();
  }

  private static Optional<Checkpoint> last(JdbcClient client, String jurisdiction) {
    return client
        .sql(
            """
            SELECT number, previous, digest, signature FROM checkpoint ORDER BY number DESC LIMIT 1
            """)
        .query(
            (row, n) ->
                new Checkpoint(
                    jurisdiction,
                    row.getLong("number"),
                    row.getString("previous"),
                    List.of(),
                    row.getString("digest"),
                    row.getString("signature")))
        .optional();
  }

  private static void insert(JdbcClient client, Checkpoint c, Instant at) {
    client
        .sql(
            """
            INSERT INTO checkpoint (jurisdiction, number, at, previous, digest, signature)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(
            c.jurisdiction(),
            c.number(),
            at.atOffset(ZoneOffset.UTC),
            c.previous(),
            c.digest(),
            c.signature())
        .update();
    client
        .sql(
            """
            INSERT INTO checkpoint_head (jurisdiction, number, file_id, version, hash)
            SELECT ?, ?, * FROM unnest(?::text[], ?::bigint[], ?::text[])
            """)
        .params(
            c.jurisdiction(),
            c.number(),
            c.heads().stream().map(Head::fileId).toArray(String[]::new),
            c.heads().stream().map(Head::version).toArray(Long[]::new),
            c.heads().stream().map(Head::hash).toArray(String[]::new))
        .update();
  }
}
