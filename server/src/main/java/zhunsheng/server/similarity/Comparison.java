package zhunsheng.server.similarity;

import java.util.List;
import zhunsheng.similarity.Hit;

/** What came of holding a description against everything that exists. */
public sealed interface Comparison {

  /**
   * It was made.
   *
   * @param hits the most probable duplicate first; empty when nothing comes near
   */
  record Made(List<Hit> hits) implements Comparison {
    public Made {
      hits = List.copyOf(hits);
    }
  }

  /**
   * Nobody compared, and nothing follows from it.
   *
   * @param reason in Chinese
   * @param soon whether it can be made in a moment: what it needs is still being loaded
   */
  record NotMade(String reason, boolean soon) implements Comparison {}
}
