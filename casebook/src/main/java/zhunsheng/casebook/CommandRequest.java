package zhunsheng.casebook;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.file.Actor;

/**
 * A command on a file, with all that its answer depends on.
 *
 * @param fileId null to open a file
 * @param today business day on which it is decided and recorded
 * @param at instant of recording, kept to the microsecond
 * @param idempotencyKey chosen by the sender, unique in the jurisdiction; the same request sent
 *     again with the same key gets the first answer and changes nothing
 * @param expectedVersion the version that the actor saw, or null where any will do
 */
public record CommandRequest(
    String jurisdiction,
    @Nullable String fileId,
    Command command,
    Actor actor,
    LocalDate today,
    Instant at,
    String idempotencyKey,
    @Nullable Long expectedVersion) {

  public CommandRequest {
    if (jurisdiction.isBlank() || idempotencyKey.isBlank() || idempotencyKey.length() > 200) {
      throw new IllegalArgumentException(
          "a command needs a jurisdiction and a key of 1 to 200 characters");
    }
  }
}
