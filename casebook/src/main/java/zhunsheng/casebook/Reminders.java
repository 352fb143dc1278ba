package zhunsheng.casebook;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import zhunsheng.policy.assess.Assessment.Duty;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Rule;

/** The days from which a duty's offices are reminded of it. */
final class Reminders {
  private Reminders() {}

  /** Those days, the earliest first; none for a duty without a day. */
  static List<LocalDate> days(Policy policy, Duty duty) {
    LocalDate due = duty.due();
    int series = duty.id().indexOf('/');
    Rule.DutyRule rule =
        policy.rules().duty(series < 0 ? duty.id() : duty.id().substring(0, series));
    if (due == null || rule == null) {
      return List.of();
    }
    return rule.remind().stream()
        .map(term -> term.before(due, policy.calendar()))
        .sorted()
        .toList();
  }

  /** The last of them that has come. */
  static Optional<LocalDate> lastBy(LocalDate today, Policy policy, Duty duty) {
    return days(policy, duty).stream().filter(d -> !d.isAfter(today)).reduce((a, b) -> b);
  }
}
