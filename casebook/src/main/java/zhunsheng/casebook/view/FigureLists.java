package zhunsheng.casebook.view;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.view.Figures.MonthFigure;
import zhunsheng.casebook.view.Figures.OfficeFigure;
import zhunsheng.casebook.view.Figures.StageFigure;
import zhunsheng.policy.value.Money;

/** Figures, read from projections. */
public final class FigureLists {
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
          Query query = new Query(client, Seen.by(client, viewers), viewers, subject, today);
          List<Held> files = query.files();
          List<Late> duties = query.duties();
          return new Figures(
              files.stream().mapToLong(Held::files).sum(),
              duties.stream().mapToLong(Late::overdue).sum(),
              duties.stream().mapToLong(Late::dueSoon).sum(),
              query.held(),
              stages(files),
              offices(files, duties),
              query.months());
        });
  }

  /** Open files of an office in a stage, and what they cost. */
  private record Held(String subject, String stage, String office, long files, long fen) {}

  /** Open duties on the files of an office; {@code here}: on its open files. */
  private record Late(String office, long overdue, long dueSoon, long here) {}

  private static List<StageFigure> stages(List<Held> files) {
    Map<List<String>, StageFigure> stages =
        new TreeMap<>(
            Comparator.<List<String>, String>comparing(List::getFirst)
                .thenComparing(List::getLast));
    for (Held held : files) {
      stages.merge(
          List.of(held.subject(), held.stage()),
          new StageFigure(held.subject(), held.stage(), held.files(), new Money(held.fen())),
          (one, other) ->
              new StageFigure(
                  one.subject(),
                  one.stage(),
                  one.count() + other.count(),
                  one.amount().plus(other.amount())));
    }
    return List.copyOf(stages.values());
  }

  /** The office with the most files first. */
  private static List<OfficeFigure> offices(List<Held> files, List<Late> duties) {
    Map<String, Long> counts =
        files.stream()
            .collect(Collectors.groupingBy(Held::office, Collectors.summingLong(Held::files)));
    Map<String, Long> late = duties.stream().collect(Collectors.toMap(Late::office, Late::here));
    return counts.entrySet().stream()
        .map(e -> new OfficeFigure(e.getKey(), e.getValue(), late.getOrDefault(e.getKey(), 0L)))
        .sorted(
            Comparator.comparingLong(OfficeFigure::count)
                .reversed()
                .thenComparing(OfficeFigure::office))
        .toList();
  }

  private record Query(
      JdbcClient client,
      Seen seen,
      @Nullable Set<String> viewers,
      @Nullable String subject,
      LocalDate today) {
    /** {@code {seen}} in the text stands for: of {@code case_file f}, those counted. */
    private JdbcClient.StatementSpec sql(String text) {
      return client
          .sql(
              text.replace(
                  "{seen}", "(:anySubject OR f.subject = :subject) AND " + seen.condition()))
          .param("anySubject", subject == null)
          .param("subject", subject == null ? "" : subject)
          .param("viewers", viewers == null ? new String[0] : viewers.toArray(String[]::new))
          .param("today", today);
    }

    List<Held> files() {
      return sql("""
          SELECT subject, stage, office, count(*) AS files, coalesce(sum(amount), 0) AS fen
          FROM case_file f WHERE closed IS NULL AND {seen}
          GROUP BY subject, stage, office
          """)
          .query(
              (row, n) ->
                  new Held(
                      row.getString("subject"),
                      row.getString("stage"),
                      row.getString("office"),
                      row.getLong("files"),
                      row.getBigDecimal("fen").longValueExact()))
          .list();
    }

    List<Late> duties() {
      return sql("""
          SELECT office, count(*) FILTER (WHERE state = 'OVERDUE') AS overdue,
                 count(*) FILTER (WHERE state = 'DUE_SOON') AS due_soon,
                 count(*) FILTER (WHERE state = 'OVERDUE' AND closed IS NULL) AS here
          FROM (SELECT f.office, f.closed, %s AS state
                FROM duty d JOIN case_file f ON f.id = d.file_id
                WHERE d.done_on IS NULL AND {seen}) AS open
          GROUP BY office
          """
              .formatted(Sql.DUTY_STATE))
          .query(
              (row, n) ->
                  new Late(
                      row.getString("office"),
                      row.getLong("overdue"),
                      row.getLong("due_soon"),
                      row.getLong("here")))
          .list();
    }

    long held() {
      return sql("""
          SELECT count(DISTINCT h.file_id) FROM hold h JOIN case_file f ON f.id = h.file_id WHERE {seen}
          """)
          .query(Long.class)
          .single();
    }

    List<MonthFigure> months() {
      return sql("""
          WITH month AS (
            SELECT m::date AS first, (m + interval '1 month')::date AS next
            FROM generate_series(date_trunc('month', :today::timestamp) - interval '11 months',
                                 date_trunc('month', :today::timestamp), interval '1 month') AS m),
          filed AS (
            SELECT date_trunc('month', r.filed_on)::date AS first, count(*) AS n
            FROM run r JOIN case_file f ON f.id = r.file_id
            WHERE r.filed_on >= (SELECT min(first) FROM month) AND {seen} GROUP BY 1),
          ended AS (
            SELECT date_trunc('month', r.ended_on)::date AS first, count(*) AS n
            FROM run r JOIN case_file f ON f.id = r.file_id
            WHERE r.ended_on >= (SELECT min(first) FROM month) AND {seen} GROUP BY 1)
          SELECT to_char(month.first, 'YYYY-MM') AS month, coalesce(filed.n, 0) AS filed,
                 coalesce(ended.n, 0) AS ended
          FROM month LEFT JOIN filed USING (first) LEFT JOIN ended USING (first)
          ORDER BY 1
          """)
          .query(
              (row, n) ->
                  new MonthFigure(
                      row.getString("month"), row.getLong("filed"), row.getLong("ended")))
          .list();
    }
  }
}
