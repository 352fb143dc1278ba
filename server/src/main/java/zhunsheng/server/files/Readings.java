package zhunsheng.server.files;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.database.Database;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.server.identity.Account;

/**
 * Who of another office opened a file or one of its papers. Whoever supervises, audits or reviews
 * cannot be kept out; the office whose file it is sees that they were there.
 */
@Component
class Readings {
  /** A page that is read again within this time is the same visit. */
  private static final int VISIT_MINUTES = 10;

  private final Database database;
  private final BusinessClock clock;

  Readings(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One visit.
   *
   * @param person the account's id
   * @param paper the name of the paper that was fetched; null: the file itself
   */
  record Reading(String office, String person, @Nullable String paper, Instant at) {}

  /** Notes that the account reads the file, or fetches a paper of it. */
  void note(Account account, CaseFile file, @Nullable String paper) {
    if (account.office().equals(file.office())) {
      return;
    }
    Instant at = clock.now();
    database.in(
        account.jurisdiction(),
        client ->
            client
                .sql(
                    """
                    INSERT INTO file_reading (jurisdiction, file_id, office, person, paper, at)
                    SELECT :jurisdiction, :file, :office, :person, :paper, :at
                    WHERE NOT EXISTS (
                      SELECT FROM file_reading
                      WHERE file_id = :file AND person = :person AND paper IS NOT DISTINCT FROM :paper
                        AND at > :at - make_interval(mins => :minutes))
                    """)
                .param("jurisdiction", account.jurisdiction())
                .param("file", file.id())
                .param("office", account.office())
                .param("person", account.id())
                .param("paper", paper, java.sql.Types.VARCHAR)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("minutes", VISIT_MINUTES)
                .update());
  }

  /** The newest visits to a file. */
  List<Reading> of(String jurisdiction, String file, int most) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql("SELECT * FROM file_reading WHERE file_id = ? ORDER BY number DESC LIMIT ?")
                .params(file, most)
                .query(
                    (row, n) ->
                        new Reading(
                            row.getString("office"),
                            row.getString("person"),
                            row.getString("paper"),
                            row.getObject("at", OffsetDateTime.class).toInstant()))
                .list());
  }
}
