package zhunsheng.server.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be started or reached; the message says what to do. */
public final class DatabaseException extends RuntimeException {

  DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
