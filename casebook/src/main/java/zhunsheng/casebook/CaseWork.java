package zhunsheng.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.event.Appended;
import zhunsheng.casebook.event.EventStore;
import zhunsheng.casebook.event.EventStore.Stamp;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decider;
import zhunsheng.policy.act.Decision;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.assess.Outlook;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.model.Policy;

/** One transaction's work on files of one jurisdiction: decide, append, observe, project. */
final class CaseWork {
  /**
   * How many files around a changed one are assessed with it; the rest follow within the minute.
   */
  private static final int AT_ONCE = 50;

  private final JdbcClient client;
  private final String jurisdiction;
  private final PolicyShelf shelf;
  private final LocalDate today;
  private final Instant at;
  private final EventStore store;
  private final FoldedFiles files;
  private final Surroundings surroundings;
  private final Projector projector;

  CaseWork(
      JdbcClient client,
      String jurisdiction,
      PolicyShelf shelf,
      FoldedFiles.Cache cache,
      LocalDate today,
      Instant at) {
    this.client = client;
    this.jurisdiction = jurisdiction;
    this.shelf = shelf;
    this.today = today;
    this.at = at;
    this.store = new EventStore(client, jurisdiction);
    this.files = new FoldedFiles(store, cache);
    this.surroundings = new Surroundings(client, files);
    this.projector = new Projector(client, jurisdiction);
  }

  /**
   * The append met another version than the one it was decided on; nothing may be kept of this
   * transaction.
   */
  static final class OvertakenException extends RuntimeException {
    private OvertakenException(String fileId, long actual) {
      super("file " + fileId + " moved to version " + actual, null, false, false);
    }
  }

  /**
   * Carries out a request.
   *
   * @param fileId the request's file, or the new id where it opens one
   * @throws Locks.MissingException if more than {@code lockNames} must be locked
   */
  Outcome submit(CommandRequest request, String fileId, String digest, Set<String> lockNames) {
    Locks.takeKey(client, jurisdiction, request.idempotencyKey());
    Locks locks = Locks.take(client, jurisdiction, withNeighbours(request, fileId, lockNames));
    Answers answers = new Answers(client, jurisdiction);
    Optional<Outcome.Done> answered = answers.find(request.idempotencyKey(), digest, store);
    if (answered.isPresent()) {
      return answered.get();
    }
    Folded before = files.load(fileId).orElse(Folded.empty(fileId));
    long version = before.file().version();
    if (request.fileId() != null && version == 0) {
      throw new NoSuchFileException(fileId);
    }
    if (request.expectedVersion() != null && request.expectedVersion() != version) {
      return new Outcome.Conflict(version);
    }
    Policy policy = policyOf(fileId);
    Set<String> around = surroundings.around(policy, fileId);
    locks.require(around);
    Papers.Checked papers = Papers.check(client, request.command());
    Set<String> references = CommandReferences.of(papers.command());
    List<Refusal> refusals = new ArrayList<>(papers.refusals());
    refusals.addAll(unknown(references));
    if (!refusals.isEmpty()) {
      return new Outcome.Refused(refusals);
    }
    Map<String, Object> facts = CommandReferences.facts(papers.command());
    Dossier dossier =
        version == 0
            ? surroundings.toOpen(policy, before.file(), request.actor().office(), references)
            : surroundings.dossier(policy, before.file(), references, facts);
    return switch (Decider.decide(policy, dossier, papers.command(), request.actor(), today)) {
      case Decision.Refused refused -> new Outcome.Refused(refused.refusals());
      case Decision.Accepted accepted -> {
        List<Recorded> events =
            record(policy, before, accepted.events(), request.actor(), around, locks);
        Outcome.Done done = new Outcome.Done(fileId, version + events.size(), events, false);
        answers.keep(request.idempotencyKey(), digest, done, at);
        yield done;
      }
    };
  }

  /** Neighbours may still change until the locks are held; then they are looked at again. */
  private Set<String> withNeighbours(CommandRequest request, String fileId, Set<String> lockNames) {
    Set<String> names = new LinkedHashSet<>(lockNames);
    names.addAll(
        request.fileId() == null
            ? surroundings.unitOf(request.actor().office())
            : surroundings.around(policyOf(fileId), fileId));
    return names;
  }

  private List<Refusal> unknown(Set<String> references) {
    Set<String> known = files.load(references).keySet();
    return references.stream()
        .filter(id -> !known.contains(id))
        .map(id -> Refusal.of(Refusal.Kind.INCOMPLETE, "没有所引用的档案：" + id, null))
        .toList();
  }

  /** The pack under which a file runs, or would be opened. */
  private Policy policyOf(String fileId) {
    String pack = projector.policyOf(fileId);
    return pack == null ? shelf.current(jurisdiction, today) : shelf.policy(pack);
  }

