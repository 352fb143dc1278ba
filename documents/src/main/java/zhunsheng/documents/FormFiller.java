package zhunsheng.documents;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhunsheng.documents.Printed.Annex;
import zhunsheng.documents.Printed.Cell;
import zhunsheng.documents.Printed.Height;
import zhunsheng.documents.Printed.Line;
import zhunsheng.documents.Printed.Table;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.expression.Env;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.ListType;
import zhunsheng.policy.model.FactType.RecordType;
import zhunsheng.policy.model.FactType.RefType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Ref;
import zhunsheng.policy.value.Unknown;

/**
 * Fills a pack's form from a file. What the form looks like is the pack's own; this knows its
 * grammar: labels, facts, choices, sign-off blocks, inserts, formats.
 */
public final class FormFiller {
  /** Stands on every paper printed under a regulation that is only tried. */
  private static final Line DRAFT = new Line("征求意见稿，尚未施行", true);

  /** Characters to a line of a whole table's width, in the size of the filled-in text. */
  private static final int LINE = 36;

  private final Policy policy;
  private final Policy.Form form;
  private final Dossier dossier;
  private final @Nullable Run run;
  private final Printed.Names names;
  private final FileFacts facts;
  private final Env env;
  private final List<Annex> annexes = new ArrayList<>();

  private FormFiller(
      Policy policy,
      Policy.Form form,
      Dossier dossier,
      @Nullable Run run,
      LocalDate today,
      Printed.Names names) {
    this.policy = policy;
    this.form = form;
    this.run = run;
    // A form of an earlier run shows what that run declared.
    this.dossier = run == null ? dossier : dossier.with(dossier.file().withFacts(run.facts()));
    this.names = names;
    this.facts = new FileFacts(policy, this.dossier, today);
    this.env = Situation.of(policy, this.dossier, today).env(null);
  }

  /**
   * Fills {@code form}.
   *
   * @param run the run that it accompanies, or null for the latest of each procedure that it names
   */
  public static Printed fill(
      Policy policy,
      Policy.Form form,
      Dossier dossier,
      @Nullable Run run,
      LocalDate today,
      Printed.Names names) {
    return new FormFiller(policy, form, dossier, run, today, names).fill();
  }

  private Printed fill() {
    Map<String, Object> layout = form.layout();
    List<Line> header = new ArrayList<>();
    if (policy.draft()) {
      header.add(DRAFT);
    }
    maps(layout.get("header")).forEach(h -> header.add(headerLine(h)));
    List<Table> tables = new ArrayList<>();
    maps(layout.get("tables")).forEach(t -> tables.add(table(t)));
    return new Printed(text(layout, "heading", ""), titleLines(layout), header, tables, annexes);
  }

  private List<String> titleLines(Map<String, Object> layout) {
    List<String> lines = texts(layout.get("lines"));
    return lines.isEmpty() ? List.of(form.title()) : lines;
  }

  private Line headerLine(Map<String, Object> h) {
    boolean centred = text(h, "align", "left").startsWith("cent");
    String value = String.join("　", content(h));
    String pattern = text(h, "text", "");
    if (!pattern.isEmpty()) {
      return new Line(pattern.replace("{value}", value.isEmpty() ? "　　　" : value), centred);
    }
    return new Line(text(h, "label", "") + value, centred);
  }

  private Table table(Map<String, Object> t) {
    int columns = number(t, "columns", 1);
    List<List<Cell>> rows = new ArrayList<>();
    for (Map<String, Object> row : maps(t.get("rows"))) {
      List<Cell> cells = new ArrayList<>();
      String label = "";
      for (Map<String, Object> cell : maps(row.get("cells"))) {
        cells.add(cell(cell, label, columns));
        label = text(cell, "label", label);
      }
      rows.add(cells);
    }
    return new Table(columns, rows);
  }

  private Cell cell(Map<String, Object> c, String label, int columns) {
    int cols = number(c, "cols", 1);
    int rows = number(c, "rows", 1);
    Height height =
        switch (text(c, "height", "")) {
          case "tall" -> Height.TALL;
          case "tallest" -> Height.TALLEST;
          default -> Height.NORMAL;
        };
    if (c.containsKey("label") && !c.containsKey("fact") && !c.containsKey("facts")) {
      List<String> words = new ArrayList<>(List.of(text(c, "label", "")));
      if (c.containsKey("note")) {
        words.add(text(c, "note", ""));
      }
      return new Cell(cols, rows, true, height, words, List.of());
    }
    if (c.containsKey("block")) {
      return block(text(c, "block", ""), cols, rows, height, columns);
    }
    List<String> fitted = fit(content(c), label, room(height, cols, columns));
    return new Cell(cols, rows, false, height, fitted, List.of());
  }

