package zhunsheng.casebook;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.database.Database;

/**
 * One PostgreSQL for all tests of a JVM; tests keep apart by standing in jurisdictions of their
 * own.
 */
public final class TestDatabase {
  private static final AtomicInteger JURISDICTIONS = new AtomicInteger();
  private static final EmbeddedPostgres POSTGRES = start();
  private static final DataSource OWNER = pool();
  private static final Database DATABASE = Database.open(OWNER);

  private TestDatabase() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(POSTGRES.getPostgresDatabase());
    config.setMaximumPoolSize(24);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  public static Database database() {
    return DATABASE;
  }

  /** The superuser's own connections, which row-level security does not bind: for tampering. */
  public static DataSource owner() {
    return OWNER;
  }

  /** An empty database on the same server, not yet migrated. */
  public static DataSource another(String name) {
    return POSTGRES.getDatabase("postgres", create(name));
  }

  /**
   * The same, owned by a user who is no superuser, as a database administrator would hand it over.
   */
  public static DataSource anotherOwnedBy(String name, String owner) {
    JdbcClient administrator = JdbcClient.create(OWNER);
    administrator.sql("CREATE ROLE " + owner + " LOGIN IN ROLE zhunsheng_app").update();
    administrator.sql("CREATE DATABASE " + name + " OWNER " + owner).update();
    return POSTGRES.getDatabase(owner, name);
  }

  private static String create(String name) {
    JdbcClient.create(OWNER).sql("CREATE DATABASE " + name).update();
    return name;
  }

  /** A jurisdiction in which nothing was recorded yet. */
  public static String newJurisdiction() {
    return "town-" + JURISDICTIONS.incrementAndGet();
  }
}
