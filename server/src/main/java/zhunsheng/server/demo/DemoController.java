package zhunsheng.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.regulation.Offices;
import zhunsheng.server.regulation.Shelf;

@RestController
@RequestMapping(path = "/api/demo", produces = MediaType.APPLICATION_JSON_VALUE)
class DemoController {
  private final ObjectProvider<DemoAccounts> demo;
  private final Shelf shelf;
  private final Offices offices;

  DemoController(ObjectProvider<DemoAccounts> demo, Shelf shelf, Offices offices) {
    this.demo = demo;
    this.shelf = shelf;
    this.offices = offices;
  }

  /** An account to try, with its password. */
  record DemoAccount(
      String username,
      String password,
      String name,
      String office,
      String roles,
      String note,
      String jurisdiction) {}

  /** Only in a demonstration; elsewhere there is no such address. */
  @GetMapping("/accounts")
  @AllowedTo(anyone = true)
  List<DemoAccount> accounts() {
    DemoAccounts scripts = demo.getIfAvailable();
    if (scripts == null) {
      throw ProblemException.notFound();
    }
    List<DemoAccount> accounts = new ArrayList<>();
    for (DemoScript script : scripts.scripts()) {
      String jurisdiction = shelf.policy(script.pack()).jurisdiction();
      for (DemoScript.Person p : script.people()) {
        accounts.add(
            new DemoAccount(
                p.username(),
                script.password(),
                p.name(),
                offices.name(jurisdiction, p.office()),
                p.roles().stream().map(Role::title).collect(Collectors.joining("、")),
                p.note(),
                shelf.jurisdictionName(jurisdiction)));
      }
    }
    return accounts;
  }
}
