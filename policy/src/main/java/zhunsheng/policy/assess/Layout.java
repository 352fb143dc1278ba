package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Rule;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Unknown;

/** What can be read of a file of a subject, each thing in its place, and the stages of a life. */
final class Layout {
  private final String subject;
  private final Map<String, Place> places = new HashMap<>();
  private final List<Stage> stages = new ArrayList<>();
  private final String firstStage;

  /** What can be read of a file under a name. */
  enum Kind {
    FACT,
    /** The file of the office that holds it. */
    UNIT,
    ON,
    REACHED,
    RUNS,
    SELF,
    OFFICE,
    ID
  }

  /**
   * Where one thing stands among all, and what is known of it whatever the file.
   *
   * @param number 0, 1, 2 …
   * @param fact as it is declared, or null
   * @param definitions what defines it, one after another in time; none where people record it
   * @param unknown its value while nobody recorded it
   * @param kind what is read under its name
   */
  record Place(
      int number,
      String name,
      @Nullable Fact fact,
      List<Rule.Definition> definitions,
      Unknown unknown,
      Kind kind) {

    /** The definition that binds on a day, else the first one; null where people record it. */
    Rule.@Nullable Definition definition(LocalDate day) {
      if (definitions.isEmpty()) {
        return null;
      }
      for (Rule.Definition d : definitions) {
        if (d.norm().inForce(day)) {
          return d;
        }
      }
      return definitions.getFirst();
    }

    String qualified() {
      return unknown.missing().getFirst();
    }
  }

  /** A milestone in the order of a life, and its stage. */
  private record Stage(String milestone, String stage) {}

  Layout(Policy policy, String id) {
    this.subject = id.intern();
    Subject subject = policy.vocabulary().subjects().get(id);
    Set<String> names = new LinkedHashSet<>();
    if (subject != null) {
      names.addAll(subject.facts().keySet());
    }
    names.add("unit");
    for (String name : names) {
      Fact fact = subject == null ? null : subject.facts().get(name);
      String qualified = id + "." + name;
      places.put(
          name.intern(),
          new Place(
              places.size(),
              name,
              fact,
              policy.rules().definitions(qualified),
              Unknown.of(qualified),
              fact == null ? Kind.UNIT : Kind.FACT));
    }
    for (Kind kind : List.of(Kind.ON, Kind.REACHED, Kind.RUNS, Kind.SELF, Kind.OFFICE, Kind.ID)) {
      String name = kind.name().toLowerCase(Locale.ROOT).intern();
      places.put(
          name, new Place(places.size(), name, null, List.of(), Unknown.of(id + "." + name), kind));
    }
    List<String> order = policy.vocabulary().lifeStages();
    if (subject != null) {
      subject.milestones().values().stream()
          .filter(m -> order.contains(m.stage()))
          .sorted(Comparator.comparingInt(m -> order.indexOf(m.stage())))
          .forEach(m -> stages.add(new Stage(m.id(), m.stage())));
    }
    firstStage =
        !stages.isEmpty() ? stages.getFirst().stage() : order.isEmpty() ? "" : order.getFirst();
  }

  /** The subject's id, the same instance in every expression that names it. */
  String subject() {
    return subject;
  }

  /** How many places there are. */
  int size() {
    return places.size();
  }

  /** What is read under that name, or null where the subject has nothing of the kind. */
  @Nullable Place place(String name) {
    return places.get(name);
  }

  /** The stage of the furthest milestone reached, else the first that milestones have. */
  String stage(CaseFile file) {
    for (Stage s : stages.reversed()) {
      if (file.reachedOn(s.milestone()) != null) {
        return s.stage();
      }
    }
    return firstStage;
  }
}
