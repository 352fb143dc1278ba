package zhunsheng.server.similarity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.database.Database;

/** What is compared in batches, and what came of it: kept until somebody looks. */
@Component
public class BatchStore {
  private final Database database;

  BatchStore(Database database) {
    this.database = database;
  }

  /** How far a batch is. */
  public enum State {
    RUNNING,
    DONE,
    CANCELLED
  }

  /**
   * Files that are compared together.
   *
   * @param everything whether it is the whole directory
   * @param account who asked for it
   * @param done how many were looked at, those that could not be compared among them
   * @param unchecked how many could not be compared
   */
  public record Batch(
      String id,
      String title,
      boolean everything,
      String account,
      State state,
      LocalDate day,
      int total,
      int done,
      int unchecked) {}

  /**
   * One that was found for another.
   *
   * @param own whether both are of one unit, or among those that the regulation holds against
   *     splitting
   * @param passages as {@link Excerpts} writes them
   * @param newParts one a line
   */
  public record Pair(
      String file,
      String other,
      int score,
      String level,
      boolean own,
      String passages,
      String newParts) {}

  /** A file that was not compared, and why. */
  public record Unchecked(String file, String reason) {}

  void begin(String jurisdiction, Batch batch, List<String> files, Instant at) {
    database.in(
        jurisdiction,
        client -> {
          client
              .sql(
                  """
                  INSERT INTO look_alike_batch
                    (jurisdiction, id, title, everything, account, state, day, begun_at)
                  VALUES (?, ?, ?, ?, ?, 'running', ?, ?)
                  """)
              .params(
                  jurisdiction,
                  batch.id(),
                  batch.title(),
                  batch.everything(),
                  batch.account(),
                  batch.day(),
                  at.atOffset(ZoneOffset.UTC))
              .update();
          return client
              .sql(
                  """
                  INSERT INTO look_alike_batch_file (jurisdiction, batch, file_id, position)
                  SELECT :jurisdiction, :batch, file, at FROM unnest(:files) WITH ORDINALITY AS f (file, at)
                  """)
              .param("jurisdiction", jurisdiction)
              .param("batch", batch.id())
              .param("files", files.toArray(String[]::new))
              .update();
        });
  }

  /** The batch of that id. */
  public Optional<Batch> find(String jurisdiction, String id) {
    return batches(jurisdiction, "WHERE b.id = ?", "b.id", id).stream().findFirst();
  }

  /** The newest batches, at most {@code most}. */
  public List<Batch> newest(String jurisdiction, int most) {
    return batches(jurisdiction, "", "b.begun_at DESC, b.id LIMIT ?", most);
  }

  /** The last of the whole directory that is done. */
  public Optional<Batch> directory(String jurisdiction) {
    return batches(
            jurisdiction,
            "WHERE b.everything AND b.state = 'done'",
            "b.begun_at DESC, b.id LIMIT 1")
        .stream()
        .findFirst();
  }

  /** The oldest batch that is not done. */
  Optional<Batch> running(String jurisdiction) {
    return batches(jurisdiction, "WHERE b.state = 'running'", "b.begun_at, b.id LIMIT 1").stream()
        .findFirst();
  }

  private List<Batch> batches(
      String jurisdiction, String which, String order, Object... parameters) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    SELECT b.*, count(f.file_id) AS total, count(*) FILTER (WHERE f.checked) AS done,
                           count(*) FILTER (WHERE f.reason IS NOT NULL) AS unchecked
                    FROM look_alike_batch b
                    JOIN look_alike_batch_file f
                      ON f.jurisdiction = b.jurisdiction AND f.batch = b.id
                    %s
                    GROUP BY b.jurisdiction, b.id
                    ORDER BY %s
                    """
                        .formatted(which, order))
                .params(parameters)
                .query((row, n) -> batch(row))
                .list());
  }

  /** The next file of a batch to be compared; none once it was cancelled. */
  Optional<String> next(String jurisdiction, String batch) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    SELECT f.file_id FROM look_alike_batch_file f
                    JOIN look_alike_batch b ON b.jurisdiction = f.jurisdiction AND b.id = f.batch
                    WHERE f.batch = ? AND NOT f.checked AND b.state = 'running'
                    ORDER BY f.position LIMIT 1
                    """)
                .param(batch)
                .query(String.class)
                .optional());
  }

  /** Keeps what was found for a file, or why nothing was compared. */
  void keep(
      String jurisdiction, String batch, String file, List<Pair> pairs, @Nullable String reason) {
    database.in(
        jurisdiction,
        client -> {
          for (Pair p : pairs) {
            client
                .sql(
                    """
                    INSERT INTO look_alike_pair
                      (jurisdiction, batch, file_id, other_id, score, level, own, passages, new_parts)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """)
                .params(
                    jurisdiction,
                    batch,
                    p.file(),
                    p.other(),
                    p.score(),
                    p.level(),
                    p.own(),
                    p.passages(),
                    p.newParts())
                .update();
          }
          return client
              .sql(
                  """
                  UPDATE look_alike_batch_file SET checked = true, reason = :reason
                  WHERE batch = :batch AND file_id = :file
                  """)
              .param("reason", reason)
              .param("batch", batch)
              .param("file", file)
              .update();
        });
  }

  /** Ends a batch that is running; one that has ended stays as it is. */
  void end(String jurisdiction, String batch, State state, Instant at) {
    database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    UPDATE look_alike_batch SET state = ?, ended_at = ?
                    WHERE id = ? AND state = 'running'
                    """)
                .params(state.name().toLowerCase(Locale.ROOT), at.atOffset(ZoneOffset.UTC), batch)
                .update());
  }

  /** What was found, the most probable first. */
  public List<Pair> pairs(String jurisdiction, String batch) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    SELECT * FROM look_alike_pair WHERE batch = ?
                    ORDER BY score DESC, file_id, other_id
                    """)
                .param(batch)
                .query(
                    (row, n) ->
                        new Pair(
                            row.getString("file_id"),
                            row.getString("other_id"),
                            row.getInt("score"),
                            row.getString("level"),
                            row.getBoolean("own"),
                            row.getString("passages"),
                            row.getString("new_parts")))
                .list());
  }

  /** Files that could not be compared. */
  public List<Unchecked> unchecked(String jurisdiction, String batch) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    SELECT file_id, reason FROM look_alike_batch_file
                    WHERE batch = ? AND reason IS NOT NULL ORDER BY position
                    """)
                .param(batch)
                .query((row, n) -> new Unchecked(row.getString("file_id"), row.getString("reason")))
                .list());
  }

  /** All files of a batch, in their order. */
  public List<String> files(String jurisdiction, String batch) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql("SELECT file_id FROM look_alike_batch_file WHERE batch = ? ORDER BY position")
                .param(batch)
                .query(String.class)
                .list());
  }

  private static Batch batch(ResultSet row) throws SQLException {
    return new Batch(
        row.getString("id"),
        row.getString("title"),
        row.getBoolean("everything"),
        row.getString("account"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getObject("day", LocalDate.class),
        row.getInt("total"),
        row.getInt("done"),
        row.getInt("unchecked"));
  }
}
