package zhunsheng.casebook.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.database.Rows;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Recorded;

/** Appends and loads events inside a transaction of one jurisdiction. */
public final class EventStore {
  /** The columns that {@link #map} reads. */
  public static final String COLUMNS =
      "file_id, version, schema, type, payload, person, office, day, at, policy, hash";

  private final JdbcClient client;
  private final String jurisdiction;

  /**
   * @param client in a transaction that sees {@code jurisdiction}
   */
  public EventStore(JdbcClient client, String jurisdiction) {
    this.client = client;
    this.jurisdiction = jurisdiction;
  }

  /** By whom, when and under which pack events are recorded. */
  public record Stamp(String person, String office, LocalDate day, Instant at, String policy) {
    public Stamp {
      at = at.truncatedTo(ChronoUnit.MICROS);
    }
  }

  private record Head(long version, String hash) {}

  /**
   * Appends {@code events} if the file is at {@code expectedVersion}; 0 begins a file.
   *
   * <p>Of two transactions that append to one file, the second waits for the first and then meets a
   * conflict.
   */
  public Appended append(String fileId, long expectedVersion, List<Event> events, Stamp stamp) {
    Optional<Head> head = lockHead(fileId);
    long actual = head.map(Head::version).orElse(0L);
    if (actual != expectedVersion) {
      return new Appended.Conflict(actual);
    }
    if (events.isEmpty()) {
      return new Appended.Done(actual, List.of());
    }
    String hash = head.map(Head::hash).orElse(EventChain.START);
    long version = actual;
    List<Recorded> recorded = new ArrayList<>();
    for (Event event : events) {
      version++;
      hash = insert(fileId, version, event, stamp, hash);
      recorded.add(new Recorded(version, event, stamp.day(), stamp.person(), stamp.office()));
    }
    return moveHead(fileId, actual, version, hash)
        ? new Appended.Done(version, recorded)
        : new Appended.Conflict(version(fileId));
  }

  private Optional<Head> lockHead(String fileId) {
    return client
        .sql("SELECT version, hash FROM head WHERE file_id = ? FOR UPDATE")
        .param(fileId)
        .query((row, n) -> new Head(row.getLong("version"), row.getString("hash")))
        .optional();
  }

  private String insert(String fileId, long version, Event event, Stamp stamp, String previous) {
    String type = EventJson.type(event);
    Map<String, Object> payload = EventJson.encode(event);
    String hash =
        new EventChain.Link(
                jurisdiction,
                fileId,
                version,
                EventJson.SCHEMA,
                type,
                payload,
                stamp.person(),
                stamp.office(),
                stamp.day(),
                stamp.at(),
                stamp.policy())
            .hash(previous);
    client
        .sql(
            """
            INSERT INTO event (jurisdiction, file_id, version, schema, type, payload, person, office,
                               day, at, policy, prev_hash, hash)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            jurisdiction,
            fileId,
            version,
            EventJson.SCHEMA,
            type,
            CanonicalJson.write(payload),
            stamp.person(),
            stamp.office(),
            stamp.day(),
            stamp.at().atOffset(ZoneOffset.UTC),
            stamp.policy(),
            previous,
            hash)
        .update();
    return hash;
  }

  private boolean moveHead(String fileId, long from, long to, String hash) {
    String sql =
        from == 0
            ? """
              INSERT INTO head (version, hash, jurisdiction, file_id) VALUES (?, ?, ?, ?)
              ON CONFLICT DO NOTHING
              """
            : "UPDATE head SET version = ?, hash = ? WHERE jurisdiction = ? AND file_id = ?";
    return client.sql(sql).params(to, hash, jurisdiction, fileId).update() == 1;
  }

  /** The file's version; 0 if there is no such file in the jurisdiction. */
  public long version(String fileId) {
    return client
        .sql("SELECT version FROM head WHERE file_id = ?")
        .param(fileId)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Versions of those of the files that exist in the jurisdiction. */
  public Map<String, Long> versions(Collection<String> fileIds) {
    Map<String, Long> versions = new LinkedHashMap<>();
    client
        .sql("SELECT file_id, version FROM head WHERE file_id = ANY (?) ORDER BY file_id")
        .param(fileIds.toArray(String[]::new))
        .query(
            row -> {
              versions.put(row.getString("file_id"), row.getLong("version"));
            });
    return versions;
  }

  /** All events of a file, in order. */
  public List<StoredEvent> load(String fileId) {
    return loadAfter(Map.of(fileId, 0L)).getOrDefault(fileId, List.of());
  }

  /** The events of several files after the version given for each, by file and in order. */
  public Map<String, List<StoredEvent>> loadAfter(Map<String, Long> versions) {
    Map<String, List<StoredEvent>> events = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>(versions.keySet());
    client
        .sql(
            "SELECT "
                + COLUMNS
                + """
                 FROM event
                 JOIN unnest(?::text[], ?::bigint[]) AS known (id, after)
                   ON file_id = known.id AND version > known.after
                ORDER BY file_id, version
                """)
        .params(ids.toArray(String[]::new), ids.stream().map(versions::get).toArray(Long[]::new))
        .query(EventStore::map)
        .list()
        .forEach(e -> events.computeIfAbsent(e.fileId(), id -> new ArrayList<>()).add(e));
    return events;
  }

  /** Reads an event from a row with {@link #COLUMNS}. */
  public static StoredEvent map(ResultSet row, int n) throws SQLException {
    Event event =
        EventJson.decode(
            row.getInt("schema"),
            row.getString("type"),
            CanonicalJson.read(row.getString("payload")));
    return new StoredEvent(
        row.getString("file_id"),
        new Recorded(
            row.getLong("version"),
            event,
            Rows.day(row, "day"),
            row.getString("person"),
            row.getString("office")),
        Rows.instant(row, "at"),
        row.getString("policy"),
        row.getString("hash"));
  }
}
