package zhunsheng.policy.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Citation;
import zhunsheng.policy.model.Norm;

/** The norms of a pack while it is read, and what has been found to carry each. */
final class Carriers {
  private final Map<String, Citation> citations = new LinkedHashMap<>();
  private final Map<String, List<Norm.Effect>> effects = new LinkedHashMap<>();
  private final List<Carried> order = new ArrayList<>();
  private final Problems problems;

  Carriers(Problems problems) {
    this.problems = problems;
  }

  void declare(Citation citation) {
    citations.put(citation.norm(), citation);
  }

  boolean has(String norm) {
    return citations.containsKey(norm);
  }

  @Nullable Citation citation(String norm) {
    return citations.get(norm);
  }

  Set<String> ids() {
    return citations.keySet();
  }

  List<Norm.Effect> effects(String norm) {
    return effects.getOrDefault(norm, List.of());
  }

  void carry(String norm, Norm.Kind kind, String text) {
    carry(new Carried(norm, new Norm.Effect(kind, text)));
  }

  void carry(Carried carried) {
    effects.computeIfAbsent(carried.norm(), n -> new ArrayList<>()).add(carried.effect());
    order.add(carried);
  }

  /** What was found to carry norms since there were so many such findings. */
  List<Carried> since(int count) {
    return List.copyOf(order.subList(count, order.size()));
  }

  /** How many findings of what carries norms there are. */
  int count() {
    return order.size();
  }

  /** That something carries a norm. */
  record Carried(String norm, Norm.Effect effect) {}

  private static final Pattern NAMED = Pattern.compile("(report|register):([^（(，,：:\\s]*)");

  /**
   * What {@code carried-by} says carries norms must be there, as far as a pack knows it: reports,
   * and subjects as registers.
   */
  void named(List<Section> sections, Set<String> reports, Set<String> subjects) {
    for (Section s : sections) {
      for (Yaml.Scalar at : s.texts("carried-by")) {
        Matcher named = NAMED.matcher(at.text());
        while (named.find()) {
          boolean report = named.group(1).equals("report");
          Set<String> known = report ? reports : subjects;
          if (!known.contains(named.group(2))) {
            problems.unknown(
                at.placeOf(1, named.start(2) + 1), report ? "报表" : "对象", named.group(2), known);
          }
        }
      }
    }
  }

  /**
   * The norm named at {@code norm:} of a section, noted as carried by {@code text}; null where none
   * is named.
   */
  @Nullable Citation cite(Section s, Norm.Kind kind, String text) {
    Citation first = null;
    for (Yaml.Scalar at : s.texts("norm")) {
      Citation citation = citations.get(at.text());
      if (citation == null) {
        problems.unknown(at.place(), "规范", at.text(), citations.keySet());
        continue;
      }
      carry(at.text(), kind, text);
      first = first == null ? citation : first;
    }
    return first;
  }
}
