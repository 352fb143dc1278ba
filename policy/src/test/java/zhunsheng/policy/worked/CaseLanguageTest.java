package zhunsheng.policy.worked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import zhunsheng.policy.Packs;
import zhunsheng.policy.load.CaseReader;
import zhunsheng.policy.load.PolicyException;
import zhunsheng.policy.model.Policy;

/** A case that is itself wrong fails and says why; it never passes by accident. */
class CaseLanguageTest {
  private static final Policy POLICY = Packs.load(Packs.ROUTES, "routes");

  @TempDir Path folder;

  private List<String> failures(String steps) throws IOException {
    return failures(POLICY, steps);
  }

  private List<String> failures(Policy policy, String steps) throws IOException {
    Path file = folder.resolve("cases.yaml");
    Files.writeString(
        file,
        "- case: 试\n  norms: [%s]\n  steps:\n".formatted(policy.norms().keySet().iterator().next())
            + steps.indent(4));
    List<WorkedCase> cases = CaseReader.read(folder, file);
    return new CaseRunner(policy, cases).run(cases.getFirst()).failures();
  }

  private static final String FILED =
      """
      - {day: 2024-03-01, given: {matter: {facts: {name: 甲}}}}
      - {day: 2024-03-01, who: unit, does: request, with: {matter.name: 甲, matter.desk: desk_one}}
      """;

  @Test
  void a_right_case_passes() throws IOException {
    assertThat(
            failures(
                FILED
                    + """
                      - {day: 2024-03-02, who: unit, does: {remind: request, office: front_office}}
                      - {day: 2024-03-02, who: archive, does: {copy: request, offices: [desk_two]}}
                      - {day: 2024-03-02, who: archive, does: {add_reviewer: request, office: desk_two}}
                      - {day: 2024-03-02, who: archive, does: {remove_reviewer: request, office: desk_two}}
                      - {day: 2024-03-02, who: front, does: {transfer: request, to: desk_two}}
                      - {day: 2024-03-03, who: desk_two, does: {delegate: desk_two, to: tech, from: 2024-03-03, until: 2024-03-04}}
                      - {day: 2024-03-03, who: tech, does: request.intake, choice: receive}
                      - {day: 2024-03-03, who: unit, does: {withdraw: request}}
                      - {day: 2024-03-04, who: unit, does: {resubmit: request}, with: {matter.name: 乙}}
                      - day: 2024-03-04
                        file: matter
                        check: {waiting: {request.intake: [front]}, running: [request], facts: {matter.name: 乙}}
                      """))
        .isEmpty();
  }

  @Test
  void a_procedure_looked_at_where_it_is_not_fails_the_case() throws IOException {
    assertThat(failures("- {day: 2024-03-01, check: {available: [request]}}"))
        .containsExactly("4: 还没有档案“matter”，看不到事项“request”");
    assertThat(
            failures(FILED + "- {day: 2024-03-02, file: unit, check: {blocked: {request: [1]}}}"))
        .containsExactly("6: 还没有档案“unit”，看不到事项“request”");
  }

  @Test
  void a_misspelt_key_fails_the_case() throws IOException {
    assertThat(failures("- {day: 2024-03-01, check: {avialable: [request]}}"))
        .containsExactly("4: check 没有键“avialable”，是否为“available”？");
    assertThat(
            failures(FILED + "- {day: 2024-03-02, who: unit, does: {remind: request, ofice: x}}"))
        .containsExactly("6: remind 没有键“ofice”，是否为“office”？");
    assertThat(failures(FILED + "- {day: 2024-03-02, who: unit, does: {withdrw: request}}"))
        .containsExactly("6: 没有操作“withdrw”，是否为“withdraw”？");
    assertThat(failures("- {day: 2024-03-01, given: {matter: {fact: {name: x}}}}"))
        .containsExactly("4: given.matter 没有键“fact”");
    assertThat(failures("- {day: 2024-03-01, given: {matter: {facts: {nam: x}}}}"))
        .containsExactly("4: 没有要素“matter.nam”");
    assertThat(failures(FILED + "- {day: 2024-03-02, file: matter, check: {not_reached: [began]}}"))
        .containsExactly("6: 没有里程碑“matter.began”");
    assertThat(failures(FILED + "- {day: 2024-03-02, file: matter, check: {no_duty: [x]}}"))
        .containsExactly("6: 没有义务“x”");
    assertThat(failures(FILED + "- {day: 2024-03-02, who: unit, does: request.intak}"))
        .containsExactly("6: “request”没有环节“intak”");
  }

