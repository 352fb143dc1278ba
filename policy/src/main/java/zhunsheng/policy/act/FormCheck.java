package zhunsheng.policy.act;

import java.util.List;
import zhunsheng.policy.assess.Assessment;

/**
 * What a form in hand would meet if it were sent now.
 *
 * @param findings every reason why it would be refused; empty when it would be accepted
 * @param required ids of the fields and materials required as it is filled
 * @param hidden ids of the fields and materials that do not apply as it is filled
 * @param route steps it would take
 */
public record FormCheck(
    List<Refusal> findings,
    List<String> required,
    List<String> hidden,
    List<Assessment.Notice> notices,
    List<RouteStep> route) {

  public FormCheck {
    findings = List.copyOf(findings);
    required = List.copyOf(required);
    hidden = List.copyOf(hidden);
    notices = List.copyOf(notices);
    route = List.copyOf(route);
  }

  /** One step ahead, and the parties whose turn it would be. */
  public record RouteStep(String step, String title, List<String> parties) {
    public RouteStep {
      parties = List.copyOf(parties);
    }
  }
}
