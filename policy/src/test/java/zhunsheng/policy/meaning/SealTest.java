package zhunsheng.policy.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.policy.Packs;
import zhunsheng.policy.load.PackDraft;
import zhunsheng.policy.load.PolicyException;
import zhunsheng.policy.load.Problem;
import zhunsheng.policy.load.SealFile;

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
  void what_a_fact_is_before_anybody_records_it_is_sealed() {
    PackDraft nanchong = PackDraft.of(Packs.ROOT, "nanchong-2023");
    String policy = nanchong.text("nanchong-2023/policy.yaml");
    String unknown = "type: list<Provider>, empty-until-recorded: false";
    assertThat(policy).contains(unknown);
    PackDraft.Read empty =
        nanchong.with("nanchong-2023/policy.yaml", policy.replace(unknown, "type: list<Provider>"));
    assertThat(nanchong.seal(empty).differing(nanchong.seal(nanchong.asIs())))
        .containsExactly("subject project");
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
  void a_number_in_words_breaks_the_seal() {
    PackDraft.Read said = changed("rules/declaration.yaml", "gist: ", "gist: 31日内");
    assertThat(DRAFT.seal(said).differing(SEAL)).contains("norm changzhou-edz-5-1-1");
  }

  @Test
  void a_sealed_pack_that_is_otherwise_does_not_load_where_its_seal_counts(@TempDir Path root)
      throws IOException {
    Packs.copy("changzhou-edz-2023", root);
    assertThat(SealFile.load(root, "changzhou-edz-2023").id()).isEqualTo("changzhou-edz-2023");

    Path rules = root.resolve("changzhou-edz-2023/rules/declaration.yaml");
    String text = Files.readString(rules);
    Files.writeString(rules, text.replaceFirst("\\{money: 300000.00}", "{money: 300000.01}"));
    int line = text.substring(0, text.indexOf("id: changzhou-edz-8-1-3")).split("\n").length;

    assertThatThrownBy(() -> SealFile.load(root, "changzhou-edz-2023"))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e ->
                assertThat(e.problems())
                    .singleElement()
                    .asString()
                    .startsWith(
                        "changzhou-edz-2023/rules/declaration.yaml:"
                            + line
                            + ":7: “norm changzhou-edz-8-1-3”与核定时不同"));
  }

  @Test
  void what_is_otherwise_is_told_where_it_stands() {
    String pack = "changzhou-edz-2023";
    for (String entry : DRAFT.seal().signs().keySet()) {
      Problem told = DRAFT.unsealed(entry);
      String id = entry.substring(entry.indexOf(' ') + 1);
      if (entry.contains(" ")) {
        String at = DRAFT.text(told.file()).lines().toList().get(told.line() - 1);
        assertThat(at.substring(told.column() - 1))
            .as(told.toString())
            .startsWith(id.equals("0") ? "form" : id);
        assertThat(told.file()).as(entry).doesNotEndWith("sealed.txt");
      }
    }
    assertThat(DRAFT.unsealed("norm of-nothing").file()).isEqualTo(pack + "/sealed.txt");
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
