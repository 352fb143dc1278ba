package zhunsheng.casebook;

/** The idempotency key was already used for another request; nothing happened. */
public final class KeyReusedException extends RuntimeException {
  public KeyReusedException(String key) {
    super("幂等键已用于另一请求，请换用新键：" + key);
  }
}
