package zhunsheng.casebook.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.database.Rows;
import zhunsheng.casebook.event.CanonicalJson;
import zhunsheng.policy.assess.Assessment.DutyState;

/** Lists of files, read from projections; each call sees one jurisdiction. */
public final class FileLists {
  private static final String ROWS =
      """
      SELECT f.id, f.subject, f.name, f.office, f.policy, f.stage, f.columns, f.closed, f.opened_on,
             f.updated_on, f.version, next.duty, next.title AS duty_title, next.due, next.state,
             open.run, open.procedure, open.title AS run_title, open.status, open.step_title,
             ARRAY(SELECT DISTINCT t.office FROM turn t
                   WHERE t.file_id = f.id AND t.run = open.run ORDER BY 1) AS waiting,
             ARRAY(SELECT h.title FROM hold h WHERE h.file_id = f.id ORDER BY h.position) AS holds,
             (SELECT count(*) FROM duty d
              WHERE d.file_id = f.id AND d.done_on IS NULL AND d.due < :today) AS overdue
      FROM case_file f
      LEFT JOIN LATERAL (
        SELECT d.duty, d.title, d.due, %s AS state FROM duty d
        WHERE d.file_id = f.id AND d.done_on IS NULL AND d.due IS NOT NULL
        ORDER BY d.due, d.duty LIMIT 1) next ON true
      LEFT JOIN LATERAL (
        SELECT r.run, r.procedure, r.title, r.status, r.step_title FROM run r
        WHERE r.file_id = f.id AND r.status IN ('IN_ROUTE', 'RETURNED')
        ORDER BY r.position LIMIT 1) open ON true
      """
          .formatted(Sql.DUTY_STATE);

  private final Database database;

  public FileLists(Database database) {
    this.database = database;
  }

  /** One page of the files that match. */
  public Page<FileRow> files(String jurisdiction, FileQuery query) {
    return database.in(
        jurisdiction,
        client -> {
          FileSearch search = new FileSearch(query, Seen.by(client, query.viewers()));
          long total =
              client
                  .sql(
                      "SELECT count(*) FROM (SELECT FROM case_file f %s LIMIT :counted) AS counted"
                          .formatted(search.where()))
                  .params(search.parameters())
                  .param("counted", Page.COUNTED + 1)
                  .query(Long.class)
                  .single();
          Map<String, Object> parameters = new LinkedHashMap<>(search.parameters());
          String order = FileSearch.orderBy(query, parameters);
          parameters.put("size", query.size());
          parameters.put("offset", (long) query.page() * query.size());
          List<FileRow> rows =
              client
                  .sql(ROWS + search.where() + "\n" + order + "\nLIMIT :size OFFSET :offset")
                  .params(parameters)
                  .query(FileLists::map)
                  .list();
          return Page.of(rows, total, query.page(), query.size());
        });
  }

  /** Ids of all files that match, whatever page is asked for. */
  public List<String> ids(String jurisdiction, FileQuery query) {
    return database.in(
        jurisdiction,
        client -> {
          FileSearch search = new FileSearch(query, Seen.by(client, query.viewers()));
          return client
              .sql("SELECT f.id FROM case_file f " + search.where() + " ORDER BY f.id")
              .params(search.parameters())
              .query(Rows::text)
              .list();
        });
  }

  /** One file, if any of {@code viewers} may see it (null: those who see all). */
  public Optional<FileRow> file(
      String jurisdiction, String id, @Nullable Set<String> viewers, LocalDate today) {
    return files(jurisdiction, List.of(id), viewers, today).stream().findFirst();
  }

  /** Those of the files that {@code viewers} may see (null: those who see all), in their order. */
  public List<FileRow> files(
      String jurisdiction, Collection<String> ids, @Nullable Set<String> viewers, LocalDate today) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    ROWS
                        + """
                          WHERE f.id = ANY (:ids) AND (:all OR EXISTS (
                            SELECT FROM visibility v WHERE v.file_id = f.id AND v.office = ANY (:viewers)))
                          ORDER BY array_position(:ids, f.id)
                          """)
                .param("today", today)
                .param("ids", ids.toArray(String[]::new))
                .param("all", viewers == null)
                .param("viewers", viewers == null ? new String[0] : viewers.toArray(String[]::new))
                .query(FileLists::map)
                .list());
  }

  private static FileRow map(ResultSet row, int n) throws SQLException {
    return new FileRow(
        row.getString("id"),
        row.getString("subject"),
        row.getString("name"),
        row.getString("office"),
        row.getString("policy"),
        row.getString("stage"),
        CanonicalJson.read(row.getString("columns")),
        nextDue(row),
        openRun(row),
        Rows.texts(row, "holds"),
        row.getLong("overdue"),
        row.getString("closed"),
        Rows.day(row, "opened_on"),
        Rows.day(row, "updated_on"),
        row.getLong("version"));
  }

  private static FileRow.@Nullable NextDue nextDue(ResultSet row) throws SQLException {
    if (row.getString("duty") == null) {
      return null;
    }
    return new FileRow.NextDue(
        row.getString("duty"),
        row.getString("duty_title"),
        Rows.day(row, "due"),
        DutyState.valueOf(row.getString("state")));
  }

  private static FileRow.@Nullable OpenRun openRun(ResultSet row) throws SQLException {
    if (row.getString("run") == null) {
      return null;
    }
    return new FileRow.OpenRun(
        row.getString("run"),
        row.getString("procedure"),
        row.getString("run_title"),
        row.getString("status").equals("RETURNED"),
        row.getString("step_title"),
        Rows.texts(row, "waiting"));
  }
}
