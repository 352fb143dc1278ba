package zhunsheng.casebook.event;

import java.time.Instant;
import zhunsheng.policy.file.Recorded;

/**
 * An event as it stands in the record.
 *
 * @param at instant of recording
 * @param policy pack under which it was recorded
 * @param hash lower-case hex SM3 over the hash before it and its own canonical form
 */
public record StoredEvent(
    String fileId, Recorded recorded, Instant at, String policy, String hash) {
  public long version() {
    return recorded.version();
  }
}