  /** Appends events by {@code actor} to a file, and all that follows from them. */
  List<Recorded> record(
      Policy policy,
      Folded before,
      List<Event> events,
      Actor actor,
      Set<String> aroundBefore,
      Locks locks) {
    if (before.file().version() == 0) {
      enrol();
    }
    List<Recorded> recorded = new ArrayList<>(append(policy, before.file(), events, actor));
    if (recorded.isEmpty()) {
      return recorded;
    }
    Folded after = files.appended(before, recorded);
    projector.register(after, policy.id());
    Announcements announcements = new Announcements(policy, after.file());
    recorded.forEach(announcements::of);
    announcements.send(client, jurisdiction, today, at);
    recorded.addAll(assess(policy, after));

    String id = after.file().id();
    Set<String> around = new LinkedHashSet<>(aroundBefore);
    around.addAll(surroundings.around(policy, id));
    locks.require(around);
    List<String> later = new ArrayList<>(around);
    List<String> now = later.subList(0, Math.min(AT_ONCE, later.size()));
    now.forEach(this::assess);
    now.clear();
    if (!later.isEmpty()) {
      projector.markForAssessment(later);
    }
    return recorded;
  }

  private void enrol() {
    client
        .sql("INSERT INTO jurisdiction (id) VALUES (?) ON CONFLICT DO NOTHING")
        .param(jurisdiction)
        .update();
  }

  private List<Recorded> append(Policy policy, CaseFile file, List<Event> events, Actor actor) {
    Stamp stamp = new Stamp(actor.person(), actor.office(), today, at, policy.id());
    return switch (store.append(file.id(), file.version(), events, stamp)) {
      case Appended.Done done -> done.events();
      case Appended.Conflict conflict ->
          throw new OvertakenException(file.id(), conflict.actualVersion());
    };
  }

  /** Assesses a file again: records holds that begin or end, sends notices, projects. */
  void assess(String fileId) {
    Folded folded = files.load(fileId).orElseThrow(() -> new NoSuchFileException(fileId));
    assess(policyOf(fileId), folded);
  }

  private List<Recorded> assess(Policy policy, Folded folded) {
    Dossier dossier = surroundings.dossier(policy, folded.file(), Set.of(), Map.of());
    Outlook outlook = Assessor.outlook(policy, dossier, today);
    List<Event> observed = outlook.observed(folded.file());
    List<Recorded> recorded = append(policy, folded.file(), observed, Actor.SYSTEM);
    Folded after = folded;
    if (!recorded.isEmpty()) {
      after = files.appended(folded, recorded);
      outlook = Assessor.outlook(policy, dossier.with(after.file()), today);
    }
    project(policy, after, outlook);
    Announcements announcements = new Announcements(policy, after.file());
    recorded.forEach(announcements::of);
    announcements.of(outlook).send(client, jurisdiction, today, at);
    return recorded;
  }

  private void project(Policy policy, Folded folded, Outlook outlook) {
    projector.write(folded.file().id(), Projection.of(policy, folded, outlook), outlook);
  }

  /** Makes a file known to dossiers again, from its events alone. */
  void register(String fileId) {
    Folded folded = files.load(fileId).orElseThrow(() -> new NoSuchFileException(fileId));
    projector.register(folded, store.load(fileId).getFirst().policy());
  }

  /** Projects a file again, and appends nothing. */
  void project(String fileId) {
    Folded folded = files.load(fileId).orElseThrow(() -> new NoSuchFileException(fileId));
    Policy policy = policyOf(fileId);
    Dossier dossier = surroundings.dossier(policy, folded.file(), Set.of(), Map.of());
    project(policy, folded, Assessor.outlook(policy, dossier, today));
  }

  /** The file with those around it, as they are. */
  Dossier dossier(String fileId) {
    Folded folded = files.load(fileId).orElseThrow(() -> new NoSuchFileException(fileId));
    return surroundings.dossier(policyOf(fileId), folded.file(), Set.of(), Map.of());
  }

  /** The pack under which a file runs. */
  Policy policy(String fileId) {
    String pack = projector.policyOf(fileId);
    if (pack == null) {
      throw new NoSuchFileException(fileId);
    }
    return shelf.policy(pack);
  }

  /** Files as they were at the end of {@code day}. */
  Past past(LocalDate day) {
    return new Past(store, surroundings, day);
  }

  Optional<CaseFile> file(String fileId) {
    return files.load(fileId).map(Folded::file);
  }

  /** What a request must lock before anything else is known of it. */
  static Set<String> firstLocks(CommandRequest request, String fileId) {
    Set<String> names = new LinkedHashSet<>();
    names.add(fileId);
    names.addAll(CommandReferences.of(request.command()));
    if (request.fileId() == null && request.command() instanceof Command.Submit) {
      names.add(Locks.office(request.actor().office()));
    }
    return names;
  }
}
