package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Described;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Priced;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.model.Vocabulary;

/** Reads the shared vocabulary and a pack's own, which adds to it and changes none of it. */
final class VocabularyReader {
  /** What expressions find on every file beside its facts. */
  private static final Set<String> BUILT_IN = Set.of("on", "reached", "runs", "self", "id");

  private static final Pattern GENERIC = Pattern.compile("(list|ref)<(.+)>");

  private final Problems problems;
  private final Map<String, FactType.EnumType> enums;
  private final Map<String, FactType.RecordType> records;
  private final Map<String, SubjectParts> subjects;
  private final Map<String, String> stages = new LinkedHashMap<>();
  private final Set<String> crossCutting = new LinkedHashSet<>();
  private final Map<String, String> parties = new LinkedHashMap<>();
  private final Map<String, String> materials = new LinkedHashMap<>();
  private final Map<String, Vocabulary.Platform> platforms = new LinkedHashMap<>();
  private final List<Runnable> later = new ArrayList<>();

  /** What can be checked only when all facts are there. */
  private final List<Runnable> last = new ArrayList<>();

  VocabularyReader(Problems problems) {
    this(problems, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  private VocabularyReader(
      Problems problems,
      Map<String, FactType.EnumType> enums,
      Map<String, FactType.RecordType> records,
      Map<String, SubjectParts> subjects) {
    this.problems = problems;
    this.enums = enums;
    this.records = records;
    this.subjects = subjects;
  }

  /** What understands the types of the same vocabulary, once it is read, and reports elsewhere. */
  VocabularyReader reporting(Problems elsewhere) {
    return new VocabularyReader(elsewhere, enums, records, subjects);
  }

  private static final class SubjectParts {
    String title = "";
    @Nullable String nameFact;
    final List<String> columns = new ArrayList<>();
    @Nullable Described described;
    @Nullable Priced priced;
    final Map<String, Fact> facts = new LinkedHashMap<>();
    final Map<String, Subject.Milestone> milestones = new LinkedHashMap<>();
  }

  void read(Section s) {
    s.optional("version");
    s.map("enums").forEach((name, e) -> readEnum(name, e));
    s.map("records").forEach((name, e) -> readRecord(name, e));
    s.map("stages").forEach((id, e) -> title(stages, "阶段", id, e));
    s.map("parties").forEach((id, e) -> title(parties, "职能角色", id, e));
    s.map("materials").forEach((id, e) -> title(materials, "材料", id, e));
    s.map("platforms").forEach((id, e) -> readPlatform(id, e));
    s.map("subjects").forEach((id, e) -> readSubject(id, e));
    s.done("vocabulary");
  }

  /** The vocabulary of everything read. */
  Vocabulary vocabulary() {
    // Types may name enums, records and subjects that stand further down.
    later.forEach(Runnable::run);
    later.clear();
    last.forEach(Runnable::run);
    last.clear();
    Map<String, Subject> built = new LinkedHashMap<>();
    subjects.forEach(
        (id, p) ->
            built.put(
                id,
                new Subject(
                    id,
                    p.title,
                    p.nameFact,
                    p.columns,
                    p.described,
                    p.priced,
                    p.facts,
                    p.milestones)));
    return new Vocabulary(
        enums, records, built, stages, crossCutting, parties, materials, platforms);
  }

  private void title(Map<String, String> into, String what, String id, Yaml.Entry e) {
    String title;
    if (e.value() instanceof Yaml.Mapping) {
      Section s = Section.of(e.value(), problems);
      title = s.text("title");
      s.optional("help");
      if (s.flag("cross-cutting", false)) {
        crossCutting.add(id);
      }
      s.done("term");
    } else if (e.value() instanceof Yaml.Scalar s) {
      title = s.text();
    } else {
      problems.add(e.keyPlace(), what + "“" + id + "”应有名称");
      return;
    }
    Section.of(null, problems).checkId(e.keyPlace(), id);
    if (into.put(id, title) != null) {
      problems.add(e.keyPlace(), what + "“" + id + "”已在共用词汇中声明");
    }
  }

  private void readPlatform(String id, Yaml.Entry e) {
    Section s = Section.of(e.value(), problems);
    s.checkId(e.keyPlace(), id);
    String title = s.text("title");
    s.optional("help");
    List<String> words = s.texts("words").stream().map(Yaml.Scalar::text).toList();
    s.done("platform");
    if (words.isEmpty()) {
      problems.add(e.keyPlace(), "共用平台“" + id + "”应写明“words”：文字里出现哪些词就是需要它");
    }
    if (platforms.put(id, new Vocabulary.Platform(id, title, words)) != null) {
      problems.add(e.keyPlace(), "共用平台“" + id + "”已声明");
    }
  }

  private void readEnum(String name, Yaml.Entry e) {
    Section s = Section.of(e.value(), problems);
    String title = s.text("title");
    s.optional("help");
    Map<String, String> values = new LinkedHashMap<>();
    s.map("values")
        .forEach(
            (id, v) -> {
              s.checkId(v.keyPlace(), id);
              if (v.value() instanceof Yaml.Scalar text) {
                values.put(id, text.text());
              } else {
                problems.add(v.keyPlace(), "选项“" + id + "”应有名称");
              }
            });
    s.done("enum");
    if (values.isEmpty()) {
      problems.add(e.keyPlace(), "选项类型“" + name + "”没有选项");
    }
    if (enums.put(name, new FactType.EnumType(name, title, values)) != null) {
      problems.add(e.keyPlace(), "类型“" + name + "”已声明");
    }
  }

  private void readRecord(String name, Yaml.Entry e) {
    Section s = Section.of(e.value(), problems);
    String title = s.text("title");
    s.optional("help");
    Map<String, Yaml.Entry> fields = s.map("fields");
    s.done("record");
    if (records.put(name, new FactType.RecordType(name, title, Map.of())) != null) {
      problems.add(e.keyPlace(), "类型“" + name + "”已声明");
    }
    // A record's parts are resolved first of all, so that facts of its type see them.
    later.addFirst(
        () -> {
          Map<String, Fact> parts = new LinkedHashMap<>();
          fields.forEach((id, f) -> parts.put(id, readFact(id, f)));
          records.put(name, new FactType.RecordType(name, title, parts));
        });
  }

  private void readSubject(String id, Yaml.Entry e) {
    Section s = Section.of(e.value(), problems);
    SubjectParts parts = subjects.get(id);
    if (parts == null) {
      s.checkId(e.keyPlace(), id);
      parts = new SubjectParts();
      parts.title = s.text("title");
      subjects.put(id, parts);
    } else {
      s.optional("title");
    }
    SubjectParts p = parts;
    String name = s.optional("name");
    if (name != null) {
      Yaml.Place at = s.placeOf("name");
      p.nameFact = name.startsWith(id + ".") ? name.substring(id.length() + 1) : name;
      last.add(
          () -> {
            if (!p.facts.containsKey(p.nameFact)) {
              problems.unknown(at, "要素", name, p.facts.keySet());
            }
          });
    }
    for (Yaml.Scalar column : s.texts("columns")) {
      String fact =
          column.text().startsWith(id + ".")
              ? column.text().substring(id.length() + 1)
              : column.text();
      p.columns.add(fact);
      last.add(
          () -> {
            if (!p.facts.containsKey(fact)) {
              problems.unknown(column.place(), "要素", column.text(), p.facts.keySet());
            }
          });
    }
    s.optional("help");
    if (s.has("described-by")) {
      p.described = described(id, s.section("described-by"), p);
    }
    if (s.has("priced-by")) {
      p.priced = priced(id, s.section("priced-by"), p);
    }
    s.map("facts")
        .forEach(
            (fact, f) -> {
              s.checkId(f.keyPlace(), fact);
              if (BUILT_IN.contains(fact)) {
                problems.add(f.keyPlace(), "“" + fact + "”在每份档案上另有含义，不能作要素名");
              }
              later.add(
                  () -> {
                    if (p.facts.put(fact, readFact(fact, f)) != null) {
                      problems.add(f.keyPlace(), "要素“" + id + "." + fact + "”已声明");
                    }
                  });
            });
    s.map("milestones")
        .forEach(
            (milestone, m) -> {
              s.checkId(m.keyPlace(), milestone);
              Section ms = Section.of(m.value(), problems);
              String title = ms.text("title");
              String stage = ms.text("stage");
              ms.optional("help");
              ms.done("milestone");
              Yaml.Place at = ms.placeOf("stage");
              later.add(
                  () -> {
                    if (!stages.containsKey(stage)) {
                      problems.unknown(at, "阶段", stage, stages.keySet());
                    }
                  });
              if (p.milestones.put(milestone, new Subject.Milestone(milestone, title, stage))
                  != null) {
                problems.add(m.keyPlace(), "里程碑“" + id + "." + milestone + "”已声明");
              }
            });
    s.done("subject");
  }

  /** How files of a subject say what they are; its facts are looked at when all are there. */
  private Described described(String id, Section s, SubjectParts p) {
    String name = s.text("name");
    Yaml.Place at = s.placeOf("name");
    last.add(() -> checkText(id, at, name, p));
    List<String> content = new ArrayList<>();
    for (Yaml.Scalar fact : s.texts("content")) {
      content.add(local(id, fact.text()));
      last.add(() -> checkText(id, fact.place(), fact.text(), p));
    }
    List<String> apart = new ArrayList<>();
    for (Yaml.Scalar fact : s.texts("apart-from")) {
      apart.add(local(id, fact.text()));
      last.add(
          () -> {
            FactType type = known(id, fact.place(), fact.text(), p);
            FactType item = type instanceof FactType.ListType list ? list.item() : type;
            if (type != null && !(item instanceof FactType.RefType)) {
              problems.add(fact.place(), "“" + fact.text() + "”应引用档案，现为 " + type.word());
            }
          });
    }
    List<String> shown = new ArrayList<>();
    for (Yaml.Scalar fact : s.texts("shown")) {
      shown.add(local(id, fact.text()));
      last.add(() -> known(id, fact.place(), fact.text(), p));
    }
    boolean compared = s.flag("compared", true);
    String amount = s.optional("amount");
    if (amount != null) {
      Yaml.Place place = s.placeOf("amount");
      last.add(
          () -> {
            FactType type = known(id, place, amount, p);
            if (type != null && type != FactType.Scalar.MONEY) {
              problems.add(place, "“" + amount + "”应为金额，现为 " + type.word());
            }
          });
    }
    s.done("described");
    return new Described(
        local(id, name),
        content,
        apart,
        amount == null ? null : local(id, amount),
        shown,
        compared);
  }

  /** Where files of a subject say what they cost. */
  private Priced priced(String id, Section s, SubjectParts p) {
    List<String> whole = new ArrayList<>();
    for (Yaml.Scalar fact : s.texts("whole")) {
      whole.add(local(id, fact.text()));
      last.add(
          () -> {
            FactType type = known(id, fact.place(), fact.text(), p);
            if (type != null && type != FactType.Scalar.MONEY) {
              problems.add(fact.place(), "“" + fact.text() + "”应为 money，现为 " + type.word());
            }
          });
    }
    if (whole.isEmpty()) {
      problems.add(s.place(), "缺少“whole”：总价记在哪个要素");
    }
    List<String> alike = new ArrayList<>();
    for (Yaml.Scalar fact : s.texts("alike")) {
      alike.add(local(id, fact.text()));
      last.add(() -> known(id, fact.place(), fact.text(), p));
    }
    Priced.Lines lines = s.has("lines") ? lines(id, s.section("lines"), p) : null;
    s.done("priced");
    return new Priced(whole, lines, alike);
  }

  private Priced.Lines lines(String id, Section s, SubjectParts p) {
    Priced.Lines lines =
        new Priced.Lines(
            s.texts("facts").stream().map(f -> local(id, f.text())).toList(),
            s.text("name"),
            s.text("amount"),
            s.optional("quantity"));
    for (Yaml.Scalar fact : s.texts("facts")) {
      last.add(
          () -> {
            FactType type = known(id, fact.place(), fact.text(), p);
            if (type instanceof FactType.ListType list
                && list.item() instanceof FactType.RecordType record) {
              part(s, "name", record, Set.of(FactType.Scalar.TEXT, FactType.Scalar.LONG_TEXT));
              part(s, "amount", record, Set.of(FactType.Scalar.MONEY));
              part(s, "quantity", record, Set.of(FactType.Scalar.INT));
            } else if (type != null) {
              problems.add(fact.place(), "“" + fact.text() + "”应为记录的列表，现为 " + type.word());
            }
          });
    }
    s.done("price_lines");
    return lines;
  }

  private void part(Section s, String key, FactType.RecordType record, Set<FactType> types) {
    String part = s.optional(key);
    Fact found = part == null ? null : record.fields().get(part);
    if (part != null && found == null) {
      problems.unknown(
          s.placeOf(key), "“" + record.name() + "”的部分", part, record.fields().keySet());
    } else if (found != null && !types.contains(found.type())) {
      problems.add(
          s.placeOf(key),
          "“"
              + part
              + "”应为 "
              + types.stream().map(FactType::word).sorted().collect(Collectors.joining(" 或 "))
              + "，现为 "
              + found.type().word());
    }
  }

  private void checkText(String id, Yaml.Place at, String fact, SubjectParts p) {
    FactType type = known(id, at, fact, p);
    if (type != null && type != FactType.Scalar.TEXT && type != FactType.Scalar.LONG_TEXT) {
      problems.add(at, "“" + fact + "”应为文字，现为 " + type.word());
    }
  }

  private @Nullable FactType known(String id, Yaml.Place at, String fact, SubjectParts p) {
    Fact found = p.facts.get(local(id, fact));
    if (found == null && !fact.isEmpty()) {
      problems.unknown(at, "要素", fact, p.facts.keySet());
    }
    return found == null ? null : found.type();
  }

  private static String local(String subject, String fact) {
    return fact.startsWith(subject + ".") ? fact.substring(subject.length() + 1) : fact;
  }

  private Fact readFact(String name, Yaml.Entry e) {
    Section s = Section.of(e.value(), problems);
    String title = s.text("title");
    FactType type = type(s.scalar("type"), e.keyPlace());
    String help = s.optional("help");
    Object fallback = null;
    Yaml node = s.node("default");
    if (node != null) {
      Object plain = node.plainTree();
      try {
        fallback = plain == null ? null : type.parse(plain);
      } catch (IllegalArgumentException x) {
        problems.add(node.place(), "默认值不对：" + x.getMessage());
      }
    }
    boolean emptyAtFirst = s.flag("empty-until-recorded", true);
    if (fallback == null && emptyAtFirst && type instanceof FactType.ListType) {
      fallback = List.of();
    }
    String reverse = s.optional("reverse");
    if (reverse != null) {
      Yaml.Place at = s.placeOf("reverse");
      last.add(() -> checkReverse(at, reverse, s.placeOf("type"), type));
    }
    s.done("fact");
    return new Fact(name, title, type, help, fallback, reverse);
  }

  private void checkReverse(Yaml.Place at, String reverse, Yaml.Place typed, FactType type) {
    int dot = reverse.indexOf('.');
    SubjectParts p = dot < 0 ? null : subjects.get(reverse.substring(0, dot));
    // Every file has its unit's file, whether or not the subject declares that fact.
    String fact = reverse.substring(dot + 1);
    if (p == null || (!p.facts.containsKey(fact) && !fact.equals("unit"))) {
      List<String> known = new ArrayList<>();
      subjects.forEach((id, s) -> s.facts.keySet().forEach(f -> known.add(id + "." + f)));
      problems.unknown(at, "要素", reverse, known);
      return;
    }
    FactType files = new FactType.ListType(new FactType.RefType(reverse.substring(0, dot)));
    if (!type.equals(files)) {
      problems.add(
          typed, "“reverse: " + reverse + "”列出的是 " + files.word() + "，而类型为 " + type.word());
    }
  }

  /** The type a pack wrote. */
  FactType type(Yaml.@Nullable Scalar node, Yaml.Place place) {
    if (node == null) {
      problems.add(place, "缺少“type”");
      return FactType.Scalar.TEXT;
    }
    return type(node.text(), node.place());
  }

  private FactType type(String word, Yaml.Place at) {
    for (FactType.Scalar scalar : FactType.Scalar.values()) {
      if (scalar.word().equals(word)) {
        return scalar;
      }
    }
    Matcher m = GENERIC.matcher(word);
    if (m.matches()) {
      String inner = m.group(2).strip();
      if (m.group(1).equals("list")) {
        return new FactType.ListType(type(inner, at));
      }
      if (!subjects.containsKey(inner)) {
        problems.unknown(at, "对象", inner, subjects.keySet());
        return FactType.Scalar.TEXT;
      }
      return new FactType.RefType(inner);
    }
    FactType.EnumType e = enums.get(word);
    if (e != null) {
      return e;
    }
    FactType.RecordType r = records.get(word);
    if (r != null) {
      return r;
    }
    List<String> known = new ArrayList<>(enums.keySet());
    known.addAll(records.keySet());
    for (FactType.Scalar scalar : FactType.Scalar.values()) {
      known.add(scalar.word());
    }
    problems.unknown(at, "类型", word, known);
    return FactType.Scalar.TEXT;
  }
}
