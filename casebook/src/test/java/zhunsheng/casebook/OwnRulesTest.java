package zhunsheng.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.value.Money;

/** A place brings its own rule set from a day: nanchong-51-1-2. */
class OwnRulesTest {
  private static final Path SOURCE = Path.of("src", "test", "resources", "policies");
  private static final LocalDate OWN_FROM = LocalDate.of(2024, 7, 1);

  private final Town town = new Town();
  private Casebook casebook;

  /** Two rule sets of one place, the second from its first day on. */
  private record Shelf(String jurisdiction, Policy first, Policy own) implements PolicyShelf {
    @Override
    public Policy policy(String packId) {
      return policies().stream().filter(p -> p.id().equals(packId)).findFirst().orElseThrow();
    }

    @Override
    public Policy current(String where, LocalDate day) {
      return day.isBefore(own.from()) ? first : own;
    }

    @Override
    public Collection<Policy> policies() {
      return List.of(first, own);
    }

    @Override
    public Collection<String> jurisdictions() {
      return List.of(jurisdiction);
    }
  }

  @BeforeEach
  void two_rule_sets(@TempDir Path root) throws IOException {
    Files.copy(SOURCE.resolve("vocabulary.yaml"), root.resolve("vocabulary.yaml"));
    copy("sample", root.resolve("sample"));
    Path own = root.resolve("county");
    copy("sample", own);
    replace(own.resolve("policy.yaml"), "id: sample\n", "id: county\n");
    replace(own.resolve("policy.yaml"), "from: 2024-01-01", "from: " + OWN_FROM);
    // Its own threshold, which the first lacks; and no hold of money, which the first has.
    replace(
        own.resolve("rules/all.yaml"),
        "      hold: 暂停申报\n      when: project.unit.suspended\n      message: 单位已被暂停申报\n",
        "      when: project.total < yuan(500000)\n      message: 五十万元以下的不申报\n");
    String rules = Files.readString(own.resolve("rules/all.yaml"));
    Files.writeString(
        own.resolve("rules/all.yaml"),
        rules.substring(0, rules.indexOf("  limits:\n    - blocks: [payment]")));
    casebook =
        new Casebook(
            TestDatabase.database(),
            new Shelf(
                town.jurisdiction,
                PolicyLoader.load(root, "sample"),
                PolicyLoader.load(root, "county")));
  }

  private static void copy(String pack, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(SOURCE.resolve(pack))) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(SOURCE.resolve(pack).relativize(path).toString()));
      }
    }
  }

  private static void replace(Path file, String before, String after) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(before);
    Files.writeString(file, text.replace(before, after));
  }

  private Outcome submit(@Nullable String file, String office, Command command) {
    return casebook.submit(town.request(file, office, command));
  }

  private String open(String name) {
    return ((Outcome.Done)
            submit(
                null, "school", Town.submission("project_opening", Map.of("name", name), Map.of())))
        .fileId();
  }

  private static List<String> messages(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused
        ? refused.refusals().stream().map(Refusal::message).toList()
        : List.of();
  }

  private void approve(String project) {
    submit(project, "finance_office", Town.act("declaration-1", "agree"));
    submit(project, "cyber_office", Town.act("declaration-1", "agree"));
    assertThat(submit(project, "data_office", Town.act("declaration-1", "approve")))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_project_keeps_the_rule_set_of_the_day_on_which_it_was_declared_and_no_rule_of_the_other() {
    town.on(OWN_FROM.minusDays(1));
    submit(null, "school", Town.submission("unit_registration", Map.of("name", "学校"), Map.of()));
    String before = open("前一天");
    town.on(OWN_FROM);
    String after = open("当天");
    assertThat(casebook.policy(town.jurisdiction, before).id()).isEqualTo("sample");
    assertThat(casebook.policy(town.jurisdiction, after).id()).isEqualTo("county");

    town.on(OWN_FROM.plusDays(1));
    assertThat(messages(submit(before, "school", Town.declaration("300000.00", Map.of()))))
        .as("a threshold of the later rules is none of its own")
        .isEmpty();
    assertThat(messages(submit(after, "school", Town.declaration("300000.00", Map.of()))))
        .containsExactly("五十万元以下的不申报");
    assertThat(submit(after, "school", Town.declaration("500000.00", Map.of())))
        .isInstanceOf(Outcome.Done.class);

    approve(before);
    approve(after);
    town.on(OWN_FROM.plusMonths(3));
    var payment = Town.submission("payment", Map.of(), Map.of("amount", Money.ofYuan("1000.00")));
    assertThat(messages(submit(before, "school", payment)))
        .as("the earlier rules hold it still, in their own successor's time")
        .containsExactly("逾期未报进展，暂缓拨付");
    assertThat(submit(after, "school", payment)).isInstanceOf(Outcome.Done.class);
  }
}
