package zhunsheng.policy.worked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.policy.Packs;
import zhunsheng.policy.load.CaseReader;
import zhunsheng.policy.model.Policy;

/** Several of one unit's that stay below a threshold only one by one. */
class SplittingTest {
  private static final Policy POLICY = Packs.load(Packs.ROUTES, "split");

  private static final String FOUND =
      "[{other: 乙, file: second, owner: unit, amount: %s, score: 80, level: %s}]";

  @TempDir Path folder;

  private List<String> failures(String steps) throws IOException {
    Path file = folder.resolve("cases.yaml");
    Files.writeString(
        file,
        """
        - case: 试
          norms: [split-1]
          steps:
            - day: 2024-03-01
              given:
                matter: {facts: {name: 甲}}
                second: {subject: matter, facts: {name: 乙, year: 2024}}
                earlier: {subject: matter, facts: {name: 丙, year: 2023}}
                undated: {subject: matter, office: other_unit, facts: {name: 丁}}
                foreign: {subject: matter, office: other_unit, facts: {name: 戊, year: 2024}}
        """
            + steps.indent(4));
    List<WorkedCase> cases = CaseReader.read(folder, file);
    return new CaseRunner(POLICY, cases).run(cases.getFirst()).failures();
  }

  private static String filing(String with, String found, String more) {
    return "- {day: 2024-03-02, who: unit, does: purchase, file: matter, with: {"
        + with
        + "}, filled: {found: "
        + found
        + "}"
        + more
        + "}\n";
  }

  @ParameterizedTest(name = "{0} beside {1} ({2}): asked {3}")
  @CsvSource({
    "600000.00, 400000.00, suspected, true",
    "599999.99, 400000.00, suspected, false",
    "600000.00, 399999.99, suspected, false",
    "600000.00, 400000.00, duplicate, true",
    "600000.00, 400000.00, related, false",
    "600000.00, 1000000.00, suspected, false",
    "1000000.00, 400000.00, suspected, false",
  })
  void those_below_a_threshold_only_one_by_one_are_asked_about(
      String mine, String other, String level, boolean asked) throws IOException {
    assertThat(
            failures(
                filing(
                    "matter.year: 2024, matter.amount: " + mine,
                    FOUND.formatted(other, level),
                    asked ? ", expect: {refused: [与乙合计达到限额]}" : "")))
        .isEmpty();
  }

  @Test
  void an_answer_of_the_filer_stays_with_what_the_system_found() throws IOException {
    String found = FOUND.formatted("400000.00", "suspected");
    String form = "matter.year: 2024, matter.amount: 600000.00";
    assertThat(failures(filing(form + ", found: [{file: second, answer: merged}]", found, "")))
        .isEmpty();
    assertThat(
            failures(
                filing(
                    form + ", found: [{file: earlier, answer: merged}]",
                    found,
                    ", expect: {refused: [与乙合计达到限额]}")))
        .isEmpty();
    assertThat(
            failures(
                filing(
                    form + ", found: [{file: second, amount: 0.00, answer: merged}]",
                    found,
                    ", expect: {refused: [由系统列出，请只填写回答]}")))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"earlier", "foreign"})
  void only_files_among_which_it_looks_are_kept(String file) throws IOException {
    String found = FOUND.formatted("400000.00", "suspected").replace("second", file);
    assertThat(failures(filing("matter.year: 2024, matter.amount: 600000.00", found, "")))
        .isEmpty();
  }

  @Test
  void what_nobody_can_say_among_which_is_unknown_and_approved_by_nobody() throws IOException {
    String found = FOUND.formatted("400000.00", "suspected");
    String unknown =
        """
        - {day: 2024-03-03, who: unit, file: matter, does: purchase.review, expect: {refused: [尚未比对]}}
        """;
    assertThat(failures(filing("matter.amount: 600000.00", found, "") + unknown)).isEmpty();
    assertThat(
            failures(
                filing("matter.year: 2024, matter.amount: 600000.00", "unknown", "")
                    + unknown
                    + "- {day: 2024-03-03, who: unit, file: matter, does: {fill: purchase}, filled: {found: []}}\n"
                    + "- {day: 2024-03-03, who: unit, file: matter, does: purchase.review}\n"))
        .isEmpty();
  }

  @Test
  void another_field_of_the_form_still_looks_everywhere() throws IOException {
    assertThat(
            failures(
                filing("matter.year: 2024, matter.amount: 600000.00", "[]", "")
                    .replace(
                        "found: []",
                        "everywhere: [{other: 戊, file: foreign, owner: other_unit, score: 80, level: suspected}]")))
        .isEmpty();
  }
}
