package zhunsheng.policy.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionCompiler;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Report;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Rules;
import zhunsheng.policy.model.Vocabulary;
import zhunsheng.policy.model.WorkedOut;
import zhunsheng.policy.value.WorkingCalendar;

/**
 * Reads a pack from disk.
 *
 * <p>A pack loads whole or not at all: a name that is declared nowhere, a comparison of unlike
 * types, a key the language does not know are problems with file, line and column, and all of them
 * are reported at once.
 */
public final class PolicyLoader {
  private final String folder;
  private final Problems problems;
  private final PackFiles files;

  private final @Nullable LoadMemory memory;

  private PolicyLoader(Path root, Path pack, Problems problems) {
    this(pack, new PackFiles(root, pack, problems), problems, null);
  }

  PolicyLoader(Path pack, PackFiles files, Problems problems, @Nullable LoadMemory memory) {
    this.folder = String.valueOf(pack.getFileName());
    this.problems = problems;
    this.files = files;
    this.memory = memory;
  }

  /**
   * Loads a pack.
   *
   * @param root the folder {@code policies}
   * @param packId name of the pack's folder
   * @throws PolicyException with every problem found
   */
  public static Policy load(Path root, String packId) {
    Path pack = root.resolve(packId);
    if (!Files.isRegularFile(pack.resolve("policy.yaml"))) {
      throw new PolicyException(
          List.of(new Problem(packId + "/policy.yaml", 1, 1, "没有规则包“" + packId + "”")));
    }
    return new PolicyLoader(root, pack, new Problems()).load();
  }

  /** The keys that reading that pack asks for, by kind of mapping: what a schema must allow. */
  static Map<String, Set<String>> keys(Path root, String packId) {
    Problems problems = new Problems();
    new PolicyLoader(root, root.resolve(packId), problems).load();
    return problems.keys();
  }

