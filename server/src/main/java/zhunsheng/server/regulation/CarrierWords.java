package zhunsheng.server.regulation;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zhunsheng.policy.model.Policy;

/** What a pack says carries a norm, in words: the titles of what it names by id. */
final class CarrierWords {
  private static final Pattern NAMED =
      Pattern.compile("(report|procedure|register|policy|rule):([\\w-]*)");

  private CarrierWords() {}

  /**
   * The words of one entry of {@code carried-by}. A screen keeps its name ({@code screen:file}),
   * for whoever shows it knows what that screen is called.
   */
  static String of(Policy policy, String carriedBy) {
    return NAMED
        .matcher(carriedBy)
        .replaceAll(
            named -> Matcher.quoteReplacement(words(policy, named.group(1), named.group(2))));
  }

  private static String words(Policy policy, String sort, String id) {
    return switch (sort) {
      case "report" -> "报表“" + Objects.requireNonNull(policy.reports().get(id)).title() + "”";
      case "procedure" -> "事项“" + policy.procedure(id).title() + "”";
      case "register" -> "档案“" + policy.vocabulary().subject(id).title() + "”";
      case "policy" -> "规则包载明";
      default -> id;
    };
  }
}
