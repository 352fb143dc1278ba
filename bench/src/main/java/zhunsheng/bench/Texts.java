package zhunsheng.bench;

import zhunsheng.similarity.Description;

/** The one text of a description that a peer is given. */
final class Texts {
  private Texts() {}

  static String whole(Description description) {
    return description.name() + "。" + description.content();
  }
}
