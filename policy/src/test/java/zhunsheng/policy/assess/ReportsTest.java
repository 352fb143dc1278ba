package zhunsheng.policy.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import zhunsheng.policy.Packs;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Report;
import zhunsheng.policy.value.Money;

class ReportsTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 6, 1);

  private static final Policy POLICY = Packs.load(Packs.ROUTES, "dated");

  private static Report report(String id) {
    return Objects.requireNonNull(POLICY.reports().get(id));
  }

  private static Dossier matter(String id, Map<String, Object> facts) {
    return Dossier.of(
        new CaseFile(
            id, "matter", "desk_one", 1, facts, Map.of(), Map.of(), Map.of(), TODAY, null));
  }

  private static Reports.Reading read(String report, Map<String, Object> facts) {
    return Reports.read(POLICY, report(report), matter("m", facts), TODAY);
  }

  @Test
  void a_file_stands_in_it_with_its_columns() {
    Reports.Reading reading =
        read("costly_matters", Map.of("name", "甲", "amount", Money.ofYuan("100.00")));

    assertThat(reading.missing()).isEmpty();
    assertThat(reading.rows())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.name()).isEqualTo("甲");
              assertThat(r.office()).isEqualTo("desk_one");
              assertThat(r.values())
                  .containsEntry("amount", Money.ofYuan("100.00"))
                  .containsEntry("desk", "desk_one")
                  .doesNotContainKey("began_on");
              assertThat(r.texts())
                  .containsEntry("amount", "100.00 元")
                  .containsEntry("began_on", "未发生");
            });
  }

  @Test
  void a_file_below_the_bound_is_not_in_it() {
    assertThat(read("costly_matters", Map.of("amount", Money.ofYuan("99.99"))))
        .isEqualTo(Reports.Reading.NOTHING);
  }

  @Test
  void a_file_that_cannot_be_judged_says_what_it_lacks() {
    Reports.Reading reading = read("costly_matters", Map.of("name", "甲"));

    assertThat(reading.rows()).isEmpty();
    assertThat(reading.missing())
        .extracting(Assessment.MissingFact::fact)
        .containsExactly("matter.amount");
  }

  @Test
  void before_its_norm_is_in_force_a_report_is_empty() {
    Dossier costly = matter("m", Map.of("amount", Money.ofYuan("100.00")));

    assertThat(
            Reports.read(POLICY, report("costly_matters"), costly, LocalDate.of(2023, 12, 31))
                .rows())
        .isEmpty();
  }

  @Test
  void what_nobody_recorded_is_an_empty_cell() {
    assertThat(read("all_matters", Map.of("name", "甲")).rows())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.values()).isEmpty();
              assertThat(r.texts()).containsEntry("amount", "未填");
            });
  }

  @Test
  void rows_come_in_the_order_it_says_and_what_is_missing_last() {
    Map<String, Map<String, Object>> matters = new LinkedHashMap<>();
    matters.put("a", Map.of("name", "丙"));
    matters.put("b", Map.of("name", "乙", "amount", Money.ofYuan("100.00")));
    matters.put("c", Map.of("name", "甲", "amount", Money.ofYuan("2000.00")));
    matters.put("d", Map.of("name", "丁", "amount", Money.ofYuan("2000.00")));
    List<Reports.Row> rows =
        matters.entrySet().stream()
            .flatMap(
                m ->
                    Reports.read(
                        POLICY, report("all_matters"), matter(m.getKey(), m.getValue()), TODAY)
                        .rows()
                        .stream())
            .sorted(Reports.order(report("all_matters")))
            .toList();

    assertThat(rows).extracting(Reports.Row::name).containsExactly("丁", "甲", "乙", "丙");
    assertThat(Reports.head(report("all_matters"), rows))
        .extracting(c -> c.head().title(), Reports.Count::count, Reports.Count::unknown)
        .containsExactly(tuple("未填金额", 1L, 0L), tuple("百元以上", 3L, 1L));
  }
}
