package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.MissingFact;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Horizon;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Subject;

/**
 * What would help: the earliest day, the missing milestone, the facts still needed and who can
 * record them.
 */
final class Advice {
  /** How far ahead a freeing day is looked for; longer than any yearly window. */
  private static final int HORIZON_DAYS = 800;

  /** No window of a regulation is shorter than this. */
  private static final int STRIDE_DAYS = 14;

  private Advice() {}

  /**
   * What would free a procedure from one condition.
   *
   * @param words the pack's own advice, or null for a computed one
   * @param blocked tells whether it still blocks in another situation
   */
  static Remedy remedy(
      Situation situation,
      @Nullable String words,
      Procedure procedure,
      Expression condition,
      Predicate<Situation> blocked) {
    return remedy(situation, words, procedure, List.of(condition), null, blocked);
  }

  /**
   * What would make all of {@code turning} stop blocking.
   *
   * @param procedure the procedure they block, or null
   * @param turning the conditions that block together
   * @param follows id of the duty whose being overdue brought them about, or null
   */
  static Remedy remedy(
      Situation situation,
      @Nullable String words,
      @Nullable Procedure procedure,
      List<Expression> turning,
      @Nullable String follows,
      Predicate<Situation> blocked) {
    boolean byTime = turning.stream().anyMatch(situation.policy().rules()::dependsOnDay);
    LocalDate earliest = byTime ? earliest(situation, blocked) : null;
    return remedy(situation, words, procedure, turning, follows, earliest);
  }

  /** The same where the day on which time alone helps is known. */
  static Remedy remedy(
      Situation situation,
      @Nullable String words,
      @Nullable Procedure procedure,
      List<Expression> turning,
      @Nullable String follows,
      @Nullable LocalDate earliest) {
    Levers levers = new Levers(situation, procedure);
    turning.forEach(levers::add);
    Rule.DutyRule duty = follows == null ? null : situation.policy().rules().duty(follows);
    if (duty != null) {
      duty.by().forEach(levers::add);
    }
    List<Remedy.Help> helps = levers.helps();
    String advice = words == null ? advice(earliest, helps) : words;
    return new Remedy(earliest, advice.isEmpty() ? levers.fieldsToReconsider() : advice, helps);
  }

  static Remedy remedy(@Nullable LocalDate earliest, List<Remedy.Help> helps) {
    return new Remedy(earliest, advice(earliest, helps), helps);
  }

  private static String advice(@Nullable LocalDate earliest, List<Remedy.Help> helps) {
    StringBuilder s = new StringBuilder();
    if (earliest != null) {
      s.append("最早 ").append(earliest).append(" 可以办理");
    }
    if (!helps.isEmpty()) {
      s.append(s.isEmpty() ? "" : "；").append("需先办理");
      int n = 0;
      for (Remedy.Help h : helps) {
        if (n++ == 3) {
          s.append("等");
          break;
        }
        s.append(n == 1 ? "" : "、")
            .append(h.title())
            .append("（")
            .append(String.join("、", h.parties()))
            .append("）");
      }
    }
    return s.toString();
  }

  /**
   * The first day after today on which nothing blocks any more if nothing else happens, or null.
   */
  static @Nullable LocalDate earliest(Situation situation, Predicate<Situation> blocked) {
    LocalDate today = situation.today();
    LocalDate last = today.plusDays(HORIZON_DAYS);
    LocalDate before = today;
    for (LocalDate probe = today.plusDays(1); !probe.isAfter(last); ) {
      Horizon horizon = new Horizon(probe);
      if (!blocked.test(situation.at(probe, horizon))) {
        LocalDate free = probe;
        while (free.minusDays(1).isAfter(before)
            && !blocked.test(situation.at(free.minusDays(1)))) {
          free = free.minusDays(1);
        }
        return free;
      }
      // Nothing changes before the horizon: no day on the way there needs a look.
      situation.policy().rules().changesAfter(probe).ifPresent(horizon::at);
      before = probe;
      LocalDate stride = probe.plusDays(STRIDE_DAYS);
      probe = horizon.day().isAfter(stride) ? horizon.day() : stride;
    }
    return null;
  }

