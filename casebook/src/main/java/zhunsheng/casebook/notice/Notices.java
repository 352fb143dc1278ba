package zhunsheng.casebook.notice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.database.Rows;

/**
 * The notices that offices have received; one person of an office reading a notice reads it for the
 * office.
 */
public final class Notices {
  private final Database database;

  public Notices(Database database) {
    this.database = database;
  }

  /** The latest notices to these offices, newest first, at most {@code limit}. */
  public List<Notice> latest(
      String jurisdiction, Set<String> offices, boolean unreadOnly, int limit) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    SELECT id, office, kind, title, text, file_id, run, day, at, read_at
                    FROM notice
                    WHERE office = ANY (:offices) AND (NOT :unread OR read_at IS NULL)
                    ORDER BY id DESC
                    LIMIT :limit
                    """)
                .param("offices", offices.toArray(String[]::new))
                .param("unread", unreadOnly)
                .param("limit", limit)
                .query(
                    (row, n) ->
                        new Notice(
                            row.getLong("id"),
                            row.getString("office"),
                            Notice.Kind.valueOf(row.getString("kind")),
                            row.getString("title"),
                            row.getString("text"),
                            row.getString("file_id"),
                            row.getString("run"),
                            Rows.day(row, "day"),
                            Rows.instant(row, "at"),
                            row.getObject("read_at") != null))
                .list());
  }

  public long unread(String jurisdiction, Set<String> offices) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql("SELECT count(*) FROM notice WHERE office = ANY (?) AND read_at IS NULL")
                .param(offices.toArray(String[]::new))
                .query(Long.class)
                .single());
  }

  /**
   * Marks those of the notices that went to these offices as read.
   *
   * @return how many were unread before
   */
  public int read(
      String jurisdiction, Collection<Long> ids, Set<String> offices, String person, Instant at) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    UPDATE notice SET read_at = :at, read_by = :person
                    WHERE id = ANY (:ids) AND office = ANY (:offices) AND read_at IS NULL
                    """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("person", person)
                .param("ids", ids.toArray(Long[]::new))
                .param("offices", offices.toArray(String[]::new))
                .update());
  }
}
