package zhunsheng.policy.worked;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.expression.Nearest;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Procedure;

/** What a step of a worked case does, as the command that a person would give. */
final class CaseCommands {
  private CaseCommands() {}

  /** What can be done beside filing and acting by name, and what else each needs to be told. */
  static final Map<String, Set<String>> OPERATIONS =
      Map.ofEntries(
          Map.entry("file", Set.of()),
          Map.entry("act", Set.of()),
          Map.entry("resubmit", Set.of()),
          Map.entry("withdraw", Set.of()),
          Map.entry("transfer", Set.of("to")),
          Map.entry("add_reviewer", Set.of("office")),
          Map.entry("remove_reviewer", Set.of("office")),
          Map.entry("remind", Set.of("office")),
          Map.entry("fill", Set.of()),
          Map.entry("copy", Set.of("offices")),
          Map.entry("delegate", Set.of("to", "from", "until")));

  static String operation(Map<?, ?> does) {
    String operation = null;
    for (Object key : does.keySet()) {
      operation = OPERATIONS.containsKey(String.valueOf(key)) ? String.valueOf(key) : operation;
    }
    Set<String> more = operation == null ? Set.of() : OPERATIONS.getOrDefault(operation, Set.of());
    for (Object key : does.keySet()) {
      String name = String.valueOf(key);
      if (!name.equals(operation) && !more.contains(name)) {
        throw new CaseRunner.BadCaseException(
            (operation == null ? "没有操作“" : operation + " 没有键“")
                + name
                + "”"
                + Nearest.hint(
                    name, new TreeSet<>(operation == null ? OPERATIONS.keySet() : more)));
      }
    }
    return operation == null ? "" : operation;
  }

  static Command command(
      WorkedCase.Step step,
      Object does,
      String operation,
      Procedure procedure,
      @Nullable String stepId,
      @Nullable Run last) {
    String run = last == null ? procedure.id() + "-1" : last.id();
    Map<?, ?> more = does instanceof Map<?, ?> m ? m : Map.of();
    String by = step.text();
    Command onRoute =
        switch (operation) {
          case "withdraw" -> new Command.Withdraw(run, by);
          case "transfer" -> new Command.Transfer(run, null, string(more, "to"), by);
          case "add_reviewer" -> new Command.AddReviewer(run, string(more, "office"), by);
          case "remove_reviewer" -> new Command.RemoveReviewer(run, string(more, "office"), by);
          case "remind" ->
              new Command.Remind(
                  run, more.containsKey("office") ? string(more, "office") : null, by);
          case "copy" -> new Command.Copy(run, CaseRunner.strings(more.get("offices")), by);
          case "fill" -> new Command.Fill(run, filled(procedure, step));
          case "", "resubmit", "file", "act" -> null;
          default -> throw new CaseRunner.BadCaseException("没有操作“" + operation + "”");
        };
    if (onRoute != null) {
      return onRoute;
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    List<Procedure.Field> known = new ArrayList<>();
    Procedure.Step at = stepId == null ? null : procedure.step(stepId);
    known.addAll(at == null ? procedure.fields() : at.fields());
    step.with().forEach((name, value) -> value(procedure, known, name, value, facts, fields));
    if (at != null) {
      String choice = step.choice();
      return new Command.Act(
          run,
          stepId,
          null,
          choice == null ? at.choices().getFirst().id() : choice,
          step.text(),
          step.returnTo(),
          facts,
          fields,
          materials(step.materials()));
    }
    String again =
        last != null
                && (last.status() == Run.Status.RETURNED
                    || (operation.equals("resubmit") && last.status() == Run.Status.WITHDRAWN))
            ? last.id()
            : null;
    return new Command.Submit(
        procedure.id(),
        again,
        facts,
        fields,
        materials(step.materials()),
        step.confirmed(),
        filled(procedure, step));
  }

  /** What the system fills in: a comparison finds nothing unless the case says otherwise. */
  private static Map<String, Object> filled(Procedure procedure, WorkedCase.Step step) {
    Map<String, Object> filled = new LinkedHashMap<>();
    Set<String> told = new TreeSet<>(step.filled().keySet());
    for (Procedure.Field f : procedure.fields()) {
      if (f.filledBy() != null) {
        Object value = told.remove(f.id()) ? step.filled().get(f.id()) : List.of();
        if (value != null && !value.equals("unknown")) {
          filled.put(f.id(), CaseRunner.parse(f.type(), value, f.id()));
        }
      }
    }
    if (!told.isEmpty()) {
      throw new CaseRunner.BadCaseException(
          "“" + procedure.title() + "”没有由系统填写的“" + told.iterator().next() + "”");
    }
    return filled;
  }

  private static void value(
      Procedure procedure,
      List<Procedure.Field> known,
      String name,
      Object value,
      Map<String, Object> facts,
      Map<String, Object> fields) {
    for (Procedure.Field f : known) {
      if (f.id().equals(name)) {
        String fact = f.fact();
        if (fact == null) {
          fields.put(name, CaseRunner.parse(f.type(), value, name));
        } else {
          facts.put(fact, CaseRunner.parse(f.type(), value, name));
        }
        return;
      }
    }
    throw new CaseRunner.BadCaseException("“" + procedure.title() + "”没有“" + name + "”这一项");
  }

  private static Map<String, Material> materials(Object given) {
    Map<String, Material> materials = new LinkedHashMap<>();
    switch (given) {
      case List<?> ids -> ids.forEach(id -> material(materials, id));
      case Map<?, ?> map -> material(materials, map);
      default -> materials.put(given.toString(), paper(given.toString()));
    }
    return materials;
  }

  private static void material(Map<String, Material> materials, Object item) {
    if (item instanceof Map<?, ?> map) {
      map.forEach(
          (id, value) -> {
            Object waived = value instanceof Map<?, ?> m ? m.get("waived") : null;
            materials.put(
                String.valueOf(id),
                waived == null
                    ? paper(String.valueOf(id))
                    : new Material(List.of(), waived.toString()));
          });
    } else {
      materials.put(item.toString(), paper(item.toString()));
    }
  }

  private static Material paper(String id) {
    return new Material(
        List.of(new Material.Attachment("0".repeat(64), id + ".pdf", "application/pdf", 1)), null);
  }

  static String string(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      throw new CaseRunner.BadCaseException("缺少“" + key + "”");
    }
    return value.toString();
  }
}
