package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Horizon;
import zhunsheng.policy.expression.Named;
import zhunsheng.policy.expression.Struct;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Ref;
import zhunsheng.policy.value.Unknown;

/**
 * A file as expressions see it: facts recorded or defined, milestones, runs, and the files it is
 * linked to, one link deep. Equal to any view of the same file.
 */
final class FileView implements Struct, Named {
  private final Policy policy;
  private final CaseFile file;
  private final @Nullable Dossier dossier;
  private final LocalDate today;
  private final LocalDate actedOn;
  private final @Nullable Horizon horizon;
  private final Layout layout;

  /** Values of facts that were asked for, each in its place. */
  private final @Nullable Object[] known;

  private final Struct on = this::on;
  private final Struct reached = this::reached;
  private @Nullable Map<String, List<String>> offices;
  private @Nullable Set<String> inProgress;
  private @Nullable Map<String, List<Run>> runs;
  private @Nullable Map<String, List<Object>> runViews;
  private @Nullable Env env;

  /**
   * @param dossier the files it is linked to, or null for a file that was itself reached over a
   *     link
   * @param horizon hears of what depends on today, or null
   */
  FileView(
      Policy policy,
      CaseFile file,
      @Nullable Dossier dossier,
      LocalDate today,
      LocalDate actedOn,
      @Nullable Horizon horizon) {
    this.policy = policy;
    this.file = file;
    this.dossier = dossier;
    this.today = today;
    this.actedOn = actedOn;
    this.horizon = horizon;
    this.layout = Guide.of(policy).layout(file.subject());
    this.known = new Object[layout.size()];
  }

  String subject() {
    return layout.subject();
  }

  CaseFile file() {
    return file;
  }

  @Override
  public Object get(String name) {
    Layout.Place place = layout.place(name);
    if (place == null) {
      Object value = file.facts().get(name);
      return value == null ? Unknown.of(file.subject() + "." + name) : value;
    }
    return switch (place.kind()) {
      case ON -> on;
      case REACHED -> reached;
      case RUNS -> (Struct) this::runs;
      case SELF -> this;
      case OFFICE -> file.office();
      case ID -> file.id();
      case FACT, UNIT -> known(place);
    };
  }

  private Object on(String milestone) {
    return Objects.requireNonNullElse(file.reachedOn(milestone), Day.NEVER);
  }

  private Object reached(String milestone) {
    return file.reachedOn(milestone) != null;
  }

  /** The offices that play a party for the file. */
  List<String> offices(String party) {
    if (offices == null) {
      offices = new HashMap<>();
    }
    List<String> playing = offices.get(party);
    if (playing == null) {
      playing = Sight.offices(policy, file, party);
      offices.put(party, playing);
    }
    return playing;
  }

  private Object known(Layout.Place place) {
    Object value = known[place.number()];
    if (value == null) {
      value = fact(place);
      known[place.number()] = value;
    }
    return value;
  }

  private Object fact(Layout.Place place) {
    Rule.Definition definition = place.definition(actedOn);
    if (definition != null) {
      return define(definition, place);
    }
    if (place.kind() == Layout.Kind.UNIT) {
      return linkedUnit(place);
    }
    Object value = file.facts().get(place.name());
    Fact fact = place.fact();
    if (fact != null && fact.reverse() != null) {
      return dossier == null
          ? place.unknown()
          : views(dossier.reverse().getOrDefault(place.name(), List.of()));
    }
    if (value == null && fact != null) {
      value = fact.fallback();
    }
    return value == null ? place.unknown() : followed(value, place.qualified());
  }

  /** A recorded value with its links followed: files in the place of references. */
  Object followed(Object value, String qualified) {
    return switch (value) {
      case Ref ref -> view(ref.file(), qualified);
      case List<?> items -> {
        List<Object> followed = new ArrayList<>();
        for (Object item : items) {
          Object file = followed(item, qualified);
          if (file instanceof Unknown) {
            yield file;
          }
          followed.add(file);
        }
        yield followed;
      }
      default -> value;
    };
  }

  private Object linkedUnit(Layout.Place place) {
    List<String> ids =
        dossier == null ? List.of() : dossier.reverse().getOrDefault("unit", List.of());
    return ids.isEmpty() ? place.unknown() : view(ids.getFirst(), place.qualified());
  }

  private Object view(String id, String qualified) {
    if (id.equals(file.id())) {
      return this;
    }
    if (dossier == null) {
      return new Beyond(id, qualified);
    }
    CaseFile linked = dossier.linked(id);
    return linked == null
        ? Unknown.of(qualified)
        : new FileView(policy, linked, null, today, actedOn, horizon);
  }

