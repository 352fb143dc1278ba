package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Declarations.Part;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionCompiler;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.model.Vocabulary;
import zhunsheng.policy.value.Term;

/** Reads what norms do: limits, duties, definitions, notices, consequences. */
final class RuleReader {
  /** The names that only a form gives a meaning. */
  private static final Pattern FORM = Pattern.compile("\\b(field|opinions|filer)\\b");

  private final Problems problems;
  private final Vocabulary vocabulary;
  private final Carriers carriers;
  private final Scopes scopes;
  private final Map<String, Procedure> procedures;
  private final Map<String, Norm> norms;
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, Yaml.Place> follows = new LinkedHashMap<>();
  private final Set<String> dutyIds = new LinkedHashSet<>();
  private final Map<Yaml.Place, PartyReader.Played> dutyParties = new LinkedHashMap<>();
  private final Definitions definitions;
  private Read current = new Read();

  /** All that reading one norm's section found, apart from problems. */
  static final class Read {
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Yaml.Place> follows = new LinkedHashMap<>();
    private final List<Duty> duties = new ArrayList<>();
    private final Map<Yaml.Place, PartyReader.Played> dutyParties = new LinkedHashMap<>();
    private final List<Defined> defined = new ArrayList<>();
    private List<Carriers.Carried> carried = List.of();

    private record Duty(String id, Yaml.Place at) {}

    private record Defined(Rule.Definition definition, Yaml.Place at) {}
  }

  RuleReader(
      Problems problems,
      Vocabulary vocabulary,
      Carriers carriers,
      Scopes scopes,
      Map<String, Procedure> procedures,
      Map<String, Norm> norms) {
    this.problems = problems;
    this.vocabulary = vocabulary;
    this.carriers = carriers;
    this.scopes = scopes;
    this.procedures = procedures;
    this.norms = norms;
    this.definitions = new Definitions(problems);
  }

  /** Who has duties, by the place that says so. */
  Map<Yaml.Place, PartyReader.Played> dutyParties() {
    return dutyParties;
  }

  /** All rules read; call once, after the last norm. */
  List<Rule> rules() {
    follows.forEach(
        (duty, at) -> {
          if (!dutyIds.contains(duty)) {
            problems.unknown(at, "义务", duty, dutyIds);
          }
        });
    definitions.check();
    return rules;
  }

  /** Reads the effects of one norm's section. */
  Read read(String id, Section s) {
    current = new Read();
    int before = carriers.count();
    effects(id, s);
    current.carried = carriers.since(before);
    take(current);
    return current;
  }

  /** Takes the effects of a norm's section as they were read before. */
  void again(Read read) {
    read.carried.forEach(carriers::carry);
    take(read);
  }

  private void take(Read read) {
    rules.addAll(read.rules);
    follows.putAll(read.follows);
    dutyParties.putAll(read.dutyParties);
    for (Read.Duty duty : read.duties) {
      if (!dutyIds.add(duty.id())) {
        problems.add(duty.at(), "义务“" + duty.id() + "”重复");
      }
    }
    read.defined.forEach(d -> definitions.add(d.definition(), d.at()));
  }

  private void effects(String id, Section s) {
    Norm norm = Objects.requireNonNull(norms.get(id));
    Map<String, Part> params = params(s);
    int n = 0;
    for (Section limit : s.sections("limits")) {
      limit(id + (n++ == 0 ? "" : "#" + n), norm, limit, params, null, null);
      limit.done("limit");
    }
    for (Section duty : s.sections("duties")) {
      duty(norm, duty, params, null, null);
      duty.done("duty");
    }
    for (Section d : s.sections("definitions")) {
      definition(norm, d, params);
      d.done("definition");
    }
    for (Section notice : s.sections("notices")) {
      notice(norm, notice, params, null, null, notice.scalar("message"));
      notice.done("notice");
    }
    int c = 0;
    for (Section consequence : s.sections("consequences")) {
      consequence(id + "!" + ++c, norm, consequence, params);
      consequence.done("consequence");
    }
  }

