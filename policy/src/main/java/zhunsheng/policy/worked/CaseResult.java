package zhunsheng.policy.worked;

import java.util.List;

/**
 * How a worked case went.
 *
 * @param failures what was expected and what came, with the line; empty where it passed
 */
public record CaseResult(WorkedCase worked, List<String> failures) {
  public CaseResult {
    failures = List.copyOf(failures);
  }

  public boolean passed() {
    return failures.isEmpty();
  }
}
