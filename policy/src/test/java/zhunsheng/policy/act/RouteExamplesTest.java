package zhunsheng.policy.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zhunsheng.policy.act.Refusal.Kind;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.Event.Closing;
import zhunsheng.policy.file.Run;

/** The pairs that offices ask about, each by its name. */
class RouteExamplesTest {

  private static Command add(String office) {
    return new Command.AddReviewer(RouteWorld.RUN, office, "请提意见");
  }

  private static Command remove(String office) {
    return new Command.RemoveReviewer(RouteWorld.RUN, office, "不再需要");
  }

  private static Command transfer(String to) {
    return new Command.Transfer(RouteWorld.RUN, null, to, "由其承办");
  }

  private static String message(List<Refusal> refusals) {
    return refusals.getFirst().message();
  }

  @Test
  void a_return_while_a_reviewer_is_being_added_lapses_the_reviewer() {
    RouteWorld w = RouteWorld.at("joint", false);
    w.must(add("extra_office"), "front_office");
    w.choose("chief_office", "return");
    assertThat(w.run().status()).isEqualTo(Run.Status.RETURNED);
    assertThat(w.mustNot(w.act(null, "approve", null), "extra_office"))
        .allMatch(r -> r.kind() == Kind.STALE && r.message().contains("已退回补正"));
    w.must(w.submit("request", RouteWorld.RUN, Map.of("name", "乙")), "unit_office");
    w.advanceTo("joint");
    assertThat(w.waiting()).containsExactly("chief_office", "deputy_office");
  }

  @Test
  void a_reviewer_is_not_added_to_a_step_that_was_returned() {
    RouteWorld w = RouteWorld.at("joint", false);
    w.choose("chief_office", "return");
    assertThat(w.mustNot(add("extra_office"), "front_office"))
        .allMatch(r -> r.kind() == Kind.STALE);
  }

  @Test
  void a_withdrawal_during_a_joint_step_keeps_the_opinion_given_and_lapses_the_other_turn() {
    RouteWorld w = RouteWorld.at("joint", false);
    w.choose("chief_office", "approve");
    w.must(new Command.Withdraw(RouteWorld.RUN, "材料有误"), "unit_office");
    assertThat(w.run().status()).isEqualTo(Run.Status.WITHDRAWN);
    assertThat(w.run().visits().getLast().closed()).isEqualTo(Closing.WITHDRAWN);
    assertThat(w.run().visits().getLast().assignments().getFirst().act()).isNotNull();
    assertThat(w.file.reachedOn("begun")).as("the outcome withdrawn clears it").isNull();
    assertThat(w.mustNot(w.act(null, "approve", null), "deputy_office"))
        .allMatch(r -> r.message().contains("已撤回"));
    w.must(w.submit("request", RouteWorld.RUN, Map.of("name", "乙")), "unit_office");
    assertThat(w.openStep()).isEqualTo("intake");
  }

  @Test
  void a_withdrawn_run_cannot_be_withdrawn_again() {
    RouteWorld w = RouteWorld.at("joint", false);
    w.must(new Command.Withdraw(RouteWorld.RUN, "材料有误"), "unit_office");
    assertThat(w.mustNot(new Command.Withdraw(RouteWorld.RUN, "又"), "unit_office"))
        .allMatch(r -> r.kind() == Kind.STALE);
  }

  @Test
  void only_the_filer_withdraws() {
    RouteWorld w = RouteWorld.at("joint", false);
    assertThat(message(w.mustNot(new Command.Withdraw(RouteWorld.RUN, "x"), "law_office")))
        .contains("只有提交单位");
  }

  @Test
  void a_delegation_that_ends_midway_takes_the_power_and_nothing_else() {
    RouteWorld w = RouteWorld.at("countersign", false);
    w.delegations.add(
        new Actor.Delegation(
            "law_office", "extra_office", w.today.plusDays(1), w.today.plusDays(2)));
    assertThat(message(w.mustNot(w.act(null, "agree", null), "extra_office")))
        .as("before its first day")
        .contains("会签");
    w.today = w.today.plusDays(2);
    RouteWorld lastDay = w.copy();
    lastDay.choose("extra_office", "agree");
    assertThat(lastDay.openVisit().assignments().getFirst().act().byOffice())
        .isEqualTo("extra_office");
    assertThat(lastDay.openVisit().assignments().getFirst().office()).isEqualTo("law_office");
    w.today = w.today.plusDays(1);
    assertThat(w.mustNot(w.act(null, "agree", null), "extra_office"))
        .allMatch(r -> r.kind() == Kind.NOT_ALLOWED && r.message().contains("法制科"));
    w.choose("law_office", "agree");
    assertThat(w.waiting()).containsExactly("tech_office");
  }

