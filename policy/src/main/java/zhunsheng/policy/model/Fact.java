package zhunsheng.policy.model;

import org.jspecify.annotations.Nullable;

/**
 * A declared fact of a subject, or a part of a record.
 *
 * @param name without its subject
 * @param fallback value while nobody recorded it, or null: then it is unknown
 * @param reverse the referring fact ({@code project.plan}) of which this list is the other end, or
 *     null
 */
public record Fact(
    String name,
    String title,
    FactType type,
    @Nullable String help,
    @Nullable Object fallback,
    @Nullable String reverse) {}
