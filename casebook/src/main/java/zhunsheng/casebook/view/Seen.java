package zhunsheng.casebook.view;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the files that {@code :viewers} see are found. The planner cannot know how many those are:
 * who sees few, as a unit its own, is best served by going through those; who sees most of a
 * jurisdiction, by going through the list in its order until the page is full.
 */
enum Seen {
  /** Who sees all is asked nothing. */
  ALL,
  FEW,
  MANY;

  private static final int MOST_OF_FEW = 5_000;

  static Seen by(JdbcClient client, @Nullable Set<String> viewers) {
    if (viewers == null) {
      return ALL;
    }
    long files =
        client
            .sql(
                """
                SELECT count(*) FROM (
                  SELECT FROM visibility WHERE office = ANY (:viewers) LIMIT :most) AS counted
                """)
            .param("viewers", viewers.toArray(String[]::new))
            .param("most", MOST_OF_FEW + 1)
            .query(Long.class)
            .single();
    return files > MOST_OF_FEW ? MANY : FEW;
  }

  /** On {@code case_file f}. */
  String condition() {
    return switch (this) {
      case ALL -> "true";
      case FEW -> Sql.among("visibility v", "v.office = ANY (:viewers)");
      case MANY ->
          "EXISTS (SELECT FROM visibility v WHERE v.file_id = f.id AND v.office = ANY (:viewers))";
    };
  }
}
