package zhunsheng.policy.model;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What others work out of a policy and keep with it: a policy never changes, so neither does that.
 */
public final class WorkedOut {
  private final ConcurrentMap<Class<?>, Object> kept = new ConcurrentHashMap<>();

  /** What is kept of that type; made when it is first asked for. */
  public <T> T get(Class<T> type, Supplier<T> make) {
    Object known = kept.get(type);
    return type.cast(known != null ? known : kept.computeIfAbsent(type, t -> make.get()));
  }

  /** It follows from the policy that it is kept with, so by itself it tells no two apart. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkedOut;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "";
  }
}
