package zhunsheng.similarity;

/** How much a new declaration has in common with what exists. */
public enum Level {
  /** 重复: builds the same thing, or half of it and more. */
  DUPLICATE("重复"),
  /** 疑似: may build the same thing; a person has to say. */
  SUSPECTED("疑似"),
  /** 相关: of the same field, worth knowing. */
  RELATED("相关"),
  /** 无关. */
  UNRELATED("无关");

  private final String title;

  Level(String title) {
    this.title = title;
  }

  /** Its name on screen. */
  public String title() {
    return title;
  }
}
