package zhunsheng.policy.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decision;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessment.Availability;
import zhunsheng.policy.assess.Assessment.State;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.assess.Outlook;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.worked.CaseRunner;
import zhunsheng.policy.worked.CaseWorld;
import zhunsheng.policy.worked.Deed;
import zhunsheng.policy.worked.WorkedCase;

/**
 * Lives through a regulation systematically: from nothing, and from every state of a life that a
 * worked case lives, everything that the cases do is tried by everybody on every day that changes
 * something. What was least gone on from is gone on from first; states that differ in nothing that
 * rules turn on are one. Every state is held against the pack's invariants.
 *
 * <p>Bounded: what it does not find in so many states may still be there.
 */
public final class Explorer {
  private final Policy policy;
  private final Repertoire repertoire;
  private final List<List<Deed>> lives;
  private final LocalDate first;
  private final Set<String> turningFacts = new TreeSet<>();
  private Set<String> seen = new HashSet<>();
  private Map<Object, Cell> cells = new LinkedHashMap<>();

  /** The procedures that are tried, or null for all. */
  private @Nullable Set<String> only;

  private final Map<String, Life> broken = new LinkedHashMap<>();
  private final Map<String, String> stuck = new LinkedHashMap<>();
  private final Set<String> reached = new TreeSet<>();
  private final Set<String> done = new TreeSet<>();
  private int states;
  private int deepest;
  private int turn;

  /**
   * @param cases cases that all pass under {@code policy}
   */
  public Explorer(Policy policy, List<WorkedCase> cases) {
    this.policy = policy;
    CaseRunner runner = new CaseRunner(policy, cases);
    cases.forEach(runner::run);
    List<Deed> deeds = runner.deeds();
    this.repertoire = new Repertoire(policy, deeds);
    this.lives = cases.stream().map(runner::life).filter(l -> !l.isEmpty()).distinct().toList();
    this.first = deeds.stream().map(Deed::day).min(Comparator.naturalOrder()).orElse(policy.from());
    policy.invariants().forEach(i -> turningFacts.addAll(i.holds().reads()));
    policy.applies().values().forEach(x -> turningFacts.addAll(x.reads()));
    policy
        .procedures()
        .values()
        .forEach(
            p -> {
              if (p.when() != null) {
                turningFacts.addAll(p.when().reads());
              }
              p.route().stream()
                  .filter(s -> s.when() != null)
                  .forEach(s -> turningFacts.addAll(s.when().reads()));
            });
  }

  /** How a state was come to. */
  private record Life(@Nullable Life before, @Nullable Deed deed, LocalDate day, int length) {
    List<Deed> deeds() {
      List<Deed> deeds = new ArrayList<>();
      for (Life life = this; life != null; life = life.before()) {
        if (life.deed() != null) {
          deeds.addFirst(life.deed());
        }
      }
      return deeds;
    }
  }

  private record Node(CaseWorld world, LocalDate day, Life life) {}

  /** States in which the file that moved last stands alike. */
  private static final class Cell {
    private final PriorityQueue<Node> open =
        new PriorityQueue<>(Comparator.comparingInt(n -> n.life().length()));
    private int tried;
  }

  /**
   * What was found.
   *
   * @param states different states that were looked at
   * @param deepest deeds of the longest life among them
   * @param reached milestones that some state had reached, qualified
   * @param done procedures that were filed in some life
   */
  public record Result(
      int states, int deepest, Set<String> reached, Set<String> done, List<Finding> findings) {}

  /**
   * Explores.
   *
   * @param bound states that are gone on from, at most, around the lives of the cases and again for
   *     each invariant among what it turns on; each leads to dozens
   * @param progress hears how much of the bound is done, from 0 to 1
   */
  public Result explore(int bound, Consumer<Double> progress) {
    List<Policy.Invariant> invariants = policy.invariants();
    int parts = 1 + invariants.size();
    search(null, bound, done -> progress.accept(done / parts));
    for (int i = 0; i < invariants.size(); i++) {
      Policy.Invariant invariant = invariants.get(i);
      if (!broken.containsKey(invariant.id())) {
        search(Slice.of(policy, invariant.holds()), bound, done -> {});
      }
      progress.accept((i + 2) / (double) parts);
    }
    List<Finding> findings = new ArrayList<>();
    broken.forEach((invariant, life) -> findings.add(finding(invariant, life)));
    stuck.forEach(
        (id, message) -> findings.add(new Finding(id, Finding.Kind.CONTRADICTION, null, message)));
    return new Result(states, deepest, reached, done, findings);
  }

