package zhunsheng.casebook.event;

import org.jspecify.annotations.Nullable;

/** A stored event that cannot be read: ours or a forger's fault, never the caller's. */
public final class CorruptEventException extends IllegalStateException {
  CorruptEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
