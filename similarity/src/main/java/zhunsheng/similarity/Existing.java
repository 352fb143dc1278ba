package zhunsheng.similarity;

/**
 * A project or a system that exists.
 *
 * @param id of its file; one id is one entry
 * @param group within which it is looked for: the jurisdiction
 */
public record Existing(String id, String group, Description description) {}
