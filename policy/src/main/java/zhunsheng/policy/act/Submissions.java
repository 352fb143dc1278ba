package zhunsheng.policy.act;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Refusal.Kind;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Assessor;
import zhunsheng.policy.assess.Openings;
import zhunsheng.policy.assess.Sight;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Procedure.Field;
import zhunsheng.policy.model.Procedure.MaterialSlot;

/** Filing a procedure. */
final class Submissions {
  private Submissions() {}

  static List<Refusal> submit(Progress progress, Command.Submit sent) {
    Procedure p = progress.policy().procedures().get(sent.procedure());
    if (p == null) {
      return List.of(Decider.stale("没有事项“" + sent.procedure() + "”"));
    }
    Command.Submit c = Findings.answered(progress, p, sent);
    List<Refusal> refusals = new ArrayList<>();
    CaseFile recorded = progress.file();
    if (c.run() == null && p.opensFile() != (recorded.version() == 0)) {
      return List.of(
          Refusal.of(
              Kind.NOT_NOW,
              p.opensFile() ? "“" + p.title() + "”用于新建档案" : "档案尚未建立，不能办理“" + p.title() + "”",
              p.citation()));
    }
    if (!p.opensFile() && !recorded.subject().equals(p.subject())) {
      return List.of(Refusal.of(Kind.NOT_NOW, "“" + p.title() + "”不能在本档案上办理", p.citation()));
    }
    Run before = c.run() == null ? null : recorded.runs().get(c.run());
    if (c.run() != null) {
      if (before == null
          || !before.procedure().equals(p.id())
          || (before.status() != Run.Status.RETURNED && before.status() != Run.Status.WITHDRAWN)) {
        return List.of(Decider.stale("该办件不在退回或者撤回状态，不能重新提交"));
      }
    }
    CaseFile inHand = fileInHand(progress, p, c);
    if (!mayFile(progress, p, inHand, before)) {
      refusals.add(notAllowed(progress, p, inHand));
    }
    refusals.addAll(repeated(recorded, p, before));
    Situation situation =
        Situation.of(progress.policy(), progress.dossier().with(inHand), progress.today())
            .form(p, c.allFields(), before)
            .with(Map.of("filer", before == null ? filingOffice(progress, p) : before.office()));
    LocalDate actedOn = actedOn(p, situation, progress.today());
    situation = situation.actedOn(actedOn);
    Assessor.Standing standing =
        Assessor.standing(
            Situation.of(progress.policy(), progress.dossier().with(inHand), progress.today()));
    boolean binds = standing.binds();
    refusals.addAll(fields(situation, p.fields(), c.facts(), c.fields()));
    refusals.addAll(Findings.misplaced(p, sent));
    refusals.addAll(materials(situation, p.materials(), c.materials()));
    if (p.confirm() != null && !c.confirmed()) {
      refusals.add(Refusal.incomplete("请确认：" + p.confirm(), p.citation(), "confirmed"));
    }
    Set<String> overdue = standing.overdue();
    Situation at = situation;
    // What was filed in time stays in time: a return for supplement does not bring the window back.
    // What its filer withdrew was not filed.
    List<Openings.Obstacle> obstacles =
        before != null && before.status() == Run.Status.RETURNED
            ? Openings.toSupplement(at, p, binds, overdue)
            : Openings.obstacles(at, p, binds, overdue);
    obstacles.forEach(o -> refusals.add(refusal(o)));
    // What is asked for on the form is told as a missing field; rules that wait for it need not say
    // so again.
    dropUndeterminedByForm(refusals);
    if (!refusals.isEmpty()) {
      return refusals;
    }
    if (recorded.version() == 0) {
      progress.emit(new Event.FileOpened(p.subject(), progress.actor().office()));
    }
    String runId = before == null ? nextRun(progress.file(), p.id()) : before.id();
    progress.emit(
        new Event.RunFiled(
            runId,
            p.id(),
            before == null ? filingOffice(progress, p) : before.office(),
            actedOn,
            shown(situation, p.fields(), c.facts(), true),
            shown(situation, p.fields(), c.allFields(), false),
            c.materials()));
    Outcomes.apply(progress, runId, "filed");
    return Routing.proceed(progress, runId);
  }

