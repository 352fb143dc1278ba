package zhunsheng.bench;

import java.util.List;
import zhunsheng.similarity.Description;

/** Another way to find what a declaration resembles. */
interface Peer extends AutoCloseable {

  /**
   * A project that it brings.
   *
   * @param project its place in the labels
   * @param score the higher the likelier
   */
  record Ranked(int project, double score) {}

  /** What comes nearest, the best first. */
  List<Ranked> find(Description declaration, int most);

  @Override
  void close();
}
