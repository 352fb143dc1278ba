package zhunsheng.server.files;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.casebook.event.StoredEvent;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Subject;
import zhunsheng.server.regulation.OfficeView;

/** Tells a file's events in Chinese, one entry for each. */
final class History {
  private final Names names;
  private final Subject subject;
  private final Map<String, String> procedures = new HashMap<>();
  private final Map<String, String> steps = new HashMap<>();
  private final Map<String, String> turns = new HashMap<>();
  private final Map<String, String> holds = new HashMap<>();
  private final Set<String> reached = new HashSet<>();

  History(Names names, String subject) {
    this.names = names;
    this.subject = names.policy().vocabulary().subject(subject);
  }

  /** One event as a person reads it. */
  record HistoryEntry(
      long version,
      Instant at,
      LocalDate day,
      String person,
      OfficeView office,
      String title,
      List<String> lines,
      @Nullable String run) {}

  private record Told(String title, List<String> lines, @Nullable String run) {}

  List<HistoryEntry> of(List<StoredEvent> events) {
    List<HistoryEntry> entries = new ArrayList<>();
    for (StoredEvent stored : events) {
      Recorded r = stored.recorded();
      Told told = tell(r.event());
      entries.add(
          new HistoryEntry(
              r.version(),
              stored.at(),
              r.day(),
              names.person(r.person()),
              names.office(r.office()),
              told.title,
              told.lines,
              told.run));
    }
    return entries;
  }

  private Told tell(Event event) {
    return switch (event) {
      case Event.FileOpened e -> new Told("建立档案", List.of(), null);
      case Event.RunFiled e -> filed(e);
      case Event.StepOpened e -> stepOpened(e);
      case Event.Acted e -> acted(e);
      case Event.StepClosed e ->
          new Told(
              title(e.run())
                  + "："
                  + steps.getOrDefault(e.run(), "环节")
                  + switch (e.how()) {
                    case DONE -> "办结";
                    case RETURNED -> "退回";
                    case WITHDRAWN -> "因撤回终止";
                    case REFUSED -> "未通过";
                    case SKIPPED -> "不再需要";
                  },
              List.of(),
              e.run());
      case Event.RunReturned e ->
          new Told(
              title(e.run()) + "退回" + (e.to() == null ? "补正" : "至" + step(e.run(), e.to())),
              lines("理由", e.reason()),
              e.run());
      case Event.RunWithdrawn e ->
          new Told(title(e.run()) + "撤回", lines("理由", e.reason()), e.run());
      case Event.RunEnded e ->
          new Told(title(e.run()) + "办结：" + outcome(e.run(), e.outcome()), List.of(), e.run());
      case Event.OutcomeRecorded e -> new Told("登记结果", outcome(e), e.run());
      case Event.Transferred e ->
          new Told(
              title(e.run()) + "转办",
              with(
                  turns.getOrDefault(e.assignment(), "")
                      + "转由"
                      + names.office(e.toOffice()).name()
                      + "办理",
                  "理由",
                  e.reason()),
              e.run());
      case Event.ReviewerAdded e -> {
        turns.put(e.turn().assignment(), names.office(e.turn().office()).name());
        yield new Told(
            title(e.run()) + "加签",
            with("增加" + names.office(e.turn().office()).name(), "理由", e.reason()),
            e.run());
      }
      case Event.ReviewerRemoved e ->
          new Told(
              title(e.run()) + "减签",
              with("减去" + turns.getOrDefault(e.assignment(), e.assignment()), "理由", e.reason()),
              e.run());
      case Event.Reminded e ->
          new Told(
              title(e.run()) + "催办",
              with("催办" + turns.getOrDefault(e.assignment(), e.assignment()), "附言", e.text()),
              e.run());
      case Event.Copied e ->
          new Told(
              title(e.run()) + "抄送",
              with(
                  "抄送"
                      + String.join(
                          "、", names.offices(e.offices()).stream().map(OfficeView::name).toList()),
                  "附言",
                  e.text()),
              e.run());
      case Event.FieldsFilled e -> {
        Procedure p = names.policy().procedures().get(procedures.getOrDefault(e.run(), ""));
        List<String> lines = new ArrayList<>();
        if (p != null) {
          ValueView.of(names, p.fields(), Map.of(), e.fields())
              .forEach(v -> lines.add(v.title() + "：" + v.display()));
        }
        yield new Told(title(e.run()) + "由系统补充填写", lines, e.run());
      }
      case Event.HoldPlaced e -> {
        holds.put(e.hold(), e.title());
        yield new Told("采取措施：" + e.title(), citation(e.norm()), null);
      }
      case Event.HoldLifted e ->
          new Told("解除措施：" + holds.getOrDefault(e.hold(), e.hold()), List.of(), null);
      case Event.FileClosed e -> new Told("档案关闭", lines("原因", e.reason()), null);
      case Event.FileReopened e -> new Told("档案重新打开", lines("原因", e.reason()), null);
    };
  }

