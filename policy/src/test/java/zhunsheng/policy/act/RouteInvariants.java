package zhunsheng.policy.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zhunsheng.policy.act.Refusal.Kind;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.file.Run.AssignmentState;
import zhunsheng.policy.file.Run.Status;
import zhunsheng.policy.model.Procedure;

/** What must hold of a run whatever was done to it. */
final class RouteInvariants {
  private RouteInvariants() {}

  static void check(RouteWorld before, RouteWorld w) {
    oneOpenVisitWhileInRoute(w.run());
    noOpenTurnInAClosedVisit(w.run());
    noTurnLostOrDoubled(w);
    nobodyWaitsForAnOfficeThatLeft(w);
    historyKeepsAllOpinions(before.run(), w.run());
    theScreensShowTheOpenTurns(w);
    whatLapsedIsRefused(w);
    otherStepsAreStale(w);
  }

  private static void oneOpenVisitWhileInRoute(Run run) {
    List<Run.Visit> open = run.visits().stream().filter(v -> v.closed() == null).toList();
    if (run.status() == Status.IN_ROUTE) {
      assertThat(open).hasSize(1);
      assertThat(open.getFirst()).isEqualTo(run.visits().getLast());
      assertThat(open.getFirst().openAssignments()).as("somebody can act").isNotEmpty();
    } else {
      assertThat(open).isEmpty();
    }
    assertThat(run.outcome() != null).isEqualTo(run.status() == Status.ENDED);
    assertThat(run.endedOn() != null).isEqualTo(run.status() == Status.ENDED);
    for (int i = 0; i < run.visits().size(); i++) {
      assertThat(run.visits().get(i).number()).isEqualTo(i + 1);
    }
  }

  private static void noOpenTurnInAClosedVisit(Run run) {
    for (Run.Visit v : run.visits()) {
      if (v.closed() != null) {
        assertThat(v.openAssignments()).isEmpty();
        assertThat(v.closedOn()).isNotNull();
      }
      for (Run.Assignment a : v.assignments()) {
        assertThat(a.act() != null).isEqualTo(a.state() == AssignmentState.DONE);
      }
    }
  }

  private static void noTurnLostOrDoubled(RouteWorld w) {
    Set<String> ids = new HashSet<>();
    for (Run.Visit v : w.run().visits()) {
      Procedure.Step step = RouteWorld.POLICY.procedure("request").step(v.step());
      List<String> parties = new ArrayList<>();
      Set<String> offices = new HashSet<>();
      for (Run.Assignment a : v.assignments()) {
        assertThat(ids.add(a.id())).as("id " + a.id()).isTrue();
        if (!a.added()) {
          parties.add(a.party());
        }
        if (v.closed() == null && a.state() != AssignmentState.LAPSED) {
          assertThat(offices.add(a.office())).as("two turns of " + a.office()).isTrue();
        }
        if (v.closed() == null && !a.added()) {
          assertThat(a.state()).isNotEqualTo(AssignmentState.LAPSED);
        }
      }
      assertThat(parties).containsExactlyElementsOf(step.by());
    }
  }

  private static void nobodyWaitsForAnOfficeThatLeft(RouteWorld w) {
    if (w.openStep().isEmpty()) {
      return;
    }
    for (Run.Assignment a : w.openVisit().openAssignments()) {
      assertThat(a.transferredFrom()).doesNotContain(a.office());
      if (a.party().equals("desk") && a.transferredFrom().isEmpty()) {
        assertThat(a.office()).isEqualTo(w.file.facts().get("desk"));
      }
    }
  }

  private static void historyKeepsAllOpinions(Run before, Run after) {
    assertThat(acts(after)).containsAll(acts(before));
  }

  private static List<String> acts(Run run) {
    List<String> acts = new ArrayList<>();
    for (Run.Visit v : run.visits()) {
      for (Run.Assignment a : v.assignments()) {
        if (a.act() != null) {
          acts.add(a.id() + " " + a.act());
        }
      }
    }
    return acts;
  }

  private static void theScreensShowTheOpenTurns(RouteWorld w) {
    List<String> shown =
        Assessor.assess(RouteWorld.POLICY, Dossier.of(w.file), w.today).turns().stream()
            .filter(t -> t.run().equals(RouteWorld.RUN))
            .map(Assessment.WaitingTurn::office)
            .toList();
    assertThat(shown).isEqualTo(w.waiting());
  }

  private static void whatLapsedIsRefused(RouteWorld w) {
    for (Run.Visit v : w.run().visits()) {
      for (Run.Assignment a : v.assignments()) {
        if (a.state() == AssignmentState.OPEN) {
          continue;
        }
        List<Refusal> refusals =
            w.copy().mustNot(w.act(a.id(), RouteWorld.first(v.step()), null), a.office());
        assertThat(refusals).isNotEmpty();
        assertThat(refusals).allMatch(r -> r.kind() == Kind.STALE && !r.message().isBlank());
      }
    }
  }

  private static void otherStepsAreStale(RouteWorld w) {
    for (Procedure.Step step : RouteWorld.POLICY.procedure("request").route()) {
      if (!step.id().equals(w.openStep())) {
        assertThat(
                w.copy().mustNot(w.actIn(step.id(), step.choices().getFirst().id()), "law_office"))
            .anyMatch(r -> r.kind() == Kind.STALE);
      }
    }
  }

  /** The run can be brought to its end by those whose turn it is. */
  static void comesToAnEnd(RouteWorld world) {
    RouteWorld w = world.copy();
    for (int i = 0; i < 80; i++) {
      switch (w.run().status()) {
        case ENDED -> {
          return;
        }
        case RETURNED, WITHDRAWN ->
            w.must(
                w.submit("request", RouteWorld.RUN, java.util.Map.of("name", "丙")), "unit_office");
        case IN_ROUTE -> {
          Run.Assignment a = w.openVisit().openAssignments().getFirst();
          w.must(w.act(a.id(), RouteWorld.first(w.openStep()), null), a.office());
        }
      }
    }
    throw new AssertionError("no end in sight: " + w.run());
  }
}