  /** A norm's parameters are constants: names for them, with their values compiled in by type. */
  private Map<String, Part> params(Section s) {
    Map<String, Part> params = new LinkedHashMap<>();
    s.map("params")
        .forEach(
            (name, e) -> {
              s.checkId(e.keyPlace(), name);
              FactType type = ParamReader.type(e.value(), problems);
              params.put(name, new Part.Value("", type)); // its value is told, not its id
            });
    return params;
  }

  private @Nullable ExpressionCompiler compiler(
      String subject, Yaml.Place at, Map<String, Part> more) {
    ExpressionCompiler c = scopes.subject(subject);
    if (c == null) {
      problems.unknown(at, "对象", subject, vocabulary.subjects().keySet());
      return null;
    }
    return more.isEmpty() ? c : c.with(more);
  }

  private void limit(
      String id,
      Norm norm,
      Section s,
      Map<String, Part> params,
      @Nullable String followed,
      Yaml.@Nullable Scalar condition) {
    Map<Rule.Target, Yaml.Scalar> targets = new LinkedHashMap<>();
    String subject = null;
    for (Yaml.Scalar at : s.texts("blocks")) {
      Rule.Target target = target(at);
      if (target == null) {
        continue;
      }
      String targetSubject = Objects.requireNonNull(procedures.get(target.procedure())).subject();
      if (subject != null && !subject.equals(targetSubject)) {
        problems.add(at.place(), "一条限制只能针对一种对象（" + subject + "），请分开写");
        continue;
      }
      subject = targetSubject;
      targets.put(target, at);
    }
    String given = s.optional("subject");
    subject = subject == null ? given : subject;
    Yaml.Scalar when = condition == null ? s.scalar("when") : condition;
    String hold = s.optional(followed == null && condition == null ? "hold" : "title");
    Yaml.Scalar onlyIf = s.scalar("only-if");
    String remedy = s.optional("remedy");
    if (subject == null) {
      if (s.texts("blocks").isEmpty()) {
        problems.add(s.place(), "缺少“blocks”：限制什么");
      }
      s.scalar("message");
      s.scalar("since");
      return;
    }
    boolean isHold = hold != null;
    ExpressionCompiler onFile = compiler(subject, s.place(), params);
    Expression holds = isHold ? scopes.expression(onFile, when, Scalar.BOOL) : null;
    Map<Rule.Target, @Nullable Expression> conditions = new LinkedHashMap<>();
    for (Rule.Target target : targets.keySet()) {
      ExpressionCompiler c = at(target, params);
      conditions.put(target, scopes.expression(c, isHold ? onlyIf : when, Scalar.BOOL));
    }
    if (when == null && followed == null) {
      problems.add(s.place(), "缺少“when”：何时限制");
    }
    ExpressionCompiler forMessage =
        targets.size() == 1 && !isHold ? at(targets.keySet().iterator().next(), params) : onFile;
    Template message = scopes.template(forMessage, s.scalar("message"));
    if (message == null) {
      if (!s.has("message") && !isHold) {
        problems.add(s.place(), "缺少“message”：告诉办理人什么");
      }
      String words = hold == null ? "" : hold;
      message = new Template(words, List.of(new Template.Part(words, null)));
    }
    if (followed != null) {
      current.follows.put(followed, s.placeOf("follows"));
    }
    current.rules.add(
        new Rule.Limit(
            id,
            norm,
            subject,
            followed,
            hold,
            holds,
            scopes.expression(onFile, s.scalar("since"), Scalar.DATE),
            conditions,
            message,
            remedy));
    carriers.carry(
        norm.citation().norm(),
        isHold ? Norm.Kind.HOLD : Norm.Kind.LIMIT,
        message.source()
            + "（"
            + String.join("、", targets.keySet().stream().map(this::targetTitle).toList())
            + "）");
  }

  private String targetTitle(Rule.Target target) {
    Procedure p = Objects.requireNonNull(procedures.get(target.procedure()));
    Procedure.Step step = target.step() == null ? null : p.step(target.step());
    Procedure.Choice choice =
        step == null || target.choice() == null ? null : step.choice(target.choice());
    return p.title()
        + (step == null ? "" : "·" + step.title())
        + (choice == null ? "" : "·" + choice.title());
  }

