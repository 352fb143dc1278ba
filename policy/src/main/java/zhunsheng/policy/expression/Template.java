package zhunsheng.policy.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text with expressions in it: {@code 尚缺${…}}.
 *
 * @param source as the pack wrote it
 */
public record Template(String source, List<Part> parts) {
  public Template {
    parts = List.copyOf(parts);
  }

  /** Fixed text, or an expression whose value is printed. */
  public record Part(@Nullable String text, @Nullable Expression expression) {}

  public String render(Env env) {
    String fixed = parts.size() == 1 ? parts.getFirst().text() : null;
    if (fixed != null) {
      return fixed;
    }
    StringBuilder s = new StringBuilder();
    for (Part part : parts) {
      Expression expression = part.expression();
      s.append(expression == null ? part.text() : expression.display(env));
    }
    return s.toString();
  }
}
