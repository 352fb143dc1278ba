package zhunsheng.casebook.draft;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A submission not yet filed, of one person.
 *
 * @param file the file it is for, or null where it will open one
 * @param run the returned run it files again, or null
 * @param body JSON as the screen left it; not checked
 */
public record Draft(
    String id,
    String person,
    String procedure,
    @Nullable String file,
    @Nullable String run,
    String body,
    Instant savedAt) {}
