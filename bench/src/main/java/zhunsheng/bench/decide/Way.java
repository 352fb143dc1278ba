package zhunsheng.bench.decide;

/** A way to decide one of several prepared things. */
interface Way {
  String name();

  /** How many different things there are to decide. */
  int things();

  /**
   * Decides one of them.
   *
   * @param number from 0
   * @return what was decided, whatever it is
   */
  Object decide(int number);
}