  private Told filed(Event.RunFiled e) {
    boolean again = procedures.put(e.run(), e.procedure()) != null;
    Procedure p = names.policy().procedures().get(e.procedure());
    List<String> lines = new ArrayList<>();
    if (p != null) {
      ValueView.of(names, p.fields(), e.facts(), e.fields())
          .forEach(v -> lines.add(v.title() + "：" + v.display()));
      materials(e.materials(), lines);
    }
    return new Told((again ? "重新提交" : "提交") + title(e.run()), lines, e.run());
  }

  private Told stepOpened(Event.StepOpened e) {
    String step = step(e.run(), e.step());
    steps.put(e.run(), step);
    List<String> offices = new ArrayList<>();
    e.turns()
        .forEach(
            t -> {
              String name = names.office(t.office()).name();
              turns.put(t.assignment(), name);
              offices.add(name);
            });
    List<String> lines = new ArrayList<>();
    lines.add("由" + String.join("、", offices) + "办理");
    if (e.due() != null) {
      lines.add("办理期限：" + e.due());
    }
    return new Told(title(e.run()) + "进入" + step, lines, e.run());
  }

  private Told acted(Event.Acted e) {
    String procedure = procedures.getOrDefault(e.run(), "");
    Procedure p = names.policy().procedures().get(procedure);
    List<String> lines = new ArrayList<>();
    String choice = e.choice();
    if (p != null) {
      for (Procedure.Step s : p.route()) {
        if (step(e.run(), s.id()).equals(steps.get(e.run()))) {
          Procedure.Choice c = s.choice(e.choice());
          choice = c == null ? choice : c.title();
          ValueView.of(names, s.fields(), e.facts(), e.fields())
              .forEach(v -> lines.add(v.title() + "：" + v.display()));
        }
      }
    }
    if (!e.text().isBlank()) {
      lines.addFirst("意见：" + e.text());
    }
    materials(e.materials(), lines);
    return new Told(
        title(e.run()) + steps.getOrDefault(e.run(), "") + "：" + choice, lines, e.run());
  }

  private void materials(Map<String, Material> materials, List<String> lines) {
    materials.forEach(
        (id, m) -> {
          String title = names.policy().vocabulary().materials().getOrDefault(id, id);
          String waived = m.waived();
          lines.add(
              waived == null
                  ? title
                      + "："
                      + String.join(
                          "、", m.attachments().stream().map(Material.Attachment::name).toList())
                  : title + "：不适用（" + waived + "）");
        });
  }

  private List<String> outcome(Event.OutcomeRecorded e) {
    List<String> lines = new ArrayList<>();
    e.cleared().stream().filter(reached::remove).forEach(m -> lines.add("取消" + milestone(m)));
    reached.addAll(e.reached().keySet());
    e.reached().forEach((m, day) -> lines.add(milestone(m) + "：" + day));
    e.facts().forEach((fact, value) -> lines.add(fact(fact, value)));
    e.appended().forEach((fact, items) -> lines.add(fact(fact, items)));
    return lines;
  }

  private String milestone(String id) {
    Subject.Milestone m = subject.milestones().get(id);
    return m == null ? id : m.title();
  }

  private String fact(String name, Object value) {
    Fact fact = subject.facts().get(name);
    return fact == null ? name : fact.title() + "：" + names.display(fact.type(), value);
  }

  private String title(String run) {
    return "“" + names.procedure(procedures.getOrDefault(run, run)).title() + "”";
  }

  private String step(String run, String step) {
    Procedure p = names.policy().procedures().get(procedures.getOrDefault(run, ""));
    Procedure.Step s = p == null ? null : p.step(step);
    return s == null ? step : s.title();
  }

  private String outcome(String run, String outcome) {
    Procedure p = names.policy().procedures().get(procedures.getOrDefault(run, ""));
    Procedure.Outcome o = p == null ? null : p.outcomes().get(outcome);
    return o == null ? outcome : o.title();
  }

  private List<String> citation(String norm) {
    var n = names.policy().norms().get(norm);
    return n == null
        ? List.of()
        : List.of("依据" + n.citation().display() + "：" + n.citation().gist());
  }

  private static List<String> lines(String label, String text) {
    return text.isBlank() ? List.of() : List.of(label + "：" + text);
  }

  private static List<String> with(String first, String label, String text) {
    List<String> lines = new ArrayList<>();
    lines.add(first);
    lines.addAll(lines(label, text));
    return lines;
  }
}
