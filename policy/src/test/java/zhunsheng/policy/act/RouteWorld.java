package zhunsheng.policy.act;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zhunsheng.policy.Packs;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;

/** One file of the pack {@code routes}, and what is done to it. */
final class RouteWorld {
  static final Policy POLICY = Packs.load(Packs.ROUTES, "routes");
  static final LocalDate FIRST = LocalDate.of(2024, 3, 4);
  static final String RUN = "request-1";

  CaseFile file;
  LocalDate today = FIRST;
  final List<Actor.Delegation> delegations = new ArrayList<>();

  RouteWorld() {
    file =
        CaseFile.empty("m-1")
            .evolve(
                new Recorded(1, new Event.FileOpened("matter", "unit_office"), today, "p", "o"));
  }

  RouteWorld copy() {
    RouteWorld copy = new RouteWorld();
    copy.file = file;
    copy.today = today;
    copy.delegations.addAll(delegations);
    return copy;
  }

  /** A request filed, at its first step. */
  static RouteWorld filed(boolean large) {
    RouteWorld world = new RouteWorld();
    world.must(world.submit("request", null, facts(large)), "unit_office");
    return world;
  }

  /** A request brought to that step by the first choice of everyone before it. */
  static RouteWorld at(String step, boolean large) {
    RouteWorld world = filed(large);
    world.advanceTo(step);
    return world;
  }

  void advanceTo(String step) {
    for (int i = 0; i < 30 && !step.equals(openStep()); i++) {
      Run.Assignment turn = openVisit().openAssignments().getFirst();
      must(act(turn.id(), first(openStep()), null), turn.office());
    }
  }

  static Map<String, Object> facts(boolean large) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", "甲");
    facts.put("large", large);
    facts.put("desk", "desk_one");
    return facts;
  }

  Run run() {
    return file.runs().get(RUN);
  }

  Run.Visit openVisit() {
    return run().openVisit();
  }

  String openStep() {
    return run().status() == Run.Status.IN_ROUTE ? openVisit().step() : "";
  }

  List<String> waiting() {
    return run().status() == Run.Status.IN_ROUTE
        ? openVisit().openAssignments().stream().map(Run.Assignment::office).toList()
        : List.of();
  }

  static String first(String step) {
    return choices(step).getFirst().id();
  }

  static List<Procedure.Choice> choices(String step) {
    return POLICY.procedure("request").step(step).choices();
  }

  Command submit(String procedure, String run, Map<String, Object> facts) {
    return new Command.Submit(procedure, run, facts, Map.of(), Map.of(), true);
  }

  Command act(String assignment, String choice, String returnTo) {
    return new Command.Act(
        RUN, null, assignment, choice, "意见", returnTo, Map.of(), Map.of(), Map.of());
  }

  Command actIn(String step, String choice) {
    return new Command.Act(RUN, step, null, choice, "意见", null, Map.of(), Map.of(), Map.of());
  }

  Actor actor(String office) {
    return Actor.of("person of " + office, office, delegations, today);
  }

  /** Decides a command, and moves the file where it is accepted. */
  Decision decide(Command command, String office) {
    Decision decision = Decider.decide(POLICY, Dossier.of(file), command, actor(office), today);
    if (decision instanceof Decision.Accepted accepted) {
      for (Event event : accepted.events()) {
        file =
            file.evolve(
                new Recorded(file.version() + 1, event, today, "person of " + office, office));
      }
    }
    return decision;
  }

  void must(Command command, String office) {
    if (decide(command, office) instanceof Decision.Refused refused) {
      throw new AssertionError(command + " by " + office + ": " + refused.refusals());
    }
  }

  List<Refusal> mustNot(Command command, String office) {
    CaseFile before = file;
    if (decide(command, office) instanceof Decision.Refused refused) {
      if (!before.equals(file)) {
        throw new AssertionError("a refused command moved the file");
      }
      return refused.refusals();
    }
    throw new AssertionError(command + " by " + office + " should be refused");
  }

  /** The first choice of {@code office} in the open step. */
  void agree(String office) {
    must(act(null, first(openStep()), null), office);
  }

  void choose(String office, String choice) {
    must(act(null, choice, null), office);
  }
}
