package zhunsheng.policy.file;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.model.Vocabulary;
import zhunsheng.policy.value.Ref;

/** Which other files a file refers to. */
public final class Links {
  private Links() {}

  /** Ids of the files that its facts and the fields of its runs refer to. */
  public static Set<String> references(Vocabulary vocabulary, CaseFile file) {
    Set<String> ids = new LinkedHashSet<>();
    file.facts().values().forEach(v -> collect(v, ids));
    file.runs().values().forEach(r -> r.fields().values().forEach(v -> collect(v, ids)));
    ids.remove(file.id());
    return ids;
  }

  /** Ids of the files that a command refers to, to be in the dossier when it is decided. */
  public static Set<String> references(Command command) {
    Set<String> ids = new LinkedHashSet<>();
    switch (command) {
      case Command.Submit c -> {
        c.facts().values().forEach(v -> collect(v, ids));
        c.fields().values().forEach(v -> collect(v, ids));
      }
      case Command.Act c -> {
        c.facts().values().forEach(v -> collect(v, ids));
        c.fields().values().forEach(v -> collect(v, ids));
      }
      case Command.Withdraw c -> {}
      case Command.Transfer c -> {}
      case Command.AddReviewer c -> {}
      case Command.RemoveReviewer c -> {}
      case Command.Remind c -> {}
      case Command.Copy c -> {}
      case Command.Fill c -> {}
    }
    return ids;
  }

  private static void collect(Object value, Set<String> ids) {
    switch (value) {
      case Ref ref -> ids.add(ref.file());
      case Iterable<?> items -> items.forEach(i -> collect(i, ids));
      case Map<?, ?> map -> map.values().forEach(v -> collect(v, ids));
      default -> {}
    }
  }
}
