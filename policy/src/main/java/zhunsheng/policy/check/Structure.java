package zhunsheng.policy.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Subject;

/**
 * What a pack's own structure rules out: milestones that nothing reaches, procedures that can never
 * be filed, duties that nothing discharges, windows that never open.
 */
final class Structure {
  private final Policy policy;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> reachable = new HashSet<>();
  private final Set<String> fileable = new HashSet<>();

  private Structure(Policy policy) {
    this.policy = policy;
  }

  static List<Finding> findings(Policy policy) {
    Structure structure = new Structure(policy);
    structure.reach();
    structure.milestones();
    policy.procedures().values().forEach(structure::procedure);
    policy.rules().all().forEach(structure::duty);
    return structure.findings;
  }

  /** Everything that can come about, from nothing. */
  private void reach() {
    for (boolean more = true; more; ) {
      more = false;
      for (Procedure p : policy.procedures().values()) {
        boolean possible =
            !p.by().isEmpty()
                && p.after().stream().allMatch(m -> reachable.contains(p.subject() + "." + m));
        if (possible && fileable.add(p.id())) {
          more = true;
          p.outcomes()
              .values()
              .forEach(o -> o.reach().keySet().forEach(m -> reachable.add(p.subject() + "." + m)));
        }
      }
    }
  }

  /** Milestones that something turns on and nothing reaches. */
  private void milestones() {
    Map<String, String> readBy = new TreeMap<>();
    Readings.of(policy)
        .forEach(
            (expression, where) ->
                expression
                    .reads()
                    .forEach(
                        read -> {
                          String milestone = milestone(read);
                          if (milestone != null) {
                            readBy.putIfAbsent(milestone, where);
                          }
                        }));
    policy
        .procedures()
        .values()
        .forEach(p -> p.after().forEach(m -> readBy.putIfAbsent(p.subject() + "." + m, p.id())));
    readBy.forEach(
        (milestone, where) -> {
          if (!reachable.contains(milestone)) {
            add(
                "unreachable/" + milestone,
                Finding.Kind.UNREACHABLE,
                null,
                "里程碑 " + milestone + " 不会达到，而“" + where + "”以它为条件");
          }
        });
  }

  /** {@code plan.published} for {@code project.plan.on.published}; null where none is read. */
  private @Nullable String milestone(String read) {
    String[] path = read.split("\\.", -1);
    Subject subject = policy.vocabulary().subjects().get(path[0]);
    for (int i = 1; subject != null && i < path.length; i++) {
      if ((path[i].equals("on") || path[i].equals("reached")) && i + 1 < path.length) {
        return subject.milestones().containsKey(path[i + 1])
            ? subject.id() + "." + path[i + 1]
            : null;
      }
      Fact fact = subject.facts().get(path[i]);
      FactType type = fact == null ? null : fact.type();
      if (type instanceof FactType.ListType list) {
        type = list.item();
      }
      subject =
          path[i].equals("unit") && fact == null
              ? policy.vocabulary().subjects().get("unit")
              : type instanceof FactType.RefType ref
                  ? policy.vocabulary().subjects().get(ref.subject())
                  : null;
    }
    return null;
  }

  private void procedure(Procedure p) {
    String norm = p.citation() == null ? null : p.citation().norm();
    if (!fileable.contains(p.id())) {
      add(
          "unfileable/" + p.id(),
          Finding.Kind.UNREACHABLE,
          norm,
          "事项“" + p.title() + "”永远不能办理：其前提不会达到");
    }
    Procedure.Window window = p.window();
    if (window != null && neverOpen(p, window)) {
      add(
          "window/" + p.id() + "/never",
          Finding.Kind.UNREACHABLE,
          norm,
          "事项“" + p.title() + "”的办理期从不开放");
    }
  }

