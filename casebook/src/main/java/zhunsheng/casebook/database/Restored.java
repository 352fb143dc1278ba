package zhunsheng.casebook.database;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After a restore into another cluster events bear transaction ids that this cluster has yet to
 * reach, and followers would wait for them. Then all events count as older than any transaction,
 * and followers begin again.
 */
final class Restored {
  private final JdbcClient client;

  private Restored(JdbcClient client) {
    this.client = client;
  }

  static void renumber(DataSource dataSource) {
    Restored restored = new Restored(JdbcClient.create(dataSource));
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(status -> restored.renumber());
  }

  private void renumber() {
    List<String> jurisdictions =
        client.sql("SELECT id FROM jurisdiction ORDER BY id").query(Rows::text).list();
    List<String> foreign = jurisdictions.stream().filter(this::comesFromElsewhere).toList();
    if (foreign.isEmpty()) {
      return;
    }
    client.sql("ALTER TABLE event DISABLE TRIGGER event_is_append_only").update();
    for (String jurisdiction : jurisdictions) {
      see(jurisdiction);
      client
          .sql("UPDATE event SET tx_id = '0' WHERE jurisdiction = ?")
          .param(jurisdiction)
          .update();
      client.sql("DELETE FROM follower WHERE jurisdiction = ?").param(jurisdiction).update();
    }
    client.sql("ALTER TABLE event ENABLE TRIGGER event_is_append_only").update();
  }

  private boolean comesFromElsewhere(String jurisdiction) {
    see(jurisdiction);
    return client
        .sql(
            """
            SELECT EXISTS (
              SELECT FROM event
              WHERE jurisdiction = ? AND tx_id >= pg_snapshot_xmax(pg_current_snapshot()))
            """)
        .param(jurisdiction)
        .query(Boolean.class)
        .single();
  }

  private void see(String jurisdiction) {
    client
        .sql("SELECT set_config('zhunsheng.jurisdiction', ?, true)")
        .param(jurisdiction)
        .query(String.class)
        .single();
  }
}
