package zhunsheng.policy.worked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.policy.Packs;
import zhunsheng.policy.load.CaseReader;
import zhunsheng.policy.model.Policy;

/** A link in a form's own field leads to the file it names, in the form and in its run. */
class LinkedFieldsTest {
  private static final Policy POLICY = Packs.load(Packs.ROUTES, "linked");

  @TempDir Path folder;

  private List<String> failures(String step, String check) throws IOException {
    return failures("continuation", step, check);
  }

  private List<String> failures(String does, String step, String check) throws IOException {
    Path file = folder.resolve("cases.yaml");
    Files.writeString(
        file,
        """
        - case: 试
          norms: [linked-1]
          steps:
            - day: 2024-03-01
              given:
                matter: {facts: {name: 甲}}
                settled: {subject: matter, facts: {name: 乙, large: true}, reached: {settled: 2024-02-01}}
                open: {subject: matter, facts: {name: 丙}}
            - {day: 2024-03-02, who: unit, does: %s, file: matter, %s}
            - {day: 2024-03-02, file: matter, check: {%s}}
        """
            .formatted(does, step, check));
    List<WorkedCase> cases = CaseReader.read(folder, file);
    return new CaseRunner(POLICY, cases).run(cases.getFirst()).failures();
  }

  @Test
  void a_form_reads_the_file_that_its_own_field_names() throws IOException {
    assertThat(failures("with: {earlier: open}, expect: {refused: [前事尚未办结]}", "")).isEmpty();
    assertThat(failures("with: {earlier: settled}", "reached: [begun]")).isEmpty();
  }

  @Test
  void it_tells_its_own_file_from_others() throws IOException {
    assertThat(failures("with: {earlier: matter}, expect: {refused: [前事不得是本事项]}", "")).isEmpty();
  }

  @Test
  void a_list_of_links_is_read_alike() throws IOException {
    assertThat(
            failures(
                "with: {earlier: settled, others: [settled, open]}, expect: {refused: [丙不得并案]}",
                ""))
        .isEmpty();
    assertThat(failures("with: {earlier: settled, others: [settled]}", "reached: [begun]"))
        .isEmpty();
  }

  @Test
  void a_run_reads_the_file_that_its_field_names() throws IOException {
    assertThat(failures("with: {earlier: settled}", "notices: [前事金额较大：乙]")).isEmpty();
  }

  @Test
  void a_file_beyond_the_link_is_told_from_others() throws IOException {
    Path file = folder.resolve("mutual.yaml");
    Files.writeString(
        file,
        """
        - case: 互为前事
          norms: [linked-1]
          steps:
            - day: 2024-03-01
              given:
                first: {subject: matter, facts: {name: 甲}, reached: {settled: 2024-02-01}}
                second: {subject: matter, facts: {name: 乙}, reached: {settled: 2024-02-01}}
                third: {subject: matter, facts: {name: 丙}, reached: {settled: 2024-02-01}}
            - {day: 2024-03-02, who: unit, does: continuation, file: first, with: {earlier: second}}
            - {day: 2024-03-03, who: unit, does: continuation, file: second, with: {earlier: first}, expect: {refused: [两事不得互为前事]}}
            - {day: 2024-03-03, who: unit, does: continuation, file: third, with: {earlier: first}}
        """);
    List<WorkedCase> cases = CaseReader.read(folder, file);
    assertThat(new CaseRunner(POLICY, cases).run(cases.getFirst()).failures()).isEmpty();
  }

  @Test
  void files_with_the_same_text_find_each_other_and_never_themselves() throws IOException {
    assertThat(failures("renaming", "with: {matter.name: 乙}, expect: {refused: [已有同名事项：乙]}", ""))
        .isEmpty();
    assertThat(failures("renaming", "with: {matter.name: 甲}", "reached: [begun]")).isEmpty();
    assertThat(failures("renaming", "with: {matter.name: 丁}", "reached: [begun]")).isEmpty();
  }
}
