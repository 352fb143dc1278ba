package zhunsheng.server.regulation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.problem.CitationView;
import zhunsheng.server.regulation.TypeView.Named;

/** A regulation with its articles, and what the software makes of each. */
public record PolicyView(
    String id,
    String title,
    String number,
    String issuer,
    Status status,
    LocalDate from,
    @Nullable LocalDate until,
    List<Source> basedOn,
    List<SettingView> settings,
    List<PartyView> parties,
    List<ArticleView> articles,
    List<ProcedureRow> procedures) {

  /** Whether it binds. */
  public enum Status implements Word {
    IN_FORCE,
    /** Not in force yet; every screen must say so. */
    DRAFT,
    /** Not in force any more. */
    LAPSED;

    public static Status of(Policy policy, LocalDate day) {
      LocalDate until = policy.until();
      return policy.draft() ? DRAFT : until != null && day.isAfter(until) ? LAPSED : IN_FORCE;
    }
  }

  /** A regulation in a list. */
  public record PolicyRow(
      String id,
      String title,
      String number,
      Status status,
      LocalDate from,
      @Nullable LocalDate until) {

    public static PolicyRow of(Policy p, LocalDate day) {
      return new PolicyRow(p.id(), p.title(), p.number(), Status.of(p, day), p.from(), p.until());
    }
  }

  /** A regulation on which this one rests. */
  public record Source(String title, String number) {}

  /** A reading that the bureau may decide otherwise. */
  public record SettingView(
      String id,
      String title,
      Object value,
      String display,
      @Nullable String reading,
      @Nullable CitationView citation) {}

  /** A role that the regulation names, and the office that plays it where that is fixed. */
  public record PartyView(String id, String title, @Nullable OfficeView office) {}

  /**
   * An article.
   *
   * @param text the official words, where the user has imported them
   * @param none why it needs no rule, or null
   */
  public record ArticleView(
      int number,
      String display,
      String gist,
      @Nullable String text,
      @Nullable String none,
      List<NormView> norms) {}

  /** A norm, and what carries it. */
  public record NormView(
      String id,
      CitationView citation,
      String gist,
      Named stage,
      LocalDate from,
      @Nullable LocalDate until,
      List<EffectView> effects,
      @Nullable String reading,
      @Nullable String judgement,
      List<InterpretationView> interpretations) {

    static NormView of(Policy policy, Norm n, List<InterpretationView> interpretations) {
      List<EffectView> effects = EffectView.of(policy, n);
      return new NormView(
          n.citation().norm(),
          CitationView.of(n.citation()),
          n.citation().gist(),
          ProcedureView.stage(policy, n.stage()),
          n.from(),
          n.until(),
          effects,
          n.reading(),
          n.judgement(),
          interpretations);
    }
  }

  /** One thing that carries a norm. */
  public record EffectView(EffectKind kind, String text) {
    static List<EffectView> of(Policy policy, Norm n) {
      List<EffectView> effects =
          new java.util.ArrayList<>(
              n.effects().stream()
                  .map(e -> new EffectView(EffectKind.of(e.kind()), e.text()))
                  .toList());
      n.carriedBy().stream()
          .map(c -> new EffectView(EffectKind.CARRIED, CarrierWords.of(policy, c)))
          .filter(c -> !effects.contains(c))
          .forEach(effects::add);
      return effects;
    }
  }

  /** What sort of thing carries a norm. */
  public enum EffectKind implements Word {
    LIMIT,
    HOLD,
    DUTY,
    DEFINITION,
    NOTICE,
    CONSEQUENCE,
    PROCEDURE,
    FIELD,
    MATERIAL,
    STEP,
    WINDOW,
    REPORT,
    SETTING,
    CARRIED;

    static EffectKind of(Norm.Kind k) {
      return switch (k) {
        case LIMIT -> LIMIT;
        case HOLD -> HOLD;
        case DUTY -> DUTY;
        case DEFINITION -> DEFINITION;
        case NOTICE -> NOTICE;
        case CONSEQUENCE -> CONSEQUENCE;
        case PROCEDURE -> PROCEDURE;
        case FIELD -> FIELD;
        case MATERIAL -> MATERIAL;
        case STEP -> STEP;
        case WINDOW -> WINDOW;
        case REPORT -> REPORT;
        case SETTING -> SETTING;
        case CARRIED -> CARRIED;
      };
    }
  }

  /** What an office said a norm means. */
  public record InterpretationView(LocalDate day, String text, OfficeView office) {}

  /** A procedure in the list of them. */
  public record ProcedureRow(String id, String title, Named stage) {}

  static PolicyView of(Policy p, LocalDate day, Offices offices, Texts texts) {
    return new PolicyView(
        p.id(),
        p.title(),
        p.number(),
        p.issuer(),
        Status.of(p, day),
        p.from(),
        p.until(),
        p.basedOn().stream().map(s -> new Source(s.title(), s.number())).toList(),
        p.settings().values().stream()
            .map(
                s ->
                    new SettingView(
                        s.id(),
                        s.title(),
                        s.type().plain(s.value()),
                        s.type().display(s.value()),
                        s.reading(),
                        CitationView.ofNullable(s.citation())))
            .toList(),
        p.parties().values().stream()
            .map(
                party -> {
                  String office = party.office();
                  return new PartyView(
                      party.id(),
                      party.title(),
                      office == null ? null : offices.view(p.jurisdiction(), office));
                })
            .toList(),
        p.articles().stream().map(a -> article(p, a, offices, texts)).toList(),
        p.procedures().values().stream()
            .map(x -> new ProcedureRow(x.id(), x.title(), ProcedureView.stage(p, x.stage())))
            .toList());
  }

  private static ArticleView article(Policy p, Policy.Article a, Offices offices, Texts texts) {
    return new ArticleView(
        a.number(),
        new Citation("", a.number(), 0, 0, "").display(),
        a.gist(),
        texts.official(a.number()),
        a.none(),
        a.norms().stream()
            .map(p.norms()::get)
            .filter(java.util.Objects::nonNull)
            .map(n -> NormView.of(p, n, texts.interpretations(offices, p, n.citation().norm())))
            .toList());
  }
}
