package zhunsheng.policy.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of file: project, unit, system …
 *
 * @param nameFact the fact shown as a file's name, or null
 * @param columns facts shown in lists
 * @param described how its files say what they are, or null: then they are compared with nothing
 * @param priced where its files say what they cost, or null
 * @param facts by name, in declared order
 */
public record Subject(
    String id,
    String title,
    @Nullable String nameFact,
    List<String> columns,
    @Nullable Described described,
    @Nullable Priced priced,
    Map<String, Fact> facts,
    Map<String, Milestone> milestones) {

  public Subject {
    columns = List.copyOf(columns);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    milestones = Collections.unmodifiableMap(new LinkedHashMap<>(milestones));
  }

  /** A point in the life of a subject. */
  public record Milestone(String id, String title, String stage) {}

  /** Whether its files are held against each other for what is the same. */
  public boolean compared() {
    Described how = described;
    return how != null && how.compared();
  }
}
