package zhunsheng.policy.worked;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decider;
import zhunsheng.policy.act.Decision;
import zhunsheng.policy.act.FormCheck;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.assess.Sight;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Links;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Ref;

/** Files in memory, moved by the same pure functions as in production. */
public final class CaseWorld {
  private final Policy policy;
  private final Map<String, CaseFile> files;
  private final List<Actor.Delegation> delegations;

  public CaseWorld(Policy policy) {
    this(policy, new LinkedHashMap<>(), new ArrayList<>());
  }

  private CaseWorld(
      Policy policy, Map<String, CaseFile> files, List<Actor.Delegation> delegations) {
    this.policy = policy;
    this.files = files;
    this.delegations = delegations;
  }

  /** The same files, which go on by themselves from here. */
  public CaseWorld copy() {
    return new CaseWorld(policy, new LinkedHashMap<>(files), new ArrayList<>(delegations));
  }

  /** The same files, which go on by themselves from here under another regulation. */
  CaseWorld under(Policy other) {
    return new CaseWorld(other, new LinkedHashMap<>(files), new ArrayList<>(delegations));
  }

  @Nullable CaseFile find(String name) {
    return files.get(name);
  }

  /** The file of that name, or an empty one. */
  public CaseFile file(String name) {
    return files.getOrDefault(name, CaseFile.empty(name));
  }

  /** The name of the only file of that subject, or the subject's own name. */
  String only(String subject) {
    String found = null;
    for (CaseFile f : files.values()) {
      if (f.subject().equals(subject)) {
        if (found != null) {
          return subject;
        }
        found = f.id();
      }
    }
    return found == null ? subject : found;
  }

  public List<CaseFile> files() {
    return List.copyOf(files.values());
  }

  void put(CaseFile file) {
    files.put(file.id(), file);
  }

  void delegate(Actor.Delegation delegation) {
    delegations.add(delegation);
  }

  Actor actor(String who, CaseFile file, LocalDate day) {
    int slash = who.indexOf('/');
    String name = slash < 0 ? who : who.substring(0, slash);
    String person = slash < 0 ? name : who.substring(slash + 1);
    String office = name;
    Policy.Party party = policy.parties().get(name);
    if (party != null) {
      List<String> offices = Sight.offices(policy, file, name);
      office = offices.isEmpty() ? name : offices.getFirst();
    }
    return Actor.of(person, office, delegations, day);
  }

  /** The file with those around it, and those that {@code command} names. */
  public Dossier dossier(CaseFile file, @Nullable Command command) {
    Map<String, CaseFile> linked = new HashMap<>();
    Map<String, List<String>> reverse = new HashMap<>();
    List<String> ids = new ArrayList<>(Links.references(policy.vocabulary(), file));
    if (command != null) {
      ids.addAll(Links.references(command));
    }
    for (CaseFile other : files.values()) {
      if (other.subject().equals("unit")
          && other.office().equals(file.office())
          && !other.id().equals(file.id())) {
        reverse.put("unit", List.of(other.id()));
        ids.add(other.id());
      }
    }
    Subject subject = policy.vocabulary().subjects().get(file.subject());
    if (subject != null) {
      for (Fact fact : subject.facts().values()) {
        String reverseOf = fact.reverse();
        if (reverseOf != null) {
          List<String> referring = referring(inHand(file, command), reverseOf);
          reverse.put(fact.name(), referring);
          ids.addAll(referring);
        }
      }
    }
    for (String id : ids) {
      CaseFile other = files.get(id);
      if (other != null) {
        linked.put(id, other);
      }
    }
    return new Dossier(file, linked, reverse);
  }

  /** The file with the facts of the form in hand. */
  private static CaseFile inHand(CaseFile file, @Nullable Command command) {
    return switch (command) {
      case Command.Submit c -> file.withFacts(c.facts());
      case Command.Act c -> file.withFacts(c.facts());
      case null, default -> file;
    };
  }

  private List<String> referring(CaseFile to, String reverseOf) {
    int dot = reverseOf.indexOf('.');
    String subject = reverseOf.substring(0, dot);
    String fact = reverseOf.substring(dot + 1);
    List<String> referring = new ArrayList<>();
    for (CaseFile other : files.values()) {
      if (!other.subject().equals(subject) || other.id().equals(to.id())) {
        continue;
      }
      boolean refers =
          (fact.equals("unit") && !other.facts().containsKey("unit"))
              ? other.office().equals(to.office())
              : refersTo(other.facts().get(fact), to.id())
                  || sameText(to.facts().get(fact), other.facts().get(fact));
      if (refers) {
        referring.add(other.id());
      }
    }
    return referring;
  }

  private static boolean sameText(@Nullable Object one, @Nullable Object other) {
    return one instanceof String text && text.equals(other);
  }

  private static boolean refersTo(@Nullable Object value, String id) {
    return switch (value) {
      case Ref ref -> ref.file().equals(id);
      case List<?> list -> list.stream().anyMatch(v -> refersTo(v, id));
      case null, default -> false;
    };
  }

  /** Decides a command and, where it is accepted, moves the file. */
  public Decision run(String name, Command command, Actor actor, LocalDate day) {
    Decision decision =
        Decider.decide(policy, dossierFor(name, command, actor), command, actor, day);
    if (decision instanceof Decision.Accepted accepted) {
      append(name, accepted.events(), actor, day);
    }
    return decision;
  }

  /** What the form of a command is told before it is sent. */
  FormCheck check(String name, Command command, Actor actor, LocalDate day) {
    return Decider.check(policy, dossierFor(name, command, actor), command, actor, day);
  }

  /** The dossier in which a command is decided; a file not opened yet has its opener's unit. */
  private Dossier dossierFor(String name, Command command, Actor actor) {
    CaseFile before = file(name);
    if (before.version() > 0) {
      return dossier(before, command);
    }
    CaseFile holder =
        new CaseFile(
            name, "", actor.office(), 0, Map.of(), Map.of(), Map.of(), Map.of(), null, null);
    return dossier(holder, command).with(before);
  }

  /** Records holds that began or ended by that day, on every file. */
  public void observe(LocalDate day) {
    for (CaseFile file : List.copyOf(files.values())) {
      append(file.id(), Assessor.observed(policy, dossier(file, null), day), Actor.SYSTEM, day);
    }
  }

  private void append(String name, List<Event> events, Actor actor, LocalDate day) {
    CaseFile file = file(name);
    for (Event event : events) {
      file =
          file.evolve(new Recorded(file.version() + 1, event, day, actor.person(), actor.office()));
    }
    if (file.version() > 0) {
      files.put(name, file);
    }
  }

  Assessment assess(String name, LocalDate day) {
    return Assessor.assess(policy, dossier(file(name), null), day);
  }

  /** The last run of that procedure on the file, or null. */
  public static @Nullable Run lastRun(CaseFile file, String procedure) {
    Run last = null;
    for (Run run : file.runs().values()) {
      if (run.procedure().equals(procedure)) {
        last = run;
      }
    }
    return last;
  }
}