  @Test
  void the_giver_may_act_while_the_delegation_lasts_and_the_turn_is_used_once() {
    RouteWorld w = RouteWorld.at("countersign", false);
    w.delegations.add(
        new Actor.Delegation("law_office", "extra_office", w.today, w.today.plusDays(9)));
    w.choose("law_office", "agree");
    assertThat(message(w.mustNot(w.act(null, "agree", null), "extra_office")))
        .contains("已在“会签”提出意见");
  }

  @Test
  void who_acts_for_another_and_has_a_turn_of_its_own_gives_its_own_first() {
    RouteWorld w = RouteWorld.at("countersign", false);
    w.delegations.add(
        new Actor.Delegation("law_office", "tech_office", w.today, w.today.plusDays(9)));
    w.choose("tech_office", "agree");
    assertThat(w.waiting()).containsExactly("law_office");
    w.choose("tech_office", "disagree");
    assertThat(w.openStep()).isEqualTo("advice");
  }

  @Test
  void power_given_on_is_not_inherited() {
    RouteWorld w = RouteWorld.at("countersign", false);
    LocalDate end = w.today.plusDays(9);
    w.delegations.add(new Actor.Delegation("law_office", "desk_one", w.today, end));
    w.delegations.add(new Actor.Delegation("desk_one", "desk_two", w.today, end));
    assertThat(w.mustNot(w.act(null, "agree", null), "desk_two"))
        .allMatch(r -> r.kind() == Kind.NOT_ALLOWED);
  }

  @Test
  void a_turn_transferred_is_the_new_offices_alone_until_the_step_is_asked_again() {
    RouteWorld w = RouteWorld.at("countersign", false);
    w.must(transfer("extra_office"), "law_office");
    assertThat(message(w.mustNot(w.act(null, "agree", null), "law_office"))).contains("转外单位办理");
    assertThat(message(w.mustNot(transfer("tech_office"), "extra_office"))).contains("已参加本环节");
    w.choose("extra_office", "disagree");
    w.choose("tech_office", "agree");
    w.advanceTo("joint");
    w.must(w.act(null, "return", "countersign"), "chief_office");
    assertThat(w.waiting()).containsExactly("law_office", "tech_office");
  }

  @Test
  void a_reviewer_added_is_waited_for_and_one_removed_is_not() {
    RouteWorld w = RouteWorld.at("countersign", false);
    w.must(add("extra_office"), "front_office");
    w.agree("law_office");
    w.agree("tech_office");
    assertThat(w.waiting()).containsExactly("extra_office");
    RouteWorld removed = w.copy();
    removed.must(remove("extra_office"), "front_office");
    assertThat(removed.openStep()).isEqualTo("advice");
    w.choose("extra_office", "disagree");
    assertThat(w.openStep()).isEqualTo("advice");
  }

  @Test
  void a_removed_reviewer_is_told_so_and_may_be_added_again() {
    RouteWorld w = RouteWorld.at("countersign", false);
    w.must(add("extra_office"), "front_office");
    w.must(remove("extra_office"), "front_office");
    assertThat(message(w.mustNot(w.act(null, "agree", null), "extra_office")))
        .isEqualTo("贵单位已不参加“会签”");
    w.must(add("extra_office"), "front_office");
    w.choose("extra_office", "agree");
    assertThat(w.openVisit().assignments().stream().map(Run.Assignment::id))
        .doesNotHaveDuplicates();
    assertThat(message(w.mustNot(add("extra_office"), "front_office"))).contains("已参加本环节");
  }

  @Test
  void the_parties_that_the_text_names_are_not_removed() {
    RouteWorld w = RouteWorld.at("countersign", false);
    assertThat(w.mustNot(remove("tech_office"), "front_office"))
        .allMatch(r -> r.kind() == Kind.FORBIDDEN);
  }

