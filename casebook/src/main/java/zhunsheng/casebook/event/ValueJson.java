package zhunsheng.casebook.event;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Ref;
import zhunsheng.policy.value.Term;

/**
 * Values as the record keeps them. Each says its own kind, so that the record can be read without
 * the pack: text, booleans, whole numbers and lists as they are, {@code {"money":"300000.00"}},
 * {@code {"date":"2024-05-15"}}, {@code {"term":"P3M"}}, {@code {"ref":"…"}}, {@code
 * {"record":{…}}}.
 */
final class ValueJson {
  private ValueJson() {}

  static Object encode(Object value) {
    return switch (value) {
      case String s -> s;
      case Boolean b -> b;
      case Long n -> n;
      case Money m -> Map.of("money", m.toYuan());
      case LocalDate d -> Map.of("date", d.toString());
      case Term t -> Map.of("term", t.toString());
      case Ref r -> Map.of("ref", r.file());
      case List<?> list -> list.stream().map(ValueJson::encode).toList();
      case Map<?, ?> map -> Map.of("record", encodeAll(map));
      default -> throw new IllegalArgumentException("not a value: " + value.getClass().getName());
    };
  }

  static Map<String, Object> encodeAll(Map<?, ?> values) {
    Map<String, Object> tree = new LinkedHashMap<>();
    values.forEach((name, value) -> tree.put((String) name, encode(value)));
    return tree;
  }

  static Object decode(Object tree) {
    return switch (tree) {
      case String s -> s;
      case Boolean b -> b;
      case Long n -> n;
      case List<?> list -> list.stream().map(ValueJson::decode).toList();
      case Map<?, ?> map when map.size() == 1 -> {
        Map.Entry<?, ?> only = map.entrySet().iterator().next();
        yield decodeTagged(String.valueOf(only.getKey()), only.getValue());
      }
      default -> throw new IllegalArgumentException("not a stored value: " + tree);
    };
  }

  private static Object decodeTagged(String tag, Object content) {
    return switch (tag) {
      case "money" -> Money.ofYuan(content.toString());
      case "date" -> LocalDate.parse(content.toString());
      case "term" -> Term.parse(content.toString());
      case "ref" -> new Ref(content.toString());
      case "record" -> decodeAll((Map<?, ?>) content);
      default -> throw new IllegalArgumentException("no kind of value: " + tag);
    };
  }

  static Map<String, Object> decodeAll(Map<?, ?> tree) {
    Map<String, Object> values = new LinkedHashMap<>();
    tree.forEach((name, value) -> values.put((String) name, decode(value)));
    return values;
  }

  static Map<String, Object> encodeMaterials(Map<String, Material> materials) {
    Map<String, Object> tree = new LinkedHashMap<>();
    materials.forEach((slot, material) -> tree.put(slot, encode(material)));
    return tree;
  }

  private static Map<String, Object> encode(Material material) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("attachments", material.attachments().stream().map(ValueJson::encode).toList());
    if (material.waived() != null) {
      tree.put("waived", material.waived());
    }
    return tree;
  }

  private static Map<String, Object> encode(Material.Attachment a) {
    return Map.of(
        "digest", a.digest(), "name", a.name(), "mediaType", a.mediaType(), "size", a.size());
  }

  static Map<String, Material> decodeMaterials(Map<?, ?> tree) {
    Map<String, Material> materials = new LinkedHashMap<>();
    tree.forEach(
        (slot, material) -> materials.put((String) slot, decodeMaterial((Map<?, ?>) material)));
    return materials;
  }

  private static Material decodeMaterial(Map<?, ?> tree) {
    List<Material.Attachment> attachments = new ArrayList<>();
    for (Fields a : new Fields(tree).objects("attachments")) {
      attachments.add(
          new Material.Attachment(
              a.text("digest"), a.text("name"), a.text("mediaType"), a.number("size")));
    }
    return new Material(attachments, new Fields(tree).optionalText("waived"));
  }
}
