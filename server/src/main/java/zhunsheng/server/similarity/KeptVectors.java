package zhunsheng.server.similarity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.event.Sm3;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Existing;
import zhunsheng.similarity.meaning.Encoder;

/** The vectors of what files say, in the database: made once for each text. */
final class KeptVectors {
  private final Database database;

  KeptVectors(Database database) {
    this.database = database;
  }

  /** By file, the vectors kept for just these texts by the model in use. */
  Map<String, byte[]> find(String jurisdiction, List<Existing> things) {
    Map<String, String> digests = new HashMap<>();
    things.forEach(thing -> digests.put(thing.id(), digest(thing.description())));
    Map<String, byte[]> found = new HashMap<>();
    database.in(
        jurisdiction,
        client -> {
          client
              .sql(
                  """
                  SELECT file_id, digest, vectors FROM look_alike_vector
                  WHERE file_id = ANY (?) AND model = ?
                  """)
              .params(digests.keySet().toArray(String[]::new), Encoder.MODEL)
              .query(
                  row -> {
                    String file = row.getString("file_id");
                    if (row.getString("digest").equals(digests.get(file))) {
                      found.put(file, row.getBytes("vectors"));
                    }
                  });
          return true;
        });
    return found;
  }

  void keep(String jurisdiction, String file, Description description, byte[] vectors) {
    database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    INSERT INTO look_alike_vector (jurisdiction, file_id, digest, model, vectors)
                    VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (jurisdiction, file_id) DO UPDATE
                    SET digest = excluded.digest, model = excluded.model, vectors = excluded.vectors
                    """)
                .params(jurisdiction, file, digest(description), Encoder.MODEL, vectors)
                .update());
  }

  private static String digest(Description description) {
    return Sm3.hex(description.name().length() + "/" + description.name() + description.content());
  }
}