  @Test
  void reviewers_are_added_by_the_handler_the_decider_or_who_sees_all_and_by_nobody_else() {
    RouteWorld w = RouteWorld.at("countersign", false);
    assertThat(message(w.mustNot(add("extra_office"), "tech_office"))).contains("加签由服务窗口办理");
    w.must(add("desk_two"), "archive_office");
    w.advanceTo("joint");
    w.must(add("extra_office"), "deputy_office");
    assertThat(w.waiting()).contains("extra_office");
  }

  @Test
  void an_added_reviewer_advises_and_decides_nothing() {
    for (String choice : List.of("reject", "return")) {
      RouteWorld w = RouteWorld.at("joint", false);
      w.must(add("extra_office"), "front_office");
      w.choose("extra_office", choice);
      assertThat(w.waiting()).containsExactly("chief_office", "deputy_office");
      w.agree("chief_office");
      w.agree("deputy_office");
      assertThat(w.openStep()).isEqualTo("either");
    }
  }

  @Test
  void in_a_step_where_one_suffices_the_others_and_reviewers_lapse() {
    RouteWorld w = RouteWorld.at("advice", false);
    w.must(add("extra_office"), "front_office");
    w.choose("extra_office", "agree");
    assertThat(w.openStep())
        .as("advice of an added reviewer is not the one needed")
        .isEqualTo("advice");
    w.agree("tech_office");
    assertThat(w.openStep()).isEqualTo("desk");
    assertThat(message(w.mustNot(w.actIn("advice", "agree"), "law_office"))).contains("正在“承办”环节");
  }

  @Test
  void where_all_must_sign_the_first_refusal_ends_it() {
    RouteWorld w = RouteWorld.at("joint", false);
    w.choose("deputy_office", "reject");
    assertThat(w.run().outcome()).isEqualTo("rejected");
    assertThat(w.mustNot(w.act(null, "approve", null), "chief_office"))
        .allMatch(r -> r.message().contains("已办结"));
  }

  @Test
  void what_a_decider_brings_about_happens_though_a_reviewer_is_last() {
    RouteWorld w = RouteWorld.at("recheck", true);
    w.must(add("extra_office"), "front_office");
    w.choose("law_office", "approve");
    assertThat(w.file.reachedOn("checked")).isNull();
    RouteWorld removed = w.copy();
    removed.must(remove("extra_office"), "front_office");
    w.choose("extra_office", "approve");
    assertThat(w.file.reachedOn("checked")).isEqualTo(w.today);
    assertThat(removed.file.reachedOn("checked")).isEqualTo(w.today);
  }

  @Test
  void a_return_to_the_filer_asks_everything_anew_also_what_did_not_apply_meanwhile() {
    RouteWorld w = RouteWorld.at("joint", true);
    w.choose("chief_office", "return");
    w.must(w.submit("request", RouteWorld.RUN, Map.of("name", "乙", "large", false)), "unit_office");
    w.advanceTo("joint");
    w.must(w.submit("correction", null, Map.of("large", true)), "unit_office");
    assertThat(w.openStep()).as("recheck was concluded before the return").isEqualTo("recheck");
  }

  @Test
  void a_return_to_a_step_asks_it_and_all_after_it_and_no_earlier_one() {
    RouteWorld w = RouteWorld.at("joint", true);
    w.must(w.act(null, "return", "advice"), "chief_office");
    assertThat(w.openStep()).isEqualTo("advice");
    w.agree("law_office");
    assertThat(w.openStep()).isEqualTo("desk");
    w.agree("desk_one");
    assertThat(w.openStep()).isEqualTo("recheck");
    assertThat(w.run().visits().stream().filter(v -> v.step().equals("intake")).count())
        .isEqualTo(1);
  }

  @Test
  void one_returns_to_a_step_that_was_made_before_and_applies() {
    RouteWorld w = RouteWorld.at("desk", true);
    assertThat(message(w.mustNot(w.act(null, "return", "joint"), "desk_one"))).contains("前一环节");
    assertThat(message(w.mustNot(w.act(null, "return", "nowhere"), "desk_one"))).contains("前一环节");
    RouteWorld at = RouteWorld.at("joint", true);
    at.must(at.submit("correction", null, Map.of("large", false)), "unit_office");
    assertThat(message(at.mustNot(at.act(null, "return", "recheck"), "chief_office")))
        .contains("现在不适用");
  }

