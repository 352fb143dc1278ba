package zhunsheng.policy.worked;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import zhunsheng.policy.Packs;
import zhunsheng.policy.load.CaseReader;
import zhunsheng.policy.load.PolicyLoader;

class WorkedCasesTest {

  @TestFactory
  List<DynamicContainer> every_worked_case_of_every_pack_holds() {
    List<DynamicContainer> packs = new ArrayList<>();
    for (String pack : PolicyLoader.packs(Packs.ROOT)) {
      Path folder = Packs.ROOT.resolve(pack).resolve("cases");
      if (Files.isDirectory(folder)) {
        packs.add(DynamicContainer.dynamicContainer(pack, cases(Packs.ROOT, pack, folder)));
      }
    }
    assertThat(packs).isNotEmpty();
    packs.add(
        DynamicContainer.dynamicContainer(
            "asked", cases(Packs.ROUTES, "asked", Packs.ROUTES.resolve("asked/cases"))));
    return packs;
  }

  private static List<DynamicContainer> cases(Path root, String pack, Path folder) {
    List<WorkedCase> cases = CaseReader.read(root, folder);
    CaseRunner runner = new CaseRunner(Packs.load(root, pack), cases);
    Map<String, List<DynamicTest>> files = new TreeMap<>();
    for (WorkedCase c : cases) {
      files
          .computeIfAbsent(c.file(), f -> new ArrayList<>())
          .add(
              DynamicTest.dynamicTest(
                  c.name(), () -> assertThat(runner.run(c).failures()).isEmpty()));
    }
    List<DynamicContainer> containers = new ArrayList<>();
    files.forEach((file, tests) -> containers.add(DynamicContainer.dynamicContainer(file, tests)));
    return containers;
  }
}
