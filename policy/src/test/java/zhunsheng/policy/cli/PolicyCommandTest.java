package zhunsheng.policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import zhunsheng.policy.Packs;

class PolicyCommandTest {
  private static final String ROOT = "--policies=" + Packs.ROOT;
  private static final String BROKEN = "--policies=" + Packs.ROOT.resolve("broken");

  @TempDir Path folder;

  private record Answer(int exit, String out, String err) {
    JsonNode json() {
      return new ObjectMapper().readTree(out);
    }
  }

  private static Answer run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new PolicyCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Answer(exit, out.toString(), err.toString());
  }

  @Test
  void every_command_has_help() {
    for (String[] args :
        new String[][] {
          {"--help"}, {"check", "--help"}, {"cases", "--help"}, {"explain", "--help"}
        }) {
      Answer help = run(args);
      assertThat(help.exit()).isZero();
      assertThat(help.out()).startsWith("Usage: ").contains("--help");
    }
    assertThat(run("check", "--unknown").exit()).isEqualTo(2);
    assertThat(run("explain").exit()).isEqualTo(2);
  }

  @Test
  void check_counts_what_a_pack_holds() {
    Answer all = run("check", "--quick", ROOT);
    assertThat(all.exit()).isZero();
    assertThat(all.out()).contains("changzhou-edz-2023：").contains("没有问题").doesNotContain("broken");
    assertThat(run("check", "--quick", ROOT, "changzhou-edz-2023").exit()).isZero();
    assertThat(run("check", "--quick", Packs.ROOT.resolve("changzhou-edz-2023").toString()).exit())
        .isZero();
  }

  @Test
  void check_prints_every_problem_and_fails() {
    Answer bad = run("check", BROKEN, "many-mistakes");
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.out().lines().toList())
        .hasSizeGreaterThan(10)
        .last()
        .asString()
        .endsWith(" 处问题");
    assertThat(bad.out()).contains("many-mistakes/rules/rules.yaml:16:20: 没有“totel”这一项");
  }

  @Test
  void coverage_leads_from_each_norm_to_what_carries_it_and_to_its_cases() {
    Answer table = run("coverage", ROOT, "changzhou-edz-2023");
    assertThat(table.exit()).isZero();
    assertThat(table.out()).contains("| 9 | changzhou-edz-9-2-1 | ").contains("落实 135/135（100%）");
    JsonNode json = run("coverage", "--json", ROOT, "changzhou-edz-2023").json().get(0);
    assertThat(json.get("with_cases").asInt()).isEqualTo(json.get("needing_cases").asInt());
    assertThat(run("coverage", BROKEN, "many-mistakes").exit()).isEqualTo(1);
  }

  @Test
  void check_answers_machines() {
    JsonNode good = run("check", "--quick", "--json", ROOT, "changzhou-edz-2023").json();
    assertThat(good.size()).isEqualTo(1);
    assertThat(good.get(0).propertyNames())
        .containsExactlyInAnyOrder("pack", "ok", "findings", "accounted", "stale");
    assertThat(good.get(0).get("ok").asBoolean()).isTrue();
    Answer bad = run("check", "--json", BROKEN, "bad-money", "bad-date");
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.json().size()).isEqualTo(2);
    assertThat(bad.json().get(0).get("problems").get(0).asString())
        .startsWith("bad-money/rules/rules.yaml:13:33: ");
  }

  @Test
  void cases_prints_how_many_passed() {
    Answer one = run("cases", ROOT, "changzhou-edz-2023", "--case=会审");
    assertThat(one.exit()).isZero();
    assertThat(one.out()).matches("[1-9]\\d* passed, 0 failed\\R");
    assertThat(run("cases", ROOT, "changzhou-edz-2023", "--case=无此算例").exit()).isEqualTo(2);
    // Its cases begin from those of other files.
    Path file = Packs.ROOT.resolve("changzhou-edz-2023/cases/route.yaml");
    assertThat(run("cases", ROOT, file.toString()).out()).matches("[1-9]\\d* passed, 0 failed\\R");
  }

  @Test
  void cases_that_fail_say_where_and_why() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file, "- case: 错的\n  steps:\n    - {day: 2024-03-01, check: {stages: plan}}\n");
    Answer failed = run("cases", ROOT, "--pack=changzhou-edz-2023", file.toString());
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.out())
        .contains(":1: 错的")
        .contains("第 3: check 没有键“stages”，是否为“stage”？")
        .endsWith("0 passed, 1 failed" + System.lineSeparator());
    assertThat(run("cases", ROOT, file.toString()).exit()).isEqualTo(2);
    assertThat(run("cases", ROOT, file.toString()).out()).contains("请用 --pack 写明");
    JsonNode json =
        run("cases", "--json", ROOT, "--pack=changzhou-edz-2023", file.toString()).json();
    assertThat(json.get("passed").asInt()).isZero();
    assertThat(json.get("failed").asInt()).isEqualTo(1);
    JsonNode worked = json.get("cases").get(0);
    assertThat(worked.propertyNames())
        .containsExactlyInAnyOrder("file", "line", "case", "norms", "passed", "failures");
    assertThat(worked.get("passed").asBoolean()).isFalse();
    assertThat(worked.get("failures").size()).isEqualTo(1);
  }

  @Test
  void cases_that_cannot_be_read_are_told_in_both_forms() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "- case: 错的\n  steps: [{dya: 2024-03-01}]\n");
    Answer text = run("cases", ROOT, "--pack=changzhou-edz-2023", file.toString());
    assertThat(text.exit()).isEqualTo(1);
    assertThat(text.out()).contains("mine.yaml:2:12: 没有键“dya”，是否为“day”？");
    Answer json = run("cases", "--json", ROOT, "--pack=changzhou-edz-2023", file.toString());
    assertThat(json.exit()).isEqualTo(1);
    assertThat(json.json().get("problems").size()).isEqualTo(2);
  }

  @Test
  void explain_tells_a_norm_an_article_and_a_procedure() {
    assertThat(run("explain", ROOT, "changzhou-edz-2023", "changzhou-edz-12-1-1").out())
        .startsWith("第十二条第一款（changzhou-edz-12-1-1）")
        .contains("参数 apply_within = 2个月")
        .contains("义务：提交竣工验收申请报告");
    assertThat(
            run("explain", ROOT, "changzhou-edz-2023", "12")
                .out()
                .lines()
                .filter(l -> l.startsWith("第")))
        .hasSizeGreaterThan(3);
    Answer procedure = run("explain", ROOT, "changzhou-edz-2023", "declaration");
    assertThat(procedure.exit()).isZero();
    assertThat(procedure.out())
        .contains("政务信息化项目申报（declaration）")
        .contains("环节 2：会审")
        .contains("（会签）");
    JsonNode json = run("explain", "--json", ROOT, "changzhou-edz-2023", "declaration").json();
    assertThat(json.propertyNames()).containsExactlyInAnyOrder("pack", "what", "lines");
  }

  @Test
  void what_is_not_there_is_said_with_what_was_meant() {
    Answer what = run("explain", ROOT, "changzhou-edz-2023", "declaratoin");
    assertThat(what.exit()).isEqualTo(2);
    assertThat(what.out()).contains("没有“declaratoin”，是否为“declaration”？");
    for (String[] args :
        new String[][] {
          {"check", ROOT, "nowhere"},
          {"explain", ROOT, "nowhere", "1"},
          {"check", "--policies=nowhere"}
        }) {
      Answer missing = run(args);
      assertThat(missing.exit()).isEqualTo(1);
      assertThat(missing.out()).contains("没有规则包").contains("nowhere").doesNotContain("Exception");
      assertThat(missing.err()).isEmpty();
    }
    Answer cases = run("cases", ROOT, "nowhere");
    assertThat(cases.exit()).isEqualTo(2);
    assertThat(cases.out()).contains("没有算例：nowhere");
    assertThat(run("cases", "--policies=nowhere").out()).contains("没有规则包文件夹");
  }
}
