package zhunsheng.policy.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.worked.WorkedCase;

/** Reads worked cases from YAML. */
public final class CaseReader {
  private static final List<String> REFUSED_KEYS = List.of("article", "norm", "says", "field");

  private static final Set<String> NOTICE_KEYS = Set.of("notices", "no_notices");

  private final Problems problems;
  private final Set<String> names = new HashSet<>();

  private CaseReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads the cases of a file, or of all files in a folder.
   *
   * @param root the folder below which names are given
   * @throws PolicyException with every problem found
   */
  public static List<WorkedCase> read(Path root, Path path) {
    return read(root, path, new Problems());
  }

  /** The same, collecting in {@code problems}. */
  static List<WorkedCase> read(Path root, Path path, Problems problems) {
    CaseReader reader = new CaseReader(problems);
    List<WorkedCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
              .sorted()
              .toList()) {
        cases.addAll(reader.file(root, file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!reader.problems.isEmpty()) {
      throw new PolicyException(reader.problems.all());
    }
    return cases;
  }

  private List<WorkedCase> file(Path root, Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path base =
        absolute.startsWith(root.toAbsolutePath().normalize())
            ? root.toAbsolutePath().normalize()
            : absolute.getRoot();
    Yaml tree = Yaml.read(base, absolute, problems);
    List<WorkedCase> cases = new ArrayList<>();
    switch (tree) {
      case null -> {}
      case Yaml.Items list -> list.items().forEach(i -> cases.add(worked(Section.of(i, problems))));
      case Yaml.Mapping m -> cases.add(worked(Section.of(m, problems)));
      case Yaml.Empty e -> {}
      case Yaml.Scalar s -> problems.add(s.place(), "这里应为算例列表");
    }
    return cases;
  }

  private WorkedCase worked(Section s) {
    String name = s.text("case");
    if (!name.isEmpty() && !names.add(name)) {
      problems.add(s.placeOf("case"), "算例“" + name + "”重复");
    }
    List<String> norms = s.texts("norms").stream().map(Yaml.Scalar::text).toList();
    String begins = s.optional("begins");
    List<WorkedCase.Step> steps = new ArrayList<>();
    LocalDate last = LocalDate.MIN;
    for (Section step : s.sections("steps")) {
      WorkedCase.Step read = step(step);
      if (read.day().isBefore(last)) {
        problems.add(step.placeOf("day"), "日期早于上一步");
      }
      last = read.day();
      steps.add(read);
    }
    s.optional("note");
    Map<String, Object> settings = plain(s, "settings");
    s.done("case");
    return new WorkedCase(
        s.place().file(),
        s.place().line(),
        name,
        norms,
        begins,
        settings == null ? Map.of() : settings,
        steps);
  }

  private WorkedCase.Step step(Section s) {
    LocalDate day = LocalDate.EPOCH;
    String written = s.text("day");
    try {
      day = written.isEmpty() ? day : (LocalDate) Scalar.DATE.parse(written);
    } catch (IllegalArgumentException e) {
      problems.add(s.placeOf("day"), String.valueOf(e.getMessage()));
    }
    Yaml does = s.node("does");
    Yaml materials = s.node("materials");
    Object given = materials == null ? null : materials.plainTree();
    Yaml expect = s.node("expect");
    Map<String, Object> with = plain(s, "with");
    Map<String, Object> filled = plain(s, "filled");
    String text = s.optional("text");
    WorkedCase.Step step =
        new WorkedCase.Step(
            s.place().line(),
            day,
            plain(s, "given"),
            s.optional("who"),
            does == null ? null : does.plainTree(),
            s.optional("file"),
            with == null ? Map.of() : with,
            given == null ? List.of() : given,
            s.optional("choice"),
            text == null ? "" : text,
            s.optional("return_to"),
            s.flag("confirmed", true),
            filled == null ? Map.of() : filled,
            expect == null ? null : expect.plainTree(),
            plain(s, "check"));
    s.optional("note");
    if (expect != null) {
      checkExpectation(expect);
    }
    if (step.does() != null && step.who() == null) {
      problems.add(s.place(), "缺少“who”：谁办理");
    }
    s.done("case_step");
    return step;
  }

  /** {@code accepted}, {@code refused}, or {@code {refused: […]}} with what each refusal says. */
  private void checkExpectation(Yaml expect) {
    switch (expect) {
      case Yaml.Scalar s when s.text().equals("accepted") || s.text().equals("refused") -> {}
      case Yaml.Mapping m when m.entries().keySet().equals(Set.of("refused")) -> {
        if (m.entries().values().iterator().next().value() instanceof Yaml.Items items) {
          for (Yaml item : items.items()) {
            if (item instanceof Yaml.Mapping reason) {
              reason
                  .entries()
                  .forEach(
                      (key, e) -> {
                        if (!REFUSED_KEYS.contains(key)) {
                          problems.unknown(e.keyPlace(), "键", key, REFUSED_KEYS);
                        }
                      });
            }
          }
        }
      }
      case Yaml.Mapping m
          when !m.entries().isEmpty() && NOTICE_KEYS.containsAll(m.entries().keySet()) -> {}
      default ->
          problems.add(
              expect.place(),
              "“expect”应为 accepted、refused、{refused: [...]} 或 {notices: [...], no_notices: [...]}");
    }
  }

  private @Nullable Map<String, Object> plain(Section s, String key) {
    Yaml node = s.node(key);
    if (node == null) {
      return null;
    }
    if (node.plainTree() instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((k, v) -> plain.put(String.valueOf(k), v));
      return plain;
    }
    problems.add(node.place(), "“" + key + "”应为“键: 值”");
    return null;
  }
}
