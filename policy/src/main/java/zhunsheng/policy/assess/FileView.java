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
  private final @Nullable Subject subject;
  private final Map<String, Object> defined = new HashMap<>();
  private final Set<String> inProgress = new HashSet<>();

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
    this.subject = policy.vocabulary().subjects().get(file.subject());
  }

  CaseFile file() {
    return file;
  }

  @Override
  public Object get(String name) {
    return switch (name) {
      case "on" -> (Struct) m -> Objects.requireNonNullElse(file.reachedOn(m), Day.NEVER);
      case "reached" -> (Struct) m -> file.reachedOn(m) != null;
      case "runs" -> (Struct) this::runs;
      case "self" -> this;
      case "office" -> file.office();
      case "id" -> file.id();
      default -> fact(name);
    };
  }

  private Object fact(String name) {
    String qualified = file.subject() + "." + name;
    Rule.Definition definition = policy.rules().definition(qualified, actedOn);
    if (definition != null) {
      Object known = defined.get(name);
      if (known == null) {
        known = define(definition, qualified);
        defined.put(name, known);
      }
      return known;
    }
    if (name.equals("unit") && (subject == null || !subject.facts().containsKey("unit"))) {
      return linkedUnit();
    }
    Fact fact = subject == null ? null : subject.facts().get(name);
    Object value = file.facts().get(name);
    if (fact == null) {
      return value == null ? Unknown.of(qualified) : value;
    }
    if (fact.reverse() != null) {
      return dossier == null
          ? Unknown.of(qualified)
          : views(dossier.reverse().getOrDefault(name, List.of()));
    }
    if (value == null) {
      value = fact.fallback();
    }
    if (value == null) {
      return Unknown.of(qualified);
    }
    return followed(value, qualified);
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

  private Object linkedUnit() {
    List<String> ids =
        dossier == null ? List.of() : dossier.reverse().getOrDefault("unit", List.of());
    return ids.isEmpty()
        ? Unknown.of(file.subject() + ".unit")
        : view(ids.getFirst(), file.subject() + ".unit");
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

  private Object define(Rule.Definition definition, String qualified) {
    if (!inProgress.add(qualified)) {
      return Unknown.of(qualified);
    }
    try {
      Env env = Situation.env(policy, this, today, actedOn, definition.norm(), horizon);
      for (Rule.Definition.Row row : definition.rows()) {
        Object when = row.when().eval(env);
        if (when instanceof Unknown) {
          return when;
        }
        if (Boolean.TRUE.equals(when)) {
          return row.value().eval(env);
        }
      }
      var otherwise = definition.otherwise();
      return otherwise == null ? Unknown.of(qualified) : otherwise.eval(env);
    } finally {
      inProgress.remove(qualified);
    }
  }

  /** Runs of a procedure that were not withdrawn. */
  private List<Object> runs(String procedure) {
    List<Object> views = new ArrayList<>();
    for (Run run : file.runs().values()) {
      if (run.procedure().equals(procedure) && run.status() != Run.Status.WITHDRAWN) {
        views.add((Struct) part -> part.equals("waiting") ? waiting(run) : runPart(run, part));
      }
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
