package zhunsheng.similarity.meaning;

/**
 * The model of meaning cannot be had or does not answer; nothing may be concluded from its silence.
 */
public final class EncoderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EncoderException(String message, Throwable cause) {
    super(message, cause);
  }
}
