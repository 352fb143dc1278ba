package zhunsheng.server.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.server.files.Values.AttachmentView;
import zhunsheng.server.regulation.TypeView;

/** A recorded value with what it is called and how it reads. */
record ValueView(String id, String title, TypeView type, @Nullable Object value, String display) {

  /** The values of a form as they were filed, in the form's order. */
  static List<ValueView> of(
      Names names,
      List<Procedure.Field> form,
      Map<String, Object> facts,
      Map<String, Object> fields) {
    List<ValueView> values = new ArrayList<>();
    for (Procedure.Field f : form) {
      Object value = f.fact() == null ? fields.get(f.id()) : facts.get(f.fact());
      if (value != null) {
        values.add(
            new ValueView(
                f.id(),
                f.title(),
                TypeView.of(f.type()),
                f.type().plain(value),
                names.display(f.type(), value)));
      }
    }
    return values;
  }

  /** What was handed in under one heading. */
  record MaterialRow(
      String id, String title, List<AttachmentView> attachments, @Nullable String waived) {

    static List<MaterialRow> of(
        Policy policy, List<Procedure.MaterialSlot> slots, Map<String, Material> materials) {
      List<MaterialRow> rows = new ArrayList<>();
      for (Procedure.MaterialSlot slot : slots) {
        Material m = materials.get(slot.id());
        if (m != null) {
          rows.add(row(slot.id(), slot.title(), m));
        }
      }
      materials.forEach(
          (id, m) -> {
            if (slots.stream().noneMatch(s -> s.id().equals(id))) {
              rows.add(row(id, policy.vocabulary().materials().getOrDefault(id, id), m));
            }
          });
      return rows;
    }

    private static MaterialRow row(String id, String title, Material m) {
      return new MaterialRow(
          id, title, m.attachments().stream().map(AttachmentView::of).toList(), m.waived());
    }
  }
}
