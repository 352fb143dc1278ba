package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Horizon;
import zhunsheng.policy.expression.Struct;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Unknown;

/** A file on a day, and what is being done to it: where the expressions of a pack are evaluated. */
public final class Situation {
  private final Policy policy;
  private final Dossier dossier;
  private final LocalDate today;
  private final LocalDate actedOn;
  private final @Nullable Horizon horizon;
  private final Guide guide;
  private final FileView view;
  private final Map<String, Object> names;
  private final Env base;
  private final List<?> waived;

  private Situation(
      Policy policy,
      Dossier dossier,
      LocalDate today,
      LocalDate actedOn,
      Map<String, Object> names,
      @Nullable Horizon horizon) {
    this.policy = policy;
    this.dossier = dossier;
    this.today = today;
    this.actedOn = actedOn;
    this.horizon = horizon;
    this.guide = Guide.of(policy);
    this.view = new FileView(policy, dossier.file(), dossier, today, actedOn, horizon);
    this.names = names;
    this.base = names.isEmpty() ? view.env().inner(names) : view.env().flat(names);
    this.waived = dossier.file().facts().get(WAIVED) instanceof List<?> norms ? norms : List.of();
  }

  /** What is defined of the file turns on no names: it stays as it was found before. */
  private Situation(Situation same, Map<String, Object> more) {
    policy = same.policy;
    dossier = same.dossier;
    today = same.today;
    actedOn = same.actedOn;
    horizon = same.horizon;
    guide = same.guide;
    view = same.view;
    names = new HashMap<>(same.names);
    names.putAll(more);
    base = view.env().flat(names);
    waived = same.waived;
  }

  public static Situation of(Policy policy, Dossier dossier, LocalDate today) {
    return new Situation(policy, dossier, today, today, Map.of(), null);
  }

  /** The same as {@link #of}, where {@code horizon} hears of all that depends on today. */
  static Situation watched(Policy policy, Dossier dossier, LocalDate today, Horizon horizon) {
    return new Situation(policy, dossier, today, today, Map.of(), horizon);
  }

  /** What hears of all that depends on today, or null where nothing does. */
  @Nullable Horizon horizon() {
    return horizon;
  }

  /** The same on another day. */
  Situation at(LocalDate day) {
    return new Situation(
        policy, dossier, day, actedOn.equals(today) ? day : actedOn, names, horizon);
  }

  /** The same on another day, where {@code horizon} hears of all that depends on it. */
  Situation at(LocalDate day, Horizon other) {
    return new Situation(policy, dossier, day, actedOn.equals(today) ? day : actedOn, names, other);
  }

  /** The same with the day of the act. */
  public Situation actedOn(LocalDate day) {
    return new Situation(policy, dossier, today, day, names, horizon);
  }

  /** The same with the file as given. */
  public Situation with(CaseFile file) {
    return new Situation(policy, dossier.with(file), today, actedOn, names, horizon);
  }

  /** The same with more names. */
  public Situation with(Map<String, Object> more) {
    return new Situation(this, more);
  }

  /** A form nobody has filled: every field is unknown. */
  Situation blankForm() {
    return with(
        Map.of(
            "field",
            (Struct) f -> Unknown.of("field." + f),
            "opinions",
            (Struct) s -> List.of(),
            "filer",
            Unknown.of("field.filer")));
  }

  /**
   * A form in hand.
   *
   * @param procedure whose fields and steps they are
   * @param values own fields filled so far; text and lists left blank are empty, the rest unknown
   * @param run the run it belongs to, for its opinions and its filer, or null
   */
  public Situation form(Procedure procedure, Map<String, Object> values, @Nullable Run run) {
    Map<String, FactType> types = new HashMap<>();
    procedure.fields().forEach(f -> types.put(f.id(), f.type()));
    procedure.route().forEach(s -> s.fields().forEach(f -> types.putIfAbsent(f.id(), f.type())));
    Set<String> bySystem =
        procedure.fields().stream()
            .filter(f -> f.filledBy() != null)
            .map(Procedure.Field::id)
            .collect(Collectors.toSet());
    Struct fields =
        name -> {
          Object value = values.get(name);
          if (value != null) {
            return view.followed(value, "field." + name);
          }
          if (bySystem.contains(name)) {
            // An empty list would say that nothing was found; nobody has looked.
            return Unknown.of("field." + name);
          }
          return switch (types.get(name)) {
            case FactType.Scalar s
                when s == FactType.Scalar.TEXT || s == FactType.Scalar.LONG_TEXT ->
                "";
            case FactType.ListType l -> List.of();
            case null, default -> Unknown.of("field." + name);
          };
        };
    return with(
        Map.of(
            "field",
            fields,
            "opinions",
            opinions(run),
            "filer",
            run == null ? Unknown.of("field.filer") : run.office()));
  }

