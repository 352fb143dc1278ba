package zhunsheng.casebook.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.file.Actor;

/** Commands as JSON: only to tell whether a key came back with the same request. */
public final class CommandJson {
  private CommandJson() {}

  /**
   * SM3 over file, command and actor; the same for the same request on whatever day it is sent
   * again.
   */
  public static String digest(@Nullable String fileId, Command command, Actor actor) {
    Map<String, Object> tree = new LinkedHashMap<>();
    put(tree, "file", fileId);
    tree.put("person", actor.person());
    tree.put("office", actor.office());
    tree.put("command", command.getClass().getSimpleName());
    tree.put("content", content(command));
    return Sm3.hex(CanonicalJson.write(tree));
  }

  private static Map<String, Object> content(Command command) {
    Map<String, Object> tree = new LinkedHashMap<>();
    switch (command) {
      case Command.Submit c -> {
        tree.put("procedure", c.procedure());
        put(tree, "run", c.run());
        tree.put("facts", ValueJson.encodeAll(c.facts()));
        tree.put("fields", ValueJson.encodeAll(c.fields()));
        tree.put("materials", ValueJson.encodeMaterials(c.materials()));
        tree.put("confirmed", c.confirmed());
      }
      case Command.Act c -> {
        tree.put("run", c.run());
        put(tree, "step", c.step());
        put(tree, "assignment", c.assignment());
        tree.put("choice", c.choice());
        tree.put("text", c.text());
        put(tree, "returnTo", c.returnTo());
        tree.put("facts", ValueJson.encodeAll(c.facts()));
        tree.put("fields", ValueJson.encodeAll(c.fields()));
        tree.put("materials", ValueJson.encodeMaterials(c.materials()));
      }
      case Command.Withdraw c -> {
        tree.put("run", c.run());
        tree.put("reason", c.reason());
      }
      case Command.Transfer c -> {
        tree.put("run", c.run());
        put(tree, "assignment", c.assignment());
        tree.put("toOffice", c.toOffice());
        tree.put("reason", c.reason());
      }
      case Command.AddReviewer c -> {
        tree.put("run", c.run());
        tree.put("office", c.office());
        tree.put("reason", c.reason());
      }
      case Command.RemoveReviewer c -> {
        tree.put("run", c.run());
        tree.put("office", c.office());
        tree.put("reason", c.reason());
      }
      case Command.Remind c -> {
        tree.put("run", c.run());
        put(tree, "office", c.office());
        tree.put("text", c.text());
      }
      // What the system found may be another when the same request comes again.
      case Command.Fill c -> tree.put("run", c.run());
      case Command.Copy c -> {
        tree.put("run", c.run());
        tree.put("offices", c.offices());
        tree.put("text", c.text());
      }
    }
    return tree;
  }

  private static void put(Map<String, Object> tree, String name, @Nullable String value) {
    if (value != null) {
      tree.put(name, value);
    }
  }
}
