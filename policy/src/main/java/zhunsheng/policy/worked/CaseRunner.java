package zhunsheng.policy.worked;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decision;
import zhunsheng.policy.act.FormCheck;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.expression.ExpressionFailedException;
import zhunsheng.policy.expression.Nearest;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Subject;

/** Runs worked cases. */
public final class CaseRunner {
  private final Policy policy;
  private final Map<String, WorkedCase> byName = new HashMap<>();
  private final Map<String, CaseWorld> ends = new HashMap<>();
  private final List<Deed> deeds = new ArrayList<>();
  private final IdentityHashMap<WorkedCase, List<Deed>> deedsOf = new IdentityHashMap<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Consumer<WorkedCase> playing;
  private final Function<String, @Nullable CaseWorld> known;

  /**
   * @param cases all cases that may begin from one another
   */
  public CaseRunner(Policy policy, List<WorkedCase> cases) {
    this(policy, cases, c -> {});
  }

  /**
   * @param playing told of every case whose steps come next, those that another begins from
   *     included
   */
  public CaseRunner(Policy policy, List<WorkedCase> cases, Consumer<WorkedCase> playing) {
    this(policy, cases, playing, name -> null);
  }

  private CaseRunner(
      Policy policy,
      List<WorkedCase> cases,
      Consumer<WorkedCase> playing,
      Function<String, @Nullable CaseWorld> known) {
    this.policy = policy;
    this.playing = playing;
    this.known = known;
    for (WorkedCase c : cases) {
      byName.putIfAbsent(c.name(), c);
      String begins = c.begins();
      if (begins != null) {
        beginnings.add(begins);
      }
    }
  }

  /**
   * Runs the same cases under a regulation that is a little different.
   *
   * @param alike whether a case of that name, its beginnings included, goes there as it went here;
   *     it is not played again to begin from it
   */
  public CaseRunner under(Policy changed, Predicate<String> alike) {
    return new CaseRunner(
        changed,
        List.copyOf(byName.values()),
        c -> {},
        name -> {
          CaseWorld end = alike.test(name) ? ends.get(name) : null;
          return end == null ? null : end.under(changed);
        });
  }

  /**
   * Runs one case; everything that goes otherwise than expected is a failure, never an exception.
   */
  public CaseResult run(WorkedCase worked) {
    List<String> failures = new ArrayList<>();
    for (String norm : worked.norms()) {
      if (!policy.norms().containsKey(norm)) {
        failures.add(
            worked.line() + ": 没有规范“" + norm + "”" + Nearest.hint(norm, policy.norms().keySet()));
      }
    }
    end(worked, failures);
    return new CaseResult(worked, failures);
  }

  /** What was done and accepted in all cases that this runner played, in their order. */
  public List<Deed> deeds() {
    return List.copyOf(deeds);
  }

  /**
   * The case from its very beginning, as what was done and accepted; empty where it sets a state
   * that nobody brought about, decides settings otherwise, or goes on from no known case.
   */
  public List<Deed> life(WorkedCase worked) {
    List<Deed> life = new ArrayList<>();
    List<WorkedCase> chain = new ArrayList<>();
    for (WorkedCase c = worked; c != null; c = c.begins() == null ? null : byName.get(c.begins())) {
      if (chain.size() > 20
          || !c.settings().isEmpty()
          || c.steps().stream().anyMatch(s -> s.given() != null)
          || (c.begins() != null && !byName.containsKey(c.begins()))) {
        return List.of();
      }
      chain.addFirst(c);
    }
    if (!deedsOf.containsKey(worked)) {
      run(worked);
    }
    chain.forEach(c -> life.addAll(deedsOf.getOrDefault(c, List.of())));
    return life;
  }

  /** The files as the case leaves them; null where it cannot begin. */
  public @Nullable CaseWorld end(WorkedCase worked, List<String> failures) {
    if (!worked.settings().isEmpty()) {
      playing.accept(worked);
      CaseRunner decided = otherwise(worked, failures);
      return decided == null ? null : decided.played(worked, failures);
    }
    return played(worked, failures);
  }

