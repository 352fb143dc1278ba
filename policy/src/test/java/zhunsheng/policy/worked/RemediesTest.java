package zhunsheng.policy.worked;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.policy.Packs;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessment.Availability;
import zhunsheng.policy.assess.Assessment.State;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.assess.Remedy;
import zhunsheng.policy.assess.Verdict;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.load.CaseReader;
import zhunsheng.policy.model.Policy;

/**
 * What the assessment of Changzhou says in the states that its worked cases end in.
 *
 * <p>For orientation: one assessment takes a fraction of a millisecond once warm, a remedy with a
 * day up to sixty evaluations more.
 */
class RemediesTest {
  private static final Policy POLICY = Packs.changzhou();

  private static void inManyStates(BiConsumer<Dossier, LocalDate> check) {
    inManyStates(POLICY, 3, check);
  }

  /** Every file at the end of one case in so many, a day and a year after it. */
  private static void inManyStates(Policy policy, int oneIn, BiConsumer<Dossier, LocalDate> check) {
    List<WorkedCase> cases =
        CaseReader.read(Packs.ROOT, Packs.ROOT.resolve(policy.id()).resolve("cases"));
    CaseRunner runner = new CaseRunner(policy, cases);
    for (int i = 0; i < cases.size(); i += oneIn) {
      WorkedCase worked = cases.get(i);
      CaseWorld world = runner.end(worked, new ArrayList<>());
      LocalDate last = worked.steps().getLast().day();
      for (CaseFile file : world.files()) {
        for (LocalDate day : List.of(last.plusDays(1), last.plusYears(1))) {
          check.accept(world.dossier(file, null), day);
        }
      }
    }
  }

  /** What was done for good: nothing would unblock it, and nothing has to. */
  private static final String DONE_FOR_GOOD = "(项目|系统|计划|资源)已.*";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "changzhou-edz-2023, 3",
    "gulou-2021, 15",
    "huaian-draft, 15",
    "nanchong-2023, 15",
    "kundulun-2024, 15"
  })
  void whatever_blocks_says_the_day_or_the_item_that_would_help(String pack, int oneIn) {
    Policy policy = Packs.load(Packs.ROOT, pack);
    Set<String> helpless = new TreeSet<>();
    int[] blocked = {0};
    inManyStates(
        policy,
        oneIn,
        (dossier, day) -> {
          Assessment assessment = Assessor.assess(policy, dossier, day);
          for (Availability a : assessment.procedures()) {
            if (a.state() != State.BLOCKED && a.state() != State.NOT_YET) {
              continue;
            }
            assertThat(a.reasons()).as(a.procedure()).isNotEmpty();
            for (Assessment.Reason r : a.reasons()) {
              assertThat(r.message()).isNotBlank();
              if (!r.missing().isEmpty()) {
                continue;
              }
              blocked[0]++;
              Remedy remedy = r.remedy();
              if (remedy == null
                  || (remedy.earliest() == null
                      && remedy.procedures().isEmpty()
                      && remedy.advice().isBlank())) {
                if (!r.message().matches(DONE_FOR_GOOD)) {
                  helpless.add(a.procedure() + ": " + r.message());
                }
              } else if (remedy.earliest() != null) {
                assertThat(remedy.earliest()).as(a.procedure()).isAfter(day);
              }
            }
          }
        });
    assertThat(blocked[0]).isGreaterThan(500);
    assertThat(helpless).isEmpty();
  }

  @Test
  void on_the_earliest_day_it_is_free_and_on_the_day_before_it_is_not() {
    int[] tried = {0};
    inManyStates(
        (dossier, day) -> {
          for (Availability a : Assessor.assess(POLICY, dossier, day).procedures()) {
            for (Assessment.Reason r : a.reasons()) {
              Remedy remedy = r.remedy();
              LocalDate free = remedy == null ? null : remedy.earliest();
              if (free == null || tried[0] > 400) {
                continue;
              }
              tried[0]++;
              assertThat(reasons(dossier, free, a.procedure()))
                  .as(a.procedure() + " on " + free)
                  .doesNotContain(r.message());
              assertThat(reasons(dossier, free.minusDays(1), a.procedure()))
                  .as(a.procedure() + " the day before " + free)
                  .isNotEmpty();
            }
          }
        });
    assertThat(tried[0]).isGreaterThan(30);
  }

  private static List<String> reasons(Dossier dossier, LocalDate day, String procedure) {
    return Assessor.assess(POLICY, dossier, day).procedure(procedure).reasons().stream()
        .map(Assessment.Reason::message)
        .toList();
  }

  @Test
  void the_same_file_policy_and_day_give_the_same_assessment() {
    inManyStates(
        (dossier, day) ->
            assertThat(Assessor.assess(POLICY, dossier, day))
                .isEqualTo(Assessor.assess(POLICY, dossier, day)));
  }

  @Test
  void what_cannot_be_said_names_facts_and_who_records_them() {
    Set<String> unrecorded = new TreeSet<>();
    int[] undetermined = {0};
    inManyStates(
        (dossier, day) -> {
          Assessment assessment = Assessor.assess(POLICY, dossier, day);
          List<Assessment.MissingFact> missing = new ArrayList<>();
          for (Availability a : assessment.procedures()) {
            if (a.state() == State.UNDETERMINED) {
              assertThat(a.reasons()).allMatch(r -> !r.missing().isEmpty());
            }
            a.reasons().forEach(r -> missing.addAll(r.missing()));
          }
          for (Verdict.Undetermined u : assessment.undetermined()) {
            assertThat(u.missing()).as(u.rule()).isNotEmpty();
            missing.addAll(u.missing());
          }
          for (Assessment.MissingFact m : missing) {
            undetermined[0]++;
            assertThat(m.title()).isNotBlank();
            if (m.recordedBy().isEmpty() && !m.fact().startsWith("field.")) {
              unrecorded.add(m.fact());
            }
          }
        });
    assertThat(undetermined[0]).isGreaterThan(100);
    assertThat(unrecorded).isEmpty();
  }

  @Test
  void verdicts_are_the_assessment_one_by_one() {
    inManyStates(
        (dossier, day) -> {
          Assessment assessment = Assessor.assess(POLICY, dossier, day);
          long available =
              assessment.procedures().stream().filter(a -> a.state() == State.AVAILABLE).count();
          assertThat(assessment.verdicts().stream().filter(v -> v instanceof Verdict.Permitted))
              .hasSize((int) available);
          assertThat(assessment.verdicts()).containsAll(assessment.undetermined());
        });
  }
}