  private @Nullable ExpressionCompiler at(Rule.Target target, Map<String, Part> params) {
    ExpressionCompiler c = scopes.procedure(target.procedure());
    if (c == null) {
      return null;
    }
    Map<String, Part> more = new LinkedHashMap<>(params);
    Procedure p = procedures.get(target.procedure());
    Procedure.Step step = p == null || target.step() == null ? null : p.step(target.step());
    if (step != null) {
      Map<String, String> parties = new LinkedHashMap<>();
      step.by()
          .forEach(party -> parties.put(party, vocabulary.parties().getOrDefault(party, party)));
      Map<String, String> choices = new LinkedHashMap<>();
      step.choices().forEach(choice -> choices.put(choice.id(), choice.title()));
      more.putAll(ProcedureReader.stepNames(parties, choices));
    }
    return more.isEmpty() ? c : c.with(more);
  }

  private Rule.@Nullable Target target(Yaml.Scalar at) {
    String text = at.text();
    int colon = text.indexOf(':');
    String choice = colon < 0 ? null : text.substring(colon + 1);
    String path = colon < 0 ? text : text.substring(0, colon);
    int dot = path.indexOf('.');
    String step = dot < 0 ? null : path.substring(dot + 1);
    String procedure = dot < 0 ? path : path.substring(0, dot);
    Procedure p = procedures.get(procedure);
    if (p == null) {
      problems.unknown(at.place(), "事项", procedure, procedures.keySet());
      return null;
    }
    if (step != null && p.step(step) == null) {
      problems.unknown(at.place(), "环节", step, p.route().stream().map(Procedure.Step::id).toList());
      return null;
    }
    if (choice != null) {
      Procedure.Step s = step == null ? null : p.step(step);
      if (s == null) {
        problems.add(at.place(), "选项前应写明环节：" + procedure + ".环节:" + choice);
        return null;
      }
      if (s.choice(choice) == null) {
        problems.unknown(
            at.place(), "选项", choice, s.choices().stream().map(Procedure.Choice::id).toList());
        return null;
      }
    }
    return new Rule.Target(procedure, step, choice);
  }