  /** The same cases where a bureau decided the case's settings otherwise. */
  private @Nullable CaseRunner otherwise(WorkedCase worked, List<String> failures) {
    Map<String, Policy.Setting> decided = new LinkedHashMap<>();
    worked
        .settings()
        .forEach(
            (id, value) -> {
              Policy.Setting setting = policy.settings().get(id);
              if (setting == null) {
                failures.add(
                    worked.line()
                        + ": 没有设置“"
                        + id
                        + "”"
                        + Nearest.hint(id, policy.settings().keySet()));
                return;
              }
              try {
                decided.put(id, setting.decided(parse(setting.type(), value, id)));
              } catch (BadCaseException e) {
                failures.add(worked.line() + ": " + e.getMessage());
              }
            });
    return failures.isEmpty()
        ? new CaseRunner(policy.withSettings(decided), List.copyOf(byName.values()))
        : null;
  }

  private @Nullable CaseWorld played(WorkedCase worked, List<String> failures) {
    CaseWorld world = world(worked, failures, 0);
    if (world != null) {
      play(worked, world, failures);
      if (beginnings.contains(worked.name()) && worked.equals(byName.get(worked.name()))) {
        ends.putIfAbsent(worked.name(), world.copy());
      }
    }
    return world;
  }

  private @Nullable CaseWorld world(WorkedCase worked, List<String> failures, int depth) {
    String begins = worked.begins();
    if (begins == null) {
      return new CaseWorld(policy);
    }
    WorkedCase before = byName.get(begins);
    if (before == null || depth > 20) {
      failures.add(worked.line() + ": 没有可接续的算例“" + begins + "”");
      return null;
    }
    CaseWorld end = ends.get(begins);
    if (end == null) {
      end = known.apply(begins);
    }
    if (end == null) {
      end = world(before, failures, depth + 1);
      if (end == null) {
        return null;
      }
      play(before, end, failures);
      ends.put(begins, end);
    }
    return end.copy();
  }

  private void play(WorkedCase worked, CaseWorld world, List<String> failures) {
    playing.accept(worked);
    int before = deeds.size();
    for (WorkedCase.Step step : worked.steps()) {
      try {
        play(world, step, failures);
      } catch (BadCaseException | ExpressionFailedException e) {
        failures.add(step.line() + ": " + e.getMessage());
      }
    }
    deedsOf.putIfAbsent(worked, List.copyOf(deeds.subList(before, deeds.size())));
  }

