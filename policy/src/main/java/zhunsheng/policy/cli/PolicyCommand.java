package zhunsheng.policy.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zhunsheng.policy.check.Checker;
import zhunsheng.policy.check.Finding;
import zhunsheng.policy.expression.Nearest;
import zhunsheng.policy.load.CaseReader;
import zhunsheng.policy.load.NoteReader;
import zhunsheng.policy.load.PolicyException;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.load.SealFile;
import zhunsheng.policy.meaning.Seal;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Note;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.worked.CaseResult;
import zhunsheng.policy.worked.CaseRunner;
import zhunsheng.policy.worked.WorkedCase;

/** {@code zhunsheng policy …}: work on packs without a server or a database. */
@Command(
    name = "policy",
    description = "检查、试算和解释规则包",
    mixinStandardHelpOptions = true,
    subcommands = {
      PolicyCommand.Check.class,
      PolicyCommand.Cases.class,
      PolicyCommand.Coverage.class,
      PolicyCommand.Explain.class,
      PolicyCommand.Sealing.class,
      MutateCommand.class
    })
public final class PolicyCommand {

  /** What every subcommand needs. */
  abstract static class Base implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;

    @Option(names = "--policies", description = "规则包所在文件夹（默认：程序目录下的 policies）")
    @Nullable Path policies;

    Path root() {
      if (policies != null) {
        return policies;
      }
      return Path.of(System.getProperty("zhunsheng.home", ".")).resolve("policies");
    }

    /** Where a pack is: its folder, or its name below the packs' folder. */
    Place place(String pack) {
      Path folder = Path.of(pack).toAbsolutePath().normalize();
      Path parent = folder.getParent();
      return parent != null && Files.isRegularFile(folder.resolve("policy.yaml"))
          ? new Place(parent, String.valueOf(folder.getFileName()))
          : new Place(root(), pack);
    }

    /** A pack's name and the folder it is in. */
    record Place(Path root, String pack) {
      Policy load() {
        return PolicyLoader.load(root, pack);
      }
    }

    PrintWriter out() {
      return Objects.requireNonNull(spec).commandLine().getOut();
    }

