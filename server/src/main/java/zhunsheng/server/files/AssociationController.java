package zhunsheng.server.files;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.value.Money;
import zhunsheng.server.files.LookAlikeViews.Status;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.CitationView;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.similarity.Looked;
import zhunsheng.similarity.price.Spread;

/**
 * What a form is pointed to while it is filled (catalogued resources, shared platforms, earlier
 * projects of the same system), where its price stands, and what was recorded of it.
 */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class AssociationController {
  private final Desk desk;
  private final Commands commands;
  private final AssociationDesk associations;
  private final PriceDesk prices;

  AssociationController(
      Desk desk, Commands commands, AssociationDesk associations, PriceDesk prices) {
    this.desk = desk;
    this.commands = commands;
    this.associations = associations;
    this.prices = prices;
  }

  /** A form in hand. */
  record AssociationsBody(
      @Nullable String file,
      @NotNull String procedure,
      @Nullable Map<String, @Nullable Object> values) {}

  /** A fact of something suggested, as people read it. */
  record DetailView(String title, String display) {}

  /**
   * Where taking a suggestion is written.
   *
   * @param field its id in the form
   * @param list whether the value is added to a list
   * @param text whether the value is added to a text
   * @param value as a form sends it
   */
  record IntoView(String field, String title, boolean list, boolean text, Object value) {}

  /**
   * Something that the form is pointed to.
   *
   * @param kind what it is, as people call it
   * @param passage of the form that asks for it; absent where every such form is told
   * @param open whether this account may open its file
   * @param into where taking it is written; absent where this form does not ask for it
   * @param taken whether the form uses it already
   */
  record SuggestionView(
      AssociationDesk.Source source,
      String kind,
      String name,
      @Nullable String file,
      @Nullable OfficeView owner,
      boolean open,
      @Nullable String passage,
      List<DetailView> details,
      @Nullable CitationView citation,
      @Nullable IntoView into,
      boolean taken) {}

  /**
   * An earlier project of the same system.
   *
   * @param through the system by which it is known to be one
   */
  record EarlierProject(
      String file,
      String name,
      @Nullable String through,
      @Nullable LocalDate openedOn,
      @Nullable String stage,
      boolean open) {}

  /**
   * A project behind a price.
   *
   * @param amount in yuan; absent where this account may not open the file
   */
  record BehindView(String file, String name, boolean open, @Nullable String amount) {}

  /**
   * Where an amount stands; amounts in yuan.
   *
   * @param title what a line buys; absent for the whole
   * @param each whether prices of one piece are compared
   * @param amount absent where the form does not know it yet
   * @param place how many of the n are cheaper, in percent
   * @param adjusted the same in prices of one year; absent without an index that knows all years
   */
  record PriceView(
      @Nullable String title,
      boolean each,
      @Nullable String amount,
      @Nullable Integer place,
      int n,
      String least,
      String lower,
      String median,
      String upper,
      String most,
      List<BehindView> behind,
      @Nullable AdjustedView adjusted) {}

  /**
   * Where an amount stands once all are in prices of one year; amounts in yuan.
   *
   * @param source of the index
   * @param year in whose prices they are; amounts of later years stand as they are
   */
  record AdjustedView(
      String source,
      int year,
      @Nullable String amount,
      @Nullable Integer place,
      String lower,
      String median,
      String upper) {
    static AdjustedView of(PriceDesk.Adjusted a) {
      return new AdjustedView(
          a.source(),
          a.year(),
          a.amount().isEmpty() ? null : yuan(a.amount().getAsLong()),
          a.place().orElse(null),
          yuan(a.spread().lower()),
          yuan(a.spread().median()),
          yuan(a.spread().upper()));
    }
  }

  /**
   * @param status not checked: nothing is known, which is not the same as nothing found
   * @param comparable how many projects are like enough and say what they cost
   * @param fewest how many there must be for a comparison
   * @param references the whole first, then lines; only those with enough projects behind them
   */
  record PricesView(
      Status status,
      @Nullable String reason,
      int comparable,
      int fewest,
      List<PriceView> references) {}

  /**
   * @param status not checked: catalogues could not be asked, platforms are told all the same
   * @param soon whether asking again in a moment may be answered
   */
  record Associations(
      Status status,
      @Nullable String reason,
      boolean soon,
      List<SuggestionView> suggestions,
      List<EarlierProject> earlier,
      PricesView prices) {}

  @PostMapping("/associations")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  Associations associations(
      @AuthenticationPrincipal Account account, @Valid @RequestBody AssociationsBody body) {
    String file = body.file();
    Desk.Opened opened = file == null ? null : desk.open(account, file);
    Policy policy = opened == null ? desk.current(account) : opened.policy();
    Procedure procedure = Commands.procedure(policy, body.procedure());
    Values values =
        commands.values(account, procedure.fields(), List.of(), body.values(), Map.of());
    AssociationDesk.Form form =
        AssociationDesk.Form.of(
            policy,
            procedure,
            opened == null ? null : opened.dossier(),
            opened == null ? account.office() : opened.file().office(),
            values.facts(),
            values.fields());
    Names names = desk.names(policy, opened == null ? null : opened.dossier());
    AssociationDesk.Pointed pointed = associations.pointed(form);
    Looked.Unseen<?> unseen = pointed.unseen();
    return new Associations(
        unseen == null ? Status.CHECKED : Status.NOT_CHECKED,
        unseen == null ? null : unseen.reason(),
        unseen != null && unseen.soon(),
        pointed.suggestions().stream().map(s -> view(account, names, s)).toList(),
        associations.earlier(form).stream().map(e -> view(account, e)).toList(),
        view(account, prices.prices(form)));
  }

  private SuggestionView view(Account account, Names names, AssociationDesk.Suggested one) {
    CaseFile file = one.file();
    AssociationDesk.Into into = one.into();
    return new SuggestionView(
        one.source(),
        one.kind(),
        one.name(),
        file == null ? null : file.id(),
        file == null ? null : names.office(file.office()),
        file != null && desk.row(account, file.id()).isPresent(),
        one.passage(),
        one.details().stream()
            .map(d -> new DetailView(d.fact().title(), names.display(d.fact().type(), d.value())))
            .toList(),
        CitationView.ofNullable(one.citation()),
        into == null
            ? null
            : new IntoView(
                into.field().id(),
                into.field().title(),
                into.field().type() instanceof FactType.ListType,
                into.field().type() == FactType.Scalar.TEXT
                    || into.field().type() == FactType.Scalar.LONG_TEXT,
                into.value()),
        one.taken());
  }

  private EarlierProject view(Account account, AssociationDesk.Earlier one) {
    CaseFile file = one.file();
    Optional<FileRow> row = desk.row(account, file.id());
    CaseFile through = one.through();
    return new EarlierProject(
        file.id(),
        Desk.name(one.policy(), file),
        through == null ? null : Desk.name(one.policy(), through),
        file.openedOn(),
        row.map(r -> one.policy().vocabulary().stages().get(r.stage())).orElse(null),
        row.isPresent());
  }

  private PricesView view(Account account, Looked<PriceDesk.Prices> looked) {
    return switch (looked) {
      case Looked.Unseen<PriceDesk.Prices> not ->
          new PricesView(Status.NOT_CHECKED, not.reason(), 0, Spread.FEWEST, List.of());
      case Looked.Seen<PriceDesk.Prices> seen ->
          new PricesView(
              Status.CHECKED,
              null,
              seen.value().comparable(),
              Spread.FEWEST,
              seen.value().references().stream().map(r -> view(account, r)).toList());
    };
  }

  private PriceView view(Account account, PriceDesk.Reference one) {
    Spread spread = one.spread();
    PriceDesk.Adjusted adjusted = one.adjusted();
    return new PriceView(
        one.title(),
        one.each(),
        one.amount().isEmpty() ? null : yuan(one.amount().getAsLong()),
        one.place().orElse(null),
        spread.n(),
        yuan(spread.least()),
        yuan(spread.lower()),
        yuan(spread.median()),
        yuan(spread.upper()),
        yuan(spread.most()),
        one.behind().stream()
            .map(
                b -> {
                  boolean open = desk.row(account, b.file().id()).isPresent();
                  return new BehindView(
                      b.file().id(),
                      Desk.name(b.policy(), b.file()),
                      open,
                      open ? yuan(b.amount()) : null);
                })
            .toList(),
        adjusted == null ? null : AdjustedView.of(adjusted));
  }

  private static String yuan(long fen) {
    return new Money(fen).toYuan();
  }

  /** What was suggested when a run was filed, and whether it was taken. */
  record RecordedSuggestion(
      String kind,
      String name,
      @Nullable String file,
      boolean open,
      @Nullable CitationView citation,
      @Nullable String passage,
      boolean taken) {}

  /**
   * @param status not checked: nothing was recorded, which is not the same as nothing suggested
   * @param canFill whether this account may have it looked up now
   * @param prices as they stand today
   */
  record RunAssociations(
      String title,
      @Nullable CitationView citation,
      Status status,
      List<RecordedSuggestion> suggestions,
      boolean canFill,
      List<EarlierProject> earlier,
      PricesView prices) {}

  @GetMapping("/files/{id}/runs/{run}/associations")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  RunAssociations ofRun(
      @AuthenticationPrincipal Account account, @PathVariable String id, @PathVariable String run) {
    Desk.Opened opened = desk.open(account, id);
    Run found = opened.file().runs().get(run);
    Procedure procedure =
        found == null ? null : opened.policy().procedures().get(found.procedure());
    Procedure.Field field = procedure == null ? null : procedure.associated();
    if (found == null || procedure == null || field == null) {
      throw ProblemException.notFound();
    }
    AssociationDesk.Form form =
        AssociationDesk.Form.of(
            opened.policy(),
            procedure,
            opened.dossier(),
            found.office(),
            found.facts(),
            found.fields());
    boolean checked = found.fields().containsKey(field.id());
    return new RunAssociations(
        field.title(),
        CitationView.ofNullable(field.citation()),
        checked ? Status.CHECKED : Status.NOT_CHECKED,
        FilledItems.of(found, field).stream()
            .map(parts -> recorded(account, opened.policy(), parts))
            .toList(),
        desk.mayFill(account, opened, found, field),
        associations.earlier(form).stream().map(e -> view(account, e)).toList(),
        view(account, prices.prices(form)));
  }

  private RecordedSuggestion recorded(Account account, Policy policy, Map<?, ?> parts) {
    String file = parts.get("file") instanceof String id ? id : null;
    Norm norm = policy.norms().get(FilledItems.text(parts, "norm"));
    String passage = FilledItems.text(parts, "passage");
    return new RecordedSuggestion(
        FilledItems.text(parts, "kind"),
        FilledItems.text(parts, "name"),
        file,
        file != null && desk.row(account, file).isPresent(),
        norm == null ? null : CitationView.of(norm.citation()),
        passage.isEmpty() ? null : passage,
        Boolean.TRUE.equals(parts.get("taken")));
  }
}