  /** The case itself is wrong: an unknown name, a value of the wrong type. */
  static final class BadCaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadCaseException(String message) {
      super(message);
    }
  }

  private void play(CaseWorld world, WorkedCase.Step step, List<String> failures) {
    Map<String, Object> given = step.given();
    if (given != null) {
      given.forEach((name, state) -> give(world, name, state, step.day()));
    }
    world.observe(step.day());
    Object does = step.does();
    if (does != null) {
      act(world, step, does, failures);
      world.observe(step.day());
    }
    Map<String, Object> check = step.check();
    if (check != null) {
      String file = step.file();
      new Expectations(policy, world, step.day(), file)
          .check(check)
          .forEach(f -> failures.add(step.line() + ": " + f));
    }
  }

  private void give(CaseWorld world, String name, Object state, LocalDate day) {
    if (!(state instanceof Map<?, ?> parts)) {
      throw new BadCaseException("given." + name + " 应为“键: 值”");
    }
    Object subjectName = parts.get("subject");
    String subjectId = subjectName == null ? name : subjectName.toString();
    Subject subject = policy.vocabulary().subjects().get(subjectId);
    if (subject == null) {
      throw new BadCaseException("没有对象“" + subjectId + "”");
    }
    CaseFile before = world.file(name);
    Map<String, Object> facts = new LinkedHashMap<>(before.facts());
    Map<String, LocalDate> reached = new LinkedHashMap<>(before.milestones());
    Object office = parts.get("office");
    parts.forEach(
        (key, value) -> {
          switch (String.valueOf(key)) {
            case "subject", "office" -> {}
            case "facts" -> {
              if (value instanceof Map<?, ?> map) {
                map.forEach(
                    (fact, v) ->
                        facts.put(
                            factName(subject, String.valueOf(fact)),
                            fact(subject, String.valueOf(fact), v)));
              }
            }
            case "reached" -> {
              if (value instanceof Map<?, ?> map) {
                map.forEach(
                    (m, v) -> {
                      String milestone = String.valueOf(m);
                      if (!subject.milestones().containsKey(milestone)) {
                        throw new BadCaseException("没有里程碑“" + subjectId + "." + milestone + "”");
                      }
                      reached.put(milestone, (LocalDate) parse(FactType.Scalar.DATE, v, milestone));
                    });
              }
            }
            default -> throw new BadCaseException("given." + name + " 没有键“" + key + "”");
          }
        });
    String holder =
        before.version() > 0 ? before.office() : subjectId.equals("unit") ? name : "unit";
    world.put(
        new CaseFile(
            name,
            subjectId,
            office == null ? holder : office.toString(),
            Math.max(1, before.version()),
            facts,
            reached,
            before.runs(),
            before.holds(),
            before.openedOn() == null ? day : before.openedOn(),
            before.closed()));
  }

  private static String factName(Subject subject, String name) {
    return name.startsWith(subject.id() + ".") ? name.substring(subject.id().length() + 1) : name;
  }

  private static Object fact(Subject subject, String name, Object value) {
    Fact fact = subject.facts().get(factName(subject, name));
    if (fact == null) {
      throw new BadCaseException("没有要素“" + subject.id() + "." + factName(subject, name) + "”");
    }
    return parse(fact.type(), value, name);
  }

  static Object parse(FactType type, Object value, String name) {
    try {
      return type.parse(value);
    } catch (IllegalArgumentException e) {
      throw new BadCaseException(name + "：" + e.getMessage());
    }
  }

  private void act(CaseWorld world, WorkedCase.Step step, Object does, List<String> failures) {
    if (does instanceof Map<?, ?> given && CaseCommands.operation(given).equals("delegate")) {
      delegate(world, step, given);
      return;
    }
    String operation = does instanceof Map<?, ?> m ? CaseCommands.operation(m) : "";
    String target =
        does instanceof Map<?, ?> m ? CaseCommands.string(m, operation) : does.toString();
    int dot = target.indexOf('.');
    String procedureId = dot < 0 ? target : target.substring(0, dot);
    String stepId = dot < 0 ? null : target.substring(dot + 1);
    Procedure procedure = policy.procedures().get(procedureId);
    if (procedure == null) {
      throw new BadCaseException("没有事项“" + procedureId + "”");
    }
    if (stepId != null && procedure.step(stepId) == null) {
      throw new BadCaseException("“" + procedureId + "”没有环节“" + stepId + "”");
    }
    String named = step.file();
    String fileName = named != null ? named : world.only(procedure.subject());
    CaseFile file = world.file(fileName);
    Actor actor =
        world.actor(
            String.valueOf(step.who()), file.version() == 0 ? opening(fileName) : file, step.day());
    Run last = CaseWorld.lastRun(file, procedureId);
    Command command = CaseCommands.command(step, does, operation, procedure, stepId, last);
    if (step.expect() instanceof Map<?, ?> map && !map.containsKey("refused")) {
      notices(step, map, world.check(fileName, command, actor, step.day()), failures);
    }
    Decision decision = world.run(fileName, command, actor, step.day());
    if (decision instanceof Decision.Accepted) {
      deeds.add(new Deed(fileName, procedure.subject(), command, actor, step.day()));
    }
    judge(step, decision, failures);
  }

  private static CaseFile opening(String name) {
    return new CaseFile(
        name,
        "",
        name.startsWith("unit") ? name : "unit",
        0,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        null);
  }

  private void delegate(CaseWorld world, WorkedCase.Step step, Map<?, ?> operation) {
    CaseFile any = CaseFile.empty("");
    String from = office(world, String.valueOf(operation.get("delegate")), any, step.day());
    String to = office(world, CaseCommands.string(operation, "to"), any, step.day());
    world.delegate(
        new Actor.Delegation(
            from,
            to,
            (LocalDate) parse(FactType.Scalar.DATE, CaseCommands.string(operation, "from"), "from"),
            (LocalDate)
                parse(FactType.Scalar.DATE, CaseCommands.string(operation, "until"), "until")));
  }

  private static String office(CaseWorld world, String who, CaseFile file, LocalDate day) {
    return world.actor(who, file, day).office();
  }

  static List<String> strings(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> List.of(value.toString());
    };
  }

  /** What the form in hand is told before it is sent. */
  private static void notices(
      WorkedCase.Step step, Map<?, ?> expected, FormCheck check, List<String> failures) {
    List<String> told = check.notices().stream().map(Assessment.Notice::message).toList();
    for (String wanted : strings(expected.get("notices"))) {
      if (told.stream().noneMatch(n -> n.contains(wanted))) {
        failures.add(step.line() + ": 应提示“" + wanted + "”，实际 " + told);
      }
    }
    for (String unwanted : strings(expected.get("no_notices"))) {
      if (told.stream().anyMatch(n -> n.contains(unwanted))) {
        failures.add(step.line() + ": 不应提示“" + unwanted + "”，实际 " + told);
      }
    }
  }

  private static void judge(WorkedCase.Step step, Decision decision, List<String> failures) {
    Object expect = step.expect();
    boolean refusal =
        "refused".equals(expect) || (expect instanceof Map<?, ?> m && m.containsKey("refused"));
    switch (decision) {
      case Decision.Accepted a -> {
        if (refusal) {
          failures.add(step.line() + ": 应被拒绝，实际已受理");
        }
      }
      case Decision.Refused r -> {
        if (!refusal) {
          failures.add(step.line() + ": 应受理，实际被拒绝：" + print(r.refusals()));
        } else if (expect instanceof Map<?, ?> map) {
          Object wanted = map.get("refused");
          List<?> items =
              wanted instanceof List<?> l ? l : wanted == null ? List.of() : List.of(wanted);
          for (Object item : items) {
            if (r.refusals().stream().noneMatch(x -> matches(x, item))) {
              failures.add(step.line() + ": 应因 " + item + " 被拒绝，实际：" + print(r.refusals()));
            }
          }
        }
      }
    }
  }

  private static boolean matches(Refusal refusal, Object wanted) {
    var citation = refusal.citation();
    if (!(wanted instanceof Map<?, ?> map)) {
      String text = wanted.toString();
      return (citation != null
              && (Integer.toString(citation.article()).equals(text)
                  || citation.norm().equals(text)))
          || refusal.message().contains(text);
    }
    Object article = map.get("article");
    Object norm = map.get("norm");
    Object says = map.get("says");
    Object field = map.get("field");
    return (article == null
            || (citation != null
                && Integer.toString(citation.article()).equals(article.toString())))
        && (norm == null || (citation != null && citation.norm().equals(norm.toString())))
        && (says == null || refusal.message().contains(says.toString()))
        && (field == null || field.toString().equals(refusal.field()));
  }

  private static String print(List<Refusal> refusals) {
    List<String> lines = new ArrayList<>();
    for (Refusal r : refusals) {
      var citation = r.citation();
      lines.add(r.message() + (citation == null ? "" : "（" + citation.norm() + "）"));
    }
    return String.join("；", lines);
  }
}
