package zhunsheng.server.files;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.event.StoredEvent;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.documents.FileFacts;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Ref;
import zhunsheng.server.files.FileViews.DraftRow;
import zhunsheng.server.files.FileViews.FactView;
import zhunsheng.server.files.FileViews.FileDetail;
import zhunsheng.server.files.FileViews.FileRowView;
import zhunsheng.server.files.FileViews.LinkView;
import zhunsheng.server.files.FileViews.MilestoneView;
import zhunsheng.server.files.FileViews.PolicyRef;
import zhunsheng.server.files.FileViews.StageView;
import zhunsheng.server.identity.Account;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.regulation.PolicyView.Status;
import zhunsheng.server.regulation.ProcedureView;
import zhunsheng.server.regulation.Stages;
import zhunsheng.server.regulation.TypeView;

/** Reads one file for one account. */
@Component
class FileReader {
  private static final int MOST_LINKS = 300;

  private final Desk desk;
  private final Casebook casebook;
  private final Readings readings;

  FileReader(Desk desk, Casebook casebook, Readings readings) {
    this.desk = desk;
    this.casebook = casebook;
    this.readings = readings;
  }

  FileDetail detail(Account account, String id, List<DraftRow> drafts) {
    Desk.Opened opened = desk.open(account, id);
    Policy policy = opened.policy();
    Dossier dossier = opened.dossier();
    CaseFile file = dossier.file();
    readings.note(account, file, null);
    LocalDate today = desk.today();
    Names names = desk.names(policy, dossier);
    List<StoredEvent> events = casebook.history(account.jurisdiction(), id);
    Subject subject = policy.vocabulary().subject(file.subject());
    Assessment assessment = Assessor.assess(policy, dossier, today);
    boolean acts = Desk.acts(account);
    Actor actor = acts ? desk.actor(account) : null;
    Set<String> stages = new LinkedHashSet<>(Stages.of(policy, subject));
    stages.add(assessment.stage());
    return new FileDetail(
        id,
        file.subject(),
        subject.title(),
        Desk.name(policy, file),
        names.office(file.office()),
        ProcedureView.stage(policy, assessment.stage()),
        file.closed(),
        file.openedOn(),
        file.version(),
        new PolicyRef(policy.id(), policy.title(), Status.of(policy, today)),
        facts(names, dossier, subject, events, today),
        subject.milestones().values().stream()
            .map(
                m ->
                    new MilestoneView(
                        m.id(),
                        m.title(),
                        ProcedureView.stage(policy, m.stage()),
                        file.reachedOn(m.id())))
            .toList(),
        StageView.of(policy, stages, assessment.stage()),
        runs(names, dossier, actor, events, today),
        links(account, names, dossier, subject),
        AssessmentView.of(names, assessment, desk.mine(account)),
        drafts,
        !acts);
  }

  /**
   * The file on a day: as it was and under what was recorded then, or as it will be if nothing
   * changes.
   */
  AssessmentView assessment(Account account, String id, LocalDate day) {
    Desk.Opened opened = desk.open(account, id);
    Policy policy = opened.policy();
    Dossier dossier = opened.dossier();
    if (day.isBefore(desk.today())) {
      LocalDate openedOn = dossier.file().openedOn();
      if (openedOn != null && day.isBefore(openedOn)) {
        throw ProblemException.refused(
            List.of(
                zhunsheng.policy.act.Refusal.incomplete(
                    "档案于 " + openedOn + " 建立，此前没有可研判的内容。", null, "day")));
      }
      dossier = casebook.dossierAsOf(account.jurisdiction(), id, day);
    }
    return AssessmentView.of(
        desk.names(policy, dossier), Assessor.assess(policy, dossier, day), desk.mine(account));
  }

  List<History.HistoryEntry> history(Account account, String id) {
    Desk.Opened opened = desk.open(account, id);
    return new History(desk.names(opened.policy(), opened.dossier()), opened.file().subject())
        .of(casebook.history(account.jurisdiction(), id));
  }