  @Test
  void a_fact_that_changes_opens_the_step_it_asks_for_and_leaves_the_one_it_excuses() {
    RouteWorld w = RouteWorld.at("joint", false);
    w.choose("chief_office", "approve");
    w.must(w.submit("correction", null, Map.of("large", true)), "unit_office");
    assertThat(w.openStep()).isEqualTo("recheck");
    assertThat(w.run().lastVisit("joint").closed()).isEqualTo(Closing.SKIPPED);
    w.must(w.submit("correction", null, Map.of("large", false)), "unit_office");
    assertThat(w.openStep()).isEqualTo("joint");
    assertThat(w.waiting()).as("a step left is asked again").hasSize(2);
  }

  @Test
  void an_open_turn_follows_the_office_that_a_fact_names() {
    RouteWorld w = RouteWorld.at("desk", false);
    w.must(w.submit("correction", null, Map.of("desk", "desk_two")), "unit_office");
    assertThat(w.waiting()).containsExactly("desk_two");
    RouteWorld passed = RouteWorld.at("desk", false);
    passed.must(transfer("extra_office"), "desk_one");
    passed.must(passed.submit("correction", null, Map.of("desk", "desk_two")), "unit_office");
    assertThat(passed.waiting())
        .as("what was passed on by hand stays")
        .containsExactly("extra_office");
  }

  @Test
  void reminders_and_copies_change_nobodys_turn() {
    RouteWorld w = RouteWorld.at("countersign", false);
    w.must(new Command.Remind(RouteWorld.RUN, "law_office", "请尽快"), "unit_office");
    w.must(new Command.Remind(RouteWorld.RUN, null, "请尽快"), "front_office");
    assertThat(w.openVisit().assignments().stream().map(Run.Assignment::reminders))
        .containsExactly(2, 1);
    w.must(new Command.Copy(RouteWorld.RUN, List.of("extra_office", ""), "知悉"), "law_office");
    assertThat(w.run().copies()).containsExactly("extra_office");
    assertThat(
            message(
                w.mustNot(
                    new Command.Copy(RouteWorld.RUN, List.of("extra_office"), ""), "law_office")))
        .contains("尚未抄送");
    assertThat(w.mustNot(w.act(null, "agree", null), "extra_office"))
        .allMatch(r -> r.kind() == Kind.NOT_ALLOWED);
    assertThat(w.mustNot(new Command.Remind(RouteWorld.RUN, "desk_one", ""), "unit_office"))
        .allMatch(r -> r.kind() == Kind.STALE);
    assertThat(w.mustNot(new Command.Remind(RouteWorld.RUN, null, ""), "tech_office"))
        .allMatch(r -> r.kind() == Kind.NOT_ALLOWED);
  }

  @Test
  void who_acts_for_an_office_may_send_copies_for_it() {
    RouteWorld w = RouteWorld.at("countersign", false);
    Command copy = new Command.Copy(RouteWorld.RUN, List.of("desk_two"), "知悉");
    assertThat(w.mustNot(copy, "extra_office")).allMatch(r -> r.kind() == Kind.NOT_ALLOWED);
    w.delegations.add(new Actor.Delegation("law_office", "extra_office", w.today, w.today));
    w.must(copy, "extra_office");
  }

  @Test
  void a_turn_of_an_earlier_visit_of_the_same_step_is_stale() {
    RouteWorld w = RouteWorld.at("countersign", false);
    String old = w.openVisit().assignments().getFirst().id();
    w.advanceTo("joint");
    w.must(w.act(null, "return", "countersign"), "chief_office");
    assertThat(w.mustNot(w.act(old, "agree", null), "law_office"))
        .allMatch(r -> r.kind() == Kind.STALE && r.message().contains("请刷新"));
  }

  @Test
  void a_choice_that_the_step_does_not_have_is_incomplete() {
    RouteWorld w = RouteWorld.at("countersign", false);
    assertThat(w.mustNot(w.act(null, "approve", null), "law_office"))
        .allMatch(r -> r.kind() == Kind.INCOMPLETE && r.message().contains("同意、不同意"));
  }

