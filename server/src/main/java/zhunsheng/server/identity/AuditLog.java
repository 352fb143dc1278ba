package zhunsheng.server.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The log of sign-ins and administrative acts. Rows are only added (the database refuses anything
 * else), and each carries the SM3 of itself and the row before, so that one changed behind the
 * database's back is found.
 */
@Component
public class AuditLog {
  private static final long LOCK = 0x7A73_6175_6469_74L;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  AuditLog(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** For a command outside the server. */
  public static AuditLog on(DataSource dataSource) {
    return new AuditLog(JdbcClient.create(dataSource), InstantSource.system());
  }

  /** One row; {@code kind} is a short Chinese name of the act. */
  public record AuditEntry(
      long number,
      Instant at,
      @Nullable String account,
      @Nullable String person,
      @Nullable String address,
      String kind,
      boolean success,
      String detail) {}

  /** Adds a row that stays even if the caller's transaction is rolled back. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void add(
      @Nullable Account who,
      @Nullable String address,
      String kind,
      boolean success,
      String detail) {
    add(
        who == null ? null : who.jurisdiction(),
        who == null ? null : who.id(),
        who == null ? null : who.name(),
        address,
        kind,
        success,
        detail);
  }

  /** Adds a row of somebody who has no account, for whoever reads the log of the jurisdiction. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void addStranger(
      String jurisdiction, String person, String address, String kind, String detail) {
    add(jurisdiction, null, person, address, kind, false, detail);
  }

  private void add(
      @Nullable String jurisdiction,
      @Nullable String account,
      @Nullable String person,
      @Nullable String address,
      String kind,
      boolean success,
      String detail) {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((rs, n) -> 0).single();
    Last last =
        jdbc.sql("select number, hash from server.audit order by number desc limit 1")
            .query((rs, n) -> new Last(rs.getLong(1), rs.getBytes(2)))
            .optional()
            .orElse(new Last(0, new byte[32]));
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    byte[] hash =
        hash(
            last.hash,
            last.number + 1,
            at,
            jurisdiction,
            account,
            person,
            address,
            kind,
            success,
            detail);
    jdbc.sql(
            """
            insert into server.audit
              (number, at, jurisdiction, account, person, address, kind, success, detail, hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                last.number + 1,
                OffsetDateTime.ofInstant(at, ZoneOffset.UTC),
                jurisdiction,
                account,
                person,
                address,
                kind,
                success,
                detail,
                hash))
        .update();
  }

  private static final class Last {
    final long number;
    final byte[] hash;

    Last(long number, byte[] hash) {
      this.number = number;
      this.hash = hash;
    }
  }

  /** Rows of a jurisdiction, newest first. */
  public List<AuditEntry> page(String jurisdiction, int page, int size) {
    return jdbc.sql(
            """
            select number, at, account, person, address, kind, success, detail from server.audit
            where jurisdiction = ? order by number desc limit ? offset ?
            """)
        .params(jurisdiction, size, (long) page * size)
        .query(
            (rs, n) ->
                new AuditEntry(
                    rs.getLong("number"),
                    rs.getObject("at", OffsetDateTime.class).toInstant(),
                    rs.getString("account"),
                    rs.getString("person"),
                    rs.getString("address"),
                    rs.getString("kind"),
                    rs.getBoolean("success"),
                    rs.getString("detail")))
        .list();
  }

  public long count(String jurisdiction) {
    return jdbc.sql("select count(*) from server.audit where jurisdiction = ?")
        .param(jurisdiction)
        .query(Long.class)
        .single();
  }

  /** The number of the first row that is not as it was written, or null. */
  public @Nullable Long firstChanged() {
    Chain chain = new Chain();
    jdbc.sql(
            """
            select number, at, jurisdiction, account, person, address, kind, success, detail, hash
            from server.audit order by number
            """)
        .query(
            rs -> {
              byte[] expected =
                  hash(
                      chain.hash,
                      chain.number + 1,
                      rs.getObject("at", OffsetDateTime.class).toInstant(),
                      rs.getString("jurisdiction"),
                      rs.getString("account"),
                      rs.getString("person"),
                      rs.getString("address"),
                      rs.getString("kind"),
                      rs.getBoolean("success"),
                      rs.getString("detail"));
              chain.number++;
              if (chain.firstChanged == null && !Arrays.equals(expected, rs.getBytes("hash"))) {
                chain.firstChanged = chain.number;
              }
              chain.hash = expected;
            });
    return chain.firstChanged;
  }

  private static final class Chain {
    long number;
    byte[] hash = new byte[32];
    @Nullable Long firstChanged;
  }

  private static byte[] hash(byte[] before, long number, Instant at, @Nullable Object... parts) {
    SM3Digest digest = new SM3Digest();
    digest.update(before, 0, before.length);
    feed(digest, Long.toString(number));
    feed(digest, at.toString());
    for (Object part : parts) {
      feed(digest, part == null ? null : part.toString());
    }
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }

  /** Length first, so that no two rows have the same bytes. */
  private static void feed(SM3Digest digest, @Nullable String part) {
    byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
    byte[] length = ByteBuffer.allocate(4).putInt(part == null ? -1 : bytes.length).array();
    digest.update(length, 0, length.length);
    digest.update(bytes, 0, bytes.length);
  }
}
