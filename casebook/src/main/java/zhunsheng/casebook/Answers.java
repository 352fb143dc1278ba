package zhunsheng.casebook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.event.EventStore;
import zhunsheng.casebook.event.StoredEvent;

/** Answers already given: the same request under the same key is not carried out twice. */
final class Answers {
  private final JdbcClient client;
  private final String jurisdiction;

  Answers(JdbcClient client, String jurisdiction) {
    this.client = client;
    this.jurisdiction = jurisdiction;
  }

  private record Answer(String request, String fileId, long first, long last) {}

  /**
   * The answer already given to this request, if any.
   *
   * @param request digest of the request
   * @throws KeyReusedException if the key came with another request
   */
  Optional<Outcome.Done> find(String key, String request, EventStore store) {
    return client
        .sql(
            """
            SELECT request, file_id, first_version, last_version FROM answer
            WHERE jurisdiction = ? AND key = ?
            """)
        .params(jurisdiction, key)
        .query(
            (row, n) ->
                new Answer(
                    row.getString("request"),
                    row.getString("file_id"),
                    row.getLong("first_version"),
                    row.getLong("last_version")))
        .optional()
        .map(
            answer -> {
              if (!answer.request().equals(request)) {
                throw new KeyReusedException(key);
              }
              return done(answer, store);
            });
  }

  private static Outcome.Done done(Answer answer, EventStore store) {
    var events =
        store.load(answer.fileId()).stream()
            .map(StoredEvent::recorded)
            .filter(e -> e.version() >= answer.first() && e.version() <= answer.last())
            .toList();
    return new Outcome.Done(answer.fileId(), answer.last(), events, true);
  }

  void keep(String key, String request, Outcome.Done done, Instant at) {
    client
        .sql(
            """
            INSERT INTO answer (jurisdiction, key, request, file_id, first_version, last_version, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            jurisdiction,
            key,
            request,
            done.fileId(),
            done.version() - done.events().size() + 1,
            done.version(),
            at.atOffset(ZoneOffset.UTC))
        .update();
  }
}
