package zhunsheng.casebook;

/** Names of facts with their subject: {@code project.plan}. */
final class Reference {
  private Reference() {}

  static String subject(String qualified) {
    return qualified.substring(0, qualified.indexOf('.'));
  }

  /** The fact without its subject, whether or not it bears one. */
  static String fact(String name) {
    return name.substring(name.indexOf('.') + 1);
  }
}
