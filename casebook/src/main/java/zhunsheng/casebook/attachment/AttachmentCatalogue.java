package zhunsheng.casebook.attachment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.policy.file.Material.Attachment;

/** What is known of papers, inside a transaction of one jurisdiction. */
public final class AttachmentCatalogue {
  private AttachmentCatalogue() {}

  /**
   * Those of the papers that were stored by this jurisdiction, by digest; named as they were first
   * uploaded.
   */
  public static Map<String, Attachment> known(JdbcClient client, Collection<String> digests) {
    Map<String, Attachment> known = new LinkedHashMap<>();
    if (digests.isEmpty()) {
      return known;
    }
    client
        .sql("SELECT digest, name, media_type, size FROM attachment WHERE digest = ANY (?)")
        .param(digests.toArray(String[]::new))
        .query(
            (row, n) ->
                new Attachment(
                    row.getString("digest"),
                    row.getString("name"),
                    row.getString("media_type"),
                    row.getLong("size")))
        .list()
        .forEach(a -> known.put(a.digest(), a));
    return known;
  }
}
