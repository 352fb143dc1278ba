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
    }
    return ids;
  }

  private static void collect(Map<String, Object> values, Set<String> ids) {
    values.values().forEach(value -> ids.addAll(Folded.targets(value)));
  }
}
