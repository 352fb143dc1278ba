package zhunsheng.casebook;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import zhunsheng.policy.act.Command;

/** The files that a command's values refer to. */
final class CommandReferences {
  private CommandReferences() {}

  static Set<String> of(Command command) {
    Set<String> ids = new LinkedHashSet<>();
    switch (command) {
      case Command.Submit c -> {
        collect(c.facts(), ids);
        collect(c.fields(), ids);
      }
      case Command.Act c -> {
        collect(c.facts(), ids);
        collect(c.fields(), ids);
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

  /** The facts that a command would record. */
  static Map<String, Object> facts(Command command) {
    return switch (command) {
      case Command.Submit c -> c.facts();
      case Command.Act c -> c.facts();
      case Command.Withdraw c -> Map.of();
      case Command.Transfer c -> Map.of();
      case Command.AddReviewer c -> Map.of();
      case Command.RemoveReviewer c -> Map.of();
      case Command.Remind c -> Map.of();
      case Command.Copy c -> Map.of();
      case Command.Fill c -> Map.of();
    };
  }

  private static void collect(Map<String, Object> values, Set<String> ids) {
    values.values().forEach(value -> ids.addAll(Folded.targets(value)));
  }
}
