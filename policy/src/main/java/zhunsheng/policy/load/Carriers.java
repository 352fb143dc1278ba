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

  private static final Pattern NAMED = Pattern.compile("([a-z]+):([^（(，,、：:\\s]*)");

  /** The sorts of what can carry a norm, with the ids there are where a pack knows them. */
  record Known(Map<String, Set<String>> ids, Map<String, Set<String>> normsOfReports) {}

  /**
   * What {@code carried-by} says carries norms must be there, as far as a pack knows it: reports
   * that say the same, procedures, subjects as registers, keys of {@code policy.yaml}.
   */
  void named(List<Section> sections, Known known) {
    for (Section s : sections) {
      for (Yaml.Scalar at : s.texts("carried-by")) {
        Matcher named = NAMED.matcher(at.text());
        if (!named.lookingAt()) {
          problems.add(at.place(), "应写明由什么落实：" + String.join("、", SORTS.keySet()) + " 之一，后接冒号");
        }
        named.reset();
        while (named.find()) {
          named(s, at, named, known);
        }
      }
    }
  }

  private static final Map<String, String> SORTS = sorts();

  private static Map<String, String> sorts() {
    Map<String, String> sorts = new LinkedHashMap<>();
    sorts.put("screen", "界面");
    sorts.put("register", "对象");
    sorts.put("report", "报表");
    sorts.put("procedure", "事项");
    sorts.put("policy", " policy.yaml 的键");
    sorts.put("rule", "规则");
    return sorts;
  }

  private void named(Section s, Yaml.Scalar at, Matcher named, Known known) {
    String sort = named.group(1);
    String id = named.group(2);
    String word = SORTS.get(sort);
    if (word == null) {
      problems.unknown(at.placeOf(1, named.start(1) + 1), "落实方式", sort, SORTS.keySet());
      return;
    }
    Set<String> ids = known.ids().get(sort);
    if (ids != null && !ids.contains(id)) {
      problems.unknown(at.placeOf(1, named.start(2) + 1), word, id, ids);
      return;
    }
    String norm = s.has("id") ? s.text("id") : "";
    if (sort.equals("report")
        && !norm.isEmpty()
        && !known.normsOfReports().getOrDefault(id, Set.of()).contains(norm)) {
      problems.add(at.placeOf(1, named.start(2) + 1), "报表“" + id + "”的 norm 没有写明出自“" + norm + "”");
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
