package zhunsheng.server.similarity;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;
import zhunsheng.casebook.database.Database;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.meaning.Encoder;

/** The vectors of what files say, in the database: made once for each text. */
final class KeptVectors {
  private final Database database;

  KeptVectors(Database database) {
    this.database = database;
  }

  /** The vectors kept for just this text by the model in use. */
  Optional<byte[]> find(String jurisdiction, String file, Description description) {
    return database.in(
        jurisdiction,
        client ->
            client
                .sql(
                    """
                    SELECT vectors FROM look_alike_vector
                    WHERE file_id = ? AND digest = ? AND model = ?
                    """)
                .params(file, digest(description), Encoder.MODEL)
                .query((row, n) -> row.getBytes("vectors"))
                .optional());
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
    byte[] text =
        (description.name().length() + "/" + description.name() + description.content())
            .getBytes(StandardCharsets.UTF_8);
    SM3Digest digest = new SM3Digest();
    digest.update(text, 0, text.length);
    byte[] sum = new byte[digest.getDigestSize()];
    digest.doFinal(sum, 0);
    return HexFormat.of().formatHex(sum);
  }
}
