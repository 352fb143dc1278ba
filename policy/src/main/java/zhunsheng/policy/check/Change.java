package zhunsheng.policy.check;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Policy;

/**
 * One small change of a regulation. If no worked case fails under it, the cases do not show the
 * law.
 *
 * @param id what is changed and how
 * @param norm the norm that says it, or null
 * @param what Chinese: what would be otherwise
 * @param changed the regulation with that change
 * @param tells where it shows first; empty where it may show anywhere
 */
record Change(
    String id,
    Finding.Kind kind,
    @Nullable String norm,
    String what,
    Supplier<Policy> changed,
    List<Tell> tells) {
  Change {
    tells = List.copyOf(tells);
  }
}
