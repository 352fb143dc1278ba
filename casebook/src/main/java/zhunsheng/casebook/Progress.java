package zhunsheng.casebook;

/** Hears how far a long work has come. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress SILENT = (done, total) -> {};

  /**
   * Called now and then, and at the end with {@code done == total}.
   *
   * @param total may grow while the work goes on
   */
  void report(long done, long total);
}
