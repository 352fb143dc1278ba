package zhunsheng.casebook.attachment;

/** A paper that is not taken; the message is Chinese and says what to do. */
public final class AttachmentRefusedException extends RuntimeException {
  private final Reason reason;

  /** Why. */
  public enum Reason {
    TOO_LARGE,
    TYPE_NOT_ALLOWED,
    EMPTY,
    DAMAGED
  }

  AttachmentRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
