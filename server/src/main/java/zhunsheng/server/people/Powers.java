package zhunsheng.server.people;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.delegation.Delegations;
import zhunsheng.policy.file.Actor;
import zhunsheng.server.identity.Account;

/** For which offices a person acts on a day. */
@Component
public class Powers {
  private final Delegations delegations;

  Powers(Delegations delegations) {
    this.delegations = delegations;
  }

  public Actor actor(Account account, LocalDate day) {
    return Actor.of(
        account.id(),
        account.office(),
        delegations.to(account.jurisdiction(), account.office(), day),
        day);
  }

  /** The person's own office and those that gave it power to act for them. */
  public Set<String> offices(Account account, LocalDate day) {
    Set<String> offices = new LinkedHashSet<>();
    offices.add(account.office());
    offices.addAll(actor(account, day).actsFor());
    return offices;
  }
}
