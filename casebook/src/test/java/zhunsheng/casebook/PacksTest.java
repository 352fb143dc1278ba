package zhunsheng.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zhunsheng.casebook.view.FileLists;
import zhunsheng.casebook.view.FileQuery;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Term;

/** Every pack that comes with the product can open its files in the casebook and list them. */
class PacksTest {
  private static final Path POLICIES =
      Path.of(System.getProperty("zhunsheng.home", ".."), "policies");

  static Stream<String> packs() {
    return PolicyLoader.packs(POLICIES).stream();
  }

  private record Shelf(Policy policy) implements PolicyShelf {
    @Override
    public Policy policy(String packId) {
      return policy;
    }

    @Override
    public Policy current(String jurisdiction, LocalDate day) {
      return policy;
    }

    @Override
    public Collection<Policy> policies() {
      return List.of(policy);
    }

    @Override
    public Collection<String> jurisdictions() {
      return List.of();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packs")
  void files_that_a_unit_opens_are_recorded_assessed_and_listed(String pack) {
    Policy policy = PolicyLoader.load(POLICIES, pack);
    String jurisdiction = TestDatabase.newJurisdiction();
    Casebook casebook = new Casebook(TestDatabase.database(), new Shelf(policy));
    LocalDate today = policy.from().plusMonths(3);
    List<String> opened = new ArrayList<>();
    for (Procedure procedure : policy.procedures().values()) {
      if (!procedure.opensFile()) {
        continue;
      }
      Outcome outcome =
          casebook.submit(
              new CommandRequest(
                  jurisdiction,
                  null,
                  filled(procedure),
                  new Actor("zhang", "some_unit", Set.of()),
                  today,
                  Instant.EPOCH,
                  procedure.id(),
                  null));
      if (outcome instanceof Outcome.Done done) {
        opened.add(done.fileId());
      }
    }

    assertThat(opened).isNotEmpty();
    assertThat(
            new FileLists(TestDatabase.database())
                .files(jurisdiction, FileQuery.all(today))
                .items())
        .extracting(FileRow::id)
        .containsExactlyInAnyOrderElementsOf(opened);
    casebook.notePack(jurisdiction, policy);
    assertThat(casebook.refresh(jurisdiction, today.plusYears(1), Instant.EPOCH, Progress.SILENT))
        .isEqualTo(opened.size());
  }

  private static Command filled(Procedure procedure) {
    Map<String, Object> facts = new LinkedHashMap<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Procedure.Field field : procedure.fields()) {
      Object value = field.requiredWhen() == null ? null : sample(field.type());
      if (value != null && field.fact() != null) {
        facts.put(field.fact(), value);
      } else if (value != null) {
        fields.put(field.id(), value);
      }
    }
    return new Command.Submit(procedure.id(), null, facts, fields, Map.of(), true);
  }

  private static Object sample(FactType type) {
    return switch (type) {
      case FactType.Scalar scalar ->
          switch (scalar) {
            case TEXT, LONG_TEXT -> "样例";
            case OFFICE -> "some_unit";
            case BOOL -> false;
            case INT -> 2025L;
            case MONEY -> Money.ofYuan("1000.00");
            case DATE -> LocalDate.of(2024, 5, 15);
            case TERM -> Term.parse("P1Y");
          };
      case FactType.EnumType e -> e.values().keySet().iterator().next();
      case FactType.ListType list ->
          sample(list.item()) == null ? null : List.of(sample(list.item()));
      case FactType.RecordType record -> {
        Map<String, Object> value = new LinkedHashMap<>();
        record.fields().forEach((name, field) -> value.put(name, sample(field.type())));
        yield value;
      }
      case FactType.RefType ref -> null;
    };
  }
}
