package zhunsheng.similarity;

/**
 * What a project or a system says of itself, as far as it tells whether two are the same.
 *
 * @param name its title
 * @param content what is built, in the words of the declaration; may be empty
 */
public record Description(String name, String content) {}
