package zhunsheng.policy.meaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Note;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Subject;

/**
 * What somebody has read against the official text: a fingerprint of every norm, procedure, form
 * and so on, apart from words for people of which only the numbers count. A slip of the hand that
 * no worked case notices breaks the seal of the entry it is in.
 *
 * @param signs fingerprints by entry: {@code norm place-9-1-2}
 */
public record Seal(Map<String, String> signs) {
  public Seal {
    signs = new TreeMap<>(signs);
  }

  /**
   * The fingerprints of a policy as it is.
   *
   * @param mentioned words of the pack's own files; of the shared vocabulary only what they name
   *     counts
   */
  public static Seal of(Policy policy, List<Note> notes, Set<String> mentioned) {
    Map<String, List<Object>> entries = new TreeMap<>();
    for (Norm norm : policy.norms().values()) {
      entries.computeIfAbsent("norm " + norm.citation().norm(), n -> new ArrayList<>()).add(norm);
    }
    for (Rule rule : policy.rules().all()) {
      entries
          .computeIfAbsent("norm " + rule.norm().citation().norm(), n -> new ArrayList<>())
          .add(rule);
    }
    policy.procedures().forEach((id, p) -> entries.put("procedure " + id, List.of(p)));
    policy.forms().forEach((id, f) -> entries.put("form " + id, List.of(f)));
    policy.reports().forEach((id, r) -> entries.put("report " + id, List.of(r)));
    policy.settings().forEach((id, s) -> entries.put("setting " + id, List.of(s)));
    policy.parties().forEach((id, p) -> entries.put("party " + id, List.of(p)));
    policy.invariants().forEach(i -> entries.put("invariant " + i.id(), List.of(i)));
    for (Policy.Article a : policy.articles()) {
      entries.computeIfAbsent("article " + a.number(), n -> new ArrayList<>()).add(a);
    }
    entries.put(
        "policy",
        List.of(
            policy.id(),
            policy.number(),
            policy.draft(),
            policy.jurisdiction(),
            policy.from(),
            String.valueOf(policy.until()),
            policy.coversEarlierProjects(),
            policy.restartExpiredTerms(),
            policy.shiftToWorkingDay(),
            policy.applies(),
            policy.stagesOf(),
            policy.offices(),
            policy.basedOn()));
    entries.put("notes", List.copyOf(notes));
    vocabulary(policy, mentioned, entries);
    Map<String, String> signs = new TreeMap<>();
    entries.forEach((name, parts) -> signs.put(name, Fingerprint.of(parts)));
    return new Seal(signs);
  }

  private static void vocabulary(
      Policy policy, Set<String> mentioned, Map<String, List<Object>> entries) {
    var words = policy.vocabulary();
    for (Subject s : words.subjects().values()) {
      if (mentioned.contains(s.id())) {
        List<Object> parts = new ArrayList<>();
        s.facts().values().stream().filter(f -> mentioned.contains(f.name())).forEach(parts::add);
        s.milestones().values().stream()
            .filter(m -> mentioned.contains(m.id()))
            .forEach(parts::add);
        parts.add(String.valueOf(s.nameFact()));
        parts.add(s.columns().stream().filter(mentioned::contains).toList());
        entries.put("subject " + s.id(), parts);
      }
    }
    words.enums().values().stream()
        .filter(e -> mentioned.contains(e.name()))
        .forEach(e -> entries.put("enum " + e.name(), List.of(e)));
    words.records().values().stream()
        .filter(r -> mentioned.contains(r.name()))
        .forEach(r -> entries.put("record " + r.name(), List.of(r)));
    entries.put(
        "stages",
        List.of(
            words.stages().keySet().stream().filter(mentioned::contains).toList(),
            words.crossCutting().stream().filter(mentioned::contains).sorted().toList()));
  }

  /** The seal in a file of these lines. */
  public static Seal parse(List<String> lines) {
    Map<String, String> signs = new TreeMap<>();
    for (String line : lines) {
      int colon = line.lastIndexOf(": ");
      if (!line.startsWith("#") && !line.isBlank()) {
        signs.put(
            colon < 0 ? line : line.substring(0, colon),
            colon < 0 ? "" : line.substring(colon + 2));
      }
    }
    return new Seal(signs);
  }

  /** The lines of the pack's file. */
  public List<String> lines(String pack) {
    List<String> lines = new ArrayList<>();
    lines.add("# 各项核定时的记号。改动一项之后，请对照条文，再运行 zhunsheng policy seal " + pack);
    signs.forEach((entry, sign) -> lines.add(entry + ": " + sign));
    return lines;
  }

  /** The entries that are otherwise there, or only on one side. */
  public Set<String> differing(Seal other) {
    Set<String> entries = new TreeSet<>();
    signs.forEach(
        (entry, sign) -> {
          if (!sign.equals(other.signs.get(entry))) {
            entries.add(entry);
          }
        });
    other.signs.keySet().stream().filter(e -> !signs.containsKey(e)).forEach(entries::add);
    return entries;
  }
}