  // --- What fills a place ---

  private List<String> content(Map<String, Object> c) {
    List<String> paragraphs = new ArrayList<>();
    if (c.containsKey("choice")) {
      paragraphs.add(choices(text(c, "choice", "")));
    } else if (c.containsKey("from")) {
      paragraphs.add(expression(text(c, "from", "")));
    } else if (c.containsKey("facts")) {
      paragraphs.addAll(severalFacts(c));
    } else if (c.containsKey("fact")) {
      String value = fact(text(c, "fact", ""), text(c, "as", ""));
      if (!value.isEmpty()) {
        paragraphs.add(value + text(c, "suffix", ""));
      } else if (c.containsKey("suffix")) {
        paragraphs.add("　　" + text(c, "suffix", ""));
      }
    }
    for (String insert : texts(c.get("append"))) {
      paragraphs.addAll(insert(map(map(form.layout().get("inserts")).get(insert))));
    }
    return paragraphs.stream()
        .flatMap(p -> p.lines())
        .map(String::strip)
        .filter(p -> !p.isEmpty())
        .toList();
  }

  private List<String> severalFacts(Map<String, Object> c) {
    Map<String, Object> headings = map(c.get("headings"));
    String separator = text(c, "separator", "");
    List<String> parts = new ArrayList<>();
    for (String name : texts(c.get("facts"))) {
      String value = fact(name, text(c, "as", ""));
      if (!value.isEmpty()) {
        parts.add(headings.containsKey(name) ? text(headings, name, "") + "：" + value : value);
      }
    }
    return separator.isEmpty() || parts.isEmpty() ? parts : List.of(String.join(separator, parts));
  }

  private String fact(String qualified, String format) {
    String name = qualified.substring(qualified.indexOf('.') + 1);
    Fact declared = policy.vocabulary().subject(dossier.file().subject()).facts().get(name);
    Object value = facts.value(name);
    return declared == null || value == null ? "" : display(declared.type(), value, format);
  }

  private String display(FactType type, Object value, String format) {
    if (value instanceof Money money && format.equals("wan")) {
      return money.toWan();
    }
    if (value instanceof LocalDate day) {
      String pattern = text(map(map(form.layout().get("formats")).get(format)), "pattern", "");
      return pattern.isEmpty() ? date(day) : date(day, pattern);
    }
    return switch (type) {
      case Scalar s when s == Scalar.OFFICE -> names.office(value.toString());
      case RefType r -> {
        String id = value instanceof Ref ref ? ref.file() : value.toString();
        yield Objects.requireNonNullElse(names.file(id), id);
      }
      case ListType list -> list(list, value, format);
      default -> type.display(value);
    };
  }

  private String list(ListType type, Object value, String format) {
    if (!(value instanceof List<?> items)) {
      return type.display(value);
    }
    return items.stream()
        .map(
            item ->
                type.item() instanceof RecordType record && item instanceof Map<?, ?> parts
                    ? record(record, parts, items.size() > 1)
                    : display(type.item(), item, format))
        .collect(Collectors.joining("、"));
  }

  /**
   * The parts of a list's item; amounts are left out of a list of one, where they repeat the sum.
   */
  private String record(RecordType type, Map<?, ?> parts, boolean amounts) {
    StringBuilder s = new StringBuilder();
    for (Fact part : type.fields().values()) {
      Object value = parts.get(part.name());
      if (value instanceof Money money) {
        s.append(amounts ? " " + money.toWan() + "万元" : "");
      } else if (value != null) {
        s.append(s.isEmpty() ? "" : " ").append(display(part.type(), value, ""));
      }
    }
    return s.toString();
  }

