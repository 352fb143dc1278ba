package zhunsheng.casebook.view;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.view.Figures.MonthFigure;
import zhunsheng.casebook.view.Figures.OfficeFigure;
import zhunsheng.casebook.view.Figures.StageFigure;
import zhunsheng.policy.value.Money;

/** Figures, read from projections. */
public final class FigureLists {
  /** The files counted: {@code seen}. */
  private static final String SEEN =
      """
      WITH seen AS (
        SELECT f.* FROM case_file f
        WHERE (:anySubject OR f.subject = :subject)
          AND (:all OR EXISTS (
            SELECT FROM visibility v WHERE v.file_id = f.id AND v.office = ANY (:viewers))))
      """;

  private final Database database;

  public FigureLists(Database database) {
    this.database = database;
  }

  /**
   * Figures over the files that any of {@code viewers} may see (null: all), of one subject or
   * (null) of all; by month for the twelve months that end with today's.
   */
  public Figures figures(
      String jurisdiction,
      @Nullable Set<String> viewers,
      @Nullable String subject,
      LocalDate today) {
    return database.in(
        jurisdiction,
        client -> {
          Query query = new Query(client, viewers, subject, today);
          Totals totals = query.totals();
          return new Figures(
              totals.files(),
              totals.overdue(),
              totals.dueSoon(),
              totals.held(),
              query.stages(),
              query.offices(),
              query.months());
        });
  }

  private record Totals(long files, long overdue, long dueSoon, long held) {}

  private record Query(
      JdbcClient client, @Nullable Set<String> viewers, @Nullable String subject, LocalDate today) {
    private JdbcClient.StatementSpec sql(String rest) {
      return client
          .sql(SEEN + rest)
          .param("anySubject", subject == null)
          .param("subject", subject == null ? "" : subject)
          .param("all", viewers == null)
          .param("viewers", viewers == null ? new String[0] : viewers.toArray(String[]::new))
          .param("today", today);
    }

    Totals totals() {
      return sql("""
          , state AS (
            SELECT %s AS state FROM duty d JOIN seen ON seen.id = d.file_id WHERE d.done_on IS NULL)
          SELECT (SELECT count(*) FROM seen WHERE closed IS NULL) AS files,
                 (SELECT count(*) FROM state WHERE state = 'OVERDUE') AS overdue,
                 (SELECT count(*) FROM state WHERE state = 'DUE_SOON') AS due_soon,
                 (SELECT count(*) FROM seen WHERE EXISTS (
                   SELECT FROM hold h WHERE h.file_id = seen.id)) AS held
          """
              .formatted(Sql.DUTY_STATE))
          .query(
              (row, n) ->
                  new Totals(
                      row.getLong("files"),
                      row.getLong("overdue"),
                      row.getLong("due_soon"),
                      row.getLong("held")))
          .single();
    }

    List<StageFigure> stages() {
      return sql("""
          SELECT subject, stage, count(*) AS files, coalesce(sum(amount), 0) AS amount
          FROM seen WHERE closed IS NULL GROUP BY subject, stage ORDER BY subject, stage
          """)
          .query(
              (row, n) ->
                  new StageFigure(
                      row.getString("subject"),
                      row.getString("stage"),
                      row.getLong("files"),
                      new Money(row.getBigDecimal("amount").longValueExact())))
          .list();
    }

    List<OfficeFigure> offices() {
      return sql("""
          SELECT office, count(*) AS files,
                 coalesce(sum((SELECT count(*) FROM duty d WHERE d.file_id = seen.id
                               AND d.done_on IS NULL AND d.due < :today)), 0) AS overdue
          FROM seen WHERE closed IS NULL GROUP BY office ORDER BY files DESC, office
          """)
          .query(
              (row, n) ->
                  new OfficeFigure(
                      row.getString("office"), row.getLong("files"), row.getLong("overdue")))
          .list();
    }

    List<MonthFigure> months() {
      return sql("""
          SELECT to_char(month, 'YYYY-MM') AS month,
                 count(*) FILTER (WHERE date_trunc('month', r.filed_on) = month) AS filed,
                 count(*) FILTER (WHERE date_trunc('month', r.ended_on) = month) AS ended
          FROM generate_series(date_trunc('month', :today::timestamp) - interval '11 months',
                               date_trunc('month', :today::timestamp), interval '1 month') AS month
          LEFT JOIN (run r JOIN seen ON seen.id = r.file_id)
            ON month IN (date_trunc('month', r.filed_on), date_trunc('month', r.ended_on))
          GROUP BY month ORDER BY month
          """)
          .query(
              (row, n) ->
                  new MonthFigure(
                      row.getString("month"), row.getLong("filed"), row.getLong("ended")))
          .list();
    }
  }
}
