package zhunsheng.server.cli;

/** The command cannot do what was asked; the message says why. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
