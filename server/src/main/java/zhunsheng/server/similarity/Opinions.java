package zhunsheng.server.similarity;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.database.Database;

/** What the second judge said; its last word on each hit is kept. */
@Component
public class Opinions {
  private final Database database;

  Opinions(Database database) {
    this.database = database;
  }

  /**
   * An opinion on one found file.
   *
   * @param other the file that was found
   * @param duplicate null where it could not decide
   * @param person who asked
   */
  public record Kept(
      String file,
      String run,
      String other,
      String model,
      @Nullable Boolean duplicate,
      String reason,
      String person,
      LocalDate day) {}

  /** Puts it in the place of what was said before of the same hit. */
  public void put(String jurisdiction, Kept o, Instant at) {
    database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    INSERT INTO look_alike_opinion
                      (jurisdiction, file_id, run, other_id, model, duplicate, reason, person, day, at)
                    VALUES (:jurisdiction, :file, :run, :other, :model, :duplicate, :reason, :person, :day, :at)
                    ON CONFLICT (jurisdiction, file_id, run, other_id) DO UPDATE
                    SET model = excluded.model, duplicate = excluded.duplicate, reason = excluded.reason,
                        person = excluded.person, day = excluded.day, at = excluded.at
                    """)
                .param("jurisdiction", jurisdiction)
                .param("file", o.file())
                .param("run", o.run())
                .param("other", o.other())
                .param("model", o.model())
                .param("duplicate", o.duplicate(), Types.BOOLEAN)
                .param("reason", o.reason())
                .param("person", o.person())
                .param("day", o.day())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update());
  }

  /** Those on one run. */
  public List<Kept> of(String jurisdiction, String file, String run) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    "SELECT * FROM look_alike_opinion WHERE file_id = ? AND run = ? ORDER BY other_id")
                .params(file, run)
                .query(
                    (row, n) ->
                        new Kept(
                            row.getString("file_id"),
                            row.getString("run"),
                            row.getString("other_id"),
                            row.getString("model"),
                            row.getObject("duplicate", Boolean.class),
                            row.getString("reason"),
                            row.getString("person"),
                            row.getObject("day", LocalDate.class)))
                .list());
  }
}
