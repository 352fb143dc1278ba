package zhunsheng.policy.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words that packs are written in: shared ones and one pack's own together.
 *
 * @param stages titles by id, in the order of a life
 * @param crossCutting stages that norms are sorted under but that no file passes through (资金, 监督 …)
 * @param platforms what all are to share instead of building their own, by id
 */
public record Vocabulary(
    Map<String, FactType.EnumType> enums,
    Map<String, FactType.RecordType> records,
    Map<String, Subject> subjects,
    Map<String, String> stages,
    Set<String> crossCutting,
    Map<String, String> parties,
    Map<String, String> materials,
    Map<String, Platform> platforms) {

  public Vocabulary {
    enums = ordered(enums);
    records = ordered(records);
    subjects = ordered(subjects);
    stages = ordered(stages);
    crossCutting = Set.copyOf(crossCutting);
    parties = ordered(parties);
    materials = ordered(materials);
    platforms = ordered(platforms);
  }

  /**
   * A platform that all share.
   *
   * @param words by one of which a text asks for what it does
   */
  public record Platform(String id, String title, List<String> words) {
    public Platform {
      words = List.copyOf(words);
    }
  }

  /** The stages that files pass through, in order. */
  public List<String> lifeStages() {
    return stages.keySet().stream().filter(s -> !crossCutting.contains(s)).toList();
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Every declared fact with its subject: {@code project.total}. */
  public List<String> qualifiedFacts() {
    return subjects.values().stream()
        .flatMap(s -> s.facts().keySet().stream().map(f -> s.id() + "." + f))
        .toList();
  }

  /**
   * The subject of that id; throws if there is none, which the loader rules out for a pack's own
   * references.
   */
  public Subject subject(String id) {
    Subject subject = subjects.get(id);
    if (subject == null) {
      throw new IllegalArgumentException("no subject " + id);
    }
    return subject;
  }
}
