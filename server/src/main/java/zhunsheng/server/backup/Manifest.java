package zhunsheng.server.backup;

import java.util.List;

/**
 * What an archive holds; its last entry, so that one that was cut short has none.
 *
 * @param format of the archive; {@link #FORMAT} is the one written here
 * @param madeAt instant in ISO 8601
 * @param migrations versions of the schema's migrations that had been applied
 * @param chains where the record of each jurisdiction stood
 * @param entries everything else in the archive
 */
record Manifest(
    int format, String madeAt, List<String> migrations, List<Chain> chains, List<Entry> entries) {
  static final String NAME = "manifest.json";
  static final int FORMAT = 1;

  Manifest {
    migrations = List.copyOf(migrations);
    chains = List.copyOf(chains);
    entries = List.copyOf(entries);
  }

  /**
   * Where the chains of a jurisdiction stand.
   *
   * @param digest SM3 over id, version and hash of the head of each file, by id
   */
  record Chain(String jurisdiction, long files, long events, String digest) {}

  /**
   * @param size in bytes, not compressed
   * @param sm3 digest of the bytes, in hex
   */
  record Entry(String name, long size, String sm3) {}
}
