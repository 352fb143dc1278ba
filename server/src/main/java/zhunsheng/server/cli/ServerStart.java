package zhunsheng.server.cli;

/** Starts the server; handed in so that a command which needs no server never loads one. */
@FunctionalInterface
public interface ServerStart {

  /**
   * Returns once the server answers requests.
   *
   * @param profile the Spring profile to add, {@code serve} or {@code demo}
   */
  void start(String profile);
}
