package zhunsheng.policy.act;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.Filler;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Procedure.Field;

/**
 * What the system found for a form: among which files it looks, and what the filer says of each.
 */
public final class Findings {
  private Findings() {}

  /**
   * The files among which a field is compared.
   *
   * @param form the file as the form leaves it, its form in hand
   * @return ids, or null where it cannot be said which: then nobody can compare
   */
  public static @Nullable Set<String> among(Situation form, Field field) {
    if (field.among() == null || !(form.eval(field.among()) instanceof List<?> files)) {
      return null;
    }
    Set<String> ids = new LinkedHashSet<>();
    for (Object file : files) {
      String id = Situation.idOf(file);
      if (id != null && !id.equals(form.file().id())) {
        ids.add(id);
      }
    }
    return ids;
  }

  /**
   * The submission with what was found as it is recorded: only files among which the field looks,
   * each with the filer's answers. What cannot be compared is unknown, whatever was found.
   */
  static Command.Submit answered(Progress progress, Procedure p, Command.Submit c) {
    if (p.filled().isEmpty()) {
      return c;
    }
    CaseFile inHand = Submissions.fileInHand(progress, p, c);
    Situation form = form(progress, p, progress.dossier().with(inHand), c.allFields());
    Map<String, Object> own = new LinkedHashMap<>(c.fields());
    Map<String, Object> filled = new LinkedHashMap<>();
    for (Field f : p.filled()) {
      List<?> found = found(form, f, c.filled().get(f.id()));
      Map<String, Map<?, ?>> answers = byFile(f.answers().isEmpty() ? null : own.remove(f.id()));
      if (found != null) {
        filled.put(f.id(), found.stream().map(item -> joined(f, item, answers)).toList());
      }
    }
    return new Command.Submit(
        c.procedure(), c.run(), c.facts(), own, c.materials(), c.confirmed(), filled);
  }

  /** Answers to what nobody found, and parts that are not the filer's. */
  static List<Refusal> misplaced(Procedure p, Command.Submit sent) {
    List<Refusal> refusals = new ArrayList<>();
    for (Field f : p.compared()) {
      if (f.answers().isEmpty() || !(sent.fields().get(f.id()) instanceof List<?> items)) {
        continue;
      }
      Set<String> wrong = new HashSet<>();
      for (Object item : items) {
        if (item instanceof Map<?, ?> parts) {
          parts
              .keySet()
              .forEach(
                  part -> {
                    String name = String.valueOf(part);
                    if (!name.equals(Filler.KEY) && Filler.COMPARISON.fills(name)) {
                      wrong.add(name);
                    }
                  });
        }
      }
      if (!wrong.isEmpty()) {
        refusals.add(Refusal.incomplete("“" + f.title() + "”由系统列出，请只填写回答", f.citation(), f.id()));
      }
    }
    return refusals;
  }

  /** What may be filled in later of what was found; null where it is still unknown. */
  static @Nullable Object kept(
      Progress progress, Procedure p, Field f, Map<String, Object> filled) {
    return found(form(progress, p, progress.dossier(), Map.of()), f, filled.get(f.id()));
  }

  private static Situation form(
      Progress progress, Procedure p, Dossier dossier, Map<String, Object> values) {
    Policy policy = progress.policy();
    return Situation.of(policy, dossier, progress.today()).form(p, values, null);
  }

  private static @Nullable List<?> found(Situation form, Field f, @Nullable Object value) {
    if (!(value instanceof List<?> items) || f.among() == null) {
      return value instanceof List<?> items ? items : null;
    }
    Set<String> among = among(form, f);
    return among == null
        ? null
        : items.stream()
            .filter(i -> i instanceof Map<?, ?> parts && among.contains(file(parts)))
            .toList();
  }

  private static Object joined(Field f, Object item, Map<String, Map<?, ?>> answers) {
    Map<?, ?> answer = item instanceof Map<?, ?> parts ? answers.get(file(parts)) : null;
    if (!(item instanceof Map<?, ?> parts) || answer == null) {
      return item;
    }
    Map<String, Object> joined = new LinkedHashMap<>();
    parts.forEach((name, value) -> joined.put(String.valueOf(name), value));
    for (String part : f.answers().keySet()) {
      Object said = answer.get(part);
      if (said != null) {
        joined.put(part, said);
      }
    }
    return joined;
  }

  private static Map<String, Map<?, ?>> byFile(@Nullable Object value) {
    Map<String, Map<?, ?>> byFile = new HashMap<>();
    if (value instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> parts) {
          byFile.put(file(parts), parts);
        }
      }
    }
    return byFile;
  }

  private static String file(Map<?, ?> parts) {
    return parts.get(Filler.KEY) instanceof String id ? id : "";
  }
}
