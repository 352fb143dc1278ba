package zhunsheng.server.similarity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.database.Database;

/** What reviewers say of what a comparison found; the last word of each office is kept. */
@Component
public class Verdicts {
  private final Database database;

  Verdicts(Database database) {
    this.database = database;
  }

  /**
   * Whether one found file is a duplicate.
   *
   * @param other the file that was found
   */
  public record Verdict(
      String file,
      String run,
      String other,
      String office,
      boolean duplicate,
      String reason,
      String person,
      LocalDate day) {}

  /** Puts it in the place of what the office said before of the same hit. */
  public void put(String jurisdiction, Verdict v, Instant at) {
    database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    INSERT INTO look_alike_verdict
                      (jurisdiction, file_id, run, other_id, office, duplicate, reason, person, day, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (jurisdiction, file_id, run, other_id, office) DO UPDATE
                    SET duplicate = excluded.duplicate, reason = excluded.reason,
                        person = excluded.person, day = excluded.day, at = excluded.at
                    """)
                .params(
                    jurisdiction,
                    v.file(),
                    v.run(),
                    v.other(),
                    v.office(),
                    v.duplicate(),
                    v.reason(),
                    v.person(),
                    v.day(),
                    at.atOffset(ZoneOffset.UTC))
                .update());
  }

  /** Those on one run, the oldest first. */
  public List<Verdict> of(String jurisdiction, String file, String run) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    "SELECT * FROM look_alike_verdict WHERE file_id = ? AND run = ? ORDER BY at, office")
                .params(file, run)
                .query((row, n) -> map(row))
                .list());
  }

  /** All of a jurisdiction, the oldest first. */
  public List<Verdict> all(String jurisdiction) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql("SELECT * FROM look_alike_verdict ORDER BY at, file_id, run, other_id, office")
                .query((row, n) -> map(row))
                .list());
  }

  private static Verdict map(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Verdict(
        row.getString("file_id"),
        row.getString("run"),
        row.getString("other_id"),
        row.getString("office"),
        row.getBoolean("duplicate"),
        row.getString("reason"),
        row.getString("person"),
        row.getObject("day", LocalDate.class));
  }
}
