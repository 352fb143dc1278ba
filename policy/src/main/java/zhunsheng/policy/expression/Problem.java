package zhunsheng.policy.expression;

/**
 * What is wrong with an expression.
 *
 * @param line 1 for its first line
 * @param column 1 for the first character of the line
 */
public record Problem(int line, int column, String message) {

  /** A problem at an index of a text. */
  static Problem at(String text, int index, String message) {
    String before = text.substring(0, index);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int start = before.lastIndexOf('\n') + 1;
    return new Problem(line, 1 + before.codePointCount(start, index), message);
  }

  /** The same problem of an expression that begins at an index of a longer text. */
  Problem within(String text, int index) {
    Problem start = at(text, index, message);
    return line == 1
        ? new Problem(start.line, start.column + column - 1, message)
        : new Problem(start.line + line - 1, column, message);
  }
}
