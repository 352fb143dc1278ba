package zhunsheng.casebook.verify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.database.Rows;
import zhunsheng.casebook.event.CanonicalJson;
import zhunsheng.casebook.event.EventChain;
import zhunsheng.casebook.verify.Checkpoint.Head;
import zhunsheng.casebook.verify.Verifier.Tally;

/** Goes along the chains of one jurisdiction, file by file, and compares each end with its head. */
final class ChainCheck {
  private static final int FETCH = 1000;

  private final JdbcClient client;
  private final String jurisdiction;
  private final Tally tally;
  private final Map<String, Head> heads = new HashMap<>();
  private final Set<String> digests = new TreeSet<>();

  private String file = "";
  private long version;
  private String hash = EventChain.START;

  ChainCheck(JdbcClient client, String jurisdiction, Tally tally) {
    this.client = client;
    this.jurisdiction = jurisdiction;
    this.tally = tally;
  }

  /** Papers that the events speak of. */
  Set<String> digests() {
    return digests;
  }

  void run() {
    client
        .sql("SELECT file_id, version, hash FROM head")
        .query(
            (row, n) ->
                new Head(row.getString("file_id"), row.getLong("version"), row.getString("hash")))
        .list()
        .forEach(h -> heads.put(h.fileId(), h));
    client
        .sql(
            """
            SELECT file_id, version, schema, type, payload, person, office, day, at, policy, prev_hash, hash
            FROM event ORDER BY file_id, version
            """)
        .withFetchSize(FETCH)
        .query(
            row -> {
              event(row);
            });
    endOfFile();
    heads.values().stream()
        .sorted(Comparator.comparing(Head::fileId))
        .forEach(h -> bad(h.fileId(), 1, "全部事件缺失（应有 " + h.version() + " 条）"));
  }

  private void event(ResultSet row) throws SQLException {
    String fileId = row.getString("file_id");
    if (!fileId.equals(file)) {
      endOfFile();
      file = fileId;
      version = 0;
      hash = EventChain.START;
      tally.file();
    }
    tally.event();
    long found = row.getLong("version");
    if (found != version + 1) {
      bad(file, version + 1, "事件缺失");
    } else if (!row.getString("prev_hash").equals(hash)) {
      bad(file, found, "与上一事件的链接断开");
    } else if (!row.getString("hash").equals(computed(row))) {
      bad(file, found, "内容与其哈希值不符");
    }
    version = found;
    hash = row.getString("hash");
  }

  /** The hash that the row's content has, or nothing like one if the content cannot be read. */
  private String computed(ResultSet row) throws SQLException {
    try {
      Map<String, Object> payload = CanonicalJson.read(row.getString("payload"));
      if (payload.get("materials") instanceof Map<?, ?> materials) {
        collectDigests(materials);
      }
      return new EventChain.Link(
              jurisdiction,
              file,
              row.getLong("version"),
              row.getInt("schema"),
              row.getString("type"),
              payload,
              row.getString("person"),
              row.getString("office"),
              Rows.day(row, "day"),
              Rows.instant(row, "at"),
              row.getString("policy"))
          .hash(hash);
    } catch (IllegalArgumentException | DateTimeException e) {
      return "";
    }
  }

  private void collectDigests(Map<?, ?> materials) {
    for (Object material : materials.values()) {
      if (material instanceof Map<?, ?> m && m.get("attachments") instanceof List<?> papers) {
        for (Object paper : papers) {
          if (paper instanceof Map<?, ?> p
              && p.get("digest") instanceof String digest
              && digest.matches("[0-9a-f]{64}")) {
            digests.add(digest);
          }
        }
      }
    }
  }

  private void endOfFile() {
    if (file.isEmpty()) {
      return;
    }
    Head head = heads.remove(file);
    if (head == null) {
      bad(file, version, "链尾记录缺失");
    } else if (head.version() > version) {
      bad(file, version + 1, "链尾的事件缺失（应到第 " + head.version() + " 条）");
    } else if (head.version() < version || !head.hash().equals(hash)) {
      bad(file, version, "与链尾记录不符");
    }
  }

  private void bad(String fileId, long at, String message) {
    tally.badEvent(jurisdiction, fileId, at, message);
  }
}
