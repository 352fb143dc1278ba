package zhunsheng.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The database in use with its connections; closing it closes them first and then stops an embedded
 * PostgreSQL.
 *
 * @param embedded null where the database is an external one
 */
public record Postgres(HikariDataSource dataSource, @Nullable EmbeddedPostgres embedded)
    implements AutoCloseable {
  /** Flyway location of the server's own tables, to be run with the casebook's. */
  public static final String MIGRATIONS = "classpath:db/server";

  /**
   * Where the database is: {@code url} for an external one, else an embedded one on {@code data}.
   */
  public record Place(
      @Nullable String url,
      @Nullable String user,
      @Nullable String password,
      Path data,
      Path programs) {

    /**
     * As the environment and the product's folder say, with {@code data} chosen on the command line
     * or not.
     */
    public static Place of(Path home, @Nullable Path data) {
      Path own = home.resolve(".zhunsheng");
      return new Place(
          blankToNull(System.getenv("ZHUNSHENG_DB_URL")),
          System.getenv("ZHUNSHENG_DB_USER"),
          System.getenv("ZHUNSHENG_DB_PASSWORD"),
          data == null ? own.resolve("data") : data.toAbsolutePath(),
          own);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
      return text == null || text.isBlank() ? null : text;
    }
  }

  /** Starts or connects to the database for a server, which holds it alone where it is embedded. */
  public static Postgres open(Place place) {
    return open(
        place, place.url() == null ? EmbeddedPostgres.start(place.data(), place.programs()) : null);
  }

  /** Connects for a short command, beside a running server where there is one. */
  public static Postgres reach(Place place) {
    return open(
        place, place.url() == null ? EmbeddedPostgres.reach(place.data(), place.programs()) : null);
  }

  private static Postgres open(Place place, @Nullable EmbeddedPostgres embedded) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("zhunsheng");
    config.setMaximumPoolSize(24);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(20_000);
    if (embedded == null) {
      config.setJdbcUrl(place.url());
      config.setUsername(place.user());
      config.setPassword(place.password());
    } else {
      config.setJdbcUrl(embedded.url());
      config.setUsername(embedded.user());
      config.setPassword(embedded.password());
    }
    try {
      return new Postgres(new HikariDataSource(config), embedded);
    } catch (RuntimeException e) {
      if (embedded != null) {
        embedded.close();
      }
      throw new DatabaseException("无法连接数据库 " + config.getJdbcUrl() + "：" + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    dataSource.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