  @Test
  void withdrawal_until_decided_ends_with_the_deciders_act_and_not_with_advice() {
    RouteWorld w = new RouteWorld();
    w.must(w.submit("decided_only", null, Map.of()), "unit_office");
    String run = "decided_only-1";
    Command withdraw = new Command.Withdraw(run, "有误");
    w.must(actOn(run, "agree"), "law_office");
    w.must(new Command.AddReviewer(run, "extra_office", "请提意见"), "front_office");
    w.must(actOn(run, "approve"), "extra_office");
    w.copy().must(withdraw, "unit_office");
    w.must(actOn(run, "approve"), "chief_office");
    assertThat(message(w.copy().mustNot(withdraw, "unit_office"))).contains("已有决定");
    w.must(actOn(run, "return"), "deputy_office");
    w.must(withdraw, "unit_office");
  }

  @Test
  void the_filer_can_be_asked_in_the_route() {
    RouteWorld w = new RouteWorld();
    w.must(w.submit("decided_only", null, Map.of()), "unit_office");
    String run = "decided_only-1";
    w.must(actOn(run, "agree"), "law_office");
    w.must(actOn(run, "approve"), "chief_office");
    w.must(actOn(run, "approve"), "deputy_office");
    w.must(actOn(run, "receive"), "unit_office");
    w.must(actOn(run, "receive"), "archive_office");
    assertThat(w.file.runs().get(run).outcome()).isEqualTo("approved");
  }

  private static Command actOn(String run, String choice) {
    return new Command.Act(run, null, null, choice, "", null, Map.of(), Map.of(), Map.of());
  }

  @Test
  void what_cannot_be_withdrawn_is_said_to_be_final() {
    RouteWorld w = new RouteWorld();
    w.must(w.submit("final", null, Map.of()), "unit_office");
    assertThat(message(w.mustNot(new Command.Withdraw("final-1", "x"), "unit_office")))
        .contains("提交后不能撤回");
  }

  @Test
  void what_was_returned_stays_in_time_and_what_was_withdrawn_does_not() {
    RouteWorld returned = new RouteWorld();
    returned.must(returned.submit("final", null, Map.of()), "unit_office");
    returned.must(actOn("final-1", "return"), "chief_office");
    returned.today = LocalDate.of(2024, 7, 1);
    assertThat(message(returned.mustNot(returned.submit("final", null, Map.of()), "unit_office")))
        .contains("正在办理");
    returned.must(returned.submit("final", "final-1", Map.of()), "unit_office");
  }

  @Test
  void a_withdrawn_run_is_not_filed_again_beside_a_newer_one() {
    RouteWorld w = RouteWorld.filed(false);
    w.must(new Command.Withdraw(RouteWorld.RUN, "有误"), "unit_office");
    w.must(w.submit("request", null, RouteWorld.facts(false)), "unit_office");
    assertThat(w.file.runs()).containsKeys("request-1", "request-2");
    assertThat(
            message(
                w.mustNot(w.submit("request", RouteWorld.RUN, Map.of("name", "乙")), "unit_office")))
        .contains("不能重复提交");
  }

  @Test
  void a_closed_file_takes_no_supplement_until_it_is_opened_again() {
    RouteWorld w = RouteWorld.at("joint", false);
    w.choose("chief_office", "return");
    w.must(w.submit("lapse", null, Map.of()), "archive_office");
    Command again = w.submit("request", RouteWorld.RUN, Map.of("name", "乙"));
    List<Refusal> refusals = w.mustNot(again, "unit_office");
    assertThat(message(refusals)).contains("档案已关闭：已作废");
    assertThat(refusals.getFirst().remedy().procedures())
        .anyMatch(h -> h.procedure().equals("revival"));
    w.must(w.submit("revival", null, Map.of()), "archive_office");
    w.must(again, "unit_office");
  }

  @Test
  void a_step_has_the_due_day_that_the_pack_computes() {
    RouteWorld w = RouteWorld.filed(false);
    assertThat(w.file.facts()).containsEntry("desk", "desk_one");
    assertThat(w.run().visits().getFirst().due()).isNull();
    w.advanceTo("countersign");
    assertThat(w.openVisit().due()).isEqualTo(LocalDate.of(2024, 3, 11));
  }
}
