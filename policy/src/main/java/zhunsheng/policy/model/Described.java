package zhunsheng.policy.model;

import java.util.List;

/**
 * How a file says what it is, so that it can be held against others; facts are named without their
 * subject.
 *
 * @param name the fact that holds its title
 * @param content the facts that say what is built, in the order in which they are read
 * @param apartFrom facts that refer to files which it may resemble: what it replaces, what it built
 */
public record Described(String name, List<String> content, List<String> apartFrom) {
  public Described {
    content = List.copyOf(content);
    apartFrom = List.copyOf(apartFrom);
  }
}
