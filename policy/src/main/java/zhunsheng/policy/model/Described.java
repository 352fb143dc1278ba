package zhunsheng.policy.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file says what it is, so that it can be held against others; facts are named without their
 * subject.
 *
 * @param name the fact that holds its title
 * @param content the facts that say what is built, in the order in which they are read
 * @param apartFrom facts that refer to files which it may resemble: what it replaces, what it built
 * @param amount the fact that says what it costs, or null
 * @param shown facts that whoever might use it wants to see beside its name
 * @param compared whether it can be a duplicate of something; otherwise it is only found where
 *     something needs it
 */
public record Described(
    String name,
    List<String> content,
    List<String> apartFrom,
    @Nullable String amount,
    List<String> shown,
    boolean compared) {
  public Described {
    content = List.copyOf(content);
    apartFrom = List.copyOf(apartFrom);
    shown = List.copyOf(shown);
  }
}
