package zhunsheng.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.policy.Packs;
import zhunsheng.policy.load.CaseReader;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Note;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.worked.CaseRunner;
import zhunsheng.policy.worked.WorkedCase;

/** What the checker finds in a pack that was sound before a single part of it was spoilt. */
class CheckerTest {
  private static final Policy SOUND = Packs.changzhou();
  private static final List<WorkedCase> CASES =
      CaseReader.read(Packs.ROOT, Packs.ROOT.resolve(SOUND.id()).resolve("cases"));

  private static List<String> structure(Policy policy) {
    return Checker.structure(policy, CASES, List.of()).findings().stream()
        .map(Finding::id)
        .toList();
  }

  /** The procedure with other milestones before it, another condition, window and outcomes. */
  private static Procedure changed(
      Procedure p,
      List<String> after,
      Procedure.Window window,
      Map<String, Procedure.Outcome> outcomes) {
    return new Procedure(
        p.id(),
        p.title(),
        p.subject(),
        p.stage(),
        p.citation(),
        p.by(),
        p.byMessage(),
        p.opensFile(),
        p.repeat(),
        after,
        null,
        null,
        null,
        window,
        p.actedOn(),
        p.confirm(),
        p.onClosed(),
        p.withdrawal(),
        p.fields(),
        p.materials(),
        p.suggestions(),
        p.route(),
        outcomes,
        p.forms());
  }

  @Test
  void a_sound_pack_has_no_findings_of_structure() {
    assertThat(structure(SOUND)).isEmpty();
  }

  @Test
  void a_milestone_that_nothing_reaches_and_what_waits_for_it_are_found() {
    Policy spoilt = SOUND;
    for (Procedure p : SOUND.rules().reaching("project.trial_ended")) {
      Map<String, Procedure.Outcome> outcomes = new LinkedHashMap<>(p.outcomes());
      outcomes.replaceAll(
          (id, o) ->
              new Procedure.Outcome(
                  o.id(), o.title(), Map.of(), List.of(), Map.of(), Map.of(), null, false, null));
      spoilt = spoilt.withProcedure(changed(p, p.after(), p.window(), outcomes));
    }

    assertThat(structure(spoilt)).contains("unreachable/project.trial_ended");
  }

  @Test
  void a_window_that_never_opens_is_found(@TempDir Path root) throws IOException {
    Path from = Packs.ROOT;
    for (String shared : List.of("vocabulary.yaml", "calendar.yaml")) {
      if (Files.exists(from.resolve(shared))) {
        Files.copy(from.resolve(shared), root.resolve(shared));
      }
    }
    try (Stream<Path> all = Files.walk(from.resolve(SOUND.id()))) {
      for (Path path : all.toList()) {
        Files.copy(path, root.resolve(from.relativize(path).toString()));
      }
    }
    Path file = root.resolve(SOUND.id()).resolve("procedures/evaluation.yaml");
    String text = Files.readString(file);
    String never =
        text.replace(
            "from: \"date(field.year, 11, 1)\", until: never",
            "from: \"date(today.year(), 11, 1)\", until: \"date(today.year(), 10, 31)\"");
    assertThat(never).isNotEqualTo(text);
    Files.writeString(file, never);

    assertThat(structure(PolicyLoader.load(root, SOUND.id())))
        .contains("window/self_evaluation/never");
  }

  @Test
  void a_duty_that_no_procedure_discharges_is_found() {
    Rule.DutyRule duty = SOUND.rules().duty("acceptance_application_due");
    assertThat(duty).isNotNull();
    Rule.DutyRule wrong =
        new Rule.DutyRule(
            duty.id(),
            duty.title(),
            duty.norm(),
            duty.subject(),
            duty.follows(),
            duty.party(),
            duty.when(),
            duty.each(),
            duty.in(),
            duty.opens(),
            duty.due(),
            duty.done(),
            List.of("asset_disposal"),
            duty.remind(),
            duty.proposal(),
            duty.preset());
    List<Rule> rules = SOUND.rules().all().stream().map(r -> r.equals(duty) ? wrong : r).toList();

    assertThat(structure(SOUND.withRules(rules)))
        .contains("undischargeable/acceptance_application_due");
  }