  /**
   * The packs in that folder, by name.
   *
   * @throws PolicyException if there is no such folder
   */
  public static List<String> packs(Path root) {
    if (!Files.isDirectory(root)) {
      throw new PolicyException(
          List.of(new Problem(root.toString(), 1, 1, "没有规则包文件夹“" + root + "”")));
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(f -> Files.isRegularFile(f.resolve("policy.yaml")))
          .map(f -> f.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Policy load() {
    if (!problems.isEmpty()) {
      // What stands in a file that cannot be parsed would be missed everywhere else.
      throw new PolicyException(problems.all());
    }
    Section policy = files.own("policy.yaml");
    LoadMemory.Words words = words(files.shared("vocabulary.yaml"), policy);
    VocabularyReader vocabularyReader = words.reader();
    Vocabulary vocabulary = words.said();

    String id = policy.text("id");
    if (!id.isEmpty() && !id.equals(folder)) {
      problems.add(policy.placeOf("id"), "“id”应与文件夹名“" + folder + "”一致");
    }
    Section inForce = policy.section("in-force");
    LocalDate from = day(inForce, "from");
    LocalDate until = inForce.has("until") ? day(inForce, "until") : null;
    inForce.done("in_force");
    Section transition = policy.section("transition");
    boolean goesOn =
        transition.choice("after-expiry", Map.of("continue", true, "end", false), false);

    Carriers carriers = new Carriers(problems);
    List<Section> normSections = new ArrayList<>();
    for (Section s : files.sectionsIn("rules")) {
      normSections.add(s);
      Citation citation = citation(s);
      if (carriers.has(citation.norm())) {
        problems.add(s.placeOf("id"), "规范“" + citation.norm() + "”重复");
      }
      numbered(s, citation);
      carriers.declare(citation);
    }

    PartyReader partyReader = new PartyReader(problems, policy);
    Map<String, Policy.Setting> settings = partyReader.settings(vocabularyReader, carriers);
    ProcedureReader procedureReader =
        new ProcedureReader(problems, vocabulary, vocabularyReader, carriers);
    Map<String, Section> procedureSections = new LinkedHashMap<>();
    Map<String, Scopes.Outline> outlines = new LinkedHashMap<>();
    for (Section s : files.sectionsIn("procedures")) {
      Scopes.Outline outline = outline(s, procedureReader, vocabulary);
      if (procedureSections.putIfAbsent(outline.id(), s) != null) {
        problems.add(s.placeOf("id"), "事项“" + outline.id() + "”重复");
      }
      outlines.putIfAbsent(outline.id(), outline);
    }
    Map<String, String> offices = partyReader.offices();
    Scopes known =
        memory == null
            ? null
            : memory.scopes(vocabulary, outlines, settings, offices, carriers.ids());
    Scopes scopes =
        known == null
            ? new Scopes(
                vocabulary,
                outlines,
                settings,
                offices,
                problems,
                memory == null ? null : memory.expressions())
            : known.reporting(problems);
    if (memory != null) {
      memory.scopes(vocabulary, outlines, settings, offices, carriers.ids(), scopes);
    }
    Map<String, Procedure> procedures = new LinkedHashMap<>();
    procedureSections.forEach(
        (p, s) ->
            procedures.put(p, procedure(s, procedureReader, scopes, carriers, known != null)));

    Map<String, Norm> norms = new LinkedHashMap<>();
    for (Section s : normSections) {
      Norm norm = norm(s, vocabulary, from, goesOn ? null : until);
      norms.put(norm.citation().norm(), norm);
    }
    RuleReader ruleReader =
        new RuleReader(problems, vocabulary, carriers, scopes, procedures, norms);
    boolean alike = memory != null && known != null && memory.seenAlike(procedures);
    for (Section s : normSections) {
      rules(s, ruleReader, Objects.requireNonNull(norms.get(s.text("id"))), alike);
    }
    List<Rule> rules = ruleReader.rules();
    ReportReader reportReader =
        new ReportReader(problems, vocabulary, vocabularyReader, scopes, carriers);
    Map<String, Report> reports = reportReader.read(files.sectionsIn("reports"));

    Map<String, Policy.Party> parties = partyReader.parties(vocabulary, offices, scopes);
    for (Procedure p : procedures.values()) {
      for (String party : usedParties(p)) {
        partyReader.bound(
            parties,
            new PartyReader.Played(party, p.subject()),
            vocabulary,
            placeOf(procedureSections, p.id(), "by"));
      }
    }
    ruleReader
        .dutyParties()
        .forEach((at, played) -> partyReader.bound(parties, played, vocabulary, at));
    reportReader
        .parties()
        .forEach((at, played) -> partyReader.bound(parties, played, vocabulary, at));
    Map<String, List<Policy.StageOf>> stagesOf = stagesOf(policy, vocabulary, scopes);
    Map<String, Expression> applies = new LinkedHashMap<>();
    policy
        .map("applies")
        .forEach(
            (subject, e) -> {
              ExpressionCompiler c = scopes.subject(subject);
              if (c == null) {
                problems.unknown(e.keyPlace(), "对象", subject, vocabulary.subjects().keySet());
              } else if (e.value() instanceof Yaml.Scalar at) {
                Expression x = scopes.expression(c, at, Scalar.BOOL);
                if (x != null) {
                  applies.put(subject, x);
                }
              }
            });
    List<Policy.Invariant> invariants = new ArrayList<>();
    for (Section s : policy.sections("invariants")) {
      String subject = s.text("subject");
      if (!subject.isEmpty() && !vocabulary.subjects().containsKey(subject)) {
        problems.unknown(s.placeOf("subject"), "对象", subject, vocabulary.subjects().keySet());
      }
      Expression holds = scopes.expression(scopes.subject(subject), s.scalar("holds"), Scalar.BOOL);
      Citation citation = carriers.cite(s, Norm.Kind.CARRIED, "不变式");
      String title = s.optional("title");
      String invariant = s.text("id");
      s.done("invariant");
      if (holds != null) {
        invariants.add(
            new Policy.Invariant(
                invariant, title == null ? invariant : title, subject, holds, citation));
      }
    }
    boolean covers =
        transition.choice("earlier-projects", Map.of("covered", true, "not_covered", false), true);
    boolean restart =
        transition.choice("expired-terms", Map.of("restart", true, "stay_expired", false), false);
    transition.done("transition");
    Section restDays = policy.section("rest-days");
    boolean shift = restDays.choice("due", Map.of("stays", false, "next_working_day", true), true);
    restDays.optional("norm");
    restDays.optional("reading");
    restDays.done("rest_days");
    Section jurisdiction = policy.section("jurisdiction");
    String jurisdictionId = jurisdiction.text("id");
    String jurisdictionName = jurisdiction.text("name");
    jurisdiction.optional("region");
    jurisdiction.done("jurisdiction");
    List<Policy.Source> basedOn = new ArrayList<>();
    for (Section s : policy.sections("based-on")) {
      basedOn.add(new Policy.Source(s.text("title"), s.text("number")));
      s.texts("norm");
      s.done("source");
    }
    boolean draft = policy.choice("status", Map.of("in_force", false, "draft", true), false);
    ArticleReader articleReader = new ArticleReader(problems, carriers, draft);
    List<Section> articleSections = files.sections("articles.yaml");
    List<Policy.Article> articles = articleReader.read(articleSections);
    articleReader.check(normSections);
    List<Section> carried = new ArrayList<>(normSections);
    articleSections.forEach(a -> carried.add(a.has("form") ? a.section("form") : a));
    Map<String, Set<String>> normsOfReports = new LinkedHashMap<>();
    reports.forEach(
        (report, r) ->
            normsOfReports.put(
                report, r.norms().stream().map(Citation::norm).collect(Collectors.toSet())));
    carriers.named(
        carried,
        new Carriers.Known(
            Map.of(
                "register",
                vocabulary.subjects().keySet(),
                "report",
                reports.keySet(),
                "procedure",
                procedures.keySet(),
                "policy",
                policy.keys()),
            normsOfReports));
    Map<String, Policy.Form> forms =
        new FormReader(
                problems, vocabulary, scopes, carriers, offices.keySet(), procedures.values())
            .read(files.trees("forms"));
    for (Procedure p : procedures.values()) {
      for (String form : p.forms()) {
        if (!forms.containsKey(form)) {
          problems.unknown(placeOf(procedureSections, p.id(), "forms"), "表单", form, forms.keySet());
        }
      }
    }
    String title = policy.text("title");
    String number = policy.text("number");
    String issuer = policy.text("issuer");
    policy.done("policy");
    WorkingCalendar calendar = calendar();
    if (!problems.isEmpty()) {
      throw new PolicyException(problems.all());
    }
    Map<String, Norm> complete = new LinkedHashMap<>();
    norms.forEach((n, norm) -> complete.put(n, norm.with(carriers.effects(n))));
    return new Policy(
        id,
        files.digest(),
        title,
        number,
        issuer,
        draft,
        jurisdictionId,
        jurisdictionName,
        from,
        until,
        basedOn,
        covers,
        restart,
        shift,
        calendar,
        applies,
        stagesOf,
        settings,
        offices,
        parties,
        vocabulary,
        articles,
        complete,
        procedures,
        new Rules(rules, procedures),
        invariants,
        forms,
        reports,
        new WorkedOut());
  }

  private LoadMemory.Words words(Section shared, Section policy) {
    Yaml own = policy.node("vocabulary");
    LoadMemory.Words known = memory == null ? null : memory.words(shared.parsed(), own);
    if (known != null) {
      return new LoadMemory.Words(
          known.shared(), own, known.reader().reporting(problems), known.said());
    }
    VocabularyReader reader = new VocabularyReader(problems);
    reader.read(shared);
    if (policy.has("vocabulary")) {
      reader.read(policy.section("vocabulary"));
    }
    LoadMemory.Words read = new LoadMemory.Words(shared.parsed(), own, reader, reader.vocabulary());
    if (memory != null) {
      memory.words(read);
    }
    return read;
  }

  private Scopes.Outline outline(Section s, ProcedureReader reader, Vocabulary vocabulary) {
    Scopes.Outline known = memory == null ? null : memory.outline(s, vocabulary);
    if (known != null) {
      return known;
    }
    Scopes.Outline outline = reader.outline(s);
    if (memory != null) {
      memory.outline(s, outline);
    }
    return outline;
  }

  private Procedure procedure(
      Section s, ProcedureReader reader, Scopes scopes, Carriers carriers, boolean sameNames) {
    Procedure known = memory == null || !sameNames ? null : memory.procedure(s, carriers);
    if (known != null) {
      return known;
    }
    int before = carriers.count();
    Procedure procedure = reader.read(s, scopes);
    if (memory != null) {
      memory.procedure(s, procedure, carriers, before);
    }
    return procedure;
  }

  private void rules(Section s, RuleReader reader, Norm norm, boolean alike) {
    RuleReader.Read known = memory == null || !alike ? null : memory.norm(s, norm);
    if (known != null) {
      reader.again(known);
      return;
    }
    RuleReader.Read read = reader.read(norm.citation().norm(), s);
    s.done("norm");
    if (memory != null) {
      memory.norm(s, norm, read);
    }
  }

  private Map<String, List<Policy.StageOf>> stagesOf(
      Section policy, Vocabulary vocabulary, Scopes scopes) {
    Map<String, List<Policy.StageOf>> stagesOf = new LinkedHashMap<>();
    Section bySubject = policy.section("stages-of");
    for (String subject : bySubject.keys()) {
      ExpressionCompiler c = scopes.subject(subject);
      if (c == null) {
        problems.unknown(bySubject.placeOf(subject), "对象", subject, vocabulary.subjects().keySet());
        continue;
      }
      List<Policy.StageOf> rows = new ArrayList<>();
      for (Section row : bySubject.sections(subject)) {
        String stage = row.text("stage");
        if (!stage.isEmpty() && !vocabulary.lifeStages().contains(stage)) {
          problems.unknown(row.placeOf("stage"), "阶段", stage, vocabulary.lifeStages());
        }
        Expression when = scopes.expression(c, row.scalar("when"), Scalar.BOOL);
        if (!row.has("when")) {
          problems.add(row.place(), "缺少“when”：何时处于这一阶段");
        }
        row.done("stage_of");
        if (when != null) {
          rows.add(new Policy.StageOf(stage, when));
        }
      }
      stagesOf.put(subject, rows);
    }
    return stagesOf;
  }

  private static Yaml.Place placeOf(Map<String, Section> sections, String id, String key) {
    return Objects.requireNonNull(sections.get(id)).placeOf(key);
  }

  /** Somebody must play a party that has something to do. */
  private static List<String> usedParties(Procedure p) {
    List<String> parties = new ArrayList<>(p.by());
    for (Procedure.Step s : p.route()) {
      parties.addAll(s.by());
      String handler = s.handler();
      if (handler != null) {
        parties.add(handler);
      }
    }
    return parties.stream().distinct().toList();
  }

  private LocalDate day(Section s, String key) {
    String text = s.text(key);
    try {
      return (LocalDate) Scalar.DATE.parse(text);
    } catch (IllegalArgumentException e) {
      if (!text.isEmpty()) {
        problems.add(s.placeOf(key), String.valueOf(e.getMessage()));
      }
      return LocalDate.EPOCH;
    }
  }

  private static Citation citation(Section s) {
    return new Citation(
        s.text("id"),
        s.number("article", 0),
        s.number("paragraph", 0),
        s.number("item", 0),
        s.text("gist"));
  }

  private static final Pattern NUMBERED = Pattern.compile(".*?-(\\d+)-(\\d+)(?:-.*)?");

  /**
   * An id that tells its article, paragraph and item ({@code place-9-1-2}) tells what the keys say;
   * an item may be followed by the number of the rule in it ({@code place-9-1-21}).
   */
  private void numbered(Section s, Citation citation) {
    Matcher id = NUMBERED.matcher(citation.norm());
    if (!id.matches()) {
      return;
    }
    if (s.has("article") && !id.group(1).equals(Integer.toString(citation.article()))) {
      problems.add(s.placeOf("article"), "编号“" + citation.norm() + "”是第 " + id.group(1) + " 条");
    }
    if (s.has("paragraph") && !id.group(2).equals(Integer.toString(citation.paragraph()))) {
      problems.add(s.placeOf("paragraph"), "编号“" + citation.norm() + "”是第 " + id.group(2) + " 款");
    }
    String item = Integer.toString(citation.item());
    String after = citation.norm().substring(id.end(1));
    if (s.has("item") && Stream.of(after.split("-", -1)).noneMatch(n -> n.startsWith(item))) {
      problems.add(s.placeOf("item"), "编号“" + citation.norm() + "”里没有第 " + item + " 项");
    }
  }

  private Norm norm(Section s, Vocabulary vocabulary, LocalDate from, @Nullable LocalDate until) {
    String stage = s.text("stage");
    if (!vocabulary.stages().containsKey(stage) && !stage.isEmpty()) {
      problems.unknown(s.placeOf("stage"), "阶段", stage, vocabulary.stages().keySet());
    }
    if (!s.has("article")) {
      problems.add(s.place(), "缺少“article”：出自第几条");
    }
    Map<String, Object> params = new LinkedHashMap<>();
    s.map("params").forEach((name, e) -> params.put(name, ParamReader.value(e.value(), problems)));
    return new Norm(
        citation(s),
        stage,
        s.has("from") ? day(s, "from") : from,
        s.has("until") ? day(s, "until") : until,
        params,
        List.of(),
        s.texts("carried-by").stream().map(Yaml.Scalar::text).toList(),
        s.optional("reading"),
        s.optional("judgement"));
  }

  private WorkingCalendar calendar() {
    if (!files.hasShared("calendar.yaml")) {
      return WorkingCalendar.standard();
    }
    Section s = files.shared("calendar.yaml");
    Map<LocalDate, Boolean> days = new HashMap<>();
    for (String kind : List.of("rest", "work")) {
      for (Yaml.Scalar at : s.texts(kind)) {
        try {
          days.put((LocalDate) Scalar.DATE.parse(at.text()), kind.equals("rest"));
        } catch (IllegalArgumentException e) {
          problems.add(at.place(), String.valueOf(e.getMessage()));
        }
      }
    }
    TreeSet<Integer> years = new TreeSet<>();
    for (Yaml.Scalar at : s.texts("announced")) {
      try {
        years.add(Integer.parseInt(at.text()));
      } catch (NumberFormatException e) {
        problems.add(at.place(), "应为年份");
      }
    }
    s.done("calendar");
    return new WorkingCalendar(days, years);
  }
}
