package zhunsheng.server.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Findings;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Filler;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.value.Money;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.similarity.Comparison;
import zhunsheng.server.similarity.Comparisons;
import zhunsheng.server.similarity.Descriptions;
import zhunsheng.server.similarity.Excerpts;
import zhunsheng.server.similarity.Looked;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Hit;

/** Compares files and forms with what exists, and words what was found for the record. */
@Component
public class LookAlikeDesk {
  private final Comparisons comparisons;
  private final AssociationDesk associations;
  private final Casebook casebook;
  private final BusinessClock clock;

  LookAlikeDesk(
      Comparisons comparisons,
      AssociationDesk associations,
      Casebook casebook,
      BusinessClock clock) {
    this.comparisons = comparisons;
    this.associations = associations;
    this.casebook = casebook;
    this.clock = clock;
  }

  /** The submission with what the system fills; what could not be looked up is left. */
  public Command.Submit filled(Policy policy, @Nullable Dossier dossier, Command.Submit command) {
    Procedure procedure = policy.procedures().get(command.procedure());
    if (procedure == null) {
      return command;
    }
    Map<String, Object> filled = new LinkedHashMap<>();
    for (Procedure.Field field : procedure.compared()) {
      Form form = new Form(policy, procedure, dossier, command.facts(), command.fields());
      if (compare(form, field) instanceof Comparison.Made made) {
        filled.put(field.id(), items(policy, field, made));
      }
    }
    Procedure.Field associated = procedure.associated();
    if (associated != null) {
      AssociationDesk.Pointed pointed =
          associations.pointed(
              AssociationDesk.Form.of(
                  policy,
                  procedure,
                  dossier,
                  dossier == null ? "" : dossier.file().office(),
                  command.facts(),
                  command.fields()));
      if (pointed.unseen() == null) {
        filled.put(associated.id(), AssociationDesk.items(pointed));
      }
    }
    return filled.isEmpty() ? command : command.filled(filled);
  }

  /**
   * The command that fills what a run still lacks.
   *
   * @throws ProblemException if nothing can be looked up now, with the reason
   */
  Command.Fill fill(Desk.Opened opened, String runId) {
    Run run = opened.file().runs().get(runId);
    Procedure procedure = run == null ? null : opened.policy().procedures().get(run.procedure());
    Map<String, Object> filled = new LinkedHashMap<>();
    if (run == null || procedure == null) {
      return new Command.Fill(runId, filled);
    }
    List<Refusal> not = new ArrayList<>();
    for (Procedure.Field field : procedure.compared()) {
      if (run.fields().containsKey(field.id())) {
        continue;
      }
      Form form = new Form(opened.policy(), procedure, opened.dossier(), Map.of(), Map.of());
      switch (compare(form, field)) {
        case Comparison.Made made -> filled.put(field.id(), items(opened.policy(), field, made));
        case Comparison.NotMade n ->
            not.add(Refusal.of(Refusal.Kind.NOT_NOW, "仍不能查重：" + n.reason(), field.citation()));
      }
    }
    Procedure.Field associated = procedure.associated();
    if (associated != null && !run.fields().containsKey(associated.id())) {
      AssociationDesk.Pointed pointed =
          associations.pointed(
              AssociationDesk.Form.of(
                  opened.policy(),
                  procedure,
                  opened.dossier(),
                  run.office(),
                  run.facts(),
                  run.fields()));
      Looked.Unseen<?> unseen = pointed.unseen();
      if (unseen == null) {
        filled.put(associated.id(), AssociationDesk.items(pointed));
      } else {
        not.add(
            Refusal.of(Refusal.Kind.NOT_NOW, "仍不能查找：" + unseen.reason(), associated.citation()));
      }
    }
    if (filled.isEmpty() && !not.isEmpty()) {
      throw ProblemException.refused(not);
    }
    return new Command.Fill(runId, filled);
  }

  /**
   * A form in hand.
   *
   * @param dossier null for a file that is not open yet
   */
  record Form(
      Policy policy,
      Procedure procedure,
      @Nullable Dossier dossier,
      Map<String, Object> facts,
      Map<String, Object> fields) {}

  /** Holds a file, as a form would leave it, against what a field of the form looks among. */
  Comparison compare(Form form, Procedure.Field field) {
    Dossier inHand =
        AssociationDesk.Form.inHand(form.dossier(), form.procedure().subject(), form.facts());
    Set<String> among = null;
    if (field.among() != null) {
      among =
          Findings.among(
              Situation.of(form.policy(), inHand, clock.today())
                  .form(form.procedure(), form.fields(), null),
              field);
      if (among == null) {
        return new Comparison.NotMade("尚不能确定与哪些项目比对", false);
      }
    }
    Description description =
        Descriptions.of(form.policy(), inHand.file()).orElseGet(() -> new Description("", ""));
    return comparisons.compare(
        form.policy().jurisdiction(),
        description,
        Descriptions.apart(form.policy(), inHand),
        among);
  }

  /** What was found, as it is recorded: records with the parts of {@link Filler}. */
  private List<Object> items(Policy policy, Procedure.Field field, Comparison.Made made) {
    boolean withAmount =
        field.type() instanceof FactType.ListType list
            && list.item() instanceof FactType.RecordType item
            && item.fields().containsKey("amount");
    List<Object> items = new ArrayList<>();
    for (Hit hit : made.hits()) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("other", hit.existing().description().name());
      item.put(Filler.KEY, hit.existing().id());
      CaseFile other = casebook.file(policy.jurisdiction(), hit.existing().id()).orElse(null);
      if (other != null) {
        item.put("owner", other.office());
        if (withAmount) {
          amount(policy.jurisdiction(), other).ifPresent(m -> item.put("amount", m));
        }
      }
      item.put("score", (long) Excerpts.score(hit));
      item.put("level", Excerpts.level(hit));
      item.put("passages", Excerpts.text(hit.matches()));
      item.put("new_parts", String.join("\n", Excerpts.newParts(hit)));
      items.add(item);
    }
    return items;
  }

  /** What a file costs, as the pack that it runs under says. */
  Optional<Money> amount(String jurisdiction, CaseFile file) {
    return Descriptions.amount(casebook.policy(jurisdiction, file.id()), file, clock.today());
  }

  /** Two passages that say the same, side by side. */
  record Passages(String mine, String theirs) {}

  static List<Passages> passages(Hit hit) {
    return views(Excerpts.of(hit.matches()));
  }

  /** The passages again, from the text that was recorded. */
  static List<Passages> recorded(String text) {
    return views(Excerpts.read(text));
  }

  private static List<Passages> views(List<Excerpts.Excerpt> excerpts) {
    return excerpts.stream().map(e -> new Passages(e.mine(), e.theirs())).toList();
  }
}
