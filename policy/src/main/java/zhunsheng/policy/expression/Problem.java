package zhunsheng.policy.expression;

/**
 * What is wrong with an expression.
 *
 * @param line 1 for its first line
 * @param column 1 for the first character of the line
 */
public record Problem(int line, int column, String message) {}