  /** Goes on from at most {@code bound} states, by some procedures or (null) by all. */
  private void search(@Nullable Set<String> procedures, int bound, Consumer<Double> progress) {
    seen = new HashSet<>();
    cells = new LinkedHashMap<>();
    only = procedures;
    add(new CaseWorld(policy), new Life(null, null, first, 0));
    if (procedures == null) {
      lives.forEach(this::live);
    }
    for (int gone = 0; gone < bound; gone++) {
      Node node = next();
      if (node == null) {
        break;
      }
      goOn(node);
      progress.accept((gone + 1) / (double) bound);
    }
  }

  private void goOn(Node node) {
    for (Deed deed : possible(node.world(), node.day())) {
      CaseWorld next = node.world().copy();
      if (next.run(deed.file(), deed.command(), deed.actor(), node.day())
          instanceof Decision.Accepted) {
        next.observe(node.day());
        note(deed);
        add(next, new Life(node.life(), deed, node.day(), node.life().length() + 1));
      }
    }
    LocalDate later = nextDay(node.world(), node.day());
    if (later != null) {
      CaseWorld next = node.world().copy();
      next.observe(later);
      add(next, new Life(node.life(), null, later, node.life().length()));
    }
  }

  private void note(Deed deed) {
    if (deed.command() instanceof Command.Submit c) {
      done.add(c.procedure());
    }
  }

  /** Adds every state of a life that a case lives. */
  private void live(List<Deed> deeds) {
    CaseWorld world = new CaseWorld(policy);
    Life life = new Life(null, null, first, 0);
    for (Deed deed : deeds) {
      world.observe(deed.day());
      if (world.run(deed.file(), deed.command(), deed.actor(), deed.day())
          instanceof Decision.Accepted) {
        world.observe(deed.day());
        note(deed);
        life = new Life(life, deed, deed.day(), life.length() + 1);
        add(world.copy(), life);
      }
    }
  }

  /**
   * From a cell least gone on from: the newest of them, so that a life is lived to its end, and in
   * turn the oldest, so that nothing is left out.
   */
  private @Nullable Node next() {
    boolean newest = only == null && turn++ % 2 == 0;
    Cell least = null;
    for (Cell cell : cells.values()) {
      if (!cell.open.isEmpty()
          && (least == null || cell.tried < least.tried || (newest && cell.tried == least.tried))) {
        least = cell;
      }
    }
    if (least == null) {
      return null;
    }
    least.tried++;
    return least.open.remove();
  }

  private void add(CaseWorld world, Life life) {
    if (!seen.add(key(world, life.day()))) {
      return;
    }
    states++;
    deepest = Math.max(deepest, life.length());
    for (CaseFile file : world.files()) {
      file.milestones().keySet().forEach(m -> reached.add(file.subject() + "." + m));
    }
    for (Policy.Invariant invariant : policy.invariants()) {
      if (!broken.containsKey(invariant.id()) && breaks(world, life.day(), invariant)) {
        broken.put(invariant.id(), life);
      }
    }
    cells
        .computeIfAbsent(cell(world, life), k -> new Cell())
        .open
        .add(new Node(world, life.day(), life));
  }

