package zhunsheng.casebook.delegation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.database.Rows;
import zhunsheng.policy.file.Actor.Delegation;

/** Delegations between offices (委托代理). None is ever deleted: one that ends early is revoked. */
public final class Delegations {
  private final Database database;

  public Delegations(Database database) {
    this.database = database;
  }

  /**
   * Records a delegation and gives its id.
   *
   * @throws IllegalArgumentException with a Chinese message, if its last day is before its first or
   *     it goes to the giver
   */
  public String give(String jurisdiction, Delegation delegation, String person, Instant at) {
    if (delegation.last().isBefore(delegation.first())) {
      throw new IllegalArgumentException("委托的终止日不得早于起始日");
    }
    if (delegation.from().equals(delegation.to())) {
      throw new IllegalArgumentException("不能委托给本单位");
    }
    String id = UUID.randomUUID().toString();
    return database.in(
        jurisdiction,
        client -> {
          client
              .sql(
                  """
                  INSERT INTO delegation (jurisdiction, id, from_office, to_office, first_day, last_day,
                                          given_by, given_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                  """)
              .params(
                  jurisdiction,
                  id,
                  delegation.from(),
                  delegation.to(),
                  delegation.first(),
                  delegation.last(),
                  person,
                  at.atOffset(ZoneOffset.UTC))
              .update();
          return id;
        });
  }

  /** Ends a delegation early; says whether it was there and not ended before. */
  public boolean revoke(String jurisdiction, String id, String person, Instant at) {
    return database.in(
        jurisdiction,
        client ->
            client
                    .sql(
                        """
                        UPDATE delegation SET revoked_by = ?, revoked_at = ?
                        WHERE id = ? AND revoked_at IS NULL
                        """)
                    .params(person, at.atOffset(ZoneOffset.UTC), id)
                    .update()
                > 0);
  }

  /** Delegations to {@code office} that cover {@code day}. */
  public List<Delegation> to(String jurisdiction, String office, LocalDate day) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    SELECT * FROM delegation
                    WHERE to_office = ? AND first_day <= ? AND last_day >= ? AND revoked_at IS NULL
                    ORDER BY given_at, id
                    """)
                .params(office, day, day)
                .query(Delegations::map)
                .list()
                .stream()
                .map(GivenDelegation::delegation)
                .toList());
  }

  /** Delegations that an office gave or received, the latest first. */
  public List<GivenDelegation> of(String jurisdiction, String office) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    SELECT * FROM delegation WHERE ? IN (from_office, to_office)
                    ORDER BY given_at DESC, id
                    """)
                .param(office)
                .query(Delegations::map)
                .list());
  }

  private static GivenDelegation map(ResultSet row, int n) throws SQLException {
    return new GivenDelegation(
        row.getString("id"),
        new Delegation(
            row.getString("from_office"),
            row.getString("to_office"),
            Rows.day(row, "first_day"),
            Rows.day(row, "last_day")),
        row.getString("given_by"),
        Rows.instant(row, "given_at"),
        row.getString("revoked_by"),
        row.getObject("revoked_at") == null ? null : Rows.instant(row, "revoked_at"));
  }
}
