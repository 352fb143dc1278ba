package zhunsheng.server.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.FactType.ListType;
import zhunsheng.policy.model.FactType.RecordType;
import zhunsheng.policy.model.FactType.RefType;
import zhunsheng.policy.model.FactType.Scalar;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.value.Ref;

/**
 * Reads what a form holds into typed facts, fields and materials; everything wrong is found at
 * once.
 */
final class Values {
  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_LIST = 500;

  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, Material> materials = new LinkedHashMap<>();
  private final List<Refusal> wrong = new ArrayList<>();
  private final Known known;

  /** What values may refer to. */
  interface Known {
    boolean office(String id);

    @Nullable FileRow file(String id);
  }

  /**
   * A material as a form holds it.
   *
   * @param waived why it does not apply (不适用), or null
   */
  record MaterialValue(@Nullable List<AttachmentView> attachments, @Nullable String waived) {}

  /** A stored paper. */
  record AttachmentView(String digest, String name, String mediaType, long size) {
    static AttachmentView of(Material.Attachment a) {
      return new AttachmentView(a.digest(), a.name(), a.mediaType(), a.size());
    }
  }

  private Values(Known known) {
    this.known = known;
  }

  static Values read(
      Known known,
      List<Procedure.Field> fields,
      List<Procedure.MaterialSlot> slots,
      @Nullable Map<String, @Nullable Object> values,
      @Nullable Map<String, MaterialValue> materials) {
    Values read = new Values(known);
    Map<String, Procedure.Field> byId = new LinkedHashMap<>();
    fields.forEach(f -> byId.put(f.id(), f));
    if (values != null) {
      values.forEach((id, raw) -> read.field(byId.get(id), id, raw));
    }
    if (materials != null) {
      materials.forEach(
          (id, value) -> {
            if (slots.stream().noneMatch(s -> s.id().equals(id))) {
              read.wrong.add(Refusal.incomplete("没有这项材料，请刷新页面后重试", null, id));
            } else {
              read.material(id, value);
            }
          });
    }
    return read;
  }

  Map<String, Object> facts() {
    return facts;
  }

  Map<String, Object> fields() {
    return fields;
  }

  Map<String, Material> materials() {
    return materials;
  }

  /** What could not be read, by field. */
  List<Refusal> wrong() {
    return wrong;
  }

  private void field(Procedure.@Nullable Field field, String id, @Nullable Object raw) {
    if (field == null) {
      wrong.add(Refusal.incomplete("没有“" + id + "”这一项，请刷新页面后重试", null, id));
      return;
    }
    if (raw == null || (raw instanceof String s && s.isBlank())) {
      return;
    }
    try {
      Object value = field.type().parse(raw);
      check(field.type(), value);
      if (field.fact() == null) {
        fields.put(id, value);
      } else {
        facts.put(field.fact(), value);
      }
    } catch (IllegalArgumentException e) {
      wrong.add(Refusal.incomplete(field.title() + "：" + e.getMessage(), null, id));
    }
  }

  private void check(FactType type, Object value) {
    switch (type) {
      case Scalar s -> {
        if (s == Scalar.OFFICE && !known.office(value.toString())) {
          throw new IllegalArgumentException("没有这个单位，请从列表中选择");
        }
        if (value instanceof String text && text.length() > LONGEST_TEXT) {
          throw new IllegalArgumentException("文字过长，最多 " + LONGEST_TEXT + " 字");
        }
      }
      case RefType ref -> {
        FileRow file = value instanceof Ref r ? known.file(r.file()) : null;
        if (file == null || !file.subject().equals(ref.subject())) {
          throw new IllegalArgumentException("没有这份档案，请从列表中选择");
        }
      }
      case ListType list -> {
        List<?> items = (List<?>) value;
        if (items.size() > LONGEST_LIST) {
          throw new IllegalArgumentException("最多 " + LONGEST_LIST + " 项");
        }
        items.forEach(i -> check(list.item(), i));
      }
      case RecordType record ->
          ((Map<?, ?>) value)
              .forEach(
                  (name, part) -> {
                    var field = record.fields().get(String.valueOf(name));
                    if (field != null && part != null) {
                      check(field.type(), part);
                    }
                  });
      case FactType.EnumType e -> {}
    }
  }

  private void material(String id, @Nullable MaterialValue value) {
    if (value == null) {
      return;
    }
    List<Material.Attachment> papers = new ArrayList<>();
    for (AttachmentView a :
        value.attachments() == null ? List.<AttachmentView>of() : value.attachments()) {
      // The casebook takes only papers that it knows, and describes them itself.
      papers.add(new Material.Attachment(a.digest(), a.name(), a.mediaType(), a.size()));
    }
    String waived =
        value.waived() == null || value.waived().isBlank() ? null : value.waived().strip();
    if (!papers.isEmpty() || waived != null) {
      materials.put(id, new Material(papers, waived));
    }
  }
}
