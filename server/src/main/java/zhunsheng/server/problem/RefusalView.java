package zhunsheng.server.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Refusal;

/** One reason why something was refused; {@code field} names the field or material concerned. */
public record RefusalView(
    Refusal.Kind kind,
    String message,
    @Nullable CitationView citation,
    @Nullable String field,
    List<String> because,
    @Nullable RemedyView remedy) {

  public static RefusalView of(Refusal r) {
    return new RefusalView(
        r.kind(),
        r.message(),
        CitationView.ofNullable(r.citation()),
        r.field(),
        r.because(),
        RemedyView.of(r.remedy()));
  }
}