  private List<Object> views(List<String> ids) {
    List<Object> views = new ArrayList<>();
    for (String id : ids) {
      CaseFile linked = dossier == null ? null : dossier.linked(id);
      if (linked != null) {
        views.add(new FileView(policy, linked, null, today, actedOn, horizon));
      }
    }
    return views;
  }

  private Object define(Rule.Definition definition, Layout.Place place) {
    if (inProgress == null) {
      inProgress = new HashSet<>();
    }
    if (!inProgress.add(place.name())) {
      return place.unknown();
    }
    try {
      Env in = env().inner(definition.norm().params());
      for (Rule.Definition.Row row : definition.rows()) {
        Object when = row.when().eval(in);
        if (when instanceof Unknown) {
          return when;
        }
        if (Boolean.TRUE.equals(when)) {
          return row.value().eval(in);
        }
      }
      var otherwise = definition.otherwise();
      return otherwise == null ? place.unknown() : otherwise.eval(in);
    } finally {
      inProgress.remove(place.name());
    }
  }

  /** Where the file's facts are defined: nothing of a form or a norm is known there. */
  Env env() {
    if (env == null) {
      env = Situation.env(policy, this, today, actedOn, horizon);
    }
    return env;
  }

  /** All runs of a procedure, in filing order. */
  List<Run> runsOf(String procedure) {
    if (runs == null) {
      runs = new HashMap<>();
      for (Run run : file.runs().values()) {
        runs.computeIfAbsent(run.procedure(), p -> new ArrayList<>()).add(run);
      }
    }
    return runs.getOrDefault(procedure, List.of());
  }

  /** Runs of a procedure that were not withdrawn. */
  private List<Object> runs(String procedure) {
    if (runViews == null) {
      runViews = new HashMap<>();
    }
    List<Object> views = runViews.get(procedure);
    if (views == null) {
      views = new ArrayList<>();
      for (Run run : runsOf(procedure)) {
        if (run.status() != Run.Status.WITHDRAWN) {
          views.add((Struct) part -> part.equals("waiting") ? waiting(run) : runPart(run, part));
        }
      }
      runViews.put(procedure, views);
    }
    return views;
  }

  /**
   * Names of those whose turn is open: the party's, where its office is bound, else the office's
   * id.
   */
  private List<Object> waiting(Run run) {
    List<Object> names = new ArrayList<>();
    Run.Visit visit = run.status() == Run.Status.IN_ROUTE ? run.openVisit() : null;
    if (visit != null) {
      for (Run.Assignment a : visit.openAssignments()) {
        names.add(policy.offices().getOrDefault(a.office(), a.office()));
      }
    }
    return names;
  }

  private Object runPart(Run run, String part) {
    return switch (part) {
      case "id" -> run.id();
      case "filed_on" -> run.filedOn();
      case "acted_on" -> run.actedOn();
      case "open" -> run.open();
      case "ended_on" -> Objects.requireNonNullElse(run.endedOn(), Day.NEVER);
      case "outcome" -> Objects.requireNonNullElse(run.outcome(), "");
      case "by" -> run.office();
      default -> {
        Object value = run.fields().get(part);
        String qualified = file.subject() + ".runs." + run.procedure() + "." + part;
        yield value == null ? Unknown.of(qualified) : followed(value, qualified);
      }
    };
  }

  @Override
  public String displayName() {
    return nameOf(policy, file);
  }

  /** The file's name as its subject says, or its id. */
  static String nameOf(Policy policy, CaseFile file) {
    Subject subject = policy.vocabulary().subjects().get(file.subject());
    String nameFact = subject == null ? null : subject.nameFact();
    Object name = nameFact == null ? null : file.facts().get(nameFact);
    return name == null ? file.id() : name.toString();
  }

  /**
   * A file one link too far to be read: it can be told from others, and all else about it is
   * unknown.
   */
  private record Beyond(String id, String qualified) implements Struct {
    @Override
    public Object get(String name) {
      return Unknown.of(qualified);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Beyond beyond
          ? beyond.id.equals(id)
          : other instanceof FileView view && view.file.id().equals(id);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileView view
        ? view.file.id().equals(file.id())
        : other instanceof Beyond beyond && beyond.id.equals(file.id());
  }

  @Override
  public int hashCode() {
    return file.id().hashCode();
  }
}
