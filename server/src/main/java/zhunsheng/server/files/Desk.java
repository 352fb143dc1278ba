package zhunsheng.server.files;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.view.FileLists;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decider;
import zhunsheng.policy.act.Decision;
import zhunsheng.policy.assess.Sight;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Subject;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.Role;
import zhunsheng.server.people.Powers;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.regulation.Offices;
import zhunsheng.server.regulation.Parties;
import zhunsheng.server.regulation.Shelf;

/** What one account finds on its desk: the files it may see, and for whom it acts. */
@Component
class Desk {
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final Casebook casebook;
  private final FileLists lists;
  private final Shelf shelf;
  private final Offices offices;
  private final Accounts accounts;
  private final Powers powers;
  private final BusinessClock clock;

  Desk(
      Casebook casebook,
      FileLists lists,
      Shelf shelf,
      Offices offices,
      Accounts accounts,
      Powers powers,
      BusinessClock clock) {
    this.casebook = casebook;
    this.lists = lists;
    this.shelf = shelf;
    this.offices = offices;
    this.accounts = accounts;
    this.powers = powers;
    this.clock = clock;
  }

  /** A file that the account may see, with the pack it runs under. */
  record Opened(Policy policy, Dossier dossier) {
    CaseFile file() {
      return dossier.file();
    }
  }

  LocalDate today() {
    return clock.today();
  }

  Policy current(Account account) {
    return shelf.current(account.jurisdiction(), today());
  }

  /**
   * The file, if the account may see it.
   *
   * @throws ProblemException as for a file that does not exist, so that its existence is not told
   */
  Opened open(Account account, String id) {
    String jurisdiction = account.jurisdiction();
    // No file has such an id, and the database would not even be asked about the others.
    if (!ID.matcher(id).matches() || casebook.file(jurisdiction, id).isEmpty()) {
      throw ProblemException.notFound();
    }
    Opened opened =
        new Opened(casebook.policy(jurisdiction, id), casebook.dossier(jurisdiction, id));
    if (!sees(account, opened)) {
      throw ProblemException.notFound();
    }
    return opened;
  }

  private boolean sees(Account account, Opened opened) {
    if (account.is(Role.AUDITOR)) {
      return true;
    }
    LocalDate today = today();
    return powers.offices(account, today).stream()
        .anyMatch(office -> Sight.sees(opened.policy(), opened.dossier(), office, today));
  }

  /** Offices as which the account looks at lists, or null where it sees all. */
  @Nullable Set<String> viewers(Account account) {
    if (account.is(Role.AUDITOR)) {
      return null;
    }
    Set<String> mine = mine(account);
    Policy policy = current(account);
    return mine.stream().anyMatch(o -> Parties.seesAll(policy, o)) ? null : mine;
  }

  /** Offices for which the account may act; none for one that only reads. */
  Set<String> mine(Account account) {
    return acts(account) ? powers.offices(account, today()) : Set.of();
  }

  static boolean acts(Account account) {
    return account.is(Role.HANDLER) || account.is(Role.LEADER);
  }

  Actor actor(Account account) {
    return powers.actor(account, today());
  }

  /** Whether the account may have a field filled that the system could not fill at filing. */
  boolean mayFill(Account account, Opened opened, Run run, Procedure.Field field) {
    if (!acts(account) || run.fields().containsKey(field.id())) {
      return false;
    }
    Command fill = new Command.Fill(run.id(), Map.of(field.id(), List.of()));
    return Decider.decide(opened.policy(), opened.dossier(), fill, actor(account), today())
        instanceof Decision.Accepted;
  }

  Optional<FileRow> row(Account account, String id) {
    return lists.file(account.jurisdiction(), id, viewers(account), today());
  }

  /** Those of the files that the account may see, in their order. */
  List<FileRow> rows(Account account, Collection<String> ids) {
    return lists.files(account.jurisdiction(), ids, viewers(account), today());
  }

  /** Whether the file exists and what it is, without regard to who sees it. */
  @Nullable FileRow anyRow(String jurisdiction, String id) {
    return lists.file(jurisdiction, id, null, today()).orElse(null);
  }

  boolean isOffice(Account account, String id) {
    return offices.exists(account.jurisdiction(), id);
  }

  /** Names for what concerns one file; those of linked files come with it, others are looked up. */
  Names names(Policy policy, @Nullable Dossier dossier) {
    String jurisdiction = policy.jurisdiction();
    Map<String, String> known = new HashMap<>();
    if (dossier != null) {
      dossier.linked().forEach((id, file) -> known.put(id, name(policy, file)));
      known.put(dossier.file().id(), name(policy, dossier.file()));
    }
    return new Names(
        policy,
        offices,
        persons(jurisdiction),
        id ->
            known.computeIfAbsent(
                id,
                i -> {
                  FileRow row = anyRow(jurisdiction, i);
                  return row == null ? null : row.name();
                }));
  }

  static String name(Policy policy, CaseFile file) {
    Subject subject = policy.vocabulary().subjects().get(file.subject());
    String fact = subject == null ? null : subject.nameFact();
    Object name = fact == null ? null : file.facts().get(fact);
    return name == null ? file.id() : name.toString();
  }

  private Map<String, String> persons(String jurisdiction) {
    Map<String, String> persons = new LinkedHashMap<>();
    List<Account> all = accounts.of(jurisdiction);
    all.forEach(a -> persons.put(a.id(), a.name()));
    return persons;
  }
}
