package zhunsheng.policy.worked;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zhunsheng.policy.Packs;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.assess.Outlook;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.load.CaseReader;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.value.Day;

/** An outlook holds on every day before the one on which it says that it changes. */
class OutlookTest {
  /** No farther is looked than this: longer than a yearly window and its reminders. */
  private static final int DAYS = 500;

  static List<String> packs() {
    return PolicyLoader.packs(Packs.ROOT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packs")
  void nothing_changes_before_the_day_it_names(String pack) {
    Policy policy = PolicyLoader.load(Packs.ROOT, pack);
    List<WorkedCase> cases = CaseReader.read(Packs.ROOT, Packs.ROOT.resolve(pack).resolve("cases"));
    CaseRunner runner = new CaseRunner(policy, cases);
    int still = 0;
    int files = 0;
    for (int i = 0; i < cases.size(); i += 2) {
      WorkedCase worked = cases.get(i);
      CaseWorld world = runner.end(worked, new ArrayList<>());
      LocalDate day = worked.steps().getLast().day().plusDays(1);
      for (CaseFile file : world.files()) {
        Dossier dossier = world.dossier(file, null);
        Outlook outlook = Assessor.outlook(policy, dossier, day);
        LocalDate changes = outlook.changesOn() == null ? Day.NEVER : outlook.changesOn();
        assertThat(changes).isAfter(day);
        files++;
        if (changes.isAfter(day.plusDays(1))) {
          still++;
        }
        // The days next to the edge and some between: a change that was missed stays.
        for (int ahead = 1; ahead < DAYS; ahead = ahead < 40 ? ahead + 1 : ahead + 17) {
          LocalDate later = day.plusDays(ahead);
          if (!later.isBefore(changes)) {
            break;
          }
          assertThat(shown(Assessor.outlook(policy, dossier, later)))
              .as("%s, %s, %s against %s", worked.name(), file.id(), later, day)
              .isEqualTo(shown(outlook));
        }
        if (changes.isBefore(day.plusDays(DAYS))) {
          LocalDate eve = changes.minusDays(1);
          assertThat(shown(Assessor.outlook(policy, dossier, eve)))
              .as("%s, %s, on the eve %s", worked.name(), file.id(), eve)
              .isEqualTo(shown(outlook));
        }
      }
    }
    assertThat(still).as("files at rest, of %d", files).isGreaterThan(files * 9 / 10);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packs")
  void it_says_what_the_assessment_says(String pack) {
    Policy policy = PolicyLoader.load(Packs.ROOT, pack);
    List<WorkedCase> cases = CaseReader.read(Packs.ROOT, Packs.ROOT.resolve(pack).resolve("cases"));
    CaseRunner runner = new CaseRunner(policy, cases);
    for (int i = 0; i < cases.size(); i += 5) {
      CaseWorld world = runner.end(cases.get(i), new ArrayList<>());
      LocalDate day = cases.get(i).steps().getLast().day();
      for (CaseFile file : world.files()) {
        Dossier dossier = world.dossier(file, null);
        Outlook outlook = Assessor.outlook(policy, dossier, day);
        Assessment assessment = Assessor.assess(policy, dossier, day);
        assertThat(outlook.stage()).isEqualTo(assessment.stage());
        assertThat(outlook.turns()).isEqualTo(assessment.turns());
        assertThat(outlook.duties().stream().map(OutlookTest::shown).toList())
            .isEqualTo(assessment.duties().stream().map(OutlookTest::shown).toList());
        assertThat(outlook.holds().stream().map(Assessment.Hold::id).toList())
            .isEqualTo(assessment.holds().stream().map(Assessment.Hold::id).toList());
      }
    }
  }

  private static List<Object> shown(Outlook outlook) {
    return List.of(
        outlook.stage(),
        outlook.duties().stream().map(OutlookTest::shown).toList(),
        outlook.holds(),
        outlook.turns().stream().map(Assessment.WaitingTurn::assignment).toList(),
        outlook.readers());
  }

  private static List<Object> shown(Assessment.Duty d) {
    return List.of(
        d.id(),
        d.title(),
        d.state(),
        d.offices(),
        String.valueOf(d.opens()),
        String.valueOf(d.due()),
        String.valueOf(d.doneOn()),
        String.valueOf(d.proposal()),
        d.dueCertain());
  }
}
