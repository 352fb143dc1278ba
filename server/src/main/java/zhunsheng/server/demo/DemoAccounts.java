package zhunsheng.server.demo;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.regulation.Offices;
import zhunsheng.server.regulation.Shelf;

/** Registers the units and makes the accounts of every pack that has a script. */
@Component
@Profile("demo")
@Order(1)
class DemoAccounts implements ApplicationRunner {
  private final Shelf shelf;
  private final Offices offices;
  private final Accounts accounts;

  private final List<String> packs;

  /**
   * @param packs those to demonstrate; none: all that have a script
   */
  DemoAccounts(
      Shelf shelf,
      Offices offices,
      Accounts accounts,
      @Value("${zhunsheng.demo.packs:}") List<String> packs) {
    this.packs = packs;
    this.shelf = shelf;
    this.offices = offices;
    this.accounts = accounts;
  }

  /** The scripts of the loaded packs that are to be demonstrated. */
  List<DemoScript> scripts() {
    List<DemoScript> scripts = new ArrayList<>();
    for (String jurisdiction : shelf.jurisdictions()) {
      for (Policy policy : shelf.of(jurisdiction)) {
        boolean wanted = packs.isEmpty() || packs.contains(policy.id());
        DemoScript script = wanted ? DemoScript.of(policy.id()) : null;
        if (script != null) {
          scripts.add(script);
        }
      }
    }
    return scripts;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    for (DemoScript script : scripts()) {
      String jurisdiction = shelf.policy(script.pack()).jurisdiction();
      script.units().stream()
          .filter(u -> !offices.isUnit(jurisdiction, u.id()))
          .forEach(u -> offices.register(jurisdiction, u.id(), u.name()));
      // All have the one password that is shown on the first page; its digest is costly, once is
      // enough.
      accounts.createAll(
          script.people().stream()
              .filter(p -> accounts.named(p.username()).isEmpty())
              .map(
                  p ->
                      new Accounts.NewAccount(
                          p.username(),
                          jurisdiction,
                          p.name(),
                          p.office(),
                          p.roles(),
                          script.password(),
                          false))
              .toList());
    }
  }
}
