package zhunsheng.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import zhunsheng.similarity.Description;

/**
 * PostgreSQL's {@code pg_trgm}: the share of runs of three characters that two texts have in
 * common.
 */
final class Trigrams implements Peer {
  private final EmbeddedPostgres postgres;
  private final Connection connection;

  private Trigrams(EmbeddedPostgres postgres, Connection connection) {
    this.postgres = postgres;
    this.connection = connection;
  }

  static Trigrams of(List<Description> projects) {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              // Without it Chinese characters are no letters, and make no trigrams.
              .setLocaleConfig("locale", "C.UTF-8")
              .setLocaleConfig("encoding", "UTF8")
              .start();
      Connection connection = postgres.getPostgresDatabase().getConnection();
      Trigrams made = new Trigrams(postgres, connection);
      made.fill(projects);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL: " + e.getMessage(), e);
    }
  }

  private void fill(List<Description> projects) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION pg_trgm");
      statement.execute("CREATE TABLE project (place int PRIMARY KEY, body text NOT NULL)");
      statement.execute("CREATE INDEX ON project USING gist (body gist_trgm_ops)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO project VALUES (?, ?)")) {
      for (int i = 0; i < projects.size(); i++) {
        insert.setInt(1, i);
        insert.setString(2, Texts.whole(projects.get(i)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  public List<Ranked> find(Description declaration, int most) {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT place, similarity(body, ?) AS likeness FROM project
            ORDER BY body <-> ?, place LIMIT ?
            """)) {
      query.setString(1, Texts.whole(declaration));
      query.setString(2, Texts.whole(declaration));
      query.setInt(3, most);
      List<Ranked> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(new Ranked(rows.getInt("place"), rows.getDouble("likeness")));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
      postgres.close();
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
