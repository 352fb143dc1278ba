package zhunsheng.policy.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zhunsheng.policy.Packs;
import zhunsheng.policy.load.PackDraft;
import zhunsheng.policy.load.PolicyException;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.meaning.Differences;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.mutate.Judgement.Verdict;

/** However a pack is damaged, its author hears of it, and never by a stack trace. */
class MutationTest {
  private static final int EVERY = 4000;

  /** The same lines every time; the property takes others. */
  private static int from() {
    return Integer.getInteger("zhunsheng.mutate.from", 371);
  }

  static List<String> packs() {
    return PolicyLoader.packs(Packs.ROOT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packs")
  void a_slip_on_any_line_is_refused_noticed_or_means_nothing(String pack) {
    Mutation mutation = new Mutation(PackDraft.of(Packs.ROOT, pack), false);

    Mutation.Result result =
        mutation.run(mutation.files(false), Sample.every(EVERY, from()), (j, done) -> {});

    assertThat(result.bad()).as("-Dzhunsheng.mutate.from=%d", from()).isEmpty();
    assertThat(result.lines()).isPositive();
  }

  @Test
  void a_draft_with_a_changed_file_is_what_the_loader_would_load(@TempDir Path root)
      throws IOException {
    String pack = "gulou-2021";
    Packs.copy(pack, root);
    PackDraft draft = PackDraft.of(root, pack);
    Names names = new Names(draft.policy());
    Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
    for (String file :
        List.of(
            "vocabulary.yaml",
            pack + "/policy.yaml",
            pack + "/procedures/plan.yaml",
            pack + "/rules/plan.yaml")) {
      List<String> lines = draft.text(file).lines().toList();
      List<Damage> damages = Damages.of(names, file, lines, 40);
      for (Damage damage : new Sample(1, 0, 2, 7).of(damages)) {
        Files.writeString(root.resolve(file), damage.text(lines));
        try {
          Policy whole = PolicyLoader.load(root, pack);
          Policy quick = draft.with(file, damage.text(lines)).policy();
          assertThat(Differences.between(whole, quick)).as(damage.toString()).isEmpty();
          assertThat(Differences.between(draft.policy(), quick))
              .hasSameSizeAs(Differences.between(draft.policy(), whole));
          seen.add(Verdict.SAME);
        } catch (PolicyException refused) {
          assertThat(problems(draft, file, damage.text(lines))).isEqualTo(refused.problems());
          seen.add(Verdict.REFUSED);
        } finally {
          Files.writeString(root.resolve(file), String.join("\n", lines) + "\n");
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Verdict.SAME, Verdict.REFUSED);
  }

  private static List<?> problems(PackDraft draft, String file, String text) {
    try {
      draft.with(file, text);
      return List.of();
    } catch (PolicyException e) {
      return e.problems();
    }
  }

  @Test
  void a_number_is_caught_by_a_case_and_a_misspelt_key_refused_where_it_stands(@TempDir Path root)
      throws IOException {
    Packs.copy("changzhou-edz-2023", root);
    Files.delete(root.resolve("changzhou-edz-2023/sealed.txt"));
    PackDraft draft = PackDraft.of(root, "changzhou-edz-2023");
    String file = "changzhou-edz-2023/rules/declaration.yaml";
    List<String> lines = draft.text(file).lines().toList();
    int at = lines.indexOf("  params: {leaders_from: {money: 300000.00}}");
    List<Judgement> all = new ArrayList<>();

    new Mutation(draft, false)
        .run(List.of(file), Sample.every(lines.size(), at), (j, done) -> all.add(j));

    assertThat(all)
        .filteredOn(j -> j.damage().kind() == Damage.Kind.NUMBER)
        .isNotEmpty()
        .allMatch(j -> j.verdict() == Verdict.CAUGHT);
    assertThat(all)
        .filteredOn(j -> j.damage().kind() == Damage.Kind.KEY)
        .isNotEmpty()
        .allMatch(j -> j.verdict() == Verdict.REFUSED && j.why().startsWith(file + ":"))
        .anyMatch(j -> j.why().startsWith(file + ":" + (at + 1) + ":3: 没有键"));
  }
}
