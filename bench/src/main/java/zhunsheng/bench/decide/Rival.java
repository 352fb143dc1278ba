package zhunsheng.bench.decide;

/** One way to decide the same matters as the others. */
interface Rival extends Way {
  /** What it said, read from what {@link #decide} returned. */
  Verdicts verdicts(Object decided);
}