  /** All that the cases' people could do here. */
  private List<Deed> possible(CaseWorld world, LocalDate day) {
    List<Deed> deeds = new ArrayList<>();
    for (Procedure p : policy.procedures().values()) {
      if (p.opensFile() && world.file(p.subject()).version() == 0 && tried(p.id())) {
        deeds.addAll(repertoire.submissions(p.id(), world, day));
      }
    }
    for (CaseFile file : world.files()) {
      Assessment assessment = Assessor.assess(policy, world.dossier(file, null), day);
      for (Availability a : assessment.procedures()) {
        if (tried(a.procedure()) && a.state() != State.NOT_YET && a.state() != State.DONE) {
          deeds.addAll(repertoire.submissions(a.procedure(), world, day));
        }
      }
      for (Assessment.WaitingTurn turn : assessment.turns()) {
        Run run = file.runs().get(turn.run());
        if (run != null) {
          deeds.addAll(repertoire.acts(run, turn.step(), turn.office(), world, day));
        }
      }
      contradictions(assessment);
    }
    return deeds;
  }

  private boolean tried(String procedure) {
    return only == null || only.contains(procedure);
  }

  /** A duty that is open while everything that discharges it is forbidden for good. */
  private void contradictions(Assessment assessment) {
    for (Assessment.Duty duty : assessment.duties()) {
      boolean open =
          switch (duty.state()) {
            case OPEN, DUE_SOON, OVERDUE -> true;
            case UPCOMING, DONE, DONE_LATE -> false;
          };
      if (!open || duty.procedures().isEmpty()) {
        continue;
      }
      List<Availability> ways =
          assessment.procedures().stream()
              .filter(a -> duty.procedures().contains(a.procedure()))
              .toList();
      if (ways.isEmpty() || !ways.stream().allMatch(Explorer::forbiddenForGood)) {
        continue;
      }
      int slash = duty.id().indexOf('/');
      String id = slash < 0 ? duty.id() : duty.id().substring(0, slash);
      stuck.putIfAbsent(
          "contradiction/" + id,
          "责任“"
              + duty.title()
              + "”须履行，而可履行它的事项都被禁止且没有解除办法："
              + ways.getFirst().reasons().getFirst().message());
    }
  }

  private static boolean forbiddenForGood(Availability a) {
    return a.state() == State.BLOCKED
        && a.reasons().stream()
            .anyMatch(
                r ->
                    r.missing().isEmpty()
                        && (r.remedy() == null
                            || (r.remedy().earliest() == null
                                && r.remedy().procedures().isEmpty()
                                && r.remedy().advice().isBlank())));
  }

  /** The next day on which time alone opens or changes something, within two years. */
  private @Nullable LocalDate nextDay(CaseWorld world, LocalDate day) {
    LocalDate next = null;
    for (CaseFile file : world.files()) {
      Dossier dossier = world.dossier(file, null);
      Outlook outlook = Assessor.outlook(policy, dossier, day);
      next = sooner(next, outlook.changesOn());
      for (Availability a : Assessor.assess(policy, dossier, day).procedures()) {
        if (a.state() == State.NOT_YET || a.state() == State.BLOCKED) {
          for (Assessment.Reason r : a.reasons()) {
            next = sooner(next, r.remedy() == null ? null : r.remedy().earliest());
          }
        }
      }
    }
    return next == null || next.isAfter(day.plusYears(2)) || next.isAfter(first.plusYears(6))
        ? null
        : next;
  }

  private static @Nullable LocalDate sooner(@Nullable LocalDate a, @Nullable LocalDate b) {
    return a == null ? b : b == null || a.isBefore(b) ? a : b;
  }

  private boolean breaks(CaseWorld world, LocalDate day, Policy.Invariant invariant) {
    return world.files().stream()
        .filter(file -> file.subject().equals(invariant.subject()))
        .anyMatch(
            file ->
                Boolean.FALSE.equals(
                    Situation.of(policy, world.dossier(file, null), day).eval(invariant.holds())));
  }

  /** Where the file that moved last stands: what it has reached, and its open runs. */
  private static Object cell(CaseWorld world, Life life) {
    Life last = life;
    while (last.deed() == null && last.before() != null) {
      last = last.before();
    }
    Deed deed = last.deed();
    if (deed == null) {
      return "";
    }
    CaseFile file = world.file(deed.file());
    List<String> open = new ArrayList<>();
    for (Run run : file.runs().values()) {
      Run.Visit visit = run.status() == Run.Status.IN_ROUTE ? run.openVisit() : null;
      if (visit != null) {
        open.add(run.procedure() + "." + visit.step() + visit.openAssignments().size());
      }
    }
    return List.of(
        file.subject(), new TreeSet<>(file.milestones().keySet()), open, file.closed() != null);
  }