  /** Procedures that reach a milestone of the file's subject. */
  static List<Remedy.Help> reaching(Policy policy, String subject, String milestone) {
    return policy.rules().reaching(subject + "." + milestone).stream()
        .map(p -> help(policy, p))
        .toList();
  }

  /** What opens a closed file of that subject again; where nothing does, a new file. */
  static Remedy reopened(Policy policy, String subject) {
    List<Remedy.Help> reopening =
        policy.rules().procedures(subject).stream()
            .filter(p -> p.outcomes().values().stream().anyMatch(Procedure.Outcome::reopens))
            .map(p -> help(policy, p))
            .toList();
    return reopening.isEmpty()
        ? new Remedy(null, "本档案只供查阅；关闭的原因不再成立的，请新建档案", List.of())
        : remedy(null, reopening);
  }

  static Remedy.Help help(Policy policy, Procedure p) {
    List<String> parties = new ArrayList<>();
    for (String party : p.by()) {
      Policy.Party binding = policy.parties().get(party);
      String office = binding == null ? null : binding.office();
      String officeName = office == null ? null : policy.offices().get(office);
      parties.add(
          officeName != null
              ? officeName
              : policy.vocabulary().parties().getOrDefault(party, party));
    }
    return new Remedy.Help(p.id(), p.title(), parties);
  }

  /** Missing facts with their titles and who can record them. */
  static List<MissingFact> missing(Policy policy, CaseFile file, List<String> facts) {
    return facts.stream().map(qualified -> missing(policy, file, qualified)).toList();
  }

  private static MissingFact missing(Policy policy, CaseFile file, String qualified) {
    String[] path = qualified.split("\\.", -1);
    Subject subject = policy.vocabulary().subjects().get(path[0]);
    if (subject != null && path.length == 4 && path[1].equals("runs")) {
      // A field that a run left open: project.runs.payment.amount.
      Procedure p = policy.procedures().get(path[2]);
      if (p != null) {
        return new MissingFact(
            qualified,
            p.title() + "·" + fieldTitle(List.of(p), path[3], path[3]),
            List.of(help(policy, p)));
      }
    }
    if (path[0].equals("field") && path.length == 2) {
      String title = fieldTitle(policy.rules().procedures(file.subject()), path[1], qualified);
      return new MissingFact(qualified, title, List.of());
    }
    Fact fact = subject == null || path.length < 2 ? null : subject.facts().get(path[1]);
    if (fact == null) {
      // The file of the unit that holds this one is there once it is opened.
      Subject unit =
          path.length == 2 && path[1].equals("unit")
              ? policy.vocabulary().subjects().get("unit")
              : null;
      return unit == null
          ? new MissingFact(qualified, qualified, List.of())
          : new MissingFact(
              qualified,
              unit.title(),
              policy.rules().procedures("unit").stream()
                  .filter(Procedure::opensFile)
                  .map(p -> help(policy, p))
                  .toList());
    }
    // A part of a record is recorded with the whole: project.fundings.amount.
    FactType type = fact.type() instanceof FactType.ListType l ? l.item() : fact.type();
    Fact part =
        path.length == 3 && type instanceof FactType.RecordType r ? r.fields().get(path[2]) : null;
    String title = part == null ? fact.title() : fact.title() + "·" + part.title();
    return new MissingFact(qualified, title, recorders(policy, path[0] + "." + path[1]));
  }

  private static List<Remedy.Help> recorders(Policy policy, String fact) {
    return policy.rules().recording(fact).stream().map(p -> help(policy, p)).toList();
  }

  static String fieldTitle(List<Procedure> procedures, String id, String otherwise) {
    for (Procedure p : procedures) {
      for (Procedure.Field f : p.fields()) {
        if (f.id().equals(id)) {
          return f.title();
        }
      }
      for (Procedure.Step step : p.route()) {
        for (Procedure.Field f : step.fields()) {
          if (f.id().equals(id)) {
            return f.title();
          }
        }
      }
    }
    return otherwise;
  }
}
