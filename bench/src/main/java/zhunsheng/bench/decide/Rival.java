package zhunsheng.bench.decide;

import java.util.List;

/** One way to decide the same matters as the others. */
interface Rival extends Way {
  List<Matter> matters();

  @Override
  default int things() {
    return matters().size();
  }

  /** What it said, read from what {@link #decide} returned. */
  Verdicts verdicts(Object decided);
}
