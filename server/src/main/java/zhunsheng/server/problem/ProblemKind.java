package zhunsheng.server.problem;

import java.net.URI;

/** The kinds of problem that the server answers with. */
public enum ProblemKind {
  BAD_REQUEST(400, "bad-request", "请求不正确"),
  NOT_SIGNED_IN(401, "not-signed-in", "尚未登录"),
  WRONG_PASSWORD(401, "wrong-password", "登录未成功"),
  NOT_ALLOWED(403, "not-allowed", "没有权限"),
  PASSWORD_CHANGE_REQUIRED(403, "password-change-required", "须先修改密码"),
  FORGED_REQUEST(403, "forged-request", "请求校验未通过"),
  NOT_FOUND(404, "not-found", "没有找到"),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "不支持的操作"),
  CONFLICT(409, "conflict", "内容已被他人更新"),
  TOO_LARGE(413, "too-large", "内容过大"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "不支持的文件类型"),
  REFUSED(422, "refused", "不能办理"),
  LOCKED(423, "locked", "账号已锁定"),
  TOO_MANY_REQUESTS(429, "too-many-requests", "请求过于频繁"),
  OUR_FAULT(500, "our-fault", "系统出错"),
  UNAVAILABLE(503, "unavailable", "暂时无法服务");

  private final int status;
  private final String slug;
  private final String title;

  ProblemKind(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  /** The kind of that HTTP status, or the general one of its class. */
  static ProblemKind nearest(int status) {
    for (ProblemKind kind : values()) {
      if (kind.status == status) {
        return kind;
      }
    }
    return status < 500 ? BAD_REQUEST : OUR_FAULT;
  }

  public int status() {
    return status;
  }

  public URI type() {
    return URI.create("urn:zhunsheng:problem:" + slug);
  }

  public String title() {
    return title;
  }
}
