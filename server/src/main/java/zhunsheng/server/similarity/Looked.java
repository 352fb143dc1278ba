package zhunsheng.server.similarity;

/** What came of asking the index. */
public sealed interface Looked<T> {

  /** It answered. */
  record Seen<T>(T value) implements Looked<T> {}

  /**
   * It could not be asked, and nothing follows from it.
   *
   * @param reason in Chinese
   * @param soon whether it can be asked in a moment
   */
  record Unseen<T>(String reason, boolean soon) implements Looked<T> {}
}
