package zhunsheng.server.problem;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Refusal;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private final ProblemKind kind;
  private final transient @Nullable List<Refusal> refusals;

  private ProblemException(ProblemKind kind, String detail, @Nullable List<Refusal> refusals) {
    super(detail);
    this.kind = kind;
    this.refusals = refusals;
  }

  /** A problem of that kind; {@code detail} says in Chinese what to do next. */
  public static ProblemException of(ProblemKind kind, String detail) {
    return new ProblemException(kind, detail, null);
  }

  /** Nothing of that name that this account may see: whether it exists is not said. */
  public static ProblemException notFound() {
    return of(ProblemKind.NOT_FOUND, "没有这一内容，或您无权查看。请返回上一页，从列表中重新选择。");
  }

  /** A command that was refused, with every reason. */
  public static ProblemException refused(List<Refusal> refusals) {
    boolean changed = refusals.stream().anyMatch(r -> r.kind() == Refusal.Kind.STALE);
    String detail =
        refusals.size() == 1
            ? refusals.getFirst().message()
            : "有 " + refusals.size() + " 处需要处理，请逐项核对后再提交。";
    return new ProblemException(
        changed ? ProblemKind.CONFLICT : ProblemKind.REFUSED, detail, List.copyOf(refusals));
  }

  public ProblemKind kind() {
    return kind;
  }

  public Problem problem(@Nullable URI instance) {
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        String.valueOf(getMessage()),
        instance,
        refusals == null ? null : refusals.stream().map(RefusalView::of).toList());
  }
}
