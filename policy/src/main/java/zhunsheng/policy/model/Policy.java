package zhunsheng.policy.model;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.value.WorkingCalendar;

/**
 * One regulation in one version, loaded and type-checked.
 *
 * @param digest of the pack's files and those it shares: another digest, another pack
 * @param draft whether it is not in force yet and must say so everywhere
 * @param until last day in force, or null
 * @param restartExpiredTerms whether a term already over when the policy came into force counts
 *     anew from that day
 * @param shiftToWorkingDay whether a due day on a rest day moves to the next working day
 * @param applies for each subject the condition under which the rules bind it; absent means always
 * @param stagesOf for each subject the stages that something else than its own milestones decides,
 *     first match first
 * @param forms printed forms as the pack wrote them, by id: maps, lists and text
 * @param reports lists that the regulation asks for, by id
 * @param workedOut what follows from all this alone
 */
public record Policy(
    String id,
    String digest,
    String title,
    String number,
    String issuer,
    boolean draft,
    String jurisdiction,
    String jurisdictionName,
    LocalDate from,
    @Nullable LocalDate until,
    List<Source> basedOn,
    boolean coversEarlierProjects,
    boolean restartExpiredTerms,
    boolean shiftToWorkingDay,
    WorkingCalendar calendar,
    Map<String, Expression> applies,
    Map<String, List<StageOf>> stagesOf,
    Map<String, Setting> settings,
    Map<String, String> offices,
    Map<String, Party> parties,
    Vocabulary vocabulary,
    List<Article> articles,
    Map<String, Norm> norms,
    Map<String, Procedure> procedures,
    Rules rules,
    List<Invariant> invariants,
    Map<String, Form> forms,
    Map<String, Report> reports,
    WorkedOut workedOut) {

  public Policy {
    basedOn = List.copyOf(basedOn);
    applies = Map.copyOf(applies);
    stagesOf = Map.copyOf(stagesOf);
    settings = ordered(settings);
    offices = ordered(offices);
    parties = ordered(parties);
    articles = List.copyOf(articles);
    norms = ordered(norms);
    procedures = ordered(procedures);
    invariants = List.copyOf(invariants);
    forms = ordered(forms);
    reports = ordered(reports);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** While {@code when} is true, a file is in that stage. */
  public record StageOf(String stage, Expression when) {}

  /** A regulation on which this one rests. */
  public record Source(String title, String number) {}

  /** A reading that a bureau may decide otherwise. */
  public record Setting(
      String id,
      String title,
      FactType type,
      Object value,
      @Nullable Citation citation,
      @Nullable String reading) {
    /** The same with that value. */
    public Setting decided(Object otherwise) {
      return new Setting(id, title, type, otherwise, citation, reading);
    }
  }

  /**
   * Who plays a party.
   *
   * @param office the office bound to it, or null
   * @param ofFile whether it is the office that holds the file
   * @param fact the fact that names the office, qualified ({@code project.lead_unit}), or null
   * @param seesAll whether it sees every file of the jurisdiction
   * @param sees for each subject, which files it sees besides its own and those with a task
   */
  public record Party(
      String id,
      String title,
      @Nullable String office,
      boolean ofFile,
      @Nullable String fact,
      boolean seesAll,
      Map<String, Expression> sees) {
    public Party {
      sees = Map.copyOf(sees);
    }
  }

  /**
   * An article and what accounts for it.
   *
   * @param number 0 for an annexed form
   * @param gist empty where the article is open and nobody has written it yet
   * @param none why it needs no rule, or null
   * @param open whether its author still works on it, so that nothing accounts for it yet
   */
  public record Article(
      int number, String gist, List<String> norms, @Nullable String none, boolean open) {
    public Article {
      norms = List.copyOf(norms);
    }
  }

  /** What must hold in every reachable state of a file of that subject. */
  public record Invariant(
      String id, String title, String subject, Expression holds, @Nullable Citation citation) {}

  /**
   * A printed form.
   *
   * @param layout the form's tree as the pack wrote it: maps, lists and text
   * @param expressions the CEL in it, by its source text
   */
  public record Form(
      String id,
      String title,
      String subject,
      Map<String, Object> layout,
      Map<String, Expression> expressions) {
    public Form {
      expressions = Map.copyOf(expressions);
    }
  }

  /** The same regulation where a bureau decided some of its settings otherwise. */
  public Policy withSettings(Map<String, Setting> decided) {
    Map<String, Setting> all = new LinkedHashMap<>(settings);
    all.putAll(decided);
    return copy(all, procedures, rules.all());
  }

  /** The same regulation with other rules. */
  public Policy withRules(List<Rule> others) {
    return copy(settings, procedures, others);
  }

  /** The same regulation with another form of one of its procedures. */
  public Policy withProcedure(Procedure changed) {
    return withProcedures(List.of(changed));
  }

  /** The same regulation with other forms of some of its procedures. */
  public Policy withProcedures(List<Procedure> changed) {
    Map<String, Procedure> all = new LinkedHashMap<>(procedures);
    changed.forEach(p -> all.put(p.id(), p));
    return copy(settings, all, rules.all());
  }

  private Policy copy(
      Map<String, Setting> ourSettings, Map<String, Procedure> ourProcedures, List<Rule> ourRules) {
    return new Policy(
        id,
        digest,
        title,
        number,
        issuer,
        draft,
        jurisdiction,
        jurisdictionName,
        from,
        until,
        basedOn,
        coversEarlierProjects,
        restartExpiredTerms,
        shiftToWorkingDay,
        calendar,
        applies,
        stagesOf,
        ourSettings,
        offices,
        parties,
        vocabulary,
        articles,
        norms,
        ourProcedures,
        new Rules(ourRules, ourProcedures),
        invariants,
        forms,
        reports,
        new WorkedOut());
  }

  /** How this policy counts terms. */
  public Env.Counting counting() {
    return new Env.Counting(calendar, from, restartExpiredTerms, shiftToWorkingDay);
  }

  /** The procedure of that id; throws if there is none. */
  public Procedure procedure(String procedureId) {
    Procedure procedure = procedures.get(procedureId);
    if (procedure == null) {
      throw new IllegalArgumentException("no procedure " + procedureId);
    }
    return procedure;
  }
}