  private String choices(String id) {
    Map<String, Object> choice = map(map(form.layout().get("choices")).get(id));
    Map<String, Object> box = map(choice.get("box"));
    List<String> options = new ArrayList<>();
    for (Map<String, Object> option : maps(choice.get("options"))) {
      boolean chosen = isTrue(text(option, "when", "false"));
      String words = text(option, "text", "");
      if (option.containsKey("blank")) {
        String filled =
            chosen && option.containsKey("fact") ? fact(text(option, "fact", ""), "") : "";
        words += filled.isEmpty() ? text(option, "blank", "") : "（" + filled + "）";
      }
      options.add((chosen ? text(box, "chosen", "☑") : text(box, "empty", "□")) + words);
    }
    return String.join("　", options);
  }

  private List<String> insert(Map<String, Object> insert) {
    if (!isTrue(text(insert, "when", "true"))) {
      return List.of();
    }
    Run source = latest(text(insert, "run", ""));
    if (source == null) {
      return List.of();
    }
    Procedure procedure = policy.procedure(source.procedure());
    List<String> lines = new ArrayList<>();
    map(insert.get("fields"))
        .forEach(
            (id, title) ->
                procedure.fields().stream()
                    .filter(f -> f.id().equals(id))
                    .findFirst()
                    .ifPresent(
                        f -> {
                          Object value = source.fields().get(id);
                          if (value != null) {
                            lines.add(title + "：" + display(f.type(), value, ""));
                          }
                        }));
    return lines;
  }

  // --- Sign-off blocks ---

  private Cell block(String id, int cols, int rows, Height height, int columns) {
    Map<String, Object> block = map(map(form.layout().get("blocks")).get(id));
    List<String> holds = texts(block.get("holds"));
    if (block.containsKey("not-applicable-when")
        && isTrue(text(block, "not-applicable-when", "false"))) {
      return new Cell(
          cols, rows, false, height, List.of(text(block, "not-applicable-text", "不适用")), List.of());
    }
    String party = text(block, "party", "");
    Given own = given(text(block, "step", ""), party);
    Map<String, Object> then = map(block.get("then"));
    Given conclusion =
        then.isEmpty() ? null : given(text(then, "step", ""), text(then, "party", party));
    List<String> paragraphs = new ArrayList<>();
    if (own != null) {
      String act = block.containsKey("value") ? expression(text(block, "value", "")) : "";
      paragraphs.add((act.isEmpty() ? "" : act + "：") + own.words());
    }
    if (conclusion != null) {
      paragraphs.add(text(then, "label", "") + "：" + conclusion.words());
    }
    Given last = conclusion == null ? own : conclusion;
    List<String> fitted = fit(paragraphs, label(block, party), room(height, cols, columns) * 2 / 3);
    return new Cell(cols, rows, false, height, fitted, foot(last, holds));
  }

  private List<String> foot(@Nullable Given last, List<String> holds) {
    List<String> foot = new ArrayList<>();
    Map<String, Object> print = map(form.layout().get("print"));
    if (last == null) {
      // Left free for pen and seal on paper.
      if (holds.contains("date")) {
        foot.add(spaced(text(map(print.get("empty")), "date", "年 月 日")));
      }
      return foot;
    }
    if (holds.contains("signature")) {
      foot.add("签字：" + names.person(last.act.person()));
    }
    if (holds.contains("seal")) {
      foot.add("（盖章）" + names.office(last.office));
    }
    if (holds.contains("date")) {
      foot.add(date(last.act.day(), text(map(print.get("date")), "pattern", "YYYY年M月D日")));
    }
    return foot;
  }

  private static String spaced(String emptyDate) {
    return "　　" + emptyDate.replace(" ", "　　");
  }

  private String label(Map<String, Object> block, String party) {
    String office = text(block, "office", "");
    String name = office.isEmpty() ? "" : names.office(office);
    Policy.Party bound = policy.parties().get(party);
    return name.isEmpty() ? bound == null ? party : bound.title() : name;
  }

  /** What a party gave in a step. */
  private record Given(Procedure.Step step, String office, Run.Act act) {
    String words() {
      Procedure.Choice choice = step.choice(act.choice());
      String answer = choice == null ? act.choice() : choice.title();
      return act.text().isBlank() ? answer : answer + "。" + act.text().strip();
    }
  }