  @Test
  void a_broken_invariant_comes_with_the_shortest_life_that_breaks_it() {
    Procedure inclusion = SOUND.procedure("plan_inclusion");
    Policy spoilt = SOUND.withProcedure(changed(inclusion, List.of(), null, inclusion.outcomes()));
    List<Rule> rules =
        spoilt.rules().all().stream()
            .filter(
                r ->
                    !(r instanceof Rule.Limit l
                        && l.conditions().keySet().stream()
                            .anyMatch(t -> t.procedure().equals("plan_inclusion"))))
            .toList();

    List<Finding> found =
        new Explorer(spoilt.withRules(rules), CASES).explore(120, x -> {}).findings();

    assertThat(found)
        .filteredOn(f -> f.id().equals("invariant/no_plan_without_sign_off"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.kind()).isEqualTo(Finding.Kind.BROKEN_INVARIANT);
              List<String> lines = f.message().lines().toList();
              assertThat(lines.size()).as(f.message()).isLessThanOrEqualTo(6);
              assertThat(lines.get(lines.size() - 2)).contains("plan_inclusion");
            });
  }

  @Test
  void invariants_of_a_sound_pack_hold_wherever_its_life_was_tried() {
    Explorer.Result result = new Explorer(SOUND, CASES).explore(30, x -> {});

    assertThat(result.findings()).isEmpty();
    assertThat(result.states()).isGreaterThan(500);
    assertThat(result.deepest()).isGreaterThan(20);
    assertThat(result.done().size()).isGreaterThan(SOUND.procedures().size() * 3 / 4);
  }

  @Test
  void a_rule_or_a_number_that_no_case_would_miss_is_found() {
    List<WorkedCase> few =
        CASES.stream().filter(c -> c.norms().contains("changzhou-edz-12-1-1")).toList();

    List<String> unnoticed =
        Exercise.unnoticed(SOUND, few, x -> {}).stream().map(Finding::id).toList();

    assertThat(unnoticed)
        .contains("duty/resource_update_due/never")
        .doesNotContain("duty/acceptance_application_due/due/later");
  }

  @Test
  void what_no_case_would_miss_is_the_same_where_every_case_runs_under_every_change() {
    List<WorkedCase> few = new ArrayList<>();
    CASES.stream().filter(c -> c.norms().contains("changzhou-edz-13-2-1")).forEach(few::add);
    for (int i = 0; i < few.size(); i++) {
      String begins = few.get(i).begins();
      CASES.stream().filter(c -> c.name().equals(begins) && !few.contains(c)).forEach(few::add);
    }
    List<String> slowly = new ArrayList<>();
    for (Change change : Changes.of(SOUND)) {
      CaseRunner runner = new CaseRunner(change.changed().get(), few);
      if (few.stream().allMatch(c -> runner.run(c).passed())) {
        slowly.add(change.id());
      }
    }

    assertThat(few).anyMatch(c -> c.begins() != null);
    assertThat(Exercise.unnoticed(SOUND, few, x -> {}))
        .extracting(Finding::id)
        .containsExactlyElementsOf(slowly);
  }

  @Test
  void notes_account_for_findings_and_do_not_outlive_them() {
    Note accepted =
        new Note(List.of(), "一处", "如此理解", List.of("untried/x", "undischargeable/nothing"));
    Checker.Result result = Checker.structure(SOUND, List.of(), List.of(accepted));

    assertThat(result.accounted()).isEmpty();
    assertThat(result.findings()).isNotEmpty().allMatch(f -> f.kind() == Finding.Kind.COVERAGE);
  }

  @Test
  void an_open_article_is_found_whatever_norms_it_has_and_whatever_a_note_says(@TempDir Path root)
      throws IOException {
    Path pack = Files.createDirectories(root.resolve("begun/rules")).getParent();
    Files.copy(Packs.ROOT.resolve("vocabulary.yaml"), root.resolve("vocabulary.yaml"));
    Files.writeString(
        pack.resolve("policy.yaml"),
        """
        {id: begun, title: 某办法, number: 某政发〔2026〕1号, issuer: 某地, status: draft,
         jurisdiction: {id: somewhere, name: 某地}, in-force: {from: 2026-01-01}}
        """);
    Files.writeString(
        pack.resolve("articles.yaml"),
        """
        - {article: 1, gist: 目的。, none: 不需要规则。}
        - {article: 2, open: true}
        - {article: 3, gist: 登记。, norms: [begun-3-1], open: true}
        - {article: 4, gist: 施行。}
        - form: {open: true}
        """);
    Files.writeString(
        pack.resolve("rules/rules.yaml"),
        "- {id: begun-3-1, article: 3, gist: 登记。, stage: plan, judgement: 由人判断。}\n");
    Policy begun = PolicyLoader.load(root, "begun");
    Note note = new Note(List.of(), "一处", "如此理解", List.of("open/2", "article/4"));

    Checker.Result result = Checker.structure(begun, List.of(), List.of(note));

    assertThat(result.findings())
        .extracting(Finding::message)
        .containsExactly("第 2 条待办；办完后去掉“open”", "第 3 条待办，已有 1 项规范；办完后去掉“open”", "附件待办；办完后去掉“open”");
    assertThat(result.accounted()).extracting(Finding::id).containsExactly("article/4");
  }
}