  private void duty(
      Norm norm,
      Section s,
      Map<String, Part> params,
      @Nullable String followed,
      Yaml.@Nullable Scalar condition) {
    String id = s.id("id");
    current.duties.add(new Read.Duty(id, s.placeOf("id")));
    List<String> by = new ArrayList<>();
    String subject = s.optional("subject");
    for (Yaml.Scalar at : s.texts("by")) {
      Procedure p = procedures.get(at.text());
      if (p == null) {
        problems.unknown(at.place(), "事项", at.text(), procedures.keySet());
      } else {
        by.add(p.id());
        subject = subject == null ? p.subject() : subject;
      }
    }
    if (subject == null) {
      if (s.texts("by").isEmpty()) {
        problems.add(s.place(), "缺少“subject”：义务属于哪种对象");
      }
      subject = "";
    }
    String party = s.text("party");
    current.dutyParties.put(s.placeOf("party"), new PartyReader.Played(party, subject));
    if (!party.isEmpty() && !vocabulary.parties().containsKey(party)) {
      problems.unknown(s.placeOf("party"), "职能角色", party, vocabulary.parties().keySet());
    }
    ExpressionCompiler c = subject.isEmpty() ? null : compiler(subject, s.place(), params);
    String each = null;
    Expression in = null;
    for (Map.Entry<String, Yaml.Entry> e : s.map("each").entrySet()) {
      each = e.getKey();
      s.checkId(e.getValue().keyPlace(), each);
      if (e.getValue().value() instanceof Yaml.Scalar at) {
        in = scopes.expression(c, at, null);
        Part item = in == null ? null : in.item();
        if (in != null && item == null) {
          problems.add(at.place(), "“each”应为列表");
        }
        if (c != null && item != null) {
          Map<String, Part> more = new LinkedHashMap<>(params);
          more.put(each, item);
          c = compiler(subject, s.place(), more);
        }
      }
    }
    Yaml.Scalar when = condition == null ? s.scalar("when") : condition;
    List<Term> remind = new ArrayList<>();
    for (Yaml.Scalar at : s.texts("remind")) {
      try {
        Term term = Term.parse(at.text());
        if (!remind.isEmpty() && size(term) >= size(remind.getLast())) {
          problems.add(at.place(), "提醒应从早到晚写：" + at.text() + " 应短于前一个 " + remind.getLast());
        }
        remind.add(term);
      } catch (IllegalArgumentException e) {
        problems.add(at.place(), String.valueOf(e.getMessage()));
      }
    }
    Map<String, Expression> preset = new LinkedHashMap<>();
    ExpressionCompiler forPreset = c;
    s.map("preset")
        .forEach(
            (field, e) -> {
              if (e.value() instanceof Yaml.Scalar at) {
                Expression x =
                    scopes.expression(forPreset, at, presetType(by, field, e.keyPlace()));
                if (x != null) {
                  preset.put(field, x);
                }
              }
            });
    Template title = scopes.template(c, s.scalar("title"));
    if (title == null && !s.has("title")) {
      problems.add(s.place(), "缺少“title”：做什么");
    }
    Expression done = scopes.expression(c, s.scalar("done"), Scalar.DATE);
    if (done == null && !s.has("done")) {
      problems.add(s.place(), "缺少“done”：何时算完成");
    }
    Expression opens = scopes.expression(c, s.scalar("opens"), Scalar.DATE);
    Expression due = scopes.expression(c, s.scalar("due"), Scalar.DATE);
    Template proposal = scopes.template(c, s.scalar("proposal"));
    Expression condition2 = scopes.expression(c, when, Scalar.BOOL);
    if (followed != null) {
      current.follows.put(followed, s.place());
    }
    s.optional("message");
    if (title == null || done == null) {
      return;
    }
    current.rules.add(
        new Rule.DutyRule(
            id,
            title,
            norm,
            subject,
            followed,
            party,
            condition2,
            each,
            in,
            opens,
            due,
            done,
            by,
            remind,
            proposal,
            preset));
    carriers.carry(norm.citation().norm(), Norm.Kind.DUTY, title.source());
  }

  /** About how many days a term is. */
  private static int size(Term term) {
    return term.months() * 30 + (term.working() ? term.days() * 7 / 5 : term.days());
  }

  /**
   * The type of a field that a duty fills in advance; null (with a problem) where there is none.
   */
  private @Nullable FactType presetType(List<String> by, String field, Yaml.Place at) {
    Set<String> known = new LinkedHashSet<>();
    for (String id : by) {
      for (Procedure.Field f : Objects.requireNonNull(procedures.get(id)).fields()) {
        if (f.id().equals(field)) {
          return f.type();
        }
        known.add(f.id());
      }
    }
    problems.unknown(at, "字段", field, known);
    return null;
  }

  private void definition(Norm norm, Section s, Map<String, Part> params) {
    String qualified = s.text("fact");
    int dot = qualified.indexOf('.');
    String subject = dot < 0 ? "" : qualified.substring(0, dot);
    Subject owner = vocabulary.subjects().get(subject);
    Fact fact = owner == null ? null : owner.facts().get(qualified.substring(dot + 1));
    Yaml.Scalar value = s.scalar("value");
    Yaml.Scalar otherwise = s.scalar("otherwise");
    List<Section> rows = s.sections("rows");
    if (owner == null || fact == null) {
      if (owner == null) {
        problems.unknown(s.placeOf("fact"), "对象", subject, vocabulary.subjects().keySet());
      } else {
        problems.unknown(
            s.placeOf("fact"),
            "要素",
            qualified,
            owner.facts().keySet().stream().map(f -> subject + "." + f).toList());
      }
      return;
    }
    ExpressionCompiler c = compiler(subject, s.place(), params);
    List<Rule.Definition.Row> read = new ArrayList<>();
    for (Section row : rows) {
      Expression when = scopes.expression(c, row.scalar("when"), Scalar.BOOL);
      Expression then = scopes.expression(c, row.scalar("value"), fact.type());
      row.done("row");
      if (when != null && then != null) {
        read.add(new Rule.Definition.Row(when, then));
      }
    }
    Expression last = scopes.expression(c, value != null ? value : otherwise, fact.type());
    if (value == null && rows.isEmpty()) {
      problems.add(s.place(), "缺少“value”或“rows”");
    }
    Rule.Definition definition = new Rule.Definition(norm, subject, fact.name(), read, last);
    current.defined.add(new Read.Defined(definition, s.placeOf("fact")));
    current.rules.add(definition);
    carriers.carry(
        norm.citation().norm(), Norm.Kind.DEFINITION, owner.title() + "：" + fact.title());
  }

