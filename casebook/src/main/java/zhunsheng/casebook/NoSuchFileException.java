package zhunsheng.casebook;

/** There is no file of that id in the jurisdiction. */
public final class NoSuchFileException extends RuntimeException {
  private final String fileId;

  public NoSuchFileException(String fileId) {
    super("没有这份档案：" + fileId);
    this.fileId = fileId;
  }

  public String fileId() {
    return fileId;
  }
}