  private static List<Object> station(CaseFile file) {
    return List.of(
        file.subject(),
        new TreeSet<>(file.milestones().keySet()),
        runs(file),
        file.closed() != null);
  }

  /** Where the file's runs stand; more than two alike are two. */
  private static Map<String, Integer> runs(CaseFile file) {
    Map<String, Integer> runs = new TreeMap<>();
    for (Run run : file.runs().values()) {
      Run.Visit visit = run.status() == Run.Status.IN_ROUTE ? run.openVisit() : null;
      String at =
          run.procedure()
              + " "
              + run.status()
              + " "
              + run.outcome()
              + (visit == null ? "" : " " + visit.step() + visit.openAssignments().size());
      runs.merge(at, 1, (a, b) -> 2);
    }
    return runs;
  }

  /** All that tells two states apart. */
  private String key(CaseWorld world, LocalDate day) {
    Map<String, Object> parts = new TreeMap<>();
    for (CaseFile file : world.files()) {
      Map<String, Object> facts = new TreeMap<>();
      file.facts()
          .forEach(
              (name, value) -> {
                if (turningFacts.contains(file.subject() + "." + name)) {
                  facts.put(name, value);
                }
              });
      parts.put(file.id(), List.of(station(file), facts, new TreeSet<>(file.holds().keySet())));
    }
    return day + parts.toString();
  }

  private Finding finding(String invariantId, Life life) {
    Policy.Invariant invariant =
        policy.invariants().stream()
            .filter(i -> i.id().equals(invariantId))
            .findFirst()
            .orElseThrow();
    List<Deed> shortest = shortest(life.deeds(), life.day(), invariant);
    StringBuilder message =
        new StringBuilder("不变式“" + invariant.title() + "”不成立：" + invariant.holds().source());
    for (Deed deed : shortest) {
      message.append("\n    ").append(line(deed));
    }
    message.append("\n    ").append(life.day()).append(" 起不再成立");
    return new Finding(
        "invariant/" + invariantId,
        Finding.Kind.BROKEN_INVARIANT,
        invariant.citation() == null ? null : invariant.citation().norm(),
        message.toString());
  }

  /** Leaves out every deed without which it breaks as well. */
  private List<Deed> shortest(List<Deed> deeds, LocalDate day, Policy.Invariant invariant) {
    List<Deed> rest = new ArrayList<>(deeds);
    for (boolean shorter = true; shorter; ) {
      shorter = false;
      for (int i = rest.size() - 1; i >= 0; i--) {
        List<Deed> without = new ArrayList<>(rest);
        without.remove(i);
        if (breaksAfter(without, day, invariant)) {
          rest = without;
          shorter = true;
        }
      }
    }
    return rest;
  }

  private boolean breaksAfter(List<Deed> deeds, LocalDate day, Policy.Invariant invariant) {
    CaseWorld world = new CaseWorld(policy);
    for (Deed deed : deeds) {
      world.observe(deed.day());
      if (!(world.run(deed.file(), deed.command(), deed.actor(), deed.day())
          instanceof Decision.Accepted)) {
        return false;
      }
    }
    world.observe(day);
    return breaks(world, day, invariant);
  }

  private static String line(Deed deed) {
    String what =
        switch (deed.command()) {
          case Command.Submit c -> c.procedure() + " " + values(c.facts(), c.fields());
          case Command.Act c ->
              c.run() + "." + c.step() + ":" + c.choice() + " " + values(c.facts(), c.fields());
          default -> deed.command().toString();
        };
    return deed.day() + " " + deed.actor().office() + " " + deed.file() + " " + what.strip();
  }

  private static String values(Map<String, Object> facts, Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>(facts);
    all.putAll(fields);
    return all.isEmpty() ? "" : all.toString();
  }
}
