package zhunsheng.casebook.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.database.Rows;
import zhunsheng.policy.assess.Assessment.DutyState;

/** What waits for offices: turns, returned runs, duties, holds; read from projections. */
public final class Worklists {
  private static final String TO_DO =
      """
      WHERE d.done_on IS NULL AND (d.opens IS NULL OR d.opens <= :today OR d.due < :today)
        AND (:all OR d.offices && :offices::text[])
      """;

  private static final String HELD = "WHERE :all OR f.office = ANY (:offices)";

  private final Database database;

  public Worklists(Database database) {
    this.database = database;
  }

  /** Open turns of these offices, the earliest due first, those without a day last. */
  public Page<TaskRow> turns(
      String jurisdiction, Set<String> offices, LocalDate today, int page, int size) {
    return database.in(
        jurisdiction,
        client -> {
          String[] names = offices.toArray(String[]::new);
          long total =
              client
                  .sql("SELECT count(*) FROM turn WHERE office = ANY (?)")
                  .param(names)
                  .query(Long.class)
                  .single();
          List<TaskRow> rows =
              client
                  .sql(
                      """
                      SELECT f.id, f.name, f.subject, f.policy, t.run, t.procedure, t.procedure_title, t.step,
                             t.step_title, t.assignment, t.party, t.office, t.filed_by, t.opened_on, t.due,
                             coalesce(t.due < :today, false) AS overdue, t.reminders
                      FROM turn t JOIN case_file f ON f.id = t.file_id
                      WHERE t.office = ANY (:offices)
                      ORDER BY t.due NULLS LAST, t.opened_on, f.id, t.run, t.assignment
                      LIMIT :size OFFSET :offset
                      """)
                  .param("offices", names)
                  .param("today", today)
                  .param("size", size)
                  .param("offset", (long) page * size)
                  .query(Worklists::task)
                  .list();
          return new Page<>(rows, total, false, page, size);
        });
  }

