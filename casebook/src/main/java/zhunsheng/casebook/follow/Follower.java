package zhunsheng.casebook.follow;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.event.EventStore;
import zhunsheng.casebook.event.StoredEvent;

/**
 * Hands the events of a jurisdiction to whoever follows them, in an order that every later poll
 * continues: by transaction, and in a file by version. Events of transactions younger than the
 * oldest still running wait, so a slow transaction is never passed over.
 */
public final class Follower {
  private static final int BATCH = 500;

  /** Those of the jurisdiction that come after a position. */
  private static final String AFTER =
      """
      FROM event
      WHERE jurisdiction = current_setting('zhunsheng.jurisdiction')
        AND (tx_id, file_id, version) > (?::xid8, ?, ?)
      """;

  private final Database database;

  public Follower(Database database) {
    this.database = database;
  }

  private record Position(String txId, String fileId, long version) {
    static final Position START = new Position("0", "", 0);
  }

  private record Followed(Position position, StoredEvent event) {}

  /**
   * Hands over the next events, at most 500, then remembers the place.
   *
   * <p>At least once: if {@code handler} or the process fails, the same events come again, so
   * handling one twice must do no harm. Two polls under one name do not run at the same time; the
   * second gets nothing.
   *
   * @param name of the follower, whose place is kept
   * @return how many were handed over; 0 when there is nothing new
   */
  public int poll(String jurisdiction, String name, Consumer<List<StoredEvent>> handler) {
    return poll(jurisdiction, name, BATCH, handler);
  }

  /**
   * As {@link #poll(String, String, Consumer)}, with another number at once: who builds anew takes
   * larger steps.
   *
   * @param most how many events at most
   */
  public int poll(String jurisdiction, String name, int most, Consumer<List<StoredEvent>> handler) {
    return database.in(
        jurisdiction,
        client -> {
          if (!takeTurn(client, jurisdiction, name)) {
            return 0;
          }
          List<Followed> next = after(client, position(client, name), most);
          if (next.isEmpty()) {
            return 0;
          }
          handler.accept(next.stream().map(Followed::event).toList());
          remember(client, jurisdiction, name, next.getLast().position());
          return next.size();
        });
  }

  /** Whether there are events that the follower has not had, those it must still wait for too. */
  public boolean behind(String jurisdiction, String name) {
    return ofAfter(jurisdiction, name, "SELECT EXISTS (SELECT " + AFTER + ")", Boolean.class);
  }

  /** How many events of the jurisdiction the follower has not had. */
  public long missing(String jurisdiction, String name) {
    return ofAfter(jurisdiction, name, "SELECT count(*) " + AFTER, Long.class);
  }

  private <T> T ofAfter(String jurisdiction, String name, String sql, Class<T> type) {
    return database.in(
        jurisdiction,
        client -> {
          Position position = position(client, name);
          return client
              .sql(sql)
              .params(position.txId(), position.fileId(), position.version())
              .query(type)
              .single();
        });
  }

  /** Sends the follower back to the first event: to build an index anew. */
  public void restart(String jurisdiction, String name) {
    database.in(
        jurisdiction,
        client -> client.sql("DELETE FROM follower WHERE name = ?").param(name).update());
  }

  private static boolean takeTurn(JdbcClient client, String jurisdiction, String name) {
    return client
        .sql("SELECT pg_try_advisory_xact_lock(5917772, hashtext(?))")
        .param(jurisdiction + "/" + name)
        .query(Boolean.class)
        .single();
  }

  private static Position position(JdbcClient client, String name) {
    return client
        .sql("SELECT tx_id::text, file_id, version FROM follower WHERE name = ?")
        .param(name)
        .query(
            (row, n) ->
                new Position(
                    row.getString("tx_id"), row.getString("file_id"), row.getLong("version")))
        .optional()
        .orElse(Position.START);
  }

  private static List<Followed> after(JdbcClient client, Position position, int most) {
    return client
        .sql(
            "SELECT tx_id::text AS tx, "
                + EventStore.COLUMNS
                + " "
                + AFTER
                + """
                  AND tx_id < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY tx_id, file_id, version
                LIMIT ?
                """)
        .params(position.txId(), position.fileId(), position.version(), most)
        .query(
            (row, n) -> {
              StoredEvent event = EventStore.map(row, n);
              return new Followed(
                  new Position(row.getString("tx"), event.fileId(), event.version()), event);
            })
        .list();
  }

  private static void remember(
      JdbcClient client, String jurisdiction, String name, Position position) {
    client
        .sql(
            """
            INSERT INTO follower (jurisdiction, name, tx_id, file_id, version)
            VALUES (?, ?, ?::xid8, ?, ?)
            ON CONFLICT (jurisdiction, name) DO UPDATE
            SET tx_id = excluded.tx_id, file_id = excluded.file_id, version = excluded.version
            """)
        .params(jurisdiction, name, position.txId(), position.fileId(), position.version())
        .update();
  }
}
