package zhunsheng.policy.worked;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessment.Availability;
import zhunsheng.policy.assess.Assessment.DutyState;
import zhunsheng.policy.assess.Assessment.State;
import zhunsheng.policy.assess.Reports;
import zhunsheng.policy.assess.Sight;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.expression.Nearest;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Report;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Ref;
import zhunsheng.policy.value.Unknown;
import zhunsheng.policy.worked.CaseRunner.BadCaseException;

/** Compares what a case expects of a file on a day with its assessment. */
final class Expectations {
  private final Policy policy;
  private final CaseWorld world;
  private final LocalDate day;
  private final @Nullable String named;
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Assessment> assessed = new HashMap<>();
  private final DutyExpectations duties;
  private final Map<String, Consumer<Object>> checks;

  Expectations(Policy policy, CaseWorld world, LocalDate day, @Nullable String named) {
    this.policy = policy;
    this.world = world;
    this.day = day;
    this.named = named;
    this.duties =
        new DutyExpectations(policy, subject -> assessment(fileName(subject)).duties(), failures);
    this.checks = checks();
  }

  List<String> check(Map<String, Object> expected) {
    expected.forEach(this::one);
    return failures;
  }

  private void one(String key, Object value) {
    Consumer<Object> check = checks.get(key);
    if (check == null) {
      throw new BadCaseException("check 没有键“" + key + "”" + Nearest.hint(key, keys()));
    }
    check.accept(value);
  }

  /** The keys of {@code check}. */
  Set<String> keys() {
    return checks.keySet();
  }

  private Map<String, Consumer<Object>> checks() {
    Map<String, Consumer<Object>> all = new TreeMap<>();
    all.put("available", v -> names(v).forEach(p -> state(p, Set.of(State.AVAILABLE))));
    all.put("not_yet", v -> names(v).forEach(p -> state(p, Set.of(State.NOT_YET))));
    all.put("running", v -> names(v).forEach(p -> state(p, Set.of(State.RUNNING))));
    all.put("blocked", v -> blocked(v));
    all.put("undetermined", v -> each(v, this::undetermined));
    all.put("required", v -> each(v, (p, items) -> required(p, items, true)));
    all.put("not_required", v -> each(v, (p, items) -> required(p, items, false)));
    all.put("due", v -> each(v, duties::due));
    all.put("overdue", v -> each(v, duties::overdue));
    all.put(
        "done",
        v -> names(v).forEach(d -> duties.state(d, Set.of(DutyState.DONE, DutyState.DONE_LATE))));
    all.put("upcoming", v -> names(v).forEach(d -> duties.state(d, Set.of(DutyState.UPCOMING))));
    all.put(
        "open",
        v -> names(v).forEach(d -> duties.state(d, Set.of(DutyState.OPEN, DutyState.DUE_SOON))));
    all.put("due_soon", v -> names(v).forEach(d -> duties.state(d, Set.of(DutyState.DUE_SOON))));
    all.put("late", v -> each(v, duties::late));
    all.put("owed", v -> each(v, duties::owed));
    all.put("no_duty", v -> names(v).forEach(duties::none));
    all.put("holds", v -> names(v).forEach(h -> hold(h, true)));
    all.put("no_holds", v -> names(v).forEach(h -> hold(h, false)));
    all.put("waiting", v -> each(v, this::waiting));
    all.put("outcome", v -> each(v, this::outcome));
    all.put("reached", v -> reached(v));
    all.put("not_reached", v -> names(v).forEach(this::notReached));
    all.put("facts", v -> each(v, this::fact));
    all.put("notices", v -> names(v).forEach(n -> notice(n, true)));
    all.put("no_notices", v -> names(v).forEach(n -> notice(n, false)));
    all.put("earliest", v -> each(v, this::earliest));
    all.put("decided_by", v -> each(v, this::decidedBy));
    all.put("closed", v -> closed(v));
    all.put("applies", v -> applies(v));
    all.put("sees", v -> each(v, this::sees));
    all.put("stage", v -> same("stage", assessment(fileName(null)).stage(), v.toString()));
    all.put("reports", v -> each(v, this::report));
    all.put("proposals", v -> names(v).forEach(this::proposal));
    return all;
  }

  static List<String> names(Object value) {
    return CaseRunner.strings(value);
  }

  interface Pair {
    void check(String key, Object value);
  }

