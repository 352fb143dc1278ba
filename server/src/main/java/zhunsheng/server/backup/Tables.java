package zhunsheng.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import zhunsheng.casebook.event.Sm3;

/**
 * The product's tables on one connection, row for row as PostgreSQL's {@code COPY} writes them.
 *
 * <p>Left out: Flyway's own table, for the schema is made by the migrations, and the scheduler's,
 * for it says what the processes of this installation are doing. Open sessions, and browsers on
 * their way to sign in, end with the installation.
 */
final class Tables {
  private static final Set<String> OWN_WAY =
      Set.of("flyway_schema_history", "scheduled_tasks", "session", "platform_visit");

  private final Connection connection;

  Tables(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param divided whether row-level security shows one jurisdiction of it at a time
   */
  record Table(String schema, String name, List<String> columns, boolean divided) {
    Table {
      columns = List.copyOf(columns);
    }

    String entry() {
      return "database/" + schema + "." + name + ".copy";
    }

    private String sql() {
      return quoted(schema) + "." + quoted(name);
    }

    private String columnList() {
      return columns.stream().map(Tables::quoted).collect(Collectors.joining(", "));
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Each after those that it refers to. */
  List<Table> all() throws SQLException {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (List<String> row :
        rows(
            """
            SELECT n.nspname, c.relname, c.relrowsecurity::text,
                   string_agg(a.attname, ',' ORDER BY a.attnum)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind = 'r' AND n.nspname IN (current_schema(), 'server')
              AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            GROUP BY n.nspname, c.relname, c.relrowsecurity
            ORDER BY n.nspname, c.relname
            """)) {
      if (!OWN_WAY.contains(row.get(1))) {
        tables.put(
            row.get(0) + "." + row.get(1),
            new Table(
                row.get(0), row.get(1), List.of(row.get(3).split(",")), row.get(2).equals("true")));
      }
    }
    Map<String, Set<String>> refersTo = new LinkedHashMap<>();
    for (List<String> row :
        rows(
            """
            SELECT tn.nspname || '.' || t.relname, rn.nspname || '.' || r.relname
            FROM pg_constraint k
            JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
            JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
            WHERE k.contype = 'f' AND k.conrelid <> k.confrelid
            """)) {
      refersTo.computeIfAbsent(row.get(0), t -> new LinkedHashSet<>()).add(row.get(1));
    }
    Set<String> ordered = new LinkedHashSet<>();
    tables.keySet().forEach(t -> visit(t, refersTo, ordered));
    return ordered.stream().filter(tables::containsKey).map(tables::get).toList();
  }

  private static void visit(String table, Map<String, Set<String>> refersTo, Set<String> ordered) {
    if (!ordered.contains(table)) {
      refersTo.getOrDefault(table, Set.of()).forEach(t -> visit(t, refersTo, ordered));
      ordered.add(table);
    }
  }

  /** Whether the database holds a record already. */
  boolean used() throws SQLException {
    return rows("SELECT to_regclass('jurisdiction') IS NOT NULL").getFirst().getFirst().equals("t")
        && !jurisdictions().isEmpty();
  }

  List<String> jurisdictions() throws SQLException {
    return rows("SELECT id FROM jurisdiction ORDER BY id COLLATE \"C\"").stream()
        .map(List::getFirst)
        .toList();
  }

  List<String> migrations() throws SQLException {
    return rows(
            """
            SELECT version FROM flyway_schema_history
            WHERE success AND version IS NOT NULL ORDER BY version COLLATE "C"
            """)
        .stream()
        .map(List::getFirst)
        .toList();
  }

  /** Addresses of all papers that the record knows. */
  List<String> papers() throws SQLException {
    Set<String> digests = new LinkedHashSet<>();
    for (String jurisdiction : jurisdictions()) {
      see(jurisdiction);
      rows("SELECT digest FROM attachment ORDER BY digest").forEach(r -> digests.add(r.getFirst()));
    }
    return List.copyOf(digests);
  }

  /** Where the chains stand. */
  List<Manifest.Chain> chains() throws SQLException {
    List<Manifest.Chain> chains = new ArrayList<>();
    for (String jurisdiction : jurisdictions()) {
      see(jurisdiction);
      Sm3 sm3 = new Sm3();
      long files = 0;
      long events = 0;
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              SELECT file_id, version, hash FROM head
              WHERE jurisdiction = ? ORDER BY file_id COLLATE "C"
              """)) {
        statement.setFetchSize(1_000);
        statement.setString(1, jurisdiction);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            files++;
            events += row.getLong(2);
            sm3.add(row.getString(1) + " " + row.getLong(2) + " " + row.getString(3) + "\n");
          }
        }
      }
      chains.add(new Manifest.Chain(jurisdiction, files, events, sm3.hex()));
    }
    return chains;
  }

  void copyOut(Table table, OutputStream out) throws SQLException, IOException {
    String select = "SELECT " + table.columnList() + " FROM " + table.sql();
    if (!table.divided()) {
      copy("COPY (" + select + ") TO STDOUT", out);
      return;
    }
    PGConnection pg = connection.unwrap(PGConnection.class);
    for (String jurisdiction : jurisdictions()) {
      see(jurisdiction);
      copy(
          "COPY ("
              + select
              + " WHERE jurisdiction = '"
              + pg.escapeLiteral(jurisdiction)
              + "') TO STDOUT",
          out);
    }
  }

  private void copy(String sql, OutputStream out) throws SQLException, IOException {
    connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
  }

  /** Fills an empty table; counters go on after what it then holds. */
  void copyIn(Table table, InputStream in) throws SQLException, IOException {
    // COPY does not go through row-level security; the owner is bound by it only while it is
    // forced.
    try (Statement statement = connection.createStatement()) {
      if (table.divided()) {
        statement.execute("ALTER TABLE " + table.sql() + " NO FORCE ROW LEVEL SECURITY");
      }
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + table.sql() + " (" + table.columnList() + ") FROM STDIN", in);
      for (String column : table.columns()) {
        continueCounting(table, column);
      }
      if (table.divided()) {
        statement.execute("ALTER TABLE " + table.sql() + " FORCE ROW LEVEL SECURITY");
      }
    }
  }

  private void continueCounting(Table table, String column) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_get_serial_sequence(?, ?) AS counter")) {
      statement.setString(1, table.sql());
      statement.setString(2, column);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || row.getString(1) == null) {
          return;
        }
        rows(
            "SELECT setval('"
                + row.getString(1)
                + "', coalesce(max("
                + quoted(column)
                + "), 0) + 1, false)::text FROM "
                + table.sql());
      }
    }
  }

  private void see(String jurisdiction) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config('zhunsheng.jurisdiction', ?, true)")) {
      statement.setString(1, jurisdiction);
      statement.execute();
    }
  }

  private List<List<String>> rows(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
