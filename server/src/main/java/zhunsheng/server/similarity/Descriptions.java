package zhunsheng.server.similarity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.Described;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Ref;
import zhunsheng.similarity.Description;

/** Reads a file the way its pack says that it describes itself. */
public final class Descriptions {
  private Descriptions() {}

  /** What the file says of itself; none for a subject that is compared with nothing. */
  public static Optional<Description> of(Policy policy, CaseFile file) {
    Described how = how(policy, file.subject());
    if (how == null) {
      return Optional.empty();
    }
    List<String> content = new ArrayList<>();
    for (String fact : how.content()) {
      String text = text(file, fact);
      if (!text.isBlank()) {
        content.add(text);
      }
    }
    return Optional.of(new Description(text(file, how.name()), String.join("\n", content)));
  }

  /**
   * Files that it may resemble without being a duplicate of them: itself, and those that the pack
   * names.
   */
  public static Set<String> apart(Policy policy, Dossier dossier) {
    CaseFile file = dossier.file();
    Set<String> apart = new LinkedHashSet<>();
    apart.add(file.id());
    Described how = how(policy, file.subject());
    if (how != null) {
      for (String fact : how.apartFrom()) {
        collect(file.facts().get(fact), apart);
        apart.addAll(dossier.reverse().getOrDefault(fact, List.of()));
      }
    }
    return apart;
  }

  /** What the file says of itself, by the titles of its facts, its name apart. */
  public static Map<String, String> texts(Policy policy, CaseFile file) {
    Map<String, String> texts = new LinkedHashMap<>();
    Described how = how(policy, file.subject());
    if (how != null) {
      Map<String, Fact> facts = policy.vocabulary().subject(file.subject()).facts();
      for (String name : how.content()) {
        Fact fact = facts.get(name);
        String text = text(file, name);
        if (fact != null && !text.isBlank()) {
          texts.put(fact.title(), text);
        }
      }
    }
    return texts;
  }

  /** Whether files of the subject tell what they cost. */
  public static boolean costs(Policy policy, String subject) {
    Described how = how(policy, subject);
    return how != null && how.amount() != null;
  }

  /** What the file costs, recorded or as its pack reckons it; none where nobody can say. */
  public static Optional<Money> amount(Policy policy, CaseFile file, LocalDate today) {
    Described how = how(policy, file.subject());
    return how == null
            || how.amount() == null
            || !(Situation.of(policy, Dossier.of(file), today).fact(how.amount())
                instanceof Money amount)
        ? Optional.empty()
        : Optional.of(amount);
  }

  /**
   * The group of the index in which files of a subject are: one for all that are compared with one
   * another, and one for each kind of thing that is only found where something needs it.
   */
  public static String group(Policy policy, String subject) {
    Described how = how(policy, subject);
    return how == null || how.compared()
        ? policy.jurisdiction()
        : policy.jurisdiction() + "/" + subject;
  }

  private static @Nullable Described how(Policy policy, String subject) {
    Subject found = policy.vocabulary().subjects().get(subject);
    return found == null ? null : found.described();
  }

  private static String text(CaseFile file, String fact) {
    return file.facts().get(fact) instanceof String text ? text : "";
  }

  private static void collect(@Nullable Object value, Set<String> ids) {
    switch (value) {
      case Ref ref -> ids.add(ref.file());
      case List<?> items -> items.forEach(i -> collect(i, ids));
      case null, default -> {}
    }
  }
}
