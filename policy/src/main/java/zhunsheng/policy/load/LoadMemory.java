package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.ExpressionMemory;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Vocabulary;

/**
 * What the first load of a pack read, entry by entry. A later load reads anew only what stands in
 * another text, or turns on something that is otherwise there. Not safe for several threads.
 */
final class LoadMemory {
  private final ExpressionMemory expressions = new ExpressionMemory();
  private final IdentityHashMap<Object, ReadProcedure> procedures = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Scopes.Outline> outlines = new IdentityHashMap<>();
  private final IdentityHashMap<Object, ReadNorm> norms = new IdentityHashMap<>();
  private final Map<String, Procedure> first = new LinkedHashMap<>();
  private Set<String> ids = Set.of();
  private @Nullable Words words;
  private @Nullable Names names;
  private boolean complete;

  /** The vocabulary, and the texts that say it. */
  record Words(Object shared, @Nullable Yaml own, VocabularyReader reader, Vocabulary said) {}

  private record Names(
      Vocabulary vocabulary,
      Map<String, Scopes.Outline> outlines,
      Map<String, Policy.Setting> settings,
      Map<String, String> offices,
      Scopes scopes) {}

  private record ReadProcedure(
      Procedure procedure, List<Carriers.Carried> carried, Map<String, Citation> cited) {}

  private record ReadNorm(Norm norm, RuleReader.Read read) {}

  ExpressionMemory expressions() {
    return expressions;
  }

  /** The first load is done. */
  void complete() {
    complete = true;
    expressions.complete();
  }

  /** The vocabulary that the same texts say; null where one of them is another. */
  @SuppressWarnings("ReferenceEquality") // the same text was parsed once
  @Nullable Words words(Object shared, @Nullable Yaml own) {
    return words != null && words.shared() == shared && words.own() == own ? words : null;
  }

  void words(Words read) {
    if (!complete) {
      words = read;
    }
  }

  /** The outline of the same text, under the same vocabulary. */
  Scopes.@Nullable Outline outline(Section s, Vocabulary vocabulary) {
    return words != null && words.said().equals(vocabulary) ? outlines.get(s.parsed()) : null;
  }

  void outline(Section s, Scopes.Outline outline) {
    if (!complete) {
      outlines.put(s.parsed(), outline);
    }
  }

  /** The names that expressions may use, where none, and no norm's, is otherwise; else null. */
  @Nullable Scopes scopes(
      Vocabulary vocabulary,
      Map<String, Scopes.Outline> of,
      Map<String, Policy.Setting> settings,
      Map<String, String> offices,
      Set<String> norms) {
    return names != null
            && ids.equals(norms)
            && names.vocabulary().equals(vocabulary)
            && names.outlines().equals(of)
            && names.settings().equals(settings)
            && names.offices().equals(offices)
        ? names.scopes()
        : null;
  }

  void scopes(
      Vocabulary vocabulary,
      Map<String, Scopes.Outline> of,
      Map<String, Policy.Setting> settings,
      Map<String, String> offices,
      Set<String> norms,
      Scopes scopes) {
    if (!complete) {
      ids = Set.copyOf(norms);
      names = new Names(vocabulary, of, settings, offices, scopes);
    }
  }

  /**
   * The procedure of the same text, where the norms that it cites say the same; what it carries is
   * then noted. Only under the same names.
   */
  @Nullable Procedure procedure(Section s, Carriers carriers) {
    ReadProcedure known = procedures.get(s.parsed());
    if (known == null) {
      return null;
    }
    for (Map.Entry<String, Citation> cited : known.cited().entrySet()) {
      if (!cited.getValue().equals(carriers.citation(cited.getKey()))) {
        return null;
      }
    }
    known.carried().forEach(carriers::carry);
    return known.procedure();
  }

  void procedure(Section s, Procedure procedure, Carriers carriers, int since) {
    if (complete) {
      return;
    }
    List<Carriers.Carried> carried = carriers.since(since);
    Map<String, Citation> cited = new LinkedHashMap<>();
    for (Carriers.Carried c : carried) {
      Citation citation = carriers.citation(c.norm());
      if (citation != null) {
        cited.put(c.norm(), citation);
      }
    }
    procedures.put(s.parsed(), new ReadProcedure(procedure, carried, cited));
    first.put(procedure.id(), procedure);
  }

  /** Whether norms see the same of each procedure. */
  boolean seenAlike(Map<String, Procedure> others) {
    return others.keySet().equals(first.keySet())
        && others.values().stream().allMatch(p -> alike(p, first.get(p.id())));
  }

  @SuppressWarnings("ReferenceEquality") // what was not read again is the same
  private static boolean alike(Procedure one, @Nullable Procedure other) {
    return one == other || (other != null && Seen.of(one).equals(Seen.of(other)));
  }

  /** What norms see of a procedure. */
  private record Seen(
      String title, String subject, Map<String, FactType> fields, List<SeenStep> steps) {
    static Seen of(Procedure p) {
      Map<String, FactType> fields = new LinkedHashMap<>();
      p.fields().forEach(f -> fields.putIfAbsent(f.id(), f.type()));
      List<SeenStep> steps = new ArrayList<>();
      for (Procedure.Step s : p.route()) {
        Map<String, String> choices = new LinkedHashMap<>();
        s.choices().forEach(c -> choices.put(c.id(), c.title()));
        steps.add(new SeenStep(s.id(), s.title(), s.by(), choices));
      }
      return new Seen(p.title(), p.subject(), fields, steps);
    }
  }

  private record SeenStep(String id, String title, List<String> by, Map<String, String> choices) {}

  /**
   * What the norm of the same text does, where the norm itself says the same. Only under the same
   * names, with procedures that are seen alike.
   */
  RuleReader.@Nullable Read norm(Section s, Norm norm) {
    ReadNorm known = norms.get(s.parsed());
    return known != null && known.norm().equals(norm) ? known.read() : null;
  }

  void norm(Section s, Norm norm, RuleReader.Read read) {
    if (!complete) {
      norms.put(s.parsed(), new ReadNorm(norm, read));
    }
  }
}
