package zhunsheng.policy.file;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file with the files it is linked to, one link deep: all that an assessment reads.
 *
 * @param linked files by id, those that the file's references name among them
 * @param reverse for each reverse fact (such as a plan's {@code projects}) the ids of the files
 *     that refer here
 */
public record Dossier(
    CaseFile file, Map<String, CaseFile> linked, Map<String, List<String>> reverse) {
  public Dossier {
    linked = Map.copyOf(linked);
    reverse = Map.copyOf(reverse);
  }

  /** A file that is linked to no other. */
  public static Dossier of(CaseFile file) {
    return new Dossier(file, Map.of(), Map.of());
  }

  public @Nullable CaseFile linked(String id) {
    return linked.get(id);
  }

  public Dossier with(CaseFile changed) {
    return new Dossier(changed, linked, reverse);
  }
}
