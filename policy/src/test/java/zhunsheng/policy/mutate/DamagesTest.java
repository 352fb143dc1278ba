package zhunsheng.policy.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import zhunsheng.policy.Packs;

class DamagesTest {
  private static final Names NAMES = new Names(Packs.changzhou());

  private static List<String> becomes(Damage.Kind kind, String... lines) {
    return Damages.of(NAMES, "x.yaml", List.of(lines), lines.length).stream()
        .filter(d -> d.kind() == kind)
        .map(Damage::becomes)
        .toList();
  }

  @Test
  void a_number_gets_other_fewer_and_more_digits_in_yaml_and_in_cel() {
    assertThat(becomes(Damage.Kind.NUMBER, "  from: 120"))
        .containsExactlyInAnyOrder("  from: 220", "  from: 121", "  from: 12", "  from: 1200");
    assertThat(becomes(Damage.Kind.NUMBER, "when: \"today > x.plus('P3M')\""))
        .contains(
            "when: \"today > x.plus('P4M')\"",
            "when: \"today > x.plus('P33M')\"",
            "when: \"today > x.plus('P3D')\"");
    assertThat(becomes(Damage.Kind.NUMBER, "{money: 300000.00}"))
        .contains("{money: 400000.00}", "{money: 30000.00}", "{money: 300000.01}");
  }

  @Test
  void a_name_loses_a_letter_or_gives_way_to_another_of_its_sort() {
    assertThat(becomes(Damage.Kind.MISSPELT, "  by: [unit]")).containsExactly("  by: [unt]");
    assertThat(becomes(Damage.Kind.REPLACED, "  kind: decision")).contains("  kind: receipt");
    assertThat(becomes(Damage.Kind.KEY, "  stage: plan")).containsExactly("  stge: plan");
  }

  @Test
  void of_each_line_the_same_few_damages_are_taken_wherever_the_line_stands() {
    String line = "  by: [unit]  # 项目单位";
    List<Damage> here = Damages.of(NAMES, "x.yaml", List.of(line), 1);
    List<Damage> later = Damages.of(NAMES, "x.yaml", List.of("a:", line), 2);
    Sample two = new Sample(1, 0, 2, 5);

    assertThat(two.of(here))
        .extracting(Damage::kind)
        .containsExactly(Damage.Kind.REPLACED, Damage.Kind.KEY);
    assertThat(two.of(later)).extracting(Damage::becomes).isEqualTo(becomes(two.of(here)));
    assertThat(new Sample(1, 0, 99, 5).of(here)).hasSameElementsAs(here);
    assertThat(new Sample(3, 1, 0, 0).of(here)).isEqualTo(here);
  }

  private static List<String> becomes(List<Damage> damages) {
    return damages.stream().map(Damage::becomes).toList();
  }

  @Test
  void signs_of_comparison_and_logic_give_way_to_their_neighbours() {
    assertThat(becomes(Damage.Kind.OPERATOR, "when: a >= b && !c.d"))
        .containsExactlyInAnyOrder(
            "when: a > b && !c.d", "when: a >= b || !c.d", "when: a >= b && c.d");
  }

  @Test
  void a_line_is_removed_and_stands_elsewhere_and_a_comment_is_only_removed() {
    List<Damage> all = Damages.of(NAMES, "x.yaml", List.of("a:", "  b: c"), 2);
    assertThat(all).extracting(Damage::kind).contains(Damage.Kind.REMOVED, Damage.Kind.GARBLED);
    assertThat(all.getFirst().text(List.of("a:", "  b: c"))).isEqualTo("a:\n");
    assertThat(becomes(Damage.Kind.INDENTED, "  b: c")).containsExactly("    b: c", "b: c");
    assertThat(
            Damages.of(NAMES, "x.yaml", List.of("# number 3"), 1).stream()
                .map(Damage::kind)
                .collect(Collectors.toSet()))
        .containsExactly(Damage.Kind.REMOVED);
    assertThat(becomes(Damage.Kind.NUMBER, "stage: plan  # 3 of them")).isEmpty();
  }
}