  /** Runs returned to these offices, the longest waiting first. */
  public List<TaskRow> returned(String jurisdiction, Set<String> offices) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    SELECT f.id, f.name, f.subject, f.policy, r.run, r.procedure, r.title AS procedure_title,
                           NULL AS step, NULL AS step_title, NULL AS assignment, NULL AS party, r.office,
                           r.office AS filed_by, coalesce(r.returned_on, r.filed_on) AS opened_on,
                           NULL::date AS due, false AS overdue, 0 AS reminders
                    FROM run r JOIN case_file f ON f.id = r.file_id
                    WHERE r.office = ANY (?) AND r.status = 'RETURNED'
                    ORDER BY opened_on, f.id, r.position
                    """)
                .param(offices.toArray(String[]::new))
                .query(Worklists::task)
                .list());
  }

  private static TaskRow task(ResultSet row, int n) throws SQLException {
    return new TaskRow(
        row.getString("id"),
        row.getString("name"),
        row.getString("subject"),
        row.getString("policy"),
        row.getString("run"),
        row.getString("procedure"),
        row.getString("procedure_title"),
        row.getString("step"),
        row.getString("step_title"),
        row.getString("assignment"),
        row.getString("party"),
        row.getString("office"),
        row.getString("filed_by"),
        Rows.day(row, "opened_on"),
        Rows.optionalDay(row, "due"),
        row.getBoolean("overdue"),
        row.getInt("reminders"));
  }

  /**
   * Duties of these offices (null: of all) that are open, due soon or overdue, the earliest due
   * first, those without a day last.
   */
  public Page<DutyRow> duties(
      String jurisdiction, @Nullable Set<String> offices, LocalDate today, int page, int size) {
    return database.in(
        jurisdiction,
        client -> {
          String[] names = offices == null ? new String[0] : offices.toArray(String[]::new);
          long total =
              client
                  .sql("SELECT count(*) FROM duty d " + TO_DO)
                  .param("today", today)
                  .param("all", offices == null)
                  .param("offices", names)
                  .query(Long.class)
                  .single();
          List<DutyRow> rows =
              client
                  .sql(
                      """
                      SELECT f.id, f.name, f.subject, f.policy, d.duty, d.title, %s AS state, d.party, d.offices,
                             d.opens, d.due, d.done_on, d.procedures, d.proposal, d.due_certain, d.citation
                      FROM duty d JOIN case_file f ON f.id = d.file_id
                      %s
                      ORDER BY d.due NULLS LAST, f.id, d.duty
                      LIMIT :size OFFSET :offset
                      """
                          .formatted(Sql.DUTY_STATE, TO_DO))
                  .param("today", today)
                  .param("all", offices == null)
                  .param("offices", names)
                  .param("size", size)
                  .param("offset", (long) page * size)
                  .query((row, n) -> duty(row, today))
                  .list();
          return new Page<>(rows, total, false, page, size);
        });
  }

  /** How many of the duties that {@link #duties} lists are in each state. */
  public Map<DutyState, Long> dutyStates(
      String jurisdiction, @Nullable Set<String> offices, LocalDate today) {
    return database.in(
        jurisdiction,
        client -> {
          Map<DutyState, Long> states = new EnumMap<>(DutyState.class);
          client
              .sql(
                  "SELECT %s AS state, count(*) AS n FROM duty d %s GROUP BY 1"
                      .formatted(Sql.DUTY_STATE, TO_DO))
              .param("today", today)
              .param("all", offices == null)
              .param("offices", offices == null ? new String[0] : offices.toArray(String[]::new))
              .query(
                  (RowCallbackHandler)
                      row ->
                          states.put(DutyState.valueOf(row.getString("state")), row.getLong("n")));
          return states;
        });
  }

  private static DutyRow duty(ResultSet row, LocalDate today) throws SQLException {
    LocalDate due = Rows.optionalDay(row, "due");
    LocalDate done = Rows.optionalDay(row, "done_on");
    long late =
        due == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(due, done == null ? today : done));
    return new DutyRow(
        row.getString("id"),
        row.getString("name"),
        row.getString("subject"),
        row.getString("policy"),
        row.getString("duty"),
        row.getString("title"),
        DutyState.valueOf(row.getString("state")),
        row.getString("party"),
        Rows.texts(row, "offices"),
        Rows.optionalDay(row, "opens"),
        due,
        done,
        late,
        Rows.texts(row, "procedures"),
        row.getString("proposal"),
        row.getBoolean("due_certain"),
        Sql.citation(row));
  }

  /** Holds in force on files that these offices hold (null: of all), the oldest first. */
  public Page<HoldRow> holds(
      String jurisdiction, @Nullable Set<String> offices, int page, int size) {
    return database.in(
        jurisdiction,
        client -> {
          String[] names = offices == null ? new String[0] : offices.toArray(String[]::new);
          long total =
              client
                  .sql("SELECT count(*) FROM hold h JOIN case_file f ON f.id = h.file_id " + HELD)
                  .param("all", offices == null)
                  .param("offices", names)
                  .query(Long.class)
                  .single();
          List<HoldRow> rows =
              client
                  .sql(
                      """
                      SELECT f.id, f.name, f.subject, f.office, f.policy, h.hold, h.title, h.message, h.since,
                             h.blocks, h.citation
                      FROM hold h JOIN case_file f ON f.id = h.file_id
                      %s
                      ORDER BY h.since NULLS LAST, f.id, h.position
                      LIMIT :size OFFSET :offset
                      """
                          .formatted(HELD))
                  .param("all", offices == null)
                  .param("offices", names)
                  .param("size", size)
                  .param("offset", (long) page * size)
                  .query(Worklists::hold)
                  .list();
          return new Page<>(rows, total, false, page, size);
        });
  }

  private static HoldRow hold(ResultSet row, int n) throws SQLException {
    return new HoldRow(
        row.getString("id"),
        row.getString("name"),
        row.getString("subject"),
        row.getString("office"),
        row.getString("policy"),
        row.getString("hold"),
        row.getString("title"),
        row.getString("message"),
        Rows.optionalDay(row, "since"),
        Rows.texts(row, "blocks"),
        Sql.citation(row));
  }
}
