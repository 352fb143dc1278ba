package zhunsheng.server.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.view.FileLists;
import zhunsheng.casebook.view.FileQuery;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Links;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Money;
import zhunsheng.server.files.BatchViews.BatchFile;
import zhunsheng.server.files.BatchViews.BatchPair;
import zhunsheng.server.files.BatchViews.BatchReport;
import zhunsheng.server.files.BatchViews.BatchState;
import zhunsheng.server.files.BatchViews.BatchUnchecked;
import zhunsheng.server.files.BatchViews.BatchView;
import zhunsheng.server.files.BatchViews.MapEdge;
import zhunsheng.server.files.BatchViews.MapFile;
import zhunsheng.server.files.BatchViews.OverlapMap;
import zhunsheng.server.files.LookAlikeViews.Nearness;
import zhunsheng.server.identity.Account;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.regulation.TypeView.Named;
import zhunsheng.server.similarity.BatchStore;
import zhunsheng.server.similarity.BatchStore.Batch;
import zhunsheng.server.similarity.BatchStore.Pair;
import zhunsheng.server.similarity.Descriptions;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.text.Concepts;

/** Which files are compared in a batch, and what came of it, for one account. */
@Component
public class BatchDesk {
  /** What a batch of the whole directory is called. */
  public static final String EVERYTHING = "目录内全部系统和项目";

  private final Desk desk;
  private final Casebook casebook;
  private final FileLists lists;
  private final BatchStore store;
  private final LookAlikeDesk lookAlikes;

  BatchDesk(
      Desk desk, Casebook casebook, FileLists lists, BatchStore store, LookAlikeDesk lookAlikes) {
    this.desk = desk;
    this.casebook = casebook;
    this.lists = lists;
    this.store = store;
    this.lookAlikes = lookAlikes;
  }

  /** The files that a file names or that name it, such as a plan's projects. */
  List<String> about(Account account, String id) {
    Desk.Opened opened = desk.open(account, id);
    Set<String> ids =
        new LinkedHashSet<>(Links.references(opened.policy().vocabulary(), opened.file()));
    opened.dossier().reverse().values().forEach(ids::addAll);
    return compared(account, ids);
  }

  /** Those of the ids that the account may see and that say what they are. */
  List<String> compared(Account account, Set<String> ids) {
    Set<String> seen = visible(account, null);
    return ids.stream().filter(seen::contains).filter(id -> described(account, id)).toList();
  }

  private boolean described(Account account, String id) {
    return casebook
        .file(account.jurisdiction(), id)
        .map(
            f ->
                Descriptions.of(casebook.policy(account.jurisdiction(), id), f)
                    .filter(d -> f.closed() == null)
                    .isPresent())
        .orElse(false);
  }

  /** Whether the account sees every file, and so may have the whole directory compared. */
  public boolean seesAll(Account account) {
    return desk.viewers(account) == null;
  }

  /** Every open file of the jurisdiction that says what it is. */
  public List<String> everything(Account account) {
    List<String> ids = new ArrayList<>();
    for (Subject subject : desk.current(account).vocabulary().subjects().values()) {
      if (subject.compared()) {
        ids.addAll(visible(account, subject.id()));
      }
    }
    return ids;
  }

  /** Open files of a subject that the account may see; of all, closed ones too, without one. */
  private Set<String> visible(Account account, @Nullable String subject) {
    FileQuery query =
        new FileQuery(
            desk.today(),
            desk.viewers(account),
            subject,
            null,
            null,
            null,
            subject == null ? null : FileQuery.State.OPEN,
            Map.of(),
            "name",
            true,
            0,
            1);
    return new LinkedHashSet<>(lists.ids(account.jurisdiction(), query));
  }

  List<BatchView> batches(Account account) {
    Names names = desk.names(desk.current(account), null);
    boolean all = seesAll(account);
    return store.newest(account.jurisdiction(), 100).stream()
        .filter(b -> all || b.account().equals(account.id()))
        .limit(20)
        .map(b -> view(account, names, b))
        .toList();
  }

  /** The batch, for whoever began it and those who see all. */
  Batch batch(Account account, String id) {
    return store
        .find(account.jurisdiction(), id)
        .filter(b -> b.account().equals(account.id()) || seesAll(account))
        .orElseThrow(ProblemException::notFound);
  }

  BatchView view(Account account, Batch b) {
    return view(account, desk.names(desk.current(account), null), b);
  }

  private static BatchView view(Account account, Names names, Batch b) {
    return new BatchView(
        b.id(),
        b.title(),
        BatchState.valueOf(b.state().name()),
        b.day(),
        names.person(b.account()),
        b.account().equals(account.id()) && Desk.acts(account),
        b.total(),
        b.done(),
        b.unchecked());
  }