  @Test
  void a_report_that_is_not_as_expected_fails_the_case() throws IOException {
    Policy dated = Packs.load(Packs.ROUTES, "dated");
    String given = "- {day: 2024-03-01, given: {matter: {facts: {name: 甲, amount: 99.99}}}}\n";
    String check = given + "- {day: 2024-03-01, file: matter, check: {reports: {%s}}}";
    assertThat(failures(dated, check.formatted("costly_matters: false, all_matters: true")))
        .isEmpty();
    assertThat(failures(dated, check.formatted("all_matters: [{amount: 99.99 元}]"))).isEmpty();
    assertThat(failures(dated, check.formatted("costly_matters: true")))
        .containsExactly("5: 报表 costly_matters 应为 true，实际 false");
    assertThat(failures(dated, check.formatted("all_matters: [{amount: 100.00 元}]")))
        .containsExactly(
            "5: all_matters 应有一行 {amount=100.00 元}，实际 [{amount=99.99 元, costly=false, unpriced=false}]");
    assertThat(failures(dated, check.formatted("all_matters: [{costly: false, unpriced: false}]")))
        .isEmpty();
    assertThat(failures(dated, check.formatted("all_matters: [{costly: true}]"))).hasSize(1);
    assertThat(failures(dated, check.formatted("all_matters: [{amout: 1}]")))
        .containsExactly("5: 报表“all_matters”没有列“amout”，是否为“amount”？");
    assertThat(failures(dated, check.formatted("all_mattres: true")))
        .containsExactly("5: 没有报表“all_mattres”，是否为“all_matters”？");
    assertThat(
            failures(
                dated, check.replace(", amount: 99.99", "").formatted("costly_matters: false")))
        .containsExactly("5: 报表 costly_matters 应为 false，实际 unknown（缺 [matter.amount]）");
  }

  @Test
  void a_duty_of_somebody_else_fails_the_case() throws IOException {
    Policy dated = Packs.load(Packs.ROUTES, "dated");
    String check =
        """
        - {day: 2024-03-01, given: {matter: {facts: {name: 甲}, reached: {begun: 2024-03-01}}}}
        - {day: 2024-03-02, file: matter, check: {owed: {%s}}}
        """;
    assertThat(failures(dated, check.formatted("finish_due: {party: unit, by: [finish]}")))
        .isEmpty();
    assertThat(failures(dated, check.formatted("finish_due: {party: front}")))
        .singleElement()
        .asString()
        .startsWith("5: finish_due 应由 front 履行，实际 unit[");
    assertThat(failures(dated, check.formatted("finish_due: {by: [explanation]}")))
        .containsExactly("5: finish_due 的办理事项 应为 [explanation]，实际 [finish]");
    assertThat(failures(dated, check.formatted("finish_due: {preset: {a: 1}}")))
        .containsExactly("5: finish_due 预填的 a 应为 1，实际 null");
    assertThat(failures(dated, check.formatted("finish_due: {office: front}")))
        .containsExactly("5: “owed”只有 party、by、preset，没有“office”");
    assertThat(failures(dated, check.formatted("explain_due: {party: unit}")))
        .containsExactly("5: explain_due 应为应办义务，实际没有");
  }

  @Test
  void a_form_that_is_told_something_else_fails_the_case() throws IOException {
    Policy changzhou = Packs.changzhou();
    String steps =
        """
        - day: 2024-06-02
          given:
            unit: {facts: {kind: functional}}
            project: {facts: {name: 甲, modes: [fiscal_investment]}, reached: {review_passed: 2024-01-08, in_plan: 2024-01-10, started: 2024-02-01, accepted: 2024-06-01}}
        - day: 2024-06-02
          who: finance
          does: budget_entry
          with: {year: %s, use: operation, amount: 1.00, entered_on: 2024-06-02}
          expect: %s
        """;
    assertThat(failures(changzhou, steps.formatted("2025", "{notices: [2024年度评价结果：未评价]}")))
        .isEmpty();
    assertThat(failures(changzhou, steps.formatted("2024", "{no_notices: [评价结果]}"))).isEmpty();
    assertThat(failures(changzhou, steps.formatted("2024", "{notices: [评价结果]}")))
        .singleElement()
        .asString()
        .startsWith("8: 应提示“评价结果”，实际 [");
    assertThat(failures(changzhou, steps.formatted("2025", "{no_notices: 评价结果}")))
        .singleElement()
        .asString()
        .startsWith("8: 不应提示“评价结果”，实际 [");
  }

