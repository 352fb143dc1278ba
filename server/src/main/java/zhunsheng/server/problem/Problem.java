package zhunsheng.server.problem;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem (RFC 9457).
 *
 * @param type stable address of the kind of problem
 * @param title the kind of problem, in Chinese
 * @param detail what to do next, in Chinese
 * @param refusals every reason, where a rule or a field is behind it
 */
public record Problem(
    URI type,
    String title,
    int status,
    String detail,
    @Nullable URI instance,
    @Nullable List<RefusalView> refusals) {}
