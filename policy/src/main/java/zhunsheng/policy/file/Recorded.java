package zhunsheng.policy.file;

import java.time.LocalDate;

/**
 * An event with its place in the file.
 *
 * @param version 1 for the first event of a file, then without gaps
 * @param day business day on which it was recorded
 * @param person account that caused it
 * @param office that person's office
 */
public record Recorded(long version, Event event, LocalDate day, String person, String office) {}
