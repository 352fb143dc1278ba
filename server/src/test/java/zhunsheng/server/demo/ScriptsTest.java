package zhunsheng.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decision;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.worked.CaseWorld;

/** The demonstration of every pack, told to the regulation alone: no server, no database. */
class ScriptsTest {
  private static final Path PACKS =
      Path.of(System.getProperty("zhunsheng.home", "..")).resolve("policies");

  static List<String> packs() {
    return PolicyLoader.packs(PACKS);
  }

  /** Every pack, where nothing resembles anything and where everything has its double. */
  static Stream<Arguments> worlds() {
    return packs().stream()
        .flatMap(p -> Stream.of(Arguments.of(p, List.of()), Arguments.of(p, List.of("duplicate"))));
  }

  @ParameterizedTest(name = "{0}, found: {1}")
  @MethodSource("worlds")
  void no_step_of_a_script_is_refused(String pack, List<String> found) {
    DemoScript script = DemoScript.of(pack);
    assertThat(script).as("demonstration of " + pack).isNotNull();
    Policy policy = PolicyLoader.load(PACKS, pack);
    InMemory world = new InMemory(policy, script, found);

    new ScriptedLives(policy, script, world).live(script.today());

    assertThat(world.refused).isEmpty();
    assertThat(world.sent).as("commands").isGreaterThan(500);
    assertThat(world.files.files().stream().filter(f -> f.subject().equals("project")).count())
        .as("projects")
        .isGreaterThanOrEqualTo(40);
  }

  @Test
  void a_step_that_is_refused_is_named() {
    String pack = packs().getFirst();
    DemoScript script = DemoScript.of(pack);
    assertThat(script).isNotNull();
    Map<String, Object> bare = new LinkedHashMap<>(script.rest());
    bare.remove("defaults");
    DemoScript without =
        new DemoScript(
            pack, script.password(), script.today(), script.units(), script.people(), bare);
    Scenario.Step first = Scenario.steps(bare, script.today()).getFirst();
    Policy policy = PolicyLoader.load(PACKS, pack);
    InMemory world = new InMemory(policy, script, List.of());

    int refused = new ScriptedLives(policy, without, world).live(first.day().plusMonths(6));

    assertThat(refused).isPositive().isEqualTo(world.refused.size());
    assertThat(world.refused)
        .allMatch(r -> r.matches("(?s)[a-z_0-9]+/\\d+ \\S+ \\d{4}-\\d\\d-\\d\\d: .+"));
  }

  private static final class InMemory implements ScriptedLives.World {
    private final Policy policy;
    private final List<String> levels;
    private final CaseWorld files;
    private final Set<String> offices = new HashSet<>();
    private final List<Actor.Delegation> delegations = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int sent;

    InMemory(Policy policy, DemoScript script, List<String> levels) {
      this.policy = policy;
      this.levels = levels;
      files = new CaseWorld(policy);
      script.people().forEach(p -> offices.add(p.office()));
    }

    /** Holds are looked at when a step meets them; their days are of no account here. */
    @Override
    public void liveThrough(LocalDate from, LocalDate until) {}

    @Override
    public Dossier dossier(String file) {
      return files.dossier(files.file(file), null);
    }

    @Override
    public Optional<CaseFile> file(String id) {
      return Optional.of(files.file(id)).filter(f -> f.version() > 0);
    }

    @Override
    public Answer send(
        String key, String file, boolean opens, Command command, Actor actor, LocalDate day) {
      sent++;
      return switch (files.run(file, command, actor, day)) {
        case Decision.Accepted a -> new Answer(file, List.of());
        case Decision.Refused r -> new Answer(file, r.refusals());
      };
    }

    @Override
    public void delegate(Actor.Delegation delegation, LocalDate day) {
      delegations.add(delegation);
    }

    @Override
    public Actor actor(String office, LocalDate day) {
      assertThat(offices).as("offices with a person").contains(office);
      return Actor.of(office, office, delegations, day);
    }

    @Override
    public Command.Submit filled(Dossier dossier, Command.Submit command) {
      Map<String, Object> filled = new LinkedHashMap<>();
      for (Procedure.Field field : policy.procedure(command.procedure()).compared()) {
        // Where only some files are looked among, every file around is found; the rest are dropped.
        List<String> ids =
            field.among() == null
                ? List.of("0")
                : dossier.reverse().values().stream().flatMap(List::stream).distinct().toList();
        filled.put(
            field.id(),
            levels.stream()
                .flatMap(l -> ids.stream().map(id -> found(dossier.file(), id, l)))
                .toList());
      }
      return filled.isEmpty() ? command : command.filled(filled);
    }

    private static Map<String, Object> found(CaseFile file, String id, String level) {
      return Map.of(
          "other", "另一平台", "file", id, "owner", file.office(), "level", level, "score", 93L);
    }

    @Override
    public Material.Attachment paper(String life, String title, Actor actor, LocalDate day) {
      return new Material.Attachment("0".repeat(64), title + ".docx", "application/pdf", 1);
    }

    @Override
    public void refused(Scenario.Step step, String why) {
      refused.add(step.key() + " " + step.what().get("does") + " " + step.day() + ": " + why);
    }
  }
}