  BatchReport report(Account account, Batch batch) {
    String jurisdiction = account.jurisdiction();
    Files files = new Files(account);
    List<BatchPair> pairs = new ArrayList<>();
    for (Pair p : once(store.pairs(jurisdiction, batch.id()))) {
      Optional<BatchFile> one = files.find(p.file());
      Optional<BatchFile> other = files.find(p.other());
      if (one.isPresent() && other.isPresent()) {
        pairs.add(
            new BatchPair(
                one.get(),
                other.get(),
                p.score(),
                Nearness.of(p.level()),
                p.own(),
                p.own()
                    && Nearness.of(p.level()) != Nearness.RELATED
                    && files.costs(p.file())
                    && files.costs(p.other()),
                together(one.get(), other.get()),
                LookAlikeDesk.recorded(p.passages()),
                p.newParts().lines().toList()));
      }
    }
    List<BatchUnchecked> unchecked = new ArrayList<>();
    store
        .unchecked(jurisdiction, batch.id())
        .forEach(
            u ->
                files
                    .find(u.file())
                    .ifPresent(f -> unchecked.add(new BatchUnchecked(f, u.reason()))));
    return new BatchReport(view(account, batch), pairs, unchecked);
  }

  OverlapMap map(Account account) {
    String jurisdiction = account.jurisdiction();
    Names names = desk.names(desk.current(account), null);
    BatchView running =
        store.newest(jurisdiction, 20).stream()
            .filter(b -> b.everything() && b.state() == BatchStore.State.RUNNING)
            .findFirst()
            .map(b -> view(account, names, b))
            .orElse(null);
    boolean canBegin = Desk.acts(account) && desk.viewers(account) == null;
    Batch batch = store.directory(jurisdiction).orElse(null);
    if (batch == null) {
      return new OverlapMap(null, running, canBegin, List.of(), List.of());
    }
    Files files = new Files(account);
    Map<String, MapFile> shown = new LinkedHashMap<>();
    for (String id : store.files(jurisdiction, batch.id())) {
      files.onMap(id).ifPresent(f -> shown.put(id, f));
    }
    List<MapEdge> edges =
        once(store.pairs(jurisdiction, batch.id())).stream()
            .filter(p -> Nearness.of(p.level()) != Nearness.RELATED)
            .filter(p -> shown.containsKey(p.file()) && shown.containsKey(p.other()))
            .map(p -> new MapEdge(p.file(), p.other(), p.score(), Nearness.of(p.level()), p.own()))
            .toList();
    return new OverlapMap(
        view(account, names, batch), running, canBegin, List.copyOf(shown.values()), edges);
  }

  /** Each two once, as the more probable of both directions; one's own if either says so. */
  private static List<Pair> once(List<Pair> pairs) {
    Map<Set<String>, Pair> once = new LinkedHashMap<>();
    for (Pair p : pairs) {
      once.merge(
          Set.of(p.file(), p.other()),
          p,
          (first, second) ->
              new Pair(
                  first.file(),
                  first.other(),
                  first.score(),
                  first.level(),
                  first.own() || second.own(),
                  first.passages(),
                  first.newParts()));
    }
    return List.copyOf(once.values());
  }

  private static @Nullable String together(BatchFile one, BatchFile other) {
    return one.amount() == null || other.amount() == null
        ? null
        : Money.ofYuan(one.amount()).plus(Money.ofYuan(other.amount())).toYuan();
  }

  private record Known(Policy policy, CaseFile file) {
    Named subject() {
      return new Named(file.subject(), policy.vocabulary().subject(file.subject()).title());
    }
  }

  /** Files as a report or the map shows them, each read once. */
  private final class Files {
    private final Account account;
    private final Set<String> visible;
    private final Names names;
    private final Map<String, Optional<Known>> known = new HashMap<>();
    private final Map<String, BatchFile> shown = new HashMap<>();

    Files(Account account) {
      this.account = account;
      this.visible = visible(account, null);
      this.names = desk.names(desk.current(account), null);
    }

    private Optional<Known> known(String id) {
      return known.computeIfAbsent(
          id,
          i ->
              casebook
                  .file(account.jurisdiction(), i)
                  .map(file -> new Known(casebook.policy(account.jurisdiction(), i), file)));
    }

    /** As a report shows it; none that is gone. */
    Optional<BatchFile> find(String id) {
      return known(id).map(k -> shown.computeIfAbsent(id, i -> view(k)));
    }

    private BatchFile view(Known known) {
      CaseFile file = known.file();
      return new BatchFile(
          file.id(),
          Desk.name(known.policy(), file),
          known.subject(),
          names.office(file.office()),
          lookAlikes.amount(account.jurisdiction(), file).map(Money::toYuan).orElse(null),
          visible.contains(file.id()));
    }

    /** Whether it is of a kind that costs something of itself, as its pack says. */
    boolean costs(String id) {
      return known(id).map(k -> Descriptions.costs(k.policy(), k.file().subject())).orElse(false);
    }

    /** As the map shows it; none that is gone or that the account may not open. */
    Optional<MapFile> onMap(String id) {
      return visible.contains(id) ? known(id).map(this::onMap) : Optional.empty();
    }

    private MapFile onMap(Known known) {
      CaseFile file = known.file();
      return new MapFile(
          file.id(),
          Desk.name(known.policy(), file),
          known.subject(),
          names.office(file.office()),
          fields(known));
    }

    private static List<String> fields(Known known) {
      Description says =
          Descriptions.of(known.policy(), known.file()).orElseGet(() -> new Description("", ""));
      Set<String> fields = named(says.name());
      return List.copyOf(new TreeSet<>(fields.isEmpty() ? named(says.content()) : fields));
    }

    private static Set<String> named(String text) {
      return Concepts.in(text).getOrDefault(Concepts.Kind.FIELD, Set.of());
    }
  }
}
