package zhunsheng.policy.act;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import zhunsheng.policy.model.Procedure;

/** Every ordered pair of operations in every kind of step: where comparable products fail. */
class RoutePairsTest {

  @TestFactory
  List<DynamicContainer> every_pair_of_operations_in_every_step_leaves_the_route_sound() {
    List<DynamicContainer> steps = new ArrayList<>();
    for (Procedure.Step step : RouteWorld.POLICY.procedure("request").route()) {
      RouteWorld start = RouteWorld.at(step.id(), true);
      List<DynamicTest> firsts = new ArrayList<>();
      for (RouteOperation first : RouteOperation.values()) {
        firsts.add(DynamicTest.dynamicTest(first + " then every other", () -> pairs(start, first)));
      }
      steps.add(DynamicContainer.dynamicContainer(step.id() + " " + step.title(), firsts));
    }
    return steps;
  }

  private static void pairs(RouteWorld start, RouteOperation first) {
    RouteWorld afterFirst = start.copy();
    step(afterFirst, first, "");
    for (RouteOperation second : RouteOperation.values()) {
      RouteWorld afterSecond = afterFirst.copy();
      step(afterSecond, second, first + ", ");
    }
  }

  private static void step(RouteWorld world, RouteOperation operation, String before) {
    RouteWorld old = world.copy();
    try {
      operation.apply(world);
      RouteInvariants.check(old, world);
      RouteInvariants.comesToAnEnd(world);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(before + operation + ": " + e.getMessage(), e);
    }
  }

  @Property(tries = 120)
  void a_walk_of_thirty_operations_leaves_the_route_sound(
      @ForAll @Size(30) List<RouteOperation> operations, @ForAll boolean large) {
    RouteWorld world = RouteWorld.filed(large);
    for (RouteOperation operation : operations) {
      RouteWorld old = world.copy();
      RouteOperation.nextDay(world);
      operation.apply(world);
      RouteInvariants.check(old, world);
    }
    RouteInvariants.comesToAnEnd(world);
  }
}