  private static Struct opinions(@Nullable Run run) {
    return step -> {
      Run.Visit visit = run == null ? null : run.lastVisit(step);
      if (visit == null) {
        return List.of();
      }
      List<Object> given = new ArrayList<>();
      for (Run.Assignment a : visit.assignments()) {
        Run.Act act = a.act();
        if (act != null) {
          Map<String, Object> opinion = new HashMap<>(act.fields());
          opinion.put("party", a.party());
          opinion.put("office", a.office());
          opinion.put("choice", act.choice());
          opinion.put("text", act.text());
          opinion.put("day", act.day());
          given.add(opinion);
        }
      }
      return given;
    };
  }

  /** Where expressions of that norm are evaluated. */
  public Env env(@Nullable Norm norm) {
    return norm == null ? base : base.with(norm.params());
  }

  static Env env(
      Policy policy, FileView view, LocalDate today, LocalDate actedOn, @Nullable Horizon horizon) {
    Map<String, Object> values = new HashMap<>();
    values.put(view.subject(), view);
    values.put(Env.OFFICES, policy.offices());
    values.put("today", today);
    values.put("acted_on", actedOn);
    values.put("setting", (Struct) s -> Objects.requireNonNull(policy.settings().get(s)).value());
    values.put(
        "policy",
        (Struct)
            p ->
                p.equals("from")
                    ? policy.from()
                    : policy.until() == null ? Day.NEVER : policy.until());
    return new Env(values, policy.counting(), horizon);
  }

  /** Evaluates without a norm's parameters. */
  public Object eval(Expression expression) {
    return expression.eval(env(null));
  }

  /** Whether an optional condition holds: absent is true; Unknown where it cannot be said. */
  public Object holds(@Nullable Expression condition) {
    return condition == null ? true : condition.eval(env(null));
  }

  /** Whether the norm binds this file's act: in force on its day, and not waived for the file. */
  boolean binds(Norm norm) {
    return norm.inForce(actedOn) && (waived.isEmpty() || !waived.contains(norm.citation().norm()));
  }

  /** The value of one of the file's facts: recorded, defined, or Unknown. */
  public Object fact(String name) {
    return view.get(name);
  }

  /** The id of the file that a linked value stands for, or null. */
  public static @Nullable String idOf(Object value) {
    return value instanceof FileView v ? v.file().id() : null;
  }

  /** The built-in list fact with the ids of norms that no longer bind a file. */
  public static final String WAIVED = "waived_norms";

  /** What the policy says whatever the file. */
  Guide guide() {
    return guide;
  }

  /** The offices that play these parties for the file, each once. */
  List<String> offices(List<String> parties) {
    if (parties.size() == 1) {
      return view.offices(parties.getFirst());
    }
    Set<String> offices = new LinkedHashSet<>();
    for (String party : parties) {
      offices.addAll(view.offices(party));
    }
    return List.copyOf(offices);
  }

  /** All runs of a procedure on the file, in filing order. */
  List<Run> runs(String procedure) {
    return view.runsOf(procedure);
  }

  /** What is missing, with titles and who can record it. */
  List<Assessment.MissingFact> missing(Unknown unknown) {
    return guide.missing(file().subject(), unknown.missing());
  }

  public Policy policy() {
    return policy;
  }

  public Dossier dossier() {
    return dossier;
  }

  public CaseFile file() {
    return dossier.file();
  }

  public LocalDate today() {
    return today;
  }

  LocalDate actedOn() {
    return actedOn;
  }
}
