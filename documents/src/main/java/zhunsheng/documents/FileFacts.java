package zhunsheng.documents;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.value.Unknown;

/** The facts of a file as they stand on a day: recorded ones, and those that the policy defines. */
public final class FileFacts {
  private final Policy policy;
  private final Dossier dossier;
  private final LocalDate today;

  public FileFacts(Policy policy, Dossier dossier, LocalDate today) {
    this.policy = policy;
    this.dossier = dossier;
    this.today = today;
  }

  /** Whether the policy says what this fact is, rather than a person. */
  public boolean defined(String fact) {
    return policy.rules().definition(dossier.file().subject() + "." + fact, today) != null;
  }

  /** The value of a fact, named without its subject; null while it is unknown. */
  public @Nullable Object value(String fact) {
    Rule.Definition definition =
        policy.rules().definition(dossier.file().subject() + "." + fact, today);
    return definition == null ? dossier.file().facts().get(fact) : value(definition);
  }

  private @Nullable Object value(Rule.Definition definition) {
    Env env = Situation.of(policy, dossier, today).env(definition.norm());
    for (Rule.Definition.Row row : definition.rows()) {
      Object when = row.when().eval(env);
      if (when instanceof Unknown) {
        return null;
      }
      if (Boolean.TRUE.equals(when)) {
        return known(row.value().eval(env));
      }
    }
    var otherwise = definition.otherwise();
    return otherwise == null ? null : known(otherwise.eval(env));
  }

  private static @Nullable Object known(Object value) {
    return value instanceof Unknown ? null : value;
  }
}
