package zhunsheng.server.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Procedure;

/** Reads what the system filled into a field when its run was filed: records with named parts. */
final class FilledItems {
  private FilledItems() {}

  /** The items of the field, in their order. */
  static List<Map<?, ?>> of(Run run, Procedure.Field field) {
    List<Map<?, ?>> items = new ArrayList<>();
    if (run.fields().get(field.id()) instanceof List<?> recorded) {
      for (Object item : recorded) {
        if (item instanceof Map<?, ?> parts) {
          items.add(parts);
        }
      }
    }
    return items;
  }

  /** A part that is a text; empty where there is none. */
  static String text(Map<?, ?> parts, String part) {
    return parts.get(part) instanceof String text ? text : "";
  }
}
