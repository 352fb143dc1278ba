package zhunsheng.casebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rows of all projections of a town, for comparison; not the days of their assessment. */
final class Projections {
  private Projections() {}

  static Map<String, List<String>> of(Town town) {
    return TestDatabase.database()
        .in(
            town.jurisdiction,
            client -> {
              Map<String, List<String>> rows = new LinkedHashMap<>();
              for (String table : Projector.TABLES) {
                rows.put(
                    table,
                    client
                        .sql(
                            "SELECT (to_jsonb(t) - 'assessed_on' - 'changes_on')::text FROM "
                                + table
                                + " t ORDER BY 1")
                        .query(String.class)
                        .list());
              }
              return rows;
            });
  }

  /** The same after they were thrown away and computed from the events. */
  static Map<String, List<String>> rebuilt(Town town) {
    TestDatabase.database()
        .in(
            town.jurisdiction,
            client -> {
              Projector.TABLES.forEach(table -> client.sql("DELETE FROM " + table).update());
              return true;
            });
    town.casebook.rebuild(town.jurisdiction, town.today(), town.now(), Progress.SILENT);
    return of(town);
  }
}