  private @Nullable Given given(String qualifiedStep, String party) {
    int dot = qualifiedStep.indexOf('.');
    Run source = latest(dot < 0 ? qualifiedStep : qualifiedStep.substring(0, dot));
    if (source == null) {
      return null;
    }
    Procedure procedure = policy.procedure(source.procedure());
    String stepId = qualifiedStep.substring(dot + 1);
    Procedure.Step step = procedure.step(stepId);
    Run.Visit visit = standing(procedure, source).get(stepId);
    if (step == null || visit == null) {
      return null;
    }
    for (Run.Assignment a : visit.assignments()) {
      Run.Act act = a.act();
      if (a.party().equals(party) && act != null) {
        return new Given(step, a.office(), act);
      }
    }
    return null;
  }

  /** The visits that still count: a return takes back the step returned to and all after it. */
  private static Map<String, Run.Visit> standing(Procedure procedure, Run run) {
    List<String> order = procedure.route().stream().map(Procedure.Step::id).toList();
    Map<String, Run.Visit> standing = new LinkedHashMap<>();
    for (Run.Visit visit : run.visits()) {
      int at = order.indexOf(visit.step());
      standing.keySet().removeIf(step -> order.indexOf(step) >= at);
      standing.put(visit.step(), visit);
    }
    return run.status() == Run.Status.RETURNED ? Map.of() : standing;
  }

  private @Nullable Run latest(String procedure) {
    if (run != null && run.procedure().equals(procedure)) {
      return run;
    }
    Run latest = null;
    for (Run candidate : dossier.file().runs().values()) {
      if (candidate.procedure().equals(procedure) && candidate.status() != Run.Status.WITHDRAWN) {
        latest = candidate;
      }
    }
    return latest;
  }

  // --- Room ---

  /** Characters that a cell holds. */
  private static int room(Height height, int cols, int columns) {
    int lines =
        switch (height) {
          case NORMAL -> 3;
          case TALL -> 8;
          case TALLEST -> 20;
        };
    return Math.max(4, LINE * cols / Math.max(1, columns)) * lines;
  }

  /**
   * What fits; where something does not, it ends with the form's mark and goes on in full on an
   * annex.
   */
  private List<String> fit(List<String> paragraphs, String label, int room) {
    if (paragraphs.stream().mapToInt(p -> p.length() + 1).sum() <= room) {
      return paragraphs;
    }
    Map<String, Object> overflow = map(map(form.layout().get("print")).get("overflow"));
    String mark = "……" + text(overflow, "marker", "见附页");
    annexes.add(new Annex(text(overflow, "annex", "附页"), label, String.join("\n", paragraphs)));
    List<String> fitted = new ArrayList<>();
    int left = Math.max(0, room - mark.length());
    for (String paragraph : paragraphs) {
      if (paragraph.length() > left) {
        int end = paragraph.offsetByCodePoints(0, paragraph.codePointCount(0, left));
        fitted.add(paragraph.substring(0, end) + mark);
        return fitted;
      }
      fitted.add(paragraph);
      left -= paragraph.length() + 1;
    }
    return fitted;
  }

  // --- Expressions and the tree ---

  private boolean isTrue(String source) {
    if (source.equals("true") || source.equals("false")) {
      return source.equals("true");
    }
    Expression expression = form.expressions().get(source);
    return expression != null && expression.isTrue(env);
  }

  private String expression(String source) {
    Expression expression = form.expressions().get(source);
    return expression == null || expression.eval(env) instanceof Unknown
        ? ""
        : expression.display(env);
  }

  private static String date(LocalDate day) {
    return date(day, "YYYY年M月D日");
  }

  /** The pattern is written as people write it, with capital letters for year and day. */
  private static String date(LocalDate day, String pattern) {
    return DateTimeFormatter.ofPattern(pattern.replace('Y', 'y').replace('D', 'd'), Locale.CHINA)
        .format(day);
  }

  private static String text(Map<String, Object> map, String key, String otherwise) {
    Object value = map.get(key);
    return value == null ? otherwise : value.toString();
  }

  private static int number(Map<String, Object> map, String key, int otherwise) {
    Object value = map.get(key);
    return value == null ? otherwise : Integer.parseInt(value.toString());
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> all) {
      all.forEach(
          (k, v) -> {
            if (v != null) {
              map.put(k.toString(), v);
            }
          });
    }
    return map;
  }

  private static List<Map<String, Object>> maps(@Nullable Object value) {
    return value instanceof List<?> items
        ? items.stream().map(FormFiller::map).toList()
        : List.of();
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of();
  }
}
