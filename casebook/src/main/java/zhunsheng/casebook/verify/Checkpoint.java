package zhunsheng.casebook.verify;

import java.util.List;
import zhunsheng.casebook.event.EventChain;
import zhunsheng.casebook.event.Sm3;

/**
 * A signed state of all chains of a jurisdiction.
 *
 * @param number 1 for the first
 * @param previous digest of the checkpoint before it
 * @param heads heads that moved since then, by file id
 */
record Checkpoint(
    String jurisdiction,
    long number,
    String previous,
    List<Head> heads,
    String digest,
    String signature) {
  /** Where a file's chain stood. */
  record Head(String fileId, long version, String hash) {}

  /** What stands before the first checkpoint. */
  static final String START = EventChain.START;

  static String digest(String jurisdiction, long number, String previous, List<Head> heads) {
    Sm3 sm3 = new Sm3().add(jurisdiction + "\n" + number + "\n" + previous + "\n");
    heads.forEach(h -> sm3.add(h.fileId() + " " + h.version() + " " + h.hash() + "\n"));
    return sm3.hex();
  }

  String computedDigest() {
    return digest(jurisdiction, number, previous, heads);
  }
}