  /** The office that files: the actor's own where it may, else the one it acts for. */
  static String filingOffice(Progress progress, Procedure p) {
    CaseFile file = progress.file();
    List<String> offices = new ArrayList<>();
    p.by().forEach(party -> offices.addAll(Sight.offices(progress.policy(), file, party)));
    String own = progress.actor().office();
    return offices.contains(own)
        ? own
        : offices.stream().filter(progress.actor()::mayActAs).findFirst().orElse(own);
  }

  /** Leaves out values of fields that do not apply as the form is filled. */
  private static Map<String, Object> shown(
      Situation situation, List<Field> fields, Map<String, Object> values, boolean facts) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Field f : fields) {
      String key = facts ? f.fact() : f.fact() == null ? f.id() : null;
      Object value = key == null ? null : values.get(key);
      if (key != null && value != null && !Boolean.FALSE.equals(situation.holds(f.shownWhen()))) {
        shown.put(key, value);
      }
    }
    return shown;
  }

  private static String nextRun(CaseFile file, String procedure) {
    long n = file.runs().values().stream().filter(r -> r.procedure().equals(procedure)).count();
    return procedure + "-" + (n + 1);
  }

  /** The file as the form would leave it: opened if need be, with the facts of the form. */
  static CaseFile fileInHand(Progress progress, Procedure p, Command.Submit c) {
    CaseFile file = progress.file();
    if (file.version() == 0) {
      file =
          file.evolve(
              new Recorded(
                  1,
                  new Event.FileOpened(p.subject(), progress.actor().office()),
                  progress.today(),
                  progress.actor().person(),
                  progress.actor().office()));
    }
    Map<String, Object> facts = new HashMap<>();
    for (Field f : p.fields()) {
      String fact = f.fact();
      Object value = fact == null ? null : c.facts().get(fact);
      if (fact != null && value != null) {
        facts.put(fact, value);
      }
    }
    return file.withFacts(facts);
  }

  private static boolean mayFile(
      Progress progress, Procedure p, CaseFile file, @Nullable Run before) {
    if (before != null) {
      return progress.actor().mayActAs(before.office());
    }
    for (String party : p.by()) {
      for (String office : Sight.offices(progress.policy(), file, party)) {
        if (progress.actor().mayActAs(office)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Refusal notAllowed(Progress progress, Procedure p, CaseFile file) {
    Template words = p.byMessage();
    String message =
        words == null
            ? "“"
                + p.title()
                + "”由"
                + String.join("、", p.by().stream().map(progress::partyName).distinct().toList())
                + "办理"
            : words.render(
                Situation.of(progress.policy(), progress.dossier().with(file), progress.today())
                    .form(p, Map.of(), null)
                    .env(null));
    return Refusal.of(Kind.NOT_ALLOWED, message, p.citation());
  }

  private static List<Refusal> repeated(CaseFile file, Procedure p, @Nullable Run before) {
    if (p.repeat() == Procedure.Repeat.MANY) {
      return List.of();
    }
    for (Run run : file.runs().values()) {
      if (!run.procedure().equals(p.id()) || run.equals(before)) {
        continue;
      }
      if (run.open()) {
        return List.of(Refusal.of(Kind.NOT_NOW, "“" + p.title() + "”正在办理，不能重复提交", p.citation()));
      }
      if (run.status() == Run.Status.ENDED
          && (p.repeat() == Procedure.Repeat.ONCE || "approved".equals(run.outcome()))) {
        return List.of(Refusal.of(Kind.NOT_NOW, "“" + p.title() + "”已办结", p.citation()));
      }
    }
    return List.of();
  }

  static LocalDate actedOn(Procedure p, Situation situation, LocalDate today) {
    Expression actedOn = p.actedOn();
    return actedOn != null && situation.eval(actedOn) instanceof LocalDate day ? day : today;
  }

  static Refusal refusal(Openings.Obstacle o) {
    Kind kind =
        switch (o.kind()) {
          case NOT_YET -> Kind.NOT_NOW;
          case UNDETERMINED -> Kind.UNDETERMINED;
          case BLOCKED, AVAILABLE, RUNNING, DONE -> Kind.FORBIDDEN;
        };
    var r = o.reason();
    String message =
        r.missing().isEmpty()
            ? r.message()
            : r.message()
                + "（还缺："
                + String.join("、", r.missing().stream().map(Assessment.MissingFact::title).toList())
                + "）";
    return new Refusal(kind, message, r.citation(), null, r.because(), r.remedy());
  }

  private static void dropUndeterminedByForm(List<Refusal> refusals) {
    boolean incomplete = refusals.stream().anyMatch(r -> r.kind() == Kind.INCOMPLETE);
    if (incomplete) {
      refusals.removeIf(r -> r.kind() == Kind.UNDETERMINED);
    }
  }

  /** What is missing on a form, and what does not belong on it. */
  static List<Refusal> fields(
      Situation situation, List<Field> fields, Map<String, Object> facts, Map<String, Object> own) {
    List<Refusal> refusals = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Field f : fields) {
      String fact = f.fact();
      known.add(fact == null ? f.id() : "fact:" + fact);
      Object value = fact == null ? own.get(f.id()) : facts.get(fact);
      if (f.filledBy() != null) {
        if (value != null && f.answers().isEmpty()) {
          refusals.add(Refusal.incomplete("“" + f.title() + "”由系统填写，请勿填报", f.citation(), f.id()));
        }
        continue;
      }
      if (empty(value) && Openings.needed(situation, f.requiredWhen(), f.shownWhen())) {
        // A fact already on the file need not be entered again.
        Object recorded = fact == null ? null : situation.file().facts().get(fact);
        if (empty(recorded)) {
          refusals.add(
              Refusal.incomplete(
                  message(situation, f.message(), "请填写" + f.title()), f.citation(), f.id()));
        }
      }
    }
    for (String fact : facts.keySet()) {
      if (!known.contains("fact:" + fact)) {
        refusals.add(
            Refusal.incomplete(
                "本表没有“" + situation.file().subject() + "." + fact + "”这一项",
                null,
                situation.file().subject() + "." + fact));
      }
    }
    for (String id : own.keySet()) {
      if (!known.contains(id)) {
        refusals.add(Refusal.incomplete("本表没有“" + id + "”这一项", null, id));
      }
    }
    return refusals;
  }

  private static boolean empty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String s -> s.isBlank();
      case List<?> l -> l.isEmpty();
      default -> false;
    };
  }

  static List<Refusal> materials(
      Situation situation, List<MaterialSlot> slots, Map<String, Material> given) {
    List<Refusal> refusals = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (MaterialSlot slot : slots) {
      known.add(slot.id());
      Material m = given.get(slot.id());
      String waived = m == null ? null : m.waived();
      if (waived != null && !slot.waivable()) {
        refusals.add(
            Refusal.incomplete("“" + slot.title() + "”不能填“不适用”", slot.citation(), slot.id()));
      } else if (waived != null && waived.isBlank()) {
        refusals.add(
            Refusal.incomplete("“" + slot.title() + "”不适用的，请说明理由", slot.citation(), slot.id()));
      } else if ((m == null || (m.attachments().isEmpty() && waived == null))
          && Openings.needed(situation, slot.requiredWhen(), slot.shownWhen())) {
        refusals.add(
            Refusal.incomplete(
                message(situation, slot.message(), "缺少" + slot.title()),
                slot.citation(),
                slot.id()));
      }
    }
    for (String id : given.keySet()) {
      if (!known.contains(id)) {
        refusals.add(Refusal.incomplete("本表没有材料“" + id + "”", null, id));
      }
    }
    return refusals;
  }

  private static String message(Situation situation, @Nullable Template words, String usual) {
    return words == null ? usual : words.render(situation.env(null));
  }
}
