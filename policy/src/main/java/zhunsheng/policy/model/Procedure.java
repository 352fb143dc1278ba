package zhunsheng.policy.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Template;

/**
 * What parties may submit (事项).
 *
 * @param by parties that may file it
 * @param byMessage what another party is told, or null for the usual words
 * @param opensFile whether filing it opens a new file
 * @param after milestones that must be reached before
 * @param when further condition, or null
 * @param whenRemedy what to do where it does not hold, or null for a computed answer
 * @param actedOn the act's own day, or null for the filing day
 * @param confirm what the filer must tick, or null
 * @param onClosed whether it may be filed on a closed file
 * @param suggestions what whoever fills it is pointed to
 * @param outcomes by id; {@code filed} and {@code approved} are always there
 */
public record Procedure(
    String id,
    String title,
    String subject,
    String stage,
    @Nullable Citation citation,
    List<String> by,
    @Nullable Template byMessage,
    boolean opensFile,
    Repeat repeat,
    List<String> after,
    @Nullable Expression when,
    @Nullable Template whenMessage,
    @Nullable String whenRemedy,
    @Nullable Window window,
    @Nullable Expression actedOn,
    @Nullable String confirm,
    boolean onClosed,
    Withdrawal withdrawal,
    List<Field> fields,
    List<MaterialSlot> materials,
    List<Suggestion> suggestions,
    List<Step> route,
    Map<String, Outcome> outcomes,
    List<String> forms) {

  public Procedure {
    by = List.copyOf(by);
    after = List.copyOf(after);
    fields = List.copyOf(fields);
    materials = List.copyOf(materials);
    suggestions = List.copyOf(suggestions);
    route = List.copyOf(route);
    outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    forms = List.copyOf(forms);
  }

  /** How often it can be filed. */
  public enum Repeat {
    ONCE,
    MANY,
    UNTIL_APPROVED
  }

  /** Until when the filer may take it back. */
  public enum Withdrawal {
    UNTIL_ENDED,
    UNTIL_DECIDED,
    NEVER
  }

  /** Days on which it may be filed; an open end is null. */
  public record Window(
      @Nullable Expression from,
      @Nullable Expression until,
      @Nullable Template message,
      @Nullable Citation citation) {}

  /**
   * A field of a form.
   *
   * @param id {@code project.total} where it records a fact, else the field's own id
   * @param fact the fact recorded, without subject, or null
   * @param requiredWhen null where it is never required
   * @param shownWhen null where it is always shown
   * @param filledBy what fills it in a person's place, or null
   * @param among with a comparison: the files that are compared, or null for all that exist
   */
  public record Field(
      String id,
      @Nullable String fact,
      String title,
      FactType type,
      @Nullable Expression requiredWhen,
      @Nullable Expression shownWhen,
      @Nullable Template message,
      @Nullable String help,
      @Nullable Filler filledBy,
      @Nullable Expression among,
      @Nullable Citation citation) {

    /**
     * Parts of each found item that whoever files answers, by their names; none on other fields.
     */
    public Map<String, Fact> answers() {
      if (filledBy == null
          || !(type instanceof FactType.ListType list)
          || !(list.item() instanceof FactType.RecordType item)) {
        return Map.of();
      }
      Map<String, Fact> answers = new LinkedHashMap<>();
      item.fields()
          .forEach(
              (name, part) -> {
                if (!filledBy.fills(name)) {
                  answers.put(name, part);
                }
              });
      return answers;
    }
  }

  /** Whether its form has a field of that id. */
  public boolean asks(String field) {
    for (Field f : fields) {
      if (f.id().equals(field)) {
        return true;
      }
    }
    return false;
  }

  /** The fields that the system fills. */
  public List<Field> filled() {
    return fields.stream().filter(f -> f.filledBy() != null).toList();
  }

  /** The fields that a comparison fills. */
  public List<Field> compared() {
    return fields.stream().filter(f -> f.filledBy() == Filler.COMPARISON).toList();
  }

  /** The field that lists what the form was pointed to, or null. */
  public @Nullable Field associated() {
    return fields.stream().filter(f -> f.filledBy() == Filler.ASSOCIATION).findFirst().orElse(null);
  }

  /** A place for a material; a waivable one may be declared 不适用 with a reason. */
  public record MaterialSlot(
      String id,
      String title,
      @Nullable Expression requiredWhen,
      @Nullable Expression shownWhen,
      boolean waivable,
      @Nullable Template message,
      @Nullable Citation citation) {}

  /**
   * A step of the route.
   *
   * @param byWhen for a party that is not always asked, the condition under which it is
   * @param all true for 会签, false for 或签
   * @param handler party that may remind, add and remove reviewers, or null
   */
  public record Step(
      String id,
      String title,
      StepKind kind,
      List<String> by,
      Map<String, Expression> byWhen,
      @Nullable Template byMessage,
      boolean all,
      @Nullable String handler,
      @Nullable Expression when,
      @Nullable Expression due,
      List<Field> fields,
      List<MaterialSlot> materials,
      List<Choice> choices,
      @Nullable Citation citation) {
    public Step {
      by = List.copyOf(by);
      byWhen = Map.copyOf(byWhen);
      fields = List.copyOf(fields);
      materials = List.copyOf(materials);
      choices = List.copyOf(choices);
    }

    /** The same step under another condition. */
    public Step with(Expression condition) {
      return new Step(
          id, title, kind, by, byWhen, byMessage, all, handler, condition, due, fields, materials,
          choices, citation);
    }

    public @Nullable Choice choice(String id) {
      return choices.stream().filter(c -> c.id().equals(id)).findFirst().orElse(null);
    }
  }

  /** What a step asks of its parties. */
  public enum StepKind {
    /** Says what it thinks; the route goes on whatever it says. */
    OPINION,
    DECISION,
    /** Receives, confirms or answers. */
    RECEIPT
  }

  /**
   * One answer a step allows.
   *
   * @param outcome what it writes: for an end, the outcome of the run; for another effect, applied
   *     at once; null: nothing
   */
  public record Choice(String id, String title, ChoiceEffect effect, @Nullable String outcome) {}

  /** What a choice does to the run. */
  public enum ChoiceEffect {
    NEXT,
    END,
    RETURN
  }

  /**
   * What an outcome writes on the file.
   *
   * @param reach milestones reached, on the given day or (null) the act's day
   * @param record values of facts
   * @param append items added to list facts, part by part
   * @param close why the file closes, or null
   * @param reopens whether a closed file opens again
   * @param waive id of the norm that no longer binds this file, or null
   */
  public record Outcome(
      String id,
      String title,
      Map<String, @Nullable Expression> reach,
      List<String> clear,
      Map<String, Expression> record,
      Map<String, Map<String, Expression>> append,
      @Nullable Template close,
      boolean reopens,
      @Nullable Expression waive) {
    public Outcome {
      reach = Collections.unmodifiableMap(new LinkedHashMap<>(reach));
      clear = List.copyOf(clear);
      record = Collections.unmodifiableMap(new LinkedHashMap<>(record));
      append = Collections.unmodifiableMap(new LinkedHashMap<>(append));
    }
  }

  /** The same procedure in another window. */
  public Procedure with(Window other) {
    return with(other, suggestions, route);
  }

  /** The same procedure on another route. */
  public Procedure withRoute(List<Step> other) {
    return with(window, suggestions, other);
  }

  /** The same procedure with what its form points to. */
  public Procedure with(List<Suggestion> others) {
    return with(window, others, route);
  }

  private Procedure with(
      @Nullable Window otherWindow, List<Suggestion> others, List<Step> otherRoute) {
    return new Procedure(
        id,
        title,
        subject,
        stage,
        citation,
        by,
        byMessage,
        opensFile,
        repeat,
        after,
        when,
        whenMessage,
        whenRemedy,
        otherWindow,
        actedOn,
        confirm,
        onClosed,
        withdrawal,
        fields,
        materials,
        others,
        otherRoute,
        outcomes,
        forms);
  }

  public @Nullable Step step(String stepId) {
    return route.stream().filter(s -> s.id().equals(stepId)).findFirst().orElse(null);
  }
}