  /** Tried on every day of the three years from the first in force; unknown edges are not held. */
  private boolean neverOpen(Procedure p, Procedure.Window window) {
    for (LocalDate day = policy.from();
        day.isBefore(policy.from().plusYears(3));
        day = day.plusDays(1)) {
      LocalDate from = edge(p, window.from(), day);
      LocalDate until = edge(p, window.until(), day);
      if ((window.from() != null && from == null) || (window.until() != null && until == null)) {
        return false;
      }
      if ((from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until))) {
        return false;
      }
    }
    return true;
  }

  /** The edge for a file of which nothing is recorded, or null where it depends on more. */
  private @Nullable LocalDate edge(Procedure p, @Nullable Expression edge, LocalDate day) {
    if (edge == null) {
      return null;
    }
    CaseFile blank = CaseFile.empty(p.subject());
    CaseFile file =
        new CaseFile(
            blank.id(), p.subject(), "", 0, Map.of(), Map.of(), Map.of(), Map.of(), null, null);
    return Situation.of(policy, Dossier.of(file), day).form(p, Map.of(), null).eval(edge)
            instanceof LocalDate d
        ? d
        : null;
  }

  private void duty(Rule rule) {
    if (!(rule instanceof Rule.DutyRule duty)) {
      return;
    }
    String norm = duty.norm().citation().norm();
    String title = "责任“" + duty.title().source() + "”";
    List<Procedure> ways =
        duty.by().stream().filter(fileable::contains).map(policy::procedure).toList();
    if (!duty.by().isEmpty() && ways.isEmpty()) {
      add(
          "undischargeable/" + duty.id(),
          Finding.Kind.UNDISCHARGEABLE,
          norm,
          title + "无法履行：可履行它的事项都不能办理");
      return;
    }
    if (!ways.isEmpty() && ways.stream().noneMatch(p -> hasPart(duty.party(), p))) {
      add(
          "undischargeable/" + duty.id(),
          Finding.Kind.UNDISCHARGEABLE,
          norm,
          title + "的责任方在可履行它的事项中没有位置");
      return;
    }
    Set<String> changes = new LinkedHashSet<>();
    (ways.isEmpty() ? policy.procedures().values() : ways).forEach(p -> changes.addAll(changed(p)));
    // One that is never done for good, as an update that is due again, moves its condition or day.
    Set<String> turning = new LinkedHashSet<>(duty.done().reads());
    if (duty.when() != null) {
      turning.addAll(duty.when().reads());
    }
    if (duty.due() != null) {
      turning.addAll(duty.due().reads());
    }
    if (!changes.isEmpty()
        && turning.stream().noneMatch(r -> touches(policy, r, changes, new HashSet<>()))) {
      add(
          "undischargeable/" + duty.id(),
          Finding.Kind.UNDISCHARGEABLE,
          norm,
          title + "的完成条件“" + duty.done().source() + "”不随可履行它的事项改变");
    }
  }

  /** Whether the party files the procedure or acts in it, itself or by the same office. */
  private boolean hasPart(String party, Procedure p) {
    Set<String> parties = new LinkedHashSet<>(p.by());
    p.route().forEach(s -> parties.addAll(s.by()));
    return parties.contains(party)
        || parties.contains("filer")
        || parties.stream().anyMatch(other -> sameOffice(party, other));
  }

  private boolean sameOffice(String a, String b) {
    Policy.Party x = policy.parties().get(a);
    Policy.Party y = policy.parties().get(b);
    if (x == null || y == null) {
      return false;
    }
    // Who holds a file or is named by one of its facts may be the same office on some file.
    return x.office() == null ? y.office() == null : x.office().equals(y.office());
  }

  /** What filing and deciding the procedure may change, qualified. */
  static Set<String> changed(Procedure p) {
    Set<String> changed = new LinkedHashSet<>();
    changed.add(p.subject() + ".runs." + p.id());
    p.fields().forEach(f -> addFact(changed, p, f));
    p.route().forEach(s -> s.fields().forEach(f -> addFact(changed, p, f)));
    for (Procedure.Outcome o : p.outcomes().values()) {
      o.reach().keySet().forEach(m -> changed.add(p.subject() + ".on." + m));
      o.reach().keySet().forEach(m -> changed.add(p.subject() + ".reached." + m));
      o.record().keySet().forEach(f -> changed.add(p.subject() + "." + f));
      o.append().keySet().forEach(f -> changed.add(p.subject() + "." + f));
    }
    return changed;
  }

  private static void addFact(Set<String> changed, Procedure p, Procedure.Field field) {
    if (field.fact() != null) {
      changed.add(p.subject() + "." + field.fact());
    }
  }

  /** Whether what is read is among {@code changes}, there or over links and definitions. */
  static boolean touches(Policy policy, String read, Set<String> changes, Set<String> seen) {
    if (!seen.add(read)) {
      return false;
    }
    for (String change : changes) {
      String tail = change.substring(change.indexOf('.'));
      if (read.startsWith(change) || read.endsWith(tail) || read.contains(tail + ".")) {
        return true;
      }
    }
    String fact = read.substring(read.lastIndexOf('.') + 1);
    for (Rule rule : policy.rules().all()) {
      if (rule instanceof Rule.Definition d && d.fact().equals(fact)) {
        for (Expression x : Readings.of(d)) {
          if (x.reads().stream().anyMatch(r -> touches(policy, r, changes, seen))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private void add(String id, Finding.Kind kind, @Nullable String norm, String message) {
    findings.add(new Finding(id, kind, norm, message));
  }
}
