package zhunsheng.policy.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.value.Term;

/** One effect of a norm on files of one subject. */
public sealed interface Rule {
  Norm norm();

  String subject();

  /**
   * While the condition is true, the targets cannot be done.
   *
   * @param id the norm's id, with a number where it has several
   * @param hold the hold's title where it is one, else null
   * @param holds the hold's own condition, which reads no field; null for a plain limit
   * @param follows id of the duty whose being overdue switches this on, or null
   * @param conditions for each target what else must be true there, as that procedure's fields type
   *     it; null: nothing
   */
  record Limit(
      String id,
      Norm norm,
      String subject,
      @Nullable String follows,
      @Nullable String hold,
      @Nullable Expression holds,
      @Nullable Expression since,
      Map<Target, @Nullable Expression> conditions,
      Template message,
      @Nullable String remedy)
      implements Rule {
    public Limit {
      conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    }
  }

  /** What a limit stops: a procedure, a step of it, or one choice of that step. */
  record Target(String procedure, @Nullable String step, @Nullable String choice) {
    @Override
    public String toString() {
      return procedure + (step == null ? "" : "." + step) + (choice == null ? "" : ":" + choice);
    }
  }

  /**
   * A party must do something by a day.
   *
   * @param follows id of the duty whose being overdue raises this one, or null
   * @param each name of the series' key and the list it runs over, or nulls for a single duty
   * @param remind how long before its day it is due soon, longest first
   */
  record DutyRule(
      String id,
      Template title,
      Norm norm,
      String subject,
      @Nullable String follows,
      String party,
      @Nullable Expression when,
      @Nullable String each,
      @Nullable Expression in,
      @Nullable Expression opens,
      @Nullable Expression due,
      Expression done,
      List<String> by,
      List<Term> remind,
      @Nullable Template proposal,
      Map<String, Expression> preset)
      implements Rule {
    public DutyRule {
      by = List.copyOf(by);
      remind = List.copyOf(remind);
      preset = Map.copyOf(preset);
    }
  }

  /**
   * The value of a fact: the first row whose condition is true, else {@code otherwise} (null:
   * unknown).
   */
  record Definition(
      Norm norm, String subject, String fact, List<Row> rows, @Nullable Expression otherwise)
      implements Rule {
    public Definition {
      rows = List.copyOf(rows);
    }

    /** One row of the table. */
    public record Row(Expression when, Expression value) {}
  }

  /**
   * Something to know, at procedures ({@code at}) or on the file; {@code follows} as in a limit.
   */
  record NoticeRule(
      Norm norm,
      String subject,
      @Nullable String follows,
      List<String> at,
      @Nullable Expression when,
      Template message)
      implements Rule {
    public NoticeRule {
      at = List.copyOf(at);
    }
  }
}
