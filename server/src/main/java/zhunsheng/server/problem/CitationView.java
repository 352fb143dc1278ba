package zhunsheng.server.problem;

import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Citation;

/** The place in the regulation on which an answer rests; {@code display} is how it is quoted. */
public record CitationView(
    String norm, int article, int paragraph, int item, String display, String gist) {

  public static CitationView of(Citation c) {
    return new CitationView(c.norm(), c.article(), c.paragraph(), c.item(), c.display(), c.gist());
  }

  public static @Nullable CitationView ofNullable(@Nullable Citation c) {
    return c == null ? null : of(c);
  }
}
