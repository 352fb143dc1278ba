package zhunsheng.casebook.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * The chain of hashes of one file: each is SM3 over the hash before it (as hex) and the event's
 * canonical JSON, envelope and payload together, in UTF-8.
 */
public final class EventChain {
  /** What stands before the first event. */
  public static final String START = "0".repeat(64);

  private EventChain() {}

  /** Always six digits, so that no other program has to guess how many Java would print. */
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** All of an event that the hash covers. */
  public record Link(
      String jurisdiction,
      String fileId,
      long version,
      int schema,
      String type,
      Map<String, ?> payload,
      String person,
      String office,
      LocalDate day,
      Instant at,
      String policy) {

    /** Its canonical JSON: what an auditor hashes. */
    public String canonical() {
      return CanonicalJson.write(
          Map.ofEntries(
              Map.entry("jurisdiction", jurisdiction),
              Map.entry("file", fileId),
              Map.entry("version", version),
              Map.entry("schema", schema),
              Map.entry("type", type),
              Map.entry("payload", payload),
              Map.entry("person", person),
              Map.entry("office", office),
              Map.entry("day", day.toString()),
              Map.entry("at", AT.format(at)),
              Map.entry("policy", policy)));
    }

    /** The hash of this event after {@code previous}. */
    public String hash(String previous) {
      return new Sm3().add(previous).add(canonical()).hex();
    }
  }
}