  static void each(Object value, Pair check) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new BadCaseException("这里应为“键: 值”：" + value);
    }
    map.forEach((k, v) -> check.check(String.valueOf(k), v == null ? "" : v));
  }

  private String fileName(@Nullable String subject) {
    if (named != null) {
      return named;
    }
    return world.only(subject == null ? defaultSubject() : subject);
  }

  private String defaultSubject() {
    return world.find("project") != null || policy.vocabulary().subjects().containsKey("project")
        ? "project"
        : policy.vocabulary().subjects().keySet().iterator().next();
  }

  private Assessment assessment(String file) {
    return assessed.computeIfAbsent(file, f -> world.assess(f, day));
  }

  private Procedure procedure(String id) {
    Procedure p = policy.procedures().get(id);
    if (p == null) {
      throw new BadCaseException("没有事项“" + id + "”");
    }
    return p;
  }

  private Availability availability(String procedure) {
    Procedure p = procedure(procedure);
    String file = fileName(p.subject());
    return assessment(file).procedures().stream()
        .filter(a -> a.procedure().equals(procedure))
        .findFirst()
        .orElseThrow(
            () ->
                new BadCaseException(
                    world.find(file) == null
                        ? "还没有档案“" + file + "”，看不到事项“" + procedure + "”"
                        : p.opensFile()
                            ? "事项“" + procedure + "”新建档案，已有的档案上没有它"
                            : "档案“" + file + "”上没有事项“" + procedure + "”"));
  }

  private void state(String procedure, Set<State> expected) {
    Availability a = availability(procedure);
    if (!expected.contains(a.state())) {
      failures.add(procedure + " 应为 " + expected + "，实际 " + print(a));
    }
  }

  private static String print(Availability a) {
    List<String> reasons = new ArrayList<>();
    for (Assessment.Reason r : a.reasons()) {
      var c = r.citation();
      reasons.add(
          r.message()
              + (c == null ? "" : "（" + c.norm() + "）")
              + (r.missing().isEmpty()
                  ? ""
                  : " 缺 " + r.missing().stream().map(Assessment.MissingFact::fact).toList()));
    }
    return a.state() + (reasons.isEmpty() ? "" : "：" + String.join("；", reasons));
  }

  private void blocked(Object value) {
    if (!(value instanceof Map<?, ?>)) {
      names(value).forEach(p -> state(p, Set.of(State.BLOCKED)));
      return;
    }
    each(
        value,
        (procedure, by) -> {
          Availability a = availability(procedure);
          if (a.state() != State.BLOCKED) {
            failures.add(procedure + " 应被限制，实际 " + print(a));
            return;
          }
          for (String wanted : names(by)) {
            boolean cited =
                a.reasons().stream()
                    .anyMatch(
                        r -> {
                          var c = r.citation();
                          return c != null
                              && (Integer.toString(c.article()).equals(wanted)
                                  || c.norm().equals(wanted));
                        });
            if (!cited) {
              failures.add(procedure + " 应按 " + wanted + " 被限制，实际 " + print(a));
            }
          }
        });
  }

  private void undetermined(String name, Object facts) {
    if (!policy.procedures().containsKey(name)) {
      var found =
          assessment(fileName(ruleSubject(name))).undetermined().stream()
              .filter(u -> u.rule().equals(name))
              .findFirst();
      if (found.isEmpty()) {
        failures.add(name + " 应为不能判断，实际可以判断");
        return;
      }
      missing(name, found.get().missing(), facts);
      return;
    }
    Availability a = availability(name);
    if (a.state() != State.UNDETERMINED) {
      failures.add(name + " 应为不能判断，实际 " + print(a));
      return;
    }
    missing(name, a.reasons().stream().flatMap(r -> r.missing().stream()).toList(), facts);
  }

  private @Nullable String ruleSubject(String rule) {
    var duty = policy.rules().duty(rule);
    return duty == null ? null : duty.subject();
  }

  private void missing(String name, List<Assessment.MissingFact> missing, Object facts) {
    Set<String> actual = new HashSet<>();
    missing.forEach(m -> actual.add(m.fact()));
    for (String fact : names(facts)) {
      if (!actual.contains(fact)) {
        failures.add(name + " 应缺 " + fact + "，实际缺 " + actual);
      }
    }
  }

  private void required(String procedure, Object items, boolean wanted) {
    Availability a = availability(procedure);
    for (String item : names(items)) {
      boolean found = a.required().stream().anyMatch(r -> r.id().equals(item));
      if (found != wanted) {
        failures.add(
            procedure
                + (wanted ? " 应要求 " : " 不应要求 ")
                + item
                + "，实际要求 "
                + a.required().stream().map(Assessment.Requirement::id).toList());
      }
    }
  }

  private void proposal(String text) {
    boolean found =
        assessment(fileName(null)).duties().stream()
            .anyMatch(
                d -> d.doneOn() == null && d.proposal() != null && d.proposal().contains(text));
    if (!found) {
      failures.add("应有建议“" + text + "”");
    }
  }

  private void hold(String title, boolean wanted) {
    List<String> actual =
        assessment(fileName(null)).holds().stream().map(h -> h.title() + "/" + h.id()).toList();
    boolean found = actual.stream().anyMatch(h -> h.contains(title));
    if (found != wanted) {
      failures.add((wanted ? "应有措施“" : "不应有措施“") + title + "”，实际 " + actual);
    }
  }

  private void waiting(String target, Object parties) {
    int dot = target.indexOf('.');
    Procedure p = procedure(dot < 0 ? target : target.substring(0, dot));
    String step = dot < 0 ? "" : target.substring(dot + 1);
    String file = fileName(p.subject());
    Set<String> actual = new HashSet<>();
    for (Assessment.WaitingTurn t : assessment(file).turns()) {
      if (t.procedure().equals(p.id()) && (step.isEmpty() || t.step().equals(step))) {
        actual.add(t.party());
        actual.add(t.office());
      }
    }
    List<String> wanted = names(parties);
    if (wanted.isEmpty() && !actual.isEmpty()) {
      failures.add(target + " 不应有待办，实际 " + actual);
    }
    for (String party : wanted) {
      if (!actual.contains(party)) {
        failures.add(target + " 应待 " + party + " 办理，实际 " + actual);
      }
    }
  }

  private @Nullable Run lastRun(String procedure) {
    Procedure p = procedure(procedure);
    return CaseWorld.lastRun(world.file(fileName(p.subject())), procedure);
  }

  private void outcome(String procedure, Object value) {
    Run run = lastRun(procedure);
    String actual =
        run == null
            ? "没有办件"
            : run.outcome() != null
                ? run.outcome()
                : run.status().name().toLowerCase(java.util.Locale.ROOT);
    same(procedure + " 的结果", actual, value.toString());
  }

  private void decidedBy(String procedure, Object party) {
    Run run = lastRun(procedure);
    Set<String> deciders = new HashSet<>();
    if (run != null) {
      for (Run.Visit v : run.visits()) {
        Procedure.Step step = policy.procedure(procedure).step(v.step());
        if (step != null && step.kind() == Procedure.StepKind.DECISION) {
          v.assignments().stream()
              .filter(a -> a.act() != null)
              .forEach(
                  a -> {
                    deciders.add(a.party());
                    deciders.add(a.office());
                  });
        }
      }
    }
    for (String wanted : names(party)) {
      if (!deciders.contains(wanted)) {
        failures.add(procedure + " 应由 " + wanted + " 决定，实际 " + deciders);
      }
    }
  }

  private CaseFile file() {
    return world.file(fileName(null));
  }

  private void reached(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (milestone, on) ->
              same(
                  "里程碑 " + milestone,
                  Objects.toString(file().reachedOn(milestone(String.valueOf(milestone)))),
                  String.valueOf(on)));
    } else {
      for (String milestone : names(value)) {
        if (file().reachedOn(milestone(milestone)) == null) {
          failures.add("应已达到 " + milestone);
        }
      }
    }
  }

  private void notReached(String milestone) {
    LocalDate on = file().reachedOn(milestone(milestone));
    if (on != null) {
      failures.add("不应达到 " + milestone + "，实际 " + on);
    }
  }

  private String milestone(String id) {
    Subject s = policy.vocabulary().subjects().get(file().subject());
    if (s != null && !s.milestones().containsKey(id)) {
      throw new BadCaseException("没有里程碑“" + file().subject() + "." + id + "”");
    }
    return id;
  }

  private void fact(String qualified, Object expected) {
    int dot = qualified.indexOf('.');
    String subjectId = dot < 0 ? file().subject() : qualified.substring(0, dot);
    String name = dot < 0 ? qualified : qualified.substring(dot + 1);
    Subject subject = policy.vocabulary().subjects().get(subjectId);
    Fact fact = subject == null ? null : subject.facts().get(name);
    if (fact == null) {
      throw new BadCaseException("没有要素“" + qualified + "”");
    }
    String fileName = named != null ? named : world.only(subjectId);
    Object actual = Situation.of(policy, world.dossier(world.file(fileName), null), day).fact(name);
    if (expected.toString().equals("unknown")) {
      if (!(actual instanceof Unknown)) {
        failures.add(qualified + " 应为未知，实际 " + actual);
      }
      return;
    }
    Object wanted = CaseRunner.parse(fact.type(), expected, qualified);
    Object plain = wanted instanceof Ref ref ? ref.file() : wanted;
    Object got = wanted instanceof Ref ? String.valueOf(Situation.idOf(actual)) : actual;
    if (!plain.equals(got)) {
      failures.add(
          qualified
              + " 应为 "
              + wanted
              + "，实际 "
              + (actual instanceof Unknown u ? "未知（缺 " + u.missing() + "）" : actual));
    }
  }

  private void notice(String text, boolean wanted) {
    List<String> actual =
        assessment(fileName(null)).notices().stream().map(Assessment.Notice::message).toList();
    boolean found = actual.stream().anyMatch(n -> n.contains(text));
    if (found != wanted) {
      failures.add((wanted ? "应提示“" : "不应提示“") + text + "”，实际 " + actual);
    }
  }

  private void earliest(String procedure, Object value) {
    Availability a = availability(procedure);
    Set<String> actual = new HashSet<>();
    for (Assessment.Reason r : a.reasons()) {
      var remedy = r.remedy();
      actual.add(String.valueOf(remedy == null ? null : remedy.earliest()));
    }
    if (!actual.contains(value.toString())) {
      failures.add(procedure + " 最早应为 " + value + "，实际 " + actual);
    }
  }

  private void closed(Object value) {
    String closed = file().closed();
    if (value.toString().equals("true") || value.toString().equals("false")) {
      same("档案关闭", Boolean.toString(closed != null), value.toString());
    } else if (closed == null || !closed.contains(value.toString())) {
      failures.add("档案应关闭：" + value + "，实际 " + closed);
    }
  }

  private void sees(String who, Object expected) {
    CaseFile file = file();
    String office = world.actor(who, file, day).office();
    boolean actual = Sight.sees(policy, world.dossier(file, null), office, day);
    same(who + " 可见", Boolean.toString(actual), expected.toString());
  }

  /** Whether the file stands in a report, or the texts of rows that it has there. */
  private void report(String id, Object expected) {
    Report report = policy.reports().get(id);
    if (report == null) {
      throw new BadCaseException("没有报表“" + id + "”" + Nearest.hint(id, policy.reports().keySet()));
    }
    CaseFile file = world.file(fileName(report.subject()));
    if (!file.subject().equals(report.subject())) {
      throw new BadCaseException("报表“" + id + "”列出的不是“" + file.subject() + "”，请用 file 写明看哪一份");
    }
    Reports.Reading reading = Reports.read(policy, report, world.dossier(file, null), day);
    if (expected instanceof List<?> rows) {
      rows.forEach(r -> each(r, (column, text) -> column(report, column)));
      for (Object row : rows) {
        if (reading.rows().stream().noneMatch(r -> has(r, (Map<?, ?>) row))) {
          failures.add(
              id
                  + " 应有一行 "
                  + row
                  + "，实际 "
                  + reading.rows().stream().map(Expectations::shown).toList());
        }
      }
      return;
    }
    if (!Set.of("true", "false", "unknown").contains(expected.toString())) {
      throw new BadCaseException("报表“" + id + "”应为 true、false、unknown 或者几行内容");
    }
    String actual =
        !reading.rows().isEmpty() ? "true" : reading.missing().isEmpty() ? "false" : "unknown";
    String missing =
        reading.missing().isEmpty()
            ? ""
            : "（缺 " + reading.missing().stream().map(Assessment.MissingFact::fact).toList() + "）";
    if (!actual.equals(expected.toString())) {
      failures.add("报表 " + id + " 应为 " + expected + "，实际 " + actual + missing);
    }
  }

  private static void column(Report report, String id) {
    List<String> known =
        Stream.concat(
                report.columns().stream().map(Report.Column::id),
                report.head().stream().map(Report.Head::id))
            .toList();
    if (!known.contains(id)) {
      throw new BadCaseException(
          "报表“" + report.id() + "”没有列“" + id + "”" + Nearest.hint(id, known));
    }
  }

  /** What a row shows, and which counts of the head it is among. */
  private static Map<String, String> shown(Reports.Row row) {
    Map<String, String> shown = new TreeMap<>(row.texts());
    row.counted().forEach((head, among) -> shown.put(head, among.toString()));
    return shown;
  }

  private static boolean has(Reports.Row row, Map<?, ?> wanted) {
    Map<String, String> shown = shown(row);
    return wanted.entrySet().stream()
        .allMatch(e -> String.valueOf(e.getValue()).equals(shown.get(String.valueOf(e.getKey()))));
  }

  private void applies(Object value) {
    Boolean actual = assessment(fileName(null)).applies();
    same("适用", actual == null ? "unknown" : actual.toString(), value.toString());
  }

  private void same(String what, String actual, String expected) {
    same(failures, what, actual, expected);
  }

  static void same(List<String> failures, String what, String actual, String expected) {
    if (!actual.equals(expected)) {
      failures.add(what + " 应为 " + expected + "，实际 " + actual);
    }
  }
}
