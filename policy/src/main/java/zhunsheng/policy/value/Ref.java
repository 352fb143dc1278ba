package zhunsheng.policy.value;

/**
 * A reference from one file to another.
 *
 * @param file the other file's id
 */
public record Ref(String file) {}
