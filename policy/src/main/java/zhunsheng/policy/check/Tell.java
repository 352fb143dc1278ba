package zhunsheng.policy.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionFailedException;
import zhunsheng.policy.value.Day;

/**
 * Where a change of the law shows first. As long as no tell is true, all goes as without the
 * change.
 *
 * @param at an expression of the unchanged regulation
 * @param shows told where it was evaluated and what it was there: whether it would be otherwise
 */
record Tell(Expression at, BiPredicate<Env, Object> shows) {

  /** Wherever one of them is not {@code value}. */
  static List<Tell> unless(boolean value, List<Expression> conditions) {
    return conditions.stream()
        .map(x -> new Tell(x, (env, was) -> !Boolean.valueOf(value).equals(was)))
        .toList();
  }

  /** Wherever it is evaluated. */
  static List<Tell> wherever(Expression expression) {
    return List.of(new Tell(expression, (env, was) -> true));
  }

  /** Wherever it is a day that can be another. */
  static List<Tell> day(Expression day) {
    return List.of(new Tell(day, (env, was) -> was instanceof LocalDate d && !d.equals(Day.NEVER)));
  }

  /** Where it has another value with those parameters. */
  static Tell otherwise(Expression expression, Map<String, Object> params) {
    return new Tell(
        expression,
        (env, was) -> {
          try {
            return !expression.eval(env.with(params)).equals(was);
          } catch (ExpressionFailedException e) {
            return true;
          }
        });
  }
}
