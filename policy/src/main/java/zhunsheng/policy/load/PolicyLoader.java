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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.ExpressionCompiler;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Rules;
import zhunsheng.policy.model.Vocabulary;
import zhunsheng.policy.value.WorkingCalendar;

/**
 * Reads a pack from disk.
 *
 * <p>A pack loads whole or not at all: a name that is declared nowhere, a comparison of unlike
 * types, a key the language does not know are problems with file, line and column, and all of them
 * are reported at once.
 */
public final class PolicyLoader {
  private final Path root;
  private final Path pack;
  private final Problems problems = new Problems();

  private PolicyLoader(Path root, Path pack) {
    this.root = root;
    this.pack = pack;
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
    return new PolicyLoader(root, pack).load();
  }

  /** The packs in that folder, by name. */
  public static List<String> packs(Path root) {
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

  private Policy load() {
    VocabularyReader vocabularyReader = new VocabularyReader(problems);
    vocabularyReader.read(
        Section.of(Yaml.read(root, root.resolve("vocabulary.yaml"), problems), problems));
    Section policy = Section.of(Yaml.read(root, pack.resolve("policy.yaml"), problems), problems);
    if (policy.has("vocabulary")) {
      vocabularyReader.read(policy.section("vocabulary"));
    }
    Vocabulary vocabulary = vocabularyReader.vocabulary();

    String id = policy.text("id");
    if (!id.isEmpty() && !id.equals(pack.getFileName().toString())) {
      problems.add(policy.placeOf("id"), "“id”应与文件夹名“" + pack.getFileName() + "”一致");
    }
    Section inForce = policy.section("in-force");
    LocalDate from = day(inForce, "from");
    LocalDate until = inForce.has("until") ? day(inForce, "until") : null;
    inForce.done();

    Carriers carriers = new Carriers(problems);
    List<Section> normSections = new ArrayList<>();
    for (Path file : files("rules")) {
      for (Section s : list(Yaml.read(root, file, problems))) {
        normSections.add(s);
        Citation citation = citation(s);
        if (carriers.has(citation.norm())) {
          problems.add(s.placeOf("id"), "规范“" + citation.norm() + "”重复");
        }
        carriers.declare(citation);
      }
    }

    Map<String, Policy.Setting> settings = settings(policy, vocabularyReader, carriers);
    ProcedureReader procedureReader =
        new ProcedureReader(problems, vocabulary, vocabularyReader, carriers);
    Map<String, Section> procedureSections = new LinkedHashMap<>();
    Map<String, Scopes.Outline> outlines = new LinkedHashMap<>();
    for (Path file : files("procedures")) {
      for (Section s : list(Yaml.read(root, file, problems))) {
        Scopes.Outline outline = procedureReader.outline(s);
        if (procedureSections.put(outline.id(), s) != null) {
          problems.add(s.placeOf("id"), "事项“" + outline.id() + "”重复");
        }
        outlines.put(outline.id(), outline);
      }
    }
    Scopes scopes = new Scopes(vocabulary, outlines, settings, problems);
    Map<String, Procedure> procedures = new LinkedHashMap<>();
    procedureSections.forEach((p, s) -> procedures.put(p, procedureReader.read(s, scopes)));

    Map<String, Norm> norms = new LinkedHashMap<>();
    for (Section s : normSections) {
      Norm norm = norm(s, vocabulary, from, until);
      norms.put(norm.citation().norm(), norm);
    }
    RuleReader ruleReader =
        new RuleReader(problems, vocabulary, carriers, scopes, procedures, norms);
    for (Section s : normSections) {
      ruleReader.read(s.text("id"), s);
      s.done();
    }
    List<Rule> rules = ruleReader.rules();

    Map<String, String> offices = offices(policy);
    Map<String, Policy.Party> parties = parties(policy, vocabulary, offices, scopes);
    for (Procedure p : procedures.values()) {
      for (String party : usedParties(p)) {
        if (!parties.containsKey(party) && !party.equals("filer")) {
          problems.add(
              Objects.requireNonNull(procedureSections.get(p.id())).place(),
              "职能角色“" + party + "”在 policy.yaml 的 parties 中没有对应的单位");
        }
      }
    }
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
      Expression holds = scopes.expression(scopes.subject(subject), s.scalar("holds"), Scalar.BOOL);
      Citation citation = carriers.cite(s, Norm.Kind.CARRIED, "不变式");
      String title = s.optional("title");
      String invariant = s.text("id");
      s.done();
      if (holds != null) {
        invariants.add(
            new Policy.Invariant(
                invariant, title == null ? invariant : title, subject, holds, citation));
      }
    }
    Section transition = policy.section("transition");
    boolean covers =
        transition.choice("earlier-projects", Map.of("covered", true, "not_covered", false), true);
    boolean restart =
        transition.choice("expired-terms", Map.of("restart", true, "stay_expired", false), false);
    transition.done();
    Section restDays = policy.section("rest-days");
    boolean shift = restDays.choice("due", Map.of("stays", false, "next_working_day", true), true);
    restDays.optional("norm");
    restDays.optional("reading");
    restDays.done();
    Section jurisdiction = policy.section("jurisdiction");
    String jurisdictionId = jurisdiction.text("id");
    String jurisdictionName = jurisdiction.text("name");
    jurisdiction.optional("region");
    jurisdiction.done();
    List<Policy.Source> basedOn = new ArrayList<>();
    for (Section s : policy.sections("based-on")) {
      basedOn.add(new Policy.Source(s.text("title"), s.text("number")));
      s.texts("norm");
      s.done();
    }
    List<Policy.Article> articles = articles(carriers);
    Map<String, Policy.Form> forms = forms(vocabulary, scopes);
    for (Procedure p : procedures.values()) {
      for (String form : p.forms()) {
        if (!forms.containsKey(form)) {
          problems.unknown(
              Objects.requireNonNull(procedureSections.get(p.id())).placeOf("forms"),
              "表单",
              form,
              forms.keySet());
        }
      }
    }
    String title = policy.text("title");
    String number = policy.text("number");
    String issuer = policy.text("issuer");
    boolean draft = policy.choice("status", Map.of("in_force", false, "draft", true), false);
    policy.done();
    if (!problems.isEmpty()) {
      throw new PolicyException(problems.all());
    }
    Map<String, Norm> complete = new LinkedHashMap<>();
    norms.forEach((n, norm) -> complete.put(n, norm.with(carriers.effects(n))));
    return new Policy(
        id,
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
        calendar(),
        applies,
        settings,
        offices,
        parties,
        vocabulary,
        articles,
        complete,
        procedures,
        new Rules(rules, procedures),
        invariants,
        forms);
  }