  private static List<RunView> runs(
      Names names,
      Dossier dossier,
      @Nullable Actor actor,
      List<StoredEvent> events,
      LocalDate today) {
    Map<String, String> returns = new HashMap<>();
    for (StoredEvent e : events) {
      if (e.recorded().event() instanceof Event.RunReturned r && r.to() == null) {
        returns.put(r.run(), r.reason());
      }
    }
    List<RunView> views = new ArrayList<>();
    for (Run run : dossier.file().runs().values()) {
      views.add(RunView.of(names, dossier, run, actor, returns.get(run.id()), today));
    }
    return views.reversed();
  }

  /** Where a fact was last written. */
  private record Source(LocalDate day, String office, String run) {}

  private static Map<String, Source> sources(List<StoredEvent> events) {
    Map<String, Source> sources = new HashMap<>();
    for (StoredEvent stored : events) {
      Recorded recorded = stored.recorded();
      switch (recorded.event()) {
        case Event.RunFiled e -> note(sources, recorded, e.run(), e.facts().keySet());
        case Event.Acted e -> note(sources, recorded, e.run(), e.facts().keySet());
        case Event.OutcomeRecorded e -> {
          note(sources, recorded, e.run(), e.facts().keySet());
          note(sources, recorded, e.run(), e.appended().keySet());
        }
        default -> {
          // No other event writes facts.
        }
      }
    }
    return sources;
  }

  private static void note(
      Map<String, Source> sources, Recorded recorded, String run, Set<String> facts) {
    facts.forEach(f -> sources.put(f, new Source(recorded.day(), recorded.office(), run)));
  }

  private static List<FactView> facts(
      Names names, Dossier dossier, Subject subject, List<StoredEvent> events, LocalDate today) {
    Map<String, Source> sources = sources(events);
    FileFacts known = new FileFacts(names.policy(), dossier, today);
    List<FactView> views = new ArrayList<>();
    for (Fact fact : subject.facts().values()) {
      if (fact.reverse() != null) {
        continue;
      }
      Object value = known.value(fact.name());
      if (value == null || !fits(fact.type(), value)) {
        continue;
      }
      boolean defined = known.defined(fact.name());
      Source source = defined ? null : sources.get(fact.name());
      views.add(
          new FactView(
              fact.name(),
              fact.title(),
              TypeView.of(fact.type()),
              fact.type().plain(value),
              names.display(fact.type(), value),
              defined,
              source == null ? null : source.day(),
              source == null ? null : names.office(source.office()).name(),
              source == null ? null : source.run()));
    }
    return views;
  }

  /** A defined reference is a view of the other file, which lists cannot carry; links show it. */
  private static boolean fits(FactType type, Object value) {
    return switch (type) {
      case FactType.RefType r -> value instanceof Ref;
      case FactType.ListType l ->
          value instanceof List<?> items && items.stream().allMatch(i -> fits(l.item(), i));
      default -> true;
    };
  }

  private List<LinkView> links(Account account, Names names, Dossier dossier, Subject subject) {
    record Link(String fact, String title, String file) {}
    Set<Link> links = new LinkedHashSet<>();
    for (Fact fact : subject.facts().values()) {
      Set<String> ids = new LinkedHashSet<>();
      if (fact.reverse() == null) {
        collect(dossier.file().facts().get(fact.name()), ids);
      } else {
        ids.addAll(dossier.reverse().getOrDefault(fact.name(), List.of()));
      }
      ids.forEach(id -> links.add(new Link(fact.name(), fact.title(), id)));
    }
    dossier
        .reverse()
        .getOrDefault("unit", List.of())
        .forEach(id -> links.add(new Link("unit", "单位", id)));
    links.removeIf(l -> l.file().equals(dossier.file().id()) || dossier.linked(l.file()) == null);
    Map<String, FileRow> rows = new HashMap<>();
    desk.rows(account, links.stream().map(Link::file).limit(MOST_LINKS).toList())
        .forEach(row -> rows.put(row.id(), row));
    return links.stream()
        .filter(l -> rows.containsKey(l.file()))
        .map(
            l ->
                new LinkView(
                    l.fact(),
                    l.title(),
                    FileRowView.of(names, Objects.requireNonNull(rows.get(l.file())))))
        .toList();
  }

  private static void collect(@Nullable Object value, Set<String> ids) {
    if (value instanceof Ref ref) {
      ids.add(ref.file());
    } else if (value instanceof List<?> items) {
      items.forEach(i -> collect(i, ids));
    }
  }
}
