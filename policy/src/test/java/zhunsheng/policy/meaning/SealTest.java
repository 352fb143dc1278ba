package zhunsheng.policy.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import zhunsheng.policy.Packs;
import zhunsheng.policy.load.PackDraft;

class SealTest {
  private static final PackDraft DRAFT = PackDraft.of(Packs.ROOT, "changzhou-edz-2023");
  private static final Seal SEAL = DRAFT.seal(DRAFT.asIs());

  private static PackDraft.Read changed(String file, String from, String to) {
    String name = "changzhou-edz-2023/" + file;
    String text = DRAFT.text(name);
    assertThat(text).contains(from);
    return DRAFT.with(name, text.replaceFirst(Pattern.quote(from), to));
  }

  @Test
  void a_pack_is_as_it_was_sealed() {
    assertThat(DRAFT.seal()).isNotNull();
    assertThat(SEAL.differing(DRAFT.seal())).isEmpty();
    assertThat(Seal.parse(SEAL.lines("x")).differing(SEAL)).isEmpty();
  }

  @Test
  void a_number_breaks_the_seal_of_its_norm_alone() {
    PackDraft.Read more =
        changed("rules/declaration.yaml", "{money: 300000.00}", "{money: 300000.01}");
    assertThat(DRAFT.seal(more).differing(SEAL)).hasSize(1).allMatch(e -> e.startsWith("norm "));
  }

  @Test
  void words_for_people_break_no_seal() {
    PackDraft.Read said = changed("rules/declaration.yaml", "gist: ", "gist: 即");
    assertThat(Differences.between(DRAFT.policy(), said.policy()))
        .isNotEmpty()
        .allMatch(d -> d.sort() == Difference.Sort.WORDS);
    assertThat(DRAFT.seal(said).differing(SEAL)).isEmpty();
  }

  @Test
  void the_title_of_a_choice_is_words_wherever_an_expression_prints_it() {
    String shared = "vocabulary.yaml";
    String text = DRAFT.text(shared).replaceFirst("construction: 建设资金", "construction: 建设的资金");
    assertThat(text).isNotEqualTo(DRAFT.text(shared));
    assertThat(Differences.between(DRAFT.policy(), DRAFT.with(shared, text).policy()))
        .isNotEmpty()
        .allMatch(d -> d.sort() == Difference.Sort.WORDS);
  }

  @Test
  void an_entry_that_is_gone_and_one_that_was_never_sealed_are_told() {
    Seal less = Seal.parse(List.of("norm a: 1", "norm b: 2"));
    Seal more = Seal.parse(List.of("norm b: 2", "norm c: 3"));
    assertThat(less.differing(more)).containsExactly("norm a", "norm c");
  }
}
