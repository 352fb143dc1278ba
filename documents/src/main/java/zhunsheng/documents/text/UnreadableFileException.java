package zhunsheng.documents.text;

import org.jspecify.annotations.Nullable;

/** A file has no text that can be read; the message, in Chinese, says why and what to do next. */
public final class UnreadableFileException extends RuntimeException {
  UnreadableFileException(String message) {
    this(message, null);
  }

  UnreadableFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
