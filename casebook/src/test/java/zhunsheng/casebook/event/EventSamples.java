package zhunsheng.casebook.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Event.Turn;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Ref;
import zhunsheng.policy.value.Term;

/** Any event, with any values that a file can hold. */
final class EventSamples {
  private EventSamples() {}

  static Arbitrary<String> text() {
    return Arbitraries.strings()
        .ofMaxLength(12)
        .filter(s -> s.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c)));
  }

  static Arbitrary<String> id() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("_-0123456789")
        .ofMinLength(1)
        .ofMaxLength(8);
  }

  static Arbitrary<LocalDate> day() {
    return Arbitraries.integers().between(-40000, 60000).map(LocalDate::ofEpochDay);
  }

  static Arbitrary<Object> value() {
    Arbitrary<Object> simple =
        Arbitraries.oneOf(
            text().asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.longs().asGeneric(),
            Arbitraries.longs()
                .between(-999_999_999_999_99L, 999_999_999_999_99L)
                .map(Money::new)
                .asGeneric(),
            day().asGeneric(),
            Arbitraries.of(
                    Term.parse("P2M"), Term.parse("P1Y"), Term.parse("P10WD"), Term.parse("P0D"))
                .asGeneric(),
            id().map(Ref::new).asGeneric());
    Arbitrary<Object> record = Arbitraries.maps(id(), simple).ofMaxSize(3).asGeneric();
    Arbitrary<Object> item = Arbitraries.oneOf(simple, record);
    return Arbitraries.oneOf(simple, record, item.list().ofMaxSize(3).asGeneric());
  }

  static Arbitrary<Map<String, Object>> values() {
    return Arbitraries.maps(id(), value()).ofMaxSize(4);
  }

  static Arbitrary<Map<String, Material>> materials() {
    Arbitrary<Material.Attachment> paper =
        Combinators.combine(id(), text(), Arbitraries.longs().between(0, 1L << 40))
            .as(
                (digest, name, size) ->
                    new Material.Attachment(digest, name, "application/pdf", size));
    Arbitrary<Material> material =
        Combinators.combine(paper.list().ofMaxSize(2), text().injectNull(0.5)).as(Material::new);
    return Arbitraries.maps(id(), material).ofMaxSize(2);
  }

  static Arbitrary<Turn> turn() {
    return Combinators.combine(id(), id(), id()).as(Turn::new);
  }

  static Arbitrary<Event> event() {
    Arbitrary<Integer> visit = Arbitraries.integers().between(1, 50);
    return Arbitraries.oneOf(
        Combinators.combine(id(), id()).as(Event.FileOpened::new),
        Combinators.combine(id(), id(), id(), day(), values(), values(), materials())
            .as(Event.RunFiled::new),
        Combinators.combine(id(), visit, id(), day().injectNull(0.3), turn().list().ofMaxSize(3))
            .as(Event.StepOpened::new),
        Combinators.combine(id(), id(), id(), text(), values(), values(), materials())
            .as(Event.Acted::new),
        Combinators.combine(id(), visit, Arbitraries.of(Event.Closing.values()))
            .as(Event.StepClosed::new),
        Combinators.combine(id(), id().injectNull(0.3), text()).as(Event.RunReturned::new),
        Combinators.combine(id(), text()).as(Event.RunWithdrawn::new),
        Combinators.combine(id(), id()).as(Event.RunEnded::new),
        Combinators.combine(
                id(),
                id(),
                values(),
                Arbitraries.maps(id(), value().list().ofMaxSize(3)).ofMaxSize(2),
                Arbitraries.maps(id(), day()).ofMaxSize(3),
                id().list().ofMaxSize(3))
            .as(Event.OutcomeRecorded::new),
        Combinators.combine(id(), id(), id(), text()).as(Event.Transferred::new),
        Combinators.combine(id(), turn(), text()).as(Event.ReviewerAdded::new),
        Combinators.combine(id(), id(), text()).as(Event.ReviewerRemoved::new),
        Combinators.combine(id(), id(), text()).as(Event.Reminded::new),
        Combinators.combine(id(), id().list().ofMaxSize(3), text()).as(Event.Copied::new),
        Combinators.combine(id(), values()).as(Event.FieldsFilled::new),
        Combinators.combine(id(), id(), text()).as(Event.HoldPlaced::new),
        id().map(Event.HoldLifted::new),
        text().map(Event.FileClosed::new),
        text().map(Event.FileReopened::new));
  }

  /** One event of each kind, with every part filled; their JSON is kept in {@code events-1.txt}. */
  static List<Event> ofEachKind() {
    LocalDate day = LocalDate.of(2024, 5, 15);
    Material paper =
        new Material(
            List.of(new Material.Attachment("ab".repeat(32), "方案.pdf", "application/pdf", 1024)),
            null);
    Material waived = new Material(List.of(), "不适用");
    Turn turn = new Turn("1-finance", "finance", "finance_office");
    return List.of(
        new Event.FileOpened("project", "school"),
        new Event.RunFiled(
            "declaration-1",
            "declaration",
            "school",
            day,
            Map.of(
                "total",
                Money.ofYuan("300000.00"),
                "start",
                day,
                "term",
                Term.parse("P2M"),
                "plan",
                new Ref("7k3m-9qx2"),
                "urgent",
                true,
                "year",
                2024L,
                "name",
                "智慧\"校园\"\n二期",
                "fundings",
                List.of(Map.of("source", "own", "amount", Money.ofYuan("0.01")))),
            Map.of("ground", "special"),
            Map.of("solution", paper, "archive", waived)),
        new Event.StepOpened("declaration-1", 1, "review", day, List.of(turn)),
        new Event.Acted(
            "declaration-1",
            "1-finance",
            "agree",
            "同意",
            Map.of("marketable", false),
            Map.of("note", "无"),
            Map.of("letter", paper)),
        new Event.StepClosed("declaration-1", 1, Event.Closing.DONE),
        new Event.RunReturned("declaration-1", "review", "补充意见"),
        new Event.RunWithdrawn("declaration-1", "另行申报"),
        new Event.RunEnded("declaration-1", "approved"),
        new Event.OutcomeRecorded(
            "declaration-1",
            "approved",
            Map.of("approved_total", Money.ofYuan("300000.00")),
            Map.of("payments", List.of(Map.of("amount", Money.ofYuan("1.50")))),
            Map.of("in_plan", day),
            List.of("trial_ended")),
        new Event.Transferred("declaration-1", "1-finance", "audit_office", "职责调整"),
        new Event.ReviewerAdded("declaration-1", turn, "需财政意见"),
        new Event.ReviewerRemoved("declaration-1", "1-finance", "不再需要"),
        new Event.Reminded("declaration-1", "1-finance", "请尽快办理"),
        new Event.Copied("declaration-1", List.of("audit_office"), "供参阅"),
        new Event.FieldsFilled(
            "declaration-1", Map.of("look_alikes", List.of(Map.of("other", "智慧校园", "score", 87L)))),
        new Event.HoldPlaced("sample-4", "sample-4", "暂缓拨付"),
        new Event.HoldLifted("sample-4"),
        new Event.FileClosed("项目终止"),
        new Event.FileReopened("恢复建设"));
  }
}