  private void notice(
      Norm norm,
      Section s,
      Map<String, Part> params,
      @Nullable String followed,
      Yaml.@Nullable Scalar condition,
      Yaml.@Nullable Scalar text) {
    String subject = s.optional("subject");
    List<String> at = new ArrayList<>();
    for (Yaml.Scalar p : s.texts("at")) {
      Procedure procedure = procedures.get(p.text());
      if (procedure == null) {
        problems.unknown(p.place(), "事项", p.text(), procedures.keySet());
      } else {
        if (subject != null && !subject.equals(procedure.subject())) {
          problems.add(p.place(), "一条提示只能针对一种对象（" + subject + "），请分开写");
        }
        subject = subject == null ? procedure.subject() : subject;
        at.add(procedure.id());
      }
    }
    if (subject == null) {
      if (s.texts("at").isEmpty()) {
        problems.add(s.place(), "缺少“at”或“subject”");
      }
      return;
    }
    Yaml.Scalar holds = condition == null ? s.scalar("when") : condition;
    if (text == null) {
      problems.add(s.place(), "缺少“message”");
      return;
    }
    if (at.isEmpty() || !readsForm(holds, text)) {
      notice(norm, subject, followed, at, holds, text, compiler(subject, s.place(), params));
    } else {
      // Each procedure has a form of its own.
      for (String p : at) {
        Rule.Target target = new Rule.Target(p, null, null);
        notice(norm, subject, followed, List.of(p), holds, text, at(target, params));
      }
    }
    carriers.carry(norm.citation().norm(), Norm.Kind.NOTICE, text.text());
  }

  private static boolean readsForm(Yaml.@Nullable Scalar holds, Yaml.Scalar text) {
    return FORM.matcher(holds == null ? "" : holds.text()).find()
        || FORM.matcher(text.text()).find();
  }

  private void notice(
      Norm norm,
      String subject,
      @Nullable String followed,
      List<String> at,
      Yaml.@Nullable Scalar holds,
      Yaml.Scalar text,
      @Nullable ExpressionCompiler c) {
    Expression when = scopes.expression(c, holds, Scalar.BOOL);
    Template message = scopes.template(c, text);
    if (message != null) {
      current.rules.add(new Rule.NoticeRule(norm, subject, followed, at, when, message));
    }
  }

  private void consequence(String id, Norm norm, Section s, Map<String, Part> params) {
    Yaml.Scalar follows = s.scalar("follows");
    String followed = follows == null ? null : follows.text();
    Yaml.Scalar when = s.scalar("when");
    if (followed == null && when == null) {
      problems.add(s.place(), "缺少“follows”或“when”：由什么引起");
    }
    Yaml.Scalar condition = when;
    if (follows != null) {
      current.follows.put(follows.text(), follows.place());
    }
    if (condition == null && follows != null) {
      condition = new Yaml.Scalar(follows.place(), "true", null, 0);
    }
    if (s.has("hold")) {
      Section hold = s.section("hold");
      limit(id, norm, hold, params, followed, condition);
      hold.done("hold");
    }
    if (s.has("task")) {
      Section task = s.section("task");
      duty(norm, task, params, followed, condition);
      task.done("task");
    }
    if (s.has("notice")) {
      notice(norm, s, params, followed, condition, s.scalar("notice"));
    }
    s.optional("subject");
    s.optional("title");
    carriers.carry(norm.citation().norm(), Norm.Kind.CONSEQUENCE, followed == null ? "" : followed);
  }
}
