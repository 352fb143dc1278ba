package zhunsheng.server.similarity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.model.Described;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;
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