  private static List<String> usedParties(Procedure p) {
    List<String> parties = new ArrayList<>(p.by());
    p.route().forEach(s -> parties.addAll(s.by()));
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

  private Map<String, Policy.Setting> settings(
      Section policy, VocabularyReader types, Carriers carriers) {
    Map<String, Policy.Setting> settings = new LinkedHashMap<>();
    policy
        .map("settings")
        .forEach(
            (id, e) -> {
              Section s = Section.of(e.value(), problems);
              s.checkId(e.keyPlace(), id);
              String title = s.text("title");
              FactType type = types.type(s.scalar("type"), e.keyPlace());
              Object value = "";
              Yaml node = s.node("value");
              Object plain = node == null ? null : node.plainTree();
              if (node == null || plain == null) {
                problems.add(e.keyPlace(), "设置“" + id + "”没有值");
              } else {
                try {
                  value = type.parse(plain);
                } catch (IllegalArgumentException x) {
                  problems.add(node.place(), String.valueOf(x.getMessage()));
                }
              }
              settings.put(
                  id,
                  new Policy.Setting(
                      id,
                      title,
                      type,
                      value,
                      carriers.cite(s, Norm.Kind.SETTING, title),
                      s.optional("reading")));
              s.done();
            });
    return settings;
  }

  private Map<String, String> offices(Section policy) {
    Map<String, String> offices = new LinkedHashMap<>();
    for (Section s : policy.sections("offices")) {
      String id = s.id("id");
      if (offices.put(id, s.text("name")) != null) {
        problems.add(s.placeOf("id"), "单位“" + id + "”重复");
      }
      s.done();
    }
    return offices;
  }

  private Map<String, Policy.Party> parties(
      Section policy, Vocabulary vocabulary, Map<String, String> offices, Scopes scopes) {
    Map<String, Policy.Party> parties = new LinkedHashMap<>();
    policy
        .map("parties")
        .forEach(
            (id, e) -> {
              String title = vocabulary.parties().get(id);
              if (title == null) {
                problems.unknown(e.keyPlace(), "职能角色", id, vocabulary.parties().keySet());
              }
              Section s = Section.of(e.value(), problems);
              String office = s.optional("office");
              if (office != null && !offices.containsKey(office)) {
                problems.unknown(s.placeOf("office"), "单位", office, offices.keySet());
              }
              String fact = s.optional("fact");
              if (fact != null) {
                int dot = fact.indexOf('.');
                var subject = vocabulary.subjects().get(dot < 0 ? "" : fact.substring(0, dot));
                if (subject == null || !subject.facts().containsKey(fact.substring(dot + 1))) {
                  problems.add(s.placeOf("fact"), "没有要素“" + fact + "”");
                }
              }
              boolean seesAll = false;
              Map<String, Expression> sees = new LinkedHashMap<>();
              Yaml node = s.node("sees");
              switch (node) {
                case Yaml.Scalar word -> {
                  seesAll = word.text().equals("all");
                  if (!seesAll && !word.text().equals("own")) {
                    problems.add(word.place(), "“sees”应为 all、own 或按对象写条件");
                  }
                }
                case Yaml.Mapping map ->
                    map.entries()
                        .forEach(
                            (subject, condition) -> {
                              ExpressionCompiler c = scopes.subject(subject);
                              if (c == null) {
                                problems.unknown(
                                    condition.keyPlace(),
                                    "对象",
                                    subject,
                                    vocabulary.subjects().keySet());
                              } else if (condition.value() instanceof Yaml.Scalar at) {
                                Expression x = scopes.expression(c, at, Scalar.BOOL);
                                if (x != null) {
                                  sees.put(subject, x);
                                }
                              }
                            });
                case null, default -> {}
              }
              String of = s.optional("of");
              if (of != null && !of.equals("file")) {
                problems.add(s.placeOf("of"), "“of”只能是 file");
              }
              if (of == null && office == null && fact == null) {
                problems.add(e.keyPlace(), "职能角色“" + id + "”应写明 office、of 或 fact");
              }
              parties.put(
                  id,
                  new Policy.Party(
                      id, title == null ? id : title, office, of != null, fact, seesAll, sees));
              s.done();
            });
    return parties;
  }

  private List<Policy.Article> articles(Carriers carriers) {
    List<Policy.Article> articles = new ArrayList<>();
    Path file = pack.resolve("articles.yaml");
    if (!Files.isRegularFile(file)) {
      problems.add(new Yaml.Place(pack.getFileName() + "/articles.yaml", 1, 1), "缺少 articles.yaml");
      return articles;
    }
    for (Section s : list(Yaml.read(root, file, problems))) {
      if (s.has("form")) {
        Section form = s.section("form");
        articles.add(article(0, form, carriers));
        form.done();
      } else {
        articles.add(article(s.number("article", 0), s, carriers));
      }
      s.done();
    }
    return articles;
  }

  private Policy.Article article(int number, Section s, Carriers carriers) {
    List<String> norms = new ArrayList<>();
    for (Yaml.Scalar n : s.texts("norms")) {
      if (!carriers.has(n.text())) {
        problems.add(n.place(), "没有规范“" + n.text() + "”");
      }
      norms.add(n.text());
    }
    s.optional("title");
    s.texts("forms");
    s.texts("carried-by");
    return new Policy.Article(number, s.text("gist"), norms, s.optional("none"));
  }

  private Map<String, Policy.Form> forms(Vocabulary vocabulary, Scopes scopes) {
    Map<String, Policy.Form> forms = new LinkedHashMap<>();
    for (Path file : files("forms")) {
      Yaml tree = Yaml.read(root, file, problems);
      Section s = Section.of(tree, problems);
      String id = s.text("id");
      String subject = s.text("subject");
      ExpressionCompiler compiler = scopes.subject(subject);
      if (compiler == null) {
        problems.unknown(s.placeOf("subject"), "对象", subject, vocabulary.subjects().keySet());
      }
      Map<String, Expression> expressions = new HashMap<>();
      if (tree != null) {
        formExpressions(tree, compiler, scopes, expressions);
        if (tree.plainTree() instanceof Map<?, ?> layout) {
          Map<String, Object> typed = new LinkedHashMap<>();
          layout.forEach((k, v) -> typed.put(String.valueOf(k), v));
          forms.put(id, new Policy.Form(id, formTitle(typed), subject, typed, expressions));
        }
      }
    }
    return forms;
  }

  private static String formTitle(Map<String, Object> layout) {
    Object title = layout.get("title");
    return title instanceof List<?> lines
        ? String.join("", lines.stream().map(String::valueOf).toList())
        : String.valueOf(title);
  }

  /** Keys of a form's tree whose text is CEL. */
  private static final TreeSet<String> FORM_CEL =
      new TreeSet<>(List.of("from", "value", "not-applicable-when", "shown-when", "when"));

  private void formExpressions(
      Yaml node,
      @Nullable ExpressionCompiler compiler,
      Scopes scopes,
      Map<String, Expression> into) {
    switch (node) {
      case Yaml.Mapping m ->
          m.entries()
              .forEach(
                  (key, e) -> {
                    if (FORM_CEL.contains(key) && e.value() instanceof Yaml.Scalar at) {
                      Expression x = scopes.expression(compiler, at, null);
                      if (x != null) {
                        into.put(at.text(), x);
                      }
                    } else {
                      formExpressions(e.value(), compiler, scopes, into);
                    }
                  });
      case Yaml.Items l -> l.items().forEach(i -> formExpressions(i, compiler, scopes, into));
      case Yaml.Scalar s -> {}
      case Yaml.Empty e -> {}
    }
  }

  private WorkingCalendar calendar() {
    Path file = root.resolve("calendar.yaml");
    if (!Files.isRegularFile(file)) {
      return WorkingCalendar.standard();
    }
    Section s = Section.of(Yaml.read(root, file, problems), problems);
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
    s.done();
    return new WorkingCalendar(days, years);
  }

  /** A file's mappings: one, or a list of them. */
  private List<Section> list(@Nullable Yaml tree) {
    return switch (tree) {
      case null -> List.of();
      case Yaml.Items l -> l.items().stream().map(i -> Section.of(i, problems)).toList();
      case Yaml.Empty e -> List.of();
      default -> List.of(Section.of(tree, problems));
    };
  }

  private List<Path> files(String folder) {
    Path path = pack.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
