package zhunsheng.casebook.draft;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.database.Rows;

/** Drafts; each belongs to one person and is seen by nobody else. */
public final class Drafts {
  private final Database database;

  public Drafts(Database database) {
    this.database = database;
  }

  /** Keeps the draft, in place of an earlier one of its person with the same id. */
  public void save(String jurisdiction, Draft draft) {
    database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    INSERT INTO draft (jurisdiction, person, id, procedure, file_id, run, body, saved_at)
                    VALUES (:jurisdiction, :person, :id, :procedure, :file, :run, :body::jsonb, :saved)
                    ON CONFLICT (jurisdiction, person, id) DO UPDATE SET procedure = excluded.procedure,
                      file_id = excluded.file_id, run = excluded.run, body = excluded.body,
                      saved_at = excluded.saved_at
                    """)
                .param("jurisdiction", jurisdiction)
                .param("person", draft.person())
                .param("id", draft.id())
                .param("procedure", draft.procedure())
                .param("file", draft.file())
                .param("run", draft.run())
                .param("body", draft.body())
                .param("saved", draft.savedAt().atOffset(ZoneOffset.UTC))
                .update());
  }

  public Optional<Draft> find(String jurisdiction, String person, String id) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql("SELECT * FROM draft WHERE person = ? AND id = ?")
                .params(person, id)
                .query(Drafts::map)
                .optional());
  }

  /** The person's drafts, the last saved first. */
  public List<Draft> of(String jurisdiction, String person) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql("SELECT * FROM draft WHERE person = ? ORDER BY saved_at DESC, id")
                .param(person)
                .query(Drafts::map)
                .list());
  }

  /** Drops the draft; says whether there was one. */
  public boolean drop(String jurisdiction, String person, String id) {
    return database.in(
        jurisdiction,
        client ->
            client.sql("DELETE FROM draft WHERE person = ? AND id = ?").params(person, id).update()
                > 0);
  }

  private static Draft map(ResultSet row, int n) throws SQLException {
    return new Draft(
        row.getString("id"),
        row.getString("person"),
        row.getString("procedure"),
        row.getString("file_id"),
        row.getString("run"),
        row.getString("body"),
        Rows.instant(row, "saved_at"));
  }
}
