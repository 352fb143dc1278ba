package zhunsheng.bench.decide;

import java.util.HashSet;
import java.util.List;

/**
 * What rules say that are evaluated without a word on why: norms that forbid, and what is required.
 */
record Decided(
    String level, List<String> declaration, List<String> payment, List<String> materials) {
  Verdicts verdicts() {
    return new Verdicts(
        level, new HashSet<>(declaration), new HashSet<>(payment), new HashSet<>(materials));
  }
}
