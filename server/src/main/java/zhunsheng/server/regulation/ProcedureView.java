package zhunsheng.server.regulation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.model.Filler;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.server.problem.CitationView;
import zhunsheng.server.regulation.TypeView.Named;

/**
 * What a party may submit, and the way it goes.
 *
 * @param parties parties that may file it
 * @param confirm what the filer must tick, or null
 * @param suggests whether the form is pointed to resources, platforms and earlier projects
 */
public record ProcedureView(
    String id,
    String title,
    String subject,
    Named stage,
    boolean opensFile,
    Repeat repeat,
    List<Named> parties,
    List<FieldView> fields,
    List<MaterialView> materials,
    @Nullable String confirm,
    List<StepView> route,
    List<Named> forms,
    boolean suggests,
    @Nullable CitationView citation) {

  /**
   * A field of a form.
   *
   * @param id {@code project.total} for one that records a fact, else the field's own id
   * @param required whether it always is
   * @param conditional whether it depends on other values if it is required or shown
   * @param filledBySystem whether the system fills it when the form is sent
   * @param filledBy what fills it, where the system does
   * @param answers parts of each item that the system lists which whoever files answers
   */
  public record FieldView(
      String id,
      String title,
      TypeView type,
      boolean required,
      boolean conditional,
      boolean filledBySystem,
      @Nullable FilledBy filledBy,
      List<String> answers,
      @Nullable String help,
      @Nullable String message,
      @Nullable CitationView citation) {

    public static FieldView of(Procedure.Field f) {
      return new FieldView(
          f.id(),
          f.title(),
          TypeView.of(f.type()),
          always(f.requiredWhen()),
          sometimes(f.requiredWhen()) || f.shownWhen() != null,
          f.filledBy() != null,
          FilledBy.of(f.filledBy()),
          List.copyOf(f.answers().keySet()),
          f.help(),
          fixed(f.message()),
          CitationView.ofNullable(f.citation()));
    }
  }

  /** What fills a field in a person's place. */
  public enum FilledBy implements Word {
    /** What exists already and resembles the file. */
    COMPARISON,
    /** What the form was pointed to. */
    ASSOCIATION;

    static @Nullable FilledBy of(@Nullable Filler filler) {
      return filler == null ? null : valueOf(filler.name());
    }
  }

  /** A place for a material. */
  public record MaterialView(
      String id,
      String title,
      boolean required,
      boolean conditional,
      boolean waivable,
      @Nullable String message,
      @Nullable CitationView citation) {

    public static MaterialView of(Procedure.MaterialSlot m) {
      return new MaterialView(
          m.id(),
          m.title(),
          always(m.requiredWhen()),
          sometimes(m.requiredWhen()) || m.shownWhen() != null,
          m.waivable(),
          fixed(m.message()),
          CitationView.ofNullable(m.citation()));
    }
  }

  /** An answer that a step allows. */
  public record ChoiceView(String id, String title, Effect effect) {}

  /** What a choice does to the run. */
  public enum Effect implements Word {
    NEXT,
    END,
    RETURN;

    static Effect of(Procedure.ChoiceEffect e) {
      return switch (e) {
        case NEXT -> NEXT;
        case END -> END;
        case RETURN -> RETURN;
      };
    }
  }

  /** How often a procedure can be filed. */
  public enum Repeat implements Word {
    ONCE,
    MANY,
    UNTIL_APPROVED;

    static Repeat of(Procedure.Repeat r) {
      return switch (r) {
        case ONCE -> ONCE;
        case MANY -> MANY;
        case UNTIL_APPROVED -> UNTIL_APPROVED;
      };
    }
  }

  /** What a step asks of its parties. */
  public enum StepKind implements Word {
    OPINION,
    DECISION,
    RECEIPT;

    public static StepKind of(Procedure.StepKind k) {
      return switch (k) {
        case OPINION -> OPINION;
        case DECISION -> DECISION;
        case RECEIPT -> RECEIPT;
      };
    }
  }

  /** How many of a step's parties must act. */
  public enum Mode implements Word {
    /** Every one (会签). */
    ALL,
    /** Any one (或签). */
    ANY
  }

  /** A step of the route. */
  public record StepView(
      String id,
      String title,
      StepKind kind,
      Mode mode,
      List<Named> parties,
      List<FieldView> fields,
      List<MaterialView> materials,
      List<ChoiceView> choices,
      boolean conditional,
      @Nullable String condition,
      @Nullable CitationView citation) {

    public static StepView of(Policy policy, Procedure.Step s) {
      Expression when = s.when();
      return new StepView(
          s.id(),
          s.title(),
          StepKind.of(s.kind()),
          s.all() ? Mode.ALL : Mode.ANY,
          ProcedureView.parties(policy, s.by()),
          s.fields().stream().map(FieldView::of).toList(),
          s.materials().stream().map(MaterialView::of).toList(),
          s.choices().stream()
              .map(c -> new ChoiceView(c.id(), c.title(), Effect.of(c.effect())))
              .toList(),
          when != null,
          when == null ? null : when.source(),
          CitationView.ofNullable(s.citation()));
    }
  }

  public static ProcedureView of(Policy policy, Procedure p) {
    return new ProcedureView(
        p.id(),
        p.title(),
        p.subject(),
        stage(policy, p.stage()),
        p.opensFile(),
        Repeat.of(p.repeat()),
        parties(policy, p.by()),
        p.fields().stream().map(FieldView::of).toList(),
        p.materials().stream().map(MaterialView::of).toList(),
        p.confirm(),
        p.route().stream().map(s -> StepView.of(policy, s)).toList(),
        forms(policy, p),
        !p.suggestions().isEmpty(),
        CitationView.ofNullable(p.citation()));
  }

  public static List<Named> forms(Policy policy, Procedure p) {
    return policy.forms().values().stream()
        .filter(f -> p.forms().contains(f.id()))
        .map(f -> new Named(f.id(), f.title()))
        .toList();
  }

  public static Named stage(Policy policy, String stage) {
    return new Named(stage, policy.vocabulary().stages().getOrDefault(stage, stage));
  }

  public static List<Named> parties(Policy policy, List<String> parties) {
    return parties.stream().map(p -> new Named(p, partyTitle(policy, p))).toList();
  }

  public static String partyTitle(Policy policy, String party) {
    Policy.Party bound = policy.parties().get(party);
    return bound != null ? bound.title() : policy.vocabulary().parties().getOrDefault(party, party);
  }

  private static boolean always(@Nullable Expression e) {
    return e != null && e.source().strip().equals("true");
  }

  private static boolean sometimes(@Nullable Expression e) {
    return e != null && !always(e);
  }

  /** A message without values in it; others are worded when a form is checked. */
  private static @Nullable String fixed(@Nullable Template message) {
    return message == null || message.source().contains("${") ? null : message.source();
  }
}
