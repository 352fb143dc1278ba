package zhunsheng.similarity.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PassagesTest {

  @Test
  void a_name_is_reduced_to_what_is_particular_in_it() {
    assertThat(Passages.core("智慧城管平台（二期）建设项目")).isEqualTo("智慧城管平台");
    assertThat(Passages.core("2025年度信息化采购项目")).isEqualTo("2025年度信息化采购项目");
  }

  @Test
  void content_is_cut_into_the_functions_that_it_lists() {
    assertThat(Passages.functions("含公文收发、会议管理、督查督办；配移动端。含公文收发"))
        .containsExactly("含公文收发", "会议管理", "督查督办", "配移动端");
  }

  @Property(tries = 300)
  void any_text_becomes_plain_once_and_for_all(@ForAll @StringLength(max = 200) String text) {
    String plain = Passages.plain(text);
    assertThat(Passages.plain(plain)).isEqualTo(plain);
    assertThat(plain.codePoints()).noneMatch(Character::isISOControl);
    assertThat(Passages.functions(text)).hasSizeLessThanOrEqualTo(32).doesNotHaveDuplicates();
    assertThat(Passages.core(text)).isNotNull();
  }

  @Property(tries = 300)
  void what_is_left_is_in_the_text_and_shares_no_run_with_the_other(
      @ForAll @StringLength(max = 60) String text, @ForAll @StringLength(max = 60) String other) {
    assertThat(Residue.of(text, text).stream().mapToInt(String::length).sum())
        .isLessThanOrEqualTo(1);
    for (String left : Residue.of(text, other)) {
      assertThat(text).contains(left);
    }
  }

  @Test
  void what_two_names_share_is_taken_out() {
    assertThat(Residue.of("指挥中心食堂就餐结算系统", "指挥中心建设业务系统")).containsExactly("食堂就餐结算");
  }

  @Test
  void concepts_are_found_by_any_of_their_words() {
    assertThat(Concepts.in("老人助餐和OA办公").get(Concepts.Kind.FIELD))
        .contains("养老", "办公")
        .doesNotContain("档案");
    assertThat(Concepts.in("窗口人员培训班").get(Concepts.Kind.FUNCTION)).contains("培训");
  }
}
