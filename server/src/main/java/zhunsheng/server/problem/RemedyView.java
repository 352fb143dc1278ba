package zhunsheng.server.problem;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Remedy;

/** What would help: a day to wait for, advice, procedures that others or this office may file. */
public record RemedyView(@Nullable LocalDate earliest, String advice, List<Help> procedures) {

  /** A procedure that would help, and the Chinese titles of the parties that may file it. */
  public record Help(String procedure, String title, List<String> parties) {
    public static Help of(Remedy.Help h) {
      return new Help(h.procedure(), h.title(), h.parties());
    }
  }

  public static @Nullable RemedyView of(@Nullable Remedy r) {
    return r == null
        ? null
        : new RemedyView(r.earliest(), r.advice(), r.procedures().stream().map(Help::of).toList());
  }
}