  @Test
  void what_was_expected_and_did_not_come_fails_the_case() throws IOException {
    assertThat(failures(FILED.replace("desk_one}}", "desk_one}, expect: refused}")))
        .containsExactly("5: 应被拒绝，实际已受理");
    assertThat(failures(FILED + FILED.lines().skip(1).findFirst().orElseThrow()))
        .singleElement()
        .asString()
        .contains("应受理，实际被拒绝：“申请”正在办理，不能重复提交（routes-1）");
    assertThat(failures(FILED + "- {day: 2024-03-02, file: matter, check: {available: [request]}}"))
        .singleElement()
        .asString()
        .contains("request 应为 [AVAILABLE]，实际 RUNNING");
  }

  @Test
  void a_case_that_cannot_be_read_tells_the_place() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        - case: 甲
          steps:
            - {day: 2024-02-30, does: request, whom: unit}
            - {day: 2024-03-02, who: unit, does: request, expect: {refuse: [9]}}
            - {day: 2024-03-01, who: unit, does: request, expect: {refused: [{say: x}]}}
        - case: 甲
          step: []
        """);
    PolicyException refused =
        catchThrowableOfType(PolicyException.class, () -> CaseReader.read(folder, file));
    assertThat(refused.problems().stream().map(Object::toString).toList())
        .containsExactly(
            "bad.yaml:3:7: 缺少“who”：谁办理",
            "bad.yaml:3:13: 应为日期（如 2024-05-15）：2024-02-30",
            "bad.yaml:3:40: 没有键“whom”，是否为“who”？",
            "bad.yaml:4:59: “expect”应为 accepted、refused、{refused: [...]} 或 {notices: [...], no_notices: [...]}",
            "bad.yaml:5:13: 日期早于上一步",
            "bad.yaml:5:71: 没有键“say”，是否为“says”？",
            "bad.yaml:6:9: 算例“甲”重复",
            "bad.yaml:7:3: 没有键“step”，是否为“steps”？");
  }

  @Test
  void an_unknown_norm_or_beginning_fails_the_case() {
    WorkedCase worked = new WorkedCase("f", 1, "试", List.of("routes-2"), "无", Map.of(), List.of());
    assertThat(new CaseRunner(POLICY, List.of(worked)).run(worked).failures())
        .containsExactly("1: 没有规范“routes-2”，是否为“routes-1”？", "1: 没有可接续的算例“无”");
  }

  @Test
  void a_case_may_hold_where_a_bureau_decided_a_setting_otherwise() throws IOException {
    assertThat(
            settled(
                "{acceptance_filing_within: P10D}", "{due: {acceptance_filing_due: 2024-03-11}}"))
        .isEmpty();
    assertThat(settled("{}", "{due: {acceptance_filing_due: 2024-03-01}}")).isEmpty();
    assertThat(settled("{acceptance_filing_withn: P10D}", "{stage: acceptance}"))
        .containsExactly("1: 没有设置“acceptance_filing_withn”，是否为“acceptance_filing_within”？");
    assertThat(settled("{acceptance_filing_within: soon}", "{stage: acceptance}"))
        .singleElement()
        .asString()
        .contains("acceptance_filing_within：");
  }

  private List<String> settled(String settings, String check) throws IOException {
    Path file = folder.resolve("cases.yaml");
    Files.writeString(
        file,
        """
        - case: 试
          settings: %s
          steps:
            - day: 2024-03-01
              given:
                unit: {facts: {kind: functional}}
                project: {facts: {name: 甲, fundings: [{source: district, amount: 1.00}]}, reached: {in_plan: 2024-01-05, accepted: 2024-03-01}}
              check: %s
        """
            .formatted(settings, check));
    List<WorkedCase> cases = CaseReader.read(folder, file);
    return new CaseRunner(Packs.changzhou(), cases).run(cases.getFirst()).failures();
  }

  @Test
  void the_schema_knows_the_same_checks_and_operations() throws IOException {
    JsonNode defs =
        new ObjectMapper()
            .readTree(Files.readString(Packs.ROOT.resolve("schema/cases.schema.json")))
            .get("$defs");
    Set<String> checks = new TreeSet<>(defs.get("check").get("properties").propertyNames());
    assertThat(checks)
        .isEqualTo(
            new Expectations(POLICY, new CaseWorld(POLICY), LocalDate.of(2024, 3, 1), null).keys());
    Set<String> operations = new TreeSet<>();
    for (JsonNode operation : defs.get("operation").get("oneOf")) {
      String name = operation.get("required").get(0).asString();
      Set<String> keys = new TreeSet<>(operation.get("properties").propertyNames());
      assertThat(keys.remove(name)).isTrue();
      assertThat(keys).as(name).isEqualTo(CaseCommands.OPERATIONS.get(name));
      operations.add(name);
    }
    assertThat(operations).isEqualTo(CaseCommands.OPERATIONS.keySet());
  }
}
