package zhunsheng.policy.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.policy.Packs;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decider;
import zhunsheng.policy.act.Decision;
import zhunsheng.policy.assess.Assessment.State;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;

/** An audit years later reaches the verdict of the day, by the norms of the day. */
class PastDayTest {
  private static final Policy POLICY = Packs.load(Packs.ROUTES, "dated");

  private final List<Recorded> events = new ArrayList<>();

  private CaseFile file() {
    return CaseFile.of("m-1", events);
  }

  private CaseFile asOf(LocalDate day) {
    return CaseFile.of("m-1", events.stream().filter(e -> !e.day().isAfter(day)).toList());
  }

  private void record(Event event, LocalDate day) {
    events.add(new Recorded(events.size() + 1, event, day, "p", "unit_office"));
  }

  private Decision file(String procedure, String office, LocalDate day) {
    Decision decision =
        Decider.decide(
            POLICY,
            Dossier.of(file()),
            new Command.Submit(procedure, null, Map.of(), Map.of(), Map.of(), true),
            Actor.of("p", office, List.of(), day),
            day);
    if (decision instanceof Decision.Accepted accepted) {
      accepted.events().forEach(e -> record(e, day));
    }
    return decision;
  }

  @Test
  void a_past_day_is_assessed_again_as_it_was() {
    LocalDate begun = LocalDate.of(2024, 6, 1);
    record(new Event.FileOpened("matter", "unit_office"), begun);
    Map<LocalDate, Assessment> then = new LinkedHashMap<>();
    for (LocalDate day = begun; day.isBefore(LocalDate.of(2024, 8, 1)); day = day.plusDays(3)) {
      if (day.equals(begun.plusDays(3))) {
        assertThat(file("begin", "unit_office", day)).isInstanceOf(Decision.Accepted.class);
      }
      if (day.equals(begun.plusDays(30))) {
        assertThat(file("finish", "unit_office", day)).isInstanceOf(Decision.Accepted.class);
      }
      then.put(day, Assessor.assess(POLICY, Dossier.of(file()), day));
    }
    then.forEach(
        (day, assessment) ->
            assertThat(Assessor.assess(POLICY, Dossier.of(asOf(day)), day)).isEqualTo(assessment));
  }

  @Test
  void an_amended_norm_binds_from_its_day_and_the_old_one_until_then() {
    record(new Event.FileOpened("matter", "unit_office"), LocalDate.of(2024, 6, 20));
    file("begin", "unit_office", LocalDate.of(2024, 6, 20));
    assertThat(reasons("finish", LocalDate.of(2024, 6, 29))).containsExactly("未满十天");
    assertThat(reasons("finish", LocalDate.of(2024, 6, 30))).isEmpty();
    assertThat(reasons("finish", LocalDate.of(2024, 7, 1))).containsExactly("未满二十天");
    assertThat(reasons("finish", LocalDate.of(2024, 7, 10))).isEmpty();
    assertThat(fact("desk", LocalDate.of(2024, 6, 30))).isEqualTo("desk_one");
    assertThat(fact("desk", LocalDate.of(2024, 7, 1))).isEqualTo("desk_two");
  }

  @Test
  void after_its_last_day_a_policy_binds_what_is_under_way_only_if_it_says_so() throws IOException {
    assertThat(blockedAfterTheEnd("{earlier-projects: covered}")).isEmpty();
    assertThat(blockedAfterTheEnd("{after-expiry: end}")).isEmpty();
    assertThat(blockedAfterTheEnd("{after-expiry: continue}")).containsExactly("未满二十天");
  }

  @TempDir Path folder;

  private List<String> blockedAfterTheEnd(String transition) throws IOException {
    Path root = Files.createTempDirectory(folder, "packs");
    try (Stream<Path> files = Files.walk(Packs.ROUTES)) {
      for (Path from : files.filter(Files::isRegularFile).toList()) {
        Path to = root.resolve(Packs.ROUTES.relativize(from).toString());
        Files.createDirectories(to.getParent());
        Files.writeString(
            to,
            Files.readString(from)
                .replace(
                    "in-force: {from: 2024-01-01}",
                    "in-force: {from: 2024-01-01, until: 2024-07-31}\ntransition: " + transition));
      }
    }
    events.clear();
    record(new Event.FileOpened("matter", "unit_office"), LocalDate.of(2024, 7, 20));
    file("begin", "unit_office", LocalDate.of(2024, 7, 20));
    return Assessor.assess(
            PolicyLoader.load(root, "dated"), Dossier.of(file()), LocalDate.of(2024, 8, 1))
        .procedure("finish")
        .reasons()
        .stream()
        .map(Assessment.Reason::message)
        .toList();
  }

  @Test
  void what_follows_an_overdue_duty_may_be_overdue_itself() {
    LocalDate begun = LocalDate.of(2024, 4, 1);
    record(new Event.FileOpened("matter", "unit_office"), begun);
    file("begin", "unit_office", begun);
    assertThat(duties(begun.plusDays(10))).containsExactly("finish_due");
    assertThat(duties(begun.plusDays(11))).containsExactly("finish_due", "explain_due");
    assertThat(assess(begun.plusDays(20)).holds()).isEmpty();
    Assessment late = assess(begun.plusDays(21));
    assertThat(late.holds()).singleElement().satisfies(h -> assertThat(h.title()).isEqualTo("暂停"));
    assertThat(late.procedure("grant").state()).isEqualTo(State.BLOCKED);
    assertThat(late.procedure("grant").reasons().getFirst().remedy().procedures())
        .singleElement()
        .satisfies(h -> assertThat(h.procedure()).isEqualTo("explanation"));
  }

  private Assessment assess(LocalDate day) {
    return Assessor.assess(POLICY, Dossier.of(file()), day);
  }

  private List<String> duties(LocalDate day) {
    return assess(day).duties().stream().map(Assessment.Duty::id).toList();
  }

  private List<String> reasons(String procedure, LocalDate day) {
    return assess(day).procedure(procedure).reasons().stream()
        .map(Assessment.Reason::message)
        .toList();
  }

  private Object fact(String name, LocalDate day) {
    return Situation.of(POLICY, Dossier.of(file()), day).fact(name);
  }
}
