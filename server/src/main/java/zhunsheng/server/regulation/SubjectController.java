package zhunsheng.server.regulation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Subject;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.regulation.TypeView.Named;

@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class SubjectController {
  private final Shelf shelf;
  private final Offices offices;
  private final BusinessClock clock;

  SubjectController(Shelf shelf, Offices offices, BusinessClock clock) {
    this.shelf = shelf;
    this.offices = offices;
    this.clock = clock;
  }

  /**
   * A kind of file: its list's columns, what this account may open, and its stages.
   *
   * @param described whether its files say what they are, and can be compared
   */
  record SubjectView(
      String id,
      String title,
      List<ColumnView> columns,
      List<OpeningView> openings,
      List<Named> stages,
      boolean described) {}

  /** A column of a list. */
  record ColumnView(String id, String title, TypeView type) {}

  /** A procedure that opens a file. */
  record OpeningView(String procedure, String title) {}

  @GetMapping("/subjects")
  @AllowedTo(everySignedIn = true)
  List<SubjectView> subjects(@AuthenticationPrincipal Account account) {
    Policy policy = shelf.current(account.jurisdiction(), clock.today());
    Set<String> parties = Parties.of(policy, offices, account.office());
    boolean files = account.is(Role.HANDLER) || account.is(Role.LEADER);
    Set<String> used = new LinkedHashSet<>();
    policy.procedures().values().forEach(p -> used.add(p.subject()));
    return policy.vocabulary().subjects().values().stream()
        .filter(s -> used.contains(s.id()))
        .map(s -> view(policy, s, files ? parties : Set.of()))
        .toList();
  }

  private static SubjectView view(Policy policy, Subject subject, Set<String> parties) {
    return new SubjectView(
        subject.id(),
        subject.title(),
        subject.columns().stream()
            .filter(subject.facts()::containsKey)
            .map(subject.facts()::get)
            .map((Fact f) -> new ColumnView(f.name(), f.title(), TypeView.of(f.type())))
            .toList(),
        policy.procedures().values().stream()
            .filter(p -> p.opensFile() && p.subject().equals(subject.id()))
            .filter(p -> p.by().stream().anyMatch(parties::contains))
            .map((Procedure p) -> new OpeningView(p.id(), p.title()))
            .toList(),
        Stages.of(policy, subject).stream().map(s -> ProcedureView.stage(policy, s)).toList(),
        subject.compared());
  }
}
