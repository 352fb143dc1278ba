package zhunsheng.policy.worked;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.Duty;
import zhunsheng.policy.assess.Assessment.DutyState;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.worked.CaseRunner.BadCaseException;

/** What a worked case expects of duties: whether they are there, whose, until when, how late. */
final class DutyExpectations {
  private final Policy policy;
  private final Function<String, List<Duty>> duties;
  private final List<String> failures;

  /**
   * @param duties of the file that a case means by a subject
   * @param failures what goes otherwise is added here
   */
  DutyExpectations(Policy policy, Function<String, List<Duty>> duties, List<String> failures) {
    this.policy = policy;
    this.duties = duties;
    this.failures = failures;
  }

  private @Nullable Duty find(String id) {
    int slash = id.indexOf('/');
    var rule = policy.rules().duty(slash < 0 ? id : id.substring(0, slash));
    if (rule == null) {
      throw new BadCaseException("没有义务“" + id + "”");
    }
    List<Duty> known = duties.apply(rule.subject());
    Duty open = null;
    for (Duty d : known) {
      if (d.id().equals(id)) {
        return d;
      }
      if (d.id().startsWith(id + "/") && (open == null || open.doneOn() != null)) {
        open = d;
      }
    }
    return open;
  }

  void due(String id, Object value) {
    Duty d = find(id);
    if (d == null) {
      failures.add(id + " 应为应办义务，实际没有");
    } else if (d.doneOn() != null) {
      failures.add(id + " 应为应办义务，实际已于 " + d.doneOn() + " 完成");
    } else if (!value.toString().isEmpty() && !Objects.toString(d.due()).equals(value.toString())) {
      failures.add(id + " 期限应为 " + value + "，实际 " + d.due());
    }
  }

  void overdue(String id, Object days) {
    Duty d = find(id);
    if (d == null || d.state() != DutyState.OVERDUE) {
      failures.add(id + " 应为逾期，实际 " + (d == null ? "没有" : d.state() + "，期限 " + d.due()));
    } else if (!days.toString().isEmpty() && !days.toString().equals(Long.toString(d.daysLate()))) {
      failures.add(id + " 应逾期 " + days + " 日，实际 " + d.daysLate() + " 日");
    }
  }

  void late(String id, Object days) {
    Duty d = find(id);
    if (d == null || d.state() != DutyState.DONE_LATE) {
      failures.add(id + " 应为逾期完成，实际 " + (d == null ? "没有" : d.state()));
    } else if (!days.toString().equals(Long.toString(d.daysLate()))) {
      failures.add(id + " 应逾期 " + days + " 日完成，实际 " + d.daysLate() + " 日");
    }
  }

  void state(String id, Set<DutyState> expected) {
    Duty d = find(id);
    if (d == null || !expected.contains(d.state())) {
      failures.add(id + " 应为 " + expected + "，实际 " + (d == null ? "没有" : d.state()));
    }
  }

  /** Who must do a duty that is there, by what, and what its form is filled with. */
  void owed(String id, Object value) {
    Duty d = find(id);
    if (d == null) {
      failures.add(id + " 应为应办义务，实际没有");
      return;
    }
    Expectations.each(
        value,
        (key, expected) -> {
          switch (key) {
            case "party" -> {
              if (!d.party().equals(expected) && !d.offices().contains(expected.toString())) {
                failures.add(id + " 应由 " + expected + " 履行，实际 " + d.party() + d.offices());
              }
            }
            case "by" ->
                Expectations.same(
                    failures,
                    id + " 的办理事项",
                    d.procedures().toString(),
                    Expectations.names(expected).toString());
            case "preset" ->
                Expectations.each(
                    expected,
                    (field, text) ->
                        Expectations.same(
                            failures,
                            id + " 预填的 " + field,
                            String.valueOf(d.preset().get(field)),
                            text.toString()));
            default -> throw new BadCaseException("“owed”只有 party、by、preset，没有“" + key + "”");
          }
        });
  }

  void none(String id) {
    Duty d = find(id);
    if (d != null && d.doneOn() == null && d.state() != DutyState.UPCOMING) {
      failures.add(id + " 不应有，实际 " + d.state() + "，期限 " + d.due());
    }
  }
}
