package zhunsheng.policy.assess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.MissingFact;
import zhunsheng.policy.assess.Assessment.Requirement;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Subject;

/**
 * What a policy says whatever the file: who files what, what records a fact or reaches a milestone,
 * what a form always asks for. Nothing in it turns on a file or a day, so it is worked out once.
 */
final class Guide {
  private final Policy policy;
  private final Map<String, Remedy.Help> helps = new HashMap<>();
  private final Map<String, String> helpWords = new HashMap<>();
  private final ConcurrentMap<String, List<Remedy.Help>> reaching = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<Remedy.Help>> clearing = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<Remedy.Help>> recording = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Remedy> reopening = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ConcurrentMap<String, MissingFact>> missing =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Layout> layouts = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<Demand>> demands = new ConcurrentHashMap<>();
  private final ConcurrentMap<Expression, Turning> turning = new ConcurrentHashMap<>();

  private Guide(Policy policy) {
    this.policy = policy;
    for (Procedure p : policy.procedures().values()) {
      Remedy.Help help = help(policy, p);
      helps.put(p.id(), help);
      helpWords.put(p.id(), p.title() + "（" + String.join("、", help.parties()) + "）");
    }
  }

  static Guide of(Policy policy) {
    return policy.workedOut().get(Guide.class, () -> new Guide(policy));
  }

  /** What is known under that key; worked out when it is first asked for. */
  private static <K, V> V known(ConcurrentMap<K, V> all, K key, Function<K, V> workOut) {
    V value = all.get(key);
    return value != null ? value : all.computeIfAbsent(key, workOut);
  }

  private static Remedy.Help help(Policy policy, Procedure p) {
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

  /** A procedure of the policy as something that helps, or null where there is none of that id. */
  Remedy.@Nullable Help help(String procedure) {
    return helps.get(procedure);
  }

  /** The procedure and who may file it, in words. */
  String words(Remedy.Help help) {
    return helpWords.getOrDefault(help.procedure(), help.title());
  }

  private List<Remedy.Help> helps(List<Procedure> procedures) {
    return procedures.stream().map(p -> help(policy, p)).toList();
  }

  /** Procedures that reach a qualified milestone. */
  List<Remedy.Help> reaching(String milestone) {
    return known(reaching, milestone, m -> helps(policy.rules().reaching(m)));
  }

  /** Procedures that can take a qualified milestone back. */
  List<Remedy.Help> clearing(String milestone) {
    return known(clearing, milestone, m -> helps(policy.rules().clearing(m)));
  }

  /** Procedures that can record a qualified fact. */
  List<Remedy.Help> recording(String fact) {
    return known(recording, fact, f -> helps(policy.rules().recording(f)));
  }

  /** What opens a closed file of that subject again; where nothing does, a new file. */
  Remedy reopening(String subject) {
    return reopening.computeIfAbsent(
        subject,
        s -> {
          List<Remedy.Help> reopening =
              helps(
                  policy.rules().procedures(s).stream()
                      .filter(
                          p -> p.outcomes().values().stream().anyMatch(Procedure.Outcome::reopens))
                      .toList());
          return reopening.isEmpty()
              ? new Remedy(null, "本档案只供查阅；关闭的原因不再成立的，请新建档案", List.of())
              : Advice.remedy(this, null, reopening);
        });
  }

  /** The facts and stages of a subject. */
  Layout layout(String subject) {
    return known(layouts, subject, s -> new Layout(policy, s));
  }

  /** What a condition turns on. */
  Turning turning(Expression condition) {
    return known(turning, condition, c -> Turning.of(policy, c));
  }

  /**
   * A field or material that a submission may have to hold.
   *
   * @param always whether it must whatever the file says
   */
  record Demand(
      Requirement requirement,
      boolean always,
      @Nullable Expression requiredWhen,
      @Nullable Expression shownWhen) {}

  /** What a submission of that procedure may have to hold; never what is never required. */
  List<Demand> demands(Procedure procedure) {
    return known(
        demands,
        procedure.id(),
        id -> {
          List<Demand> all = new ArrayList<>();
          for (Procedure.Field f : procedure.fields()) {
            add(
                all,
                new Requirement(f.id(), f.title(), false, f.citation()),
                f.requiredWhen(),
                f.shownWhen());
          }
          for (Procedure.MaterialSlot m : procedure.materials()) {
            add(
                all,
                new Requirement(m.id(), m.title(), true, m.citation()),
                m.requiredWhen(),
                m.shownWhen());
          }
          return List.copyOf(all);
        });
  }

  private static void add(
      List<Demand> demands,
      Requirement requirement,
      @Nullable Expression requiredWhen,
      @Nullable Expression shownWhen) {
    if (requiredWhen != null) {
      boolean always = Boolean.TRUE.equals(requiredWhen.constant()) && shownWhen == null;
      demands.add(new Demand(requirement, always, requiredWhen, shownWhen));
    }
  }

  /** Missing facts with their titles and who can record them, for a file of that subject. */
  List<MissingFact> missing(String subject, List<String> facts) {
    ConcurrentMap<String, MissingFact> known =
        missing.computeIfAbsent(subject, s -> new ConcurrentHashMap<>());
    List<MissingFact> found = new ArrayList<>(facts.size());
    for (String fact : facts) {
      found.add(known(known, fact, f -> missing(subject, f)));
    }
    return found;
  }

  private MissingFact missing(String ofFile, String qualified) {
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
      String title = fieldTitle(policy.rules().procedures(ofFile), path[1], qualified);
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
              helps(
                  policy.rules().procedures("unit").stream()
                      .filter(Procedure::opensFile)
                      .toList()));
    }
    // A part of a record is recorded with the whole: project.fundings.amount.
    FactType type = fact.type() instanceof FactType.ListType l ? l.item() : fact.type();
    Fact part =
        path.length == 3 && type instanceof FactType.RecordType r ? r.fields().get(path[2]) : null;
    String title = part == null ? fact.title() : fact.title() + "·" + part.title();
    return new MissingFact(qualified, title, recording(path[0] + "." + path[1]));
  }

  /** What a field is called on a form of that subject, or its id. */
  String fieldTitle(String subject, String id) {
    return fieldTitle(policy.rules().procedures(subject), id, id);
  }

  private static String fieldTitle(List<Procedure> procedures, String id, String otherwise) {
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
