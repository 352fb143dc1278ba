package zhunsheng.casebook;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.database.Rows;
import zhunsheng.casebook.event.CanonicalJson;
import zhunsheng.casebook.event.Sm3;
import zhunsheng.policy.assess.Outlook;
import zhunsheng.policy.file.CaseFile;

/** Writes projections inside a transaction; what did not change is not written. */
final class Projector {
  /** All tables of projections. */
  static final List<String> TABLES =
      List.of("case_file", "file_link", "run", "turn", "duty", "hold", "visibility");

  private final JdbcClient client;
  private final String jurisdiction;

  Projector(JdbcClient client, String jurisdiction) {
    this.client = client;
    this.jurisdiction = jurisdiction;
  }

  /**
   * Makes the file and its references known, so that dossiers can be built; its other rows follow.
   */
  void register(Folded folded, String policy) {
    CaseFile file = folded.file();
    client
        .sql(
            """
            INSERT INTO case_file (id, jurisdiction, subject, office, policy, name, stage, columns, search,
                                   opened_on, updated_on, version, digests)
            VALUES (:id, :jurisdiction, :subject, :office, :policy, :id, '', '{}', '',
                    :opened, :updated, 0, '{}')
            ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, office = excluded.office,
              policy = excluded.policy, opened_on = excluded.opened_on
            WHERE (case_file.subject, case_file.office, case_file.policy, case_file.opened_on)
              <> (excluded.subject, excluded.office, excluded.policy, excluded.opened_on)
            """)
        .param("id", file.id())
        .param("jurisdiction", jurisdiction)
        .param("subject", file.subject())
        .param("office", file.office())
        .param("policy", policy)
        .param("opened", file.openedOn())
        .param("updated", folded.lastDay())
        .update();
    link(folded);
  }

  private void link(Folded folded) {
    String id = folded.file().id();
    if (folded.everLinked().isEmpty()) {
      client.sql("DELETE FROM file_link WHERE file_id = ?").param(id).update();
      return;
    }
    var current = Folded.links(folded.file());
    List<Map<String, Object>> rows =
        folded.everLinked().stream()
            .map(
                link ->
                    Map.<String, Object>of(
                        "fact", link.fact(),
                        "target_id", link.target(),
                        "current", current.contains(link)))
            .toList();
    client
        .sql(
            """
            WITH wanted AS (
              SELECT fact, target_id, current
              FROM jsonb_to_recordset(:rows::jsonb) AS r (fact text, target_id text, current boolean)
            ), gone AS (
              DELETE FROM file_link l
              WHERE l.file_id = :file
                AND NOT EXISTS (SELECT FROM wanted w WHERE (w.fact, w.target_id) = (l.fact, l.target_id))
            )
            INSERT INTO file_link (jurisdiction, file_id, fact, target_id, current)
            SELECT :jurisdiction, :file, fact, target_id, current FROM wanted
            ON CONFLICT (file_id, fact, target_id) DO UPDATE SET current = excluded.current
            WHERE file_link.current <> excluded.current
            """)
        .param("rows", CanonicalJson.write(rows))
        .param("file", id)
        .param("jurisdiction", jurisdiction)
        .update();
  }

  /** Pack under which the file runs, or null if the file is not known. */
  @Nullable String policyOf(String fileId) {
    return client
        .sql("SELECT policy FROM case_file WHERE id = ?")
        .param(fileId)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  /** Makes the file's rows those of {@code projection}, computed from {@code outlook}. */
  void write(String fileId, Projection projection, Outlook outlook) {
    Map<String, Object> written = digests(fileId);
    Map<String, Object> digests = new TreeMap<>();
    projection
        .tables()
        .forEach(
            (table, rows) -> {
              String digest = Sm3.hex(CanonicalJson.write(rows));
              digests.put(table, digest);
              if (!digest.equals(written.get(table))) {
                if (table.equals("case_file")) {
                  file(fileId, rows.getFirst());
                } else {
                  replace(table, fileId, rows);
                }
              }
            });
    client
        .sql(
            """
            UPDATE case_file
            SET assessed_on = :today, changes_on = :changes::date, digests = :digests::jsonb
            WHERE id = :id
              AND (assessed_on IS DISTINCT FROM :today OR changes_on IS DISTINCT FROM :changes::date
                OR digests <> :digests::jsonb)
            """)
        .param("today", outlook.day())
        .param("changes", outlook.changesOn())
        .param("digests", CanonicalJson.write(digests))
        .param("id", fileId)
        .update();
  }

  private Map<String, Object> digests(String fileId) {
    return CanonicalJson.read(
        client
            .sql("SELECT digests FROM case_file WHERE id = ?")
            .param(fileId)
            .query(Rows::text)
            .single());
  }

  private void file(String fileId, Map<String, Object> row) {
    client
        .sql(
            """
            UPDATE case_file f
            SET name = r.name, stage = r.stage, closed = r.closed, columns = r.columns, amount = r.amount,
                search = r.search, updated_on = r.updated_on, next_due = r.next_due, version = r.version
            FROM jsonb_to_record(:row::jsonb) AS r (
              name text, stage text, closed text, columns jsonb, amount bigint, search text,
              updated_on date, next_due date, version bigint)
            WHERE f.id = :id
            """)
        .param("row", CanonicalJson.write(row))
        .param("id", fileId)
        .update();
  }

  private void replace(String table, String fileId, List<Map<String, Object>> rows) {
    client.sql("DELETE FROM " + table + " WHERE file_id = ?").param(fileId).update();
    if (rows.isEmpty()) {
      return;
    }
    client
        .sql(
            """
            INSERT INTO %1$s
            SELECT (jsonb_populate_record(NULL::%1$s,
              item || jsonb_build_object('jurisdiction', :jurisdiction::text, 'file_id', :file::text))).*
            FROM jsonb_array_elements(:rows::jsonb) AS item
            """
                .formatted(table))
        .param("rows", CanonicalJson.write(rows))
        .param("jurisdiction", jurisdiction)
        .param("file", fileId)
        .update();
  }

  /** Asks for these files to be assessed again soon, by whoever does so next. */
  void markForAssessment(List<String> fileIds) {
    client
        .sql("UPDATE case_file SET assessed_on = NULL WHERE id = ANY (?)")
        .param(fileIds.toArray(String[]::new))
        .update();
  }
}
