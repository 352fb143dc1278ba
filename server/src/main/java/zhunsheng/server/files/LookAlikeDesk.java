package zhunsheng.server.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Filler;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.similarity.Comparison;
import zhunsheng.server.similarity.Comparisons;
import zhunsheng.server.similarity.Descriptions;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Hit;
import zhunsheng.similarity.Match;

/** Compares files and forms with what exists, and words what was found for the record. */
@Component
public class LookAlikeDesk {
  private static final String MINE = "本项目：";
  private static final String THEIRS = "对方：";
  private static final int PASSAGES = 5;
  private static final int NEW_PARTS = 12;

  private final Comparisons comparisons;
  private final Casebook casebook;

  LookAlikeDesk(Comparisons comparisons, Casebook casebook) {
    this.comparisons = comparisons;
    this.casebook = casebook;
  }

  /** The submission with the field that a comparison fills; as it was where none could be made. */
  public Command.Submit filled(Policy policy, @Nullable Dossier dossier, Command.Submit command) {
    Procedure procedure = policy.procedures().get(command.procedure());
    Procedure.Field field = procedure == null ? null : procedure.compared();
    if (procedure == null || field == null) {
      return command;
    }
    Comparison comparison = compare(policy, procedure.subject(), dossier, command.facts());
    return comparison instanceof Comparison.Made made
        ? command.filled(Map.of(field.id(), items(policy, made)))
        : command;
  }

  /**
   * The command that fills what a run still lacks.
   *
   * @throws ProblemException if nothing can be compared now, with the reason
   */
  Command.Fill fill(Desk.Opened opened, String runId) {
    Run run = opened.file().runs().get(runId);
    Procedure procedure = run == null ? null : opened.policy().procedures().get(run.procedure());
    Procedure.Field field = procedure == null ? null : procedure.compared();
    if (run == null || procedure == null || field == null || run.fields().containsKey(field.id())) {
      return new Command.Fill(runId, Map.of());
    }
    return switch (compare(opened.policy(), procedure.subject(), opened.dossier(), Map.of())) {
      case Comparison.Made made ->
          new Command.Fill(runId, Map.of(field.id(), items(opened.policy(), made)));
      case Comparison.NotMade not ->
          throw ProblemException.refused(
              List.of(Refusal.of(Refusal.Kind.NOT_NOW, "仍不能查重：" + not.reason(), field.citation())));
    };
  }

  /**
   * Holds a file, as a form would leave it, against what exists.
   *
   * @param dossier null for a file that is not open yet
   */
  Comparison compare(
      Policy policy, String subject, @Nullable Dossier dossier, Map<String, Object> facts) {
    Dossier known = dossier == null ? Dossier.of(CaseFile.empty("")) : dossier;
    CaseFile before = known.file();
    CaseFile inHand =
        new CaseFile(
                before.id(),
                subject,
                before.office(),
                before.version(),
                before.facts(),
                before.milestones(),
                before.runs(),
                before.holds(),
                before.openedOn(),
                before.closed())
            .withFacts(facts);
    Description description =
        Descriptions.of(policy, inHand).orElseGet(() -> new Description("", ""));
    return comparisons.compare(
        policy.jurisdiction(), description, Descriptions.apart(policy, known.with(inHand)));
  }

  /** What was found, as it is recorded: records with the parts of {@link Filler#PARTS}. */
  private List<Object> items(Policy policy, Comparison.Made made) {
    List<Object> items = new ArrayList<>();
    for (Hit hit : made.hits()) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("other", hit.existing().description().name());
      item.put("file", hit.existing().id());
      casebook
          .file(policy.jurisdiction(), hit.existing().id())
          .ifPresent(f -> item.put("owner", f.office()));
      item.put("score", score(hit));
      item.put("level", level(hit));
      item.put("passages", passages(hit.matches()));
      item.put("new_parts", String.join("\n", hit.fresh().stream().limit(NEW_PARTS).toList()));
      items.add(item);
    }
    return items;
  }

  /** Probability in whole percent. */
  static long score(Hit hit) {
    return Math.round(hit.probability() * 100);
  }

  static String level(Hit hit) {
    return hit.level().name().toLowerCase(Locale.ROOT);
  }

  private static String passages(List<Match> matches) {
    StringBuilder text = new StringBuilder();
    for (Match m : matches.stream().limit(PASSAGES).toList()) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(MINE)
          .append(oneLine(m.mine()))
          .append('\n')
          .append(THEIRS)
          .append(oneLine(m.theirs()));
    }
    return text.toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Two passages that say the same, side by side. */
  record Passages(String mine, String theirs) {}

  static List<Passages> passages(Hit hit) {
    return hit.matches().stream()
        .limit(PASSAGES)
        .map(m -> new Passages(oneLine(m.mine()), oneLine(m.theirs())))
        .toList();
  }

  /** The passages again, from the text that was recorded. */
  static List<Passages> recorded(String text) {
    List<Passages> passages = new ArrayList<>();
    String mine = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith(MINE)) {
        mine = line.substring(MINE.length());
      } else if (line.startsWith(THEIRS)) {
        passages.add(new Passages(mine, line.substring(THEIRS.length())));
      }
    }
    return passages;
  }

  static List<String> newParts(Hit hit) {
    return hit.fresh().stream().limit(NEW_PARTS).toList();
  }
}
