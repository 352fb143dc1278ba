package zhunsheng.policy.expression;

/** An expression of a pack could not be computed; neither a refusal nor an unknown. */
public final class ExpressionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExpressionFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
