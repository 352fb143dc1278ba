package zhunsheng.casebook.database;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database of an installation. Work is done in transactions that have taken on the role {@code
 * zhunsheng_app} and see the rows of one jurisdiction only, whatever they ask.
 */
public final class Database {
  private static final String MIGRATIONS = "classpath:db/casebook";

  private final DataSource dataSource;
  private final JdbcClient client;
  private final TransactionTemplate transactions;
  private final TransactionTemplate snapshots;

  private Database(DataSource dataSource) {
    this.dataSource = dataSource;
    this.client = JdbcClient.create(dataSource);
    JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
    this.transactions = new TransactionTemplate(manager);
    this.snapshots = new TransactionTemplate(manager);
    snapshots.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshots.setReadOnly(true);
  }

  /**
   * Brings the schema up to date and opens it.
   *
   * @param dataSource of the user that owns the schema and is a member of {@code zhunsheng_app};
   *     where that role does not exist, the user must be allowed to create it
   * @param moreMigrations further Flyway locations, such as {@code classpath:db/server}, run with
   *     ours in order of their timestamps; what they create they also grant to {@code
   *     zhunsheng_app}
   */
  public static Database open(DataSource dataSource, String... moreMigrations) {
    flyway(dataSource, moreMigrations).load().migrate();
    Database database = new Database(dataSource);
    database.refuseMightyRole();
    Restored.renumber(dataSource);
    return database;
  }

  /**
   * Makes the schema of an empty database as it was when only these migrations had been applied, to
   * receive rows of that time.
   *
   * @return whether this program can: it must know all of them, and know no others between them
   */
  public static boolean prepare(
      DataSource dataSource, List<String> versions, String... moreMigrations) {
    if (versions.isEmpty()) {
      return false;
    }
    Flyway upTo = flyway(dataSource, moreMigrations).target(versions.getLast()).load();
    List<String> known =
        Stream.of(upTo.info().all())
            .filter(m -> m.getState() != MigrationState.ABOVE_TARGET)
            .map(m -> String.valueOf(m.getVersion()))
            .sorted()
            .toList();
    if (!known.equals(versions)) {
      return false;
    }
    upTo.migrate();
    return true;
  }

  private static FluentConfiguration flyway(DataSource dataSource, String... moreMigrations) {
    String[] locations = new String[moreMigrations.length + 1];
    locations[0] = MIGRATIONS;
    System.arraycopy(moreMigrations, 0, locations, 1, moreMigrations.length);
    return Flyway.configure().dataSource(dataSource).locations(locations).outOfOrder(true);
  }

  /**
   * Runs {@code work} in one transaction that sees {@code jurisdiction}; an exception rolls it
   * back.
   */
  public <T> T in(String jurisdiction, Function<JdbcClient, T> work) {
    if (jurisdiction.isEmpty()) {
      throw new IllegalArgumentException("no jurisdiction");
    }
    return run(transactions, jurisdiction, work);
  }

  /** Reads {@code jurisdiction} as it is at one moment, however long {@code work} takes. */
  public <T> T inSnapshot(String jurisdiction, Function<JdbcClient, T> work) {
    return run(snapshots, jurisdiction, work);
  }

  /**
   * Runs {@code work} in one transaction that sees no jurisdiction: for the few tables that belong
   * to none.
   */
  public <T> T outside(Function<JdbcClient, T> work) {
    return run(transactions, "", work);
  }

  private <T> T run(
      TransactionTemplate template, String jurisdiction, Function<JdbcClient, T> work) {
    Object entered = TransactionSynchronizationManager.getResource(this);
    if (entered != null && !entered.equals(jurisdiction)) {
      throw new IllegalStateException(
          "a transaction sees one jurisdiction: this one entered “" + entered + "”");
    }
    // The template knows that a callback may give null; ours never does.
    T result =
        template.<T>execute(
            status -> entered == null ? entering(jurisdiction, work) : work.apply(client));
    if (result == null) {
      throw new IllegalStateException("work in a transaction gave nothing");
    }
    return result;
  }

  private <T> T entering(String jurisdiction, Function<JdbcClient, T> work) {
    TransactionSynchronizationManager.bindResource(this, jurisdiction);
    try {
      enter(jurisdiction);
      return work.apply(client);
    } finally {
      TransactionSynchronizationManager.unbindResource(this);
    }
  }

  private void enter(String jurisdiction) {
    client
        .sql(
            """
            SELECT set_config('role', 'zhunsheng_app', true),
                   set_config('zhunsheng.jurisdiction', ?, true)
            """)
        .param(jurisdiction)
        .query(Rows::text)
        .single();
  }

  /**
   * The data source itself, for what db-scheduler and health checks need; its rows are not limited.
   */
  public DataSource dataSource() {
    return dataSource;
  }

  private void refuseMightyRole() {
    boolean mighty =
        client
            .sql("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'zhunsheng_app'")
            .query(Boolean.class)
            .single();
    if (mighty) {
      throw new IllegalStateException(
          "role zhunsheng_app is a superuser or bypasses row-level security; take that from it");
    }
  }
}