    /** Prints a pack's problems. */
    int refused(PolicyException e) {
      e.problems().forEach(p -> out().println(p));
      out().println(e.problems().size() + " 处问题");
      out().flush();
      return 1;
    }
  }

  /** {@code policy check}. */
  @Command(
      name = "check",
      description = "检查规则包：类型、引用、条款是否齐全，规则和数字是否都有算例，不变式是否成立",
      mixinStandardHelpOptions = true)
  static final class Check extends Base {
    @Parameters(arity = "0..*", description = "规则包（默认全部）")
    List<String> packs = new ArrayList<>();

    @Option(names = "--quick", description = "只查类型、引用和结构，不试改规则、不遍历状态")
    boolean quick;

    @Option(
        names = "--states",
        description = "最多从多少个状态继续遍历（默认 ${DEFAULT-VALUE}）",
        defaultValue = "150")
    int states;

    @Option(names = "--json", description = "输出 JSON")
    boolean json;

    @Override
    public Integer call() {
      int failed = 0;
      List<Object> report = new ArrayList<>();
      List<String> wanted;
      try {
        wanted = packs.isEmpty() ? PolicyLoader.packs(root()) : packs;
      } catch (PolicyException e) {
        return refused(e);
      }
      for (String pack : wanted) {
        Place place = place(pack);
        try {
          Policy policy = place.load();
          List<Note> notes = NoteReader.read(place.root(), policy, place.pack());
          Path folder = place.root().resolve(place.pack()).resolve("cases");
          List<WorkedCase> cases =
              Files.isDirectory(folder) ? CaseReader.read(place.root(), folder) : List.of();
          Checker.Result result =
              quick
                  ? Checker.structure(policy, cases, notes)
                  : Checker.whole(policy, cases, notes, states, this::progress);
          result = result.with(unsealed(place, policy));
          boolean ok = result.findings().isEmpty() && result.stale().isEmpty();
          failed += ok ? 0 : 1;
          report.add(CheckReport.json(pack, result));
          if (!json) {
            CheckReport.lines(pack, policy, cases.size(), result).forEach(out()::println);
          }
        } catch (PolicyException e) {
          failed++;
          report.add(CheckReport.json(pack, e));
          if (!json) {
            refused(e);
          }
        }
      }
      if (json) {
        out().println(Json.write(report));
      }
      out().flush();
      return failed == 0 ? 0 : 1;
    }

    /** What is not as somebody read it against the official text. */
    private static List<Finding> unsealed(Place place, Policy policy) {
      List<Finding> findings = new ArrayList<>();
      new SealFile(place.root(), place.pack())
          .broken(policy)
          .forEach(
              (entry, problem) ->
                  findings.add(
                      new Finding(
                          "sealed/" + entry.replace(' ', '/'),
                          Finding.Kind.UNSEALED,
                          entry.startsWith("norm ") ? entry.substring("norm ".length()) : null,
                          problem.toString())));
      return findings;
    }

    private String shown = "";

    /** On a terminal's error stream, so that the report itself stays clean. */
    private void progress(String what, double done) {
      String line = what + " " + 10 * (int) (done * 10) + "%";
      if (!json && !line.equals(shown)) {
        shown = line;
        Objects.requireNonNull(spec)
            .commandLine()
            .getErr()
            .print("\r" + line + (done >= 1 ? "\n" : ""));
        Objects.requireNonNull(spec).commandLine().getErr().flush();
      }
    }
  }

  /** {@code policy cases}. */
  @Command(name = "cases", description = "运行算例", mixinStandardHelpOptions = true)
  static final class Cases extends Base {
    @Parameters(arity = "0..*", description = "规则包，或算例文件、文件夹（默认全部规则包的算例）")
    List<String> paths = new ArrayList<>();

    @Option(names = "--pack", description = "算例所用的规则包（文件不在规则包内时）")
    @Nullable String pack;

    @Option(names = "--json", description = "输出 JSON")
    boolean json;

    @Option(names = "--case", description = "只运行名称含有这些文字的算例")
    @Nullable String only;

    @Override
    public Integer call() {
      List<CaseResult> results = new ArrayList<>();
      try {
        List<String> targets = paths.isEmpty() ? PolicyLoader.packs(root()) : paths;
        Map<String, Policy> loaded = new TreeMap<>();
        for (String target : targets) {
          Path path = path(target);
          if (!Files.exists(path)) {
            out().println("没有算例：" + target + "（应为规则包、算例文件或文件夹）");
            out().flush();
            return 2;
          }
          String packId = pack != null ? pack : packOf(path);
          if (packId == null) {
            out().println("请用 --pack 写明 " + target + " 所用的规则包");
            out().flush();
            return 2;
          }
          Place place = place(packId);
          Policy policy = loaded.computeIfAbsent(packId, p -> place.load());
          List<WorkedCase> cases = CaseReader.read(place.root(), path);
          CaseRunner runner = new CaseRunner(policy, withBeginnings(place, path, cases));
          String wanted = only;
          for (WorkedCase c : cases) {
            if (wanted == null || c.name().contains(wanted)) {
              results.add(runner.run(c));
            }
          }
        }
      } catch (PolicyException e) {
        if (!json) {
          return refused(e);
        }
        List<String> problems = e.problems().stream().map(Object::toString).toList();
        out()
            .println(
                Json.write(
                    Map.of("passed", 0, "failed", 0, "cases", List.of(), "problems", problems)));
        out().flush();
        return 1;
      }
      if (results.isEmpty() && only != null) {
        out().println("没有名称含“" + only + "”的算例");
        out().flush();
        return 2;
      }
      return print(results);
    }

    /** The cases, and those of the pack's other files that they may begin from. */
    private static List<WorkedCase> withBeginnings(Place place, Path path, List<WorkedCase> cases) {
      Path all = place.root().resolve(place.pack()).resolve("cases");
      List<WorkedCase> known = new ArrayList<>(cases);
      if (Files.isDirectory(all) && !all.equals(path)) {
        known.addAll(CaseReader.read(place.root(), all));
      }
      return known;
    }

    private Path path(String target) {
      Path inPack = root().resolve(target).resolve("cases");
      if (!Files.exists(Path.of(target)) && Files.isDirectory(inPack)) {
        return inPack;
      }
      Path cases = Path.of(target).resolve("cases");
      return Files.isDirectory(cases) ? cases : Path.of(target);
    }

    private @Nullable String packOf(Path path) {
      for (Path p = path.toAbsolutePath().normalize(); p != null; p = p.getParent()) {
        if (Files.isRegularFile(p.resolve("policy.yaml"))) {
          return p.toString();
        }
      }
      return null;
    }

    private int print(List<CaseResult> results) {
      long failed = results.stream().filter(r -> !r.passed()).count();
      if (json) {
        out()
            .println(
                Json.write(
                    Map.of(
                        "passed",
                        results.size() - failed,
                        "failed",
                        failed,
                        "cases",
                        results.stream()
                            .map(
                                r ->
                                    Map.of(
                                        "file", r.worked().file(),
                                        "line", r.worked().line(),
                                        "case", r.worked().name(),
                                        "norms", r.worked().norms(),
                                        "passed", r.passed(),
                                        "failures", r.failures()))
                            .toList())));
      } else {
        for (CaseResult r : results) {
          if (!r.passed()) {
            out().println(r.worked().file() + ":" + r.worked().line() + ": " + r.worked().name());
            r.failures().forEach(f -> out().println("    第 " + f));
          }
        }
        out().println((results.size() - failed) + " passed, " + failed + " failed");
      }
      out().flush();
      return failed == 0 ? 0 : 1;
    }
  }

  /** {@code policy coverage}. */
  @Command(name = "coverage", description = "列出每项规范由什么落实、由哪些算例验证", mixinStandardHelpOptions = true)
  static final class Coverage extends Base {
    @Parameters(arity = "0..*", description = "规则包（默认全部）")
    List<String> packs = new ArrayList<>();

    @Option(names = "--json", description = "输出 JSON")
    boolean json;

    @Override
    public Integer call() {
      boolean whole = true;
      List<Object> report = new ArrayList<>();
      try {
        for (String pack : packs.isEmpty() ? PolicyLoader.packs(root()) : packs) {
          Place place = place(pack);
          Policy policy = place.load();
          Path folder = place.root().resolve(place.pack()).resolve("cases");
          List<WorkedCase> cases =
              Files.isDirectory(folder) ? CaseReader.read(place.root(), folder) : List.of();
          CoverageTable table = CoverageTable.of(policy, cases);
          whole &= table.whole();
          report.add(table.json());
          if (!json) {
            table.lines().forEach(out()::println);
          }
        }
      } catch (PolicyException e) {
        return refused(e);
      }
      if (json) {
        out().println(Json.write(report));
      }
      out().flush();
      return whole ? 0 : 1;
    }
  }

  /** {@code policy seal}. */
  @Command(
      name = "seal",
      description = "核定：记下规则包各项现在的含义，此后的改动须重新核定",
      mixinStandardHelpOptions = true)
  static final class Sealing extends Base {
    @Parameters(arity = "1..*", description = "规则包")
    List<String> packs = new ArrayList<>();

    @Override
    public Integer call() {
      try {
        for (String pack : packs) {
          Place place = place(pack);
          SealFile file = new SealFile(place.root(), place.pack());
          Seal now = file.of(place.load());
          Seal before = file.read();
          file.write(now);
          int changed = now.differing(before == null ? new Seal(Map.of()) : before).size();
          out()
              .println(place.pack() + "：核定 " + now.signs().size() + " 项，其中 " + changed + " 项与上次不同");
        }
      } catch (PolicyException e) {
        return refused(e);
      }
      out().flush();
      return 0;
    }
  }

  /** {@code policy explain}. */
  @Command(name = "explain", description = "解释一项规范、一条条款或一个事项", mixinStandardHelpOptions = true)
  static final class Explain extends Base {
    @Parameters(index = "0", description = "规则包")
    String pack = "";

    @Parameters(index = "1", description = "规范编号、条号或事项")
    String what = "";

    @Option(names = "--json", description = "输出 JSON")
    boolean json;

    @Override
    public Integer call() {
      Policy policy;
      try {
        policy = place(pack).load();
      } catch (PolicyException e) {
        return refused(e);
      }
      List<String> lines = new ArrayList<>();
      Norm norm = policy.norms().get(what);
      Procedure procedure = policy.procedures().get(what);
      if (norm != null) {
        Explanation.norm(norm, lines);
      } else if (procedure != null) {
        Explanation.procedure(policy, procedure, lines);
      } else {
        policy.norms().values().stream()
            .filter(n -> Integer.toString(n.citation().article()).equals(what))
            .forEach(n -> Explanation.norm(n, lines));
      }
      if (lines.isEmpty()) {
        List<String> known = new ArrayList<>(policy.norms().keySet());
        known.addAll(policy.procedures().keySet());
        out().println("“" + pack + "”中没有“" + what + "”" + Nearest.hint(what, known));
        out().flush();
        return 2;
      }
      if (json) {
        out().println(Json.write(Map.of("pack", policy.id(), "what", what, "lines", lines)));
      } else {
        lines.forEach(out()::println);
      }
      out().flush();
      return 0;
    }
  }
}
