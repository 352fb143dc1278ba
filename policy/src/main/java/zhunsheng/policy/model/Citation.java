package zhunsheng.policy.model;

/**
 * The place in the regulation on which an answer rests.
 *
 * @param norm id of the norm in the pack
 * @param article number of the 条; 0 for an annexed form
 * @param paragraph number of the 款, 0 where the norm is the whole article
 * @param item number of the 项, 0 where there is none
 * @param gist the norm in our own words
 */
public record Citation(String norm, int article, int paragraph, int item, String gist) {

  /** As it is quoted: {@code 第十二条第二款第（三）项}. */
  public String display() {
    if (article == 0) {
      return "附件";
    }
    StringBuilder s = new StringBuilder("第").append(ChineseNumber.of(article)).append('条');
    if (paragraph > 0) {
      s.append('第').append(ChineseNumber.of(paragraph)).append('款');
    }
    if (item > 0) {
      s.append("第（").append(ChineseNumber.of(item)).append("）项");
    }
    return s.toString();
  }
}
