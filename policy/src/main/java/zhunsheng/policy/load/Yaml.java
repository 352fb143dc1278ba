package zhunsheng.policy.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML with places: every scalar stays text, so that an amount is never a double and no word a
 * boolean.
 */
sealed interface Yaml {
  Place place();

  /**
   * Where something stands.
   *
   * @param line from 1
   * @param column from 1
   */
  record Place(String file, int line, int column) {}

  /**
   * A text.
   *
   * @param source the file it stands in, and {@code start} its index there; null for a text that no
   *     file holds
   */
  record Scalar(Place place, String text, @Nullable YamlText source, int start) implements Yaml {
    /** Where a character of the text stands, by its line and column in the text, from 1. */
    Place placeOf(int line, int column) {
      return source == null ? place : source.place(start, text, line, column);
    }
  }

  record Items(Place place, List<Yaml> items) implements Yaml {}

  record Mapping(Place place, Map<String, Entry> entries) implements Yaml {}

  record Entry(Place keyPlace, Yaml value) {}

  /** An empty value. */
  record Empty(Place place) implements Yaml {}

  /** Reads a file; null (with a problem) where it is no YAML. */
  static @Nullable Yaml read(Path root, Path path, Problems problems) {
    String name = root.relativize(path).toString().replace('\\', '/');
    String text;
    try {
      text = Files.readString(path, StandardCharsets.UTF_8);
    } catch (java.nio.charset.MalformedInputException e) {
      problems.add(new Place(name, 1, 1), "文件不是 UTF-8 编码");
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parse(name, text, problems);
  }

  static @Nullable Yaml parse(String name, String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setUseMarks(true)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      Optional<Node> node = new Compose(settings).composeString(text);
      return node.isEmpty()
          ? new Empty(new Place(name, 1, 1))
          : of(new YamlText(name, text), name, node.get(), problems);
    } catch (MarkedYamlEngineException e) {
      Place place =
          e.getProblemMark()
              .map(m -> new Place(name, m.getLine() + 1, m.getColumn() + 1))
              .orElse(new Place(name, 1, 1));
      problems.add(place, "YAML 格式错误：" + chinese(String.valueOf(e.getProblem())));
      return null;
    } catch (YamlEngineException e) {
      problems.add(new Place(name, 1, 1), "YAML 格式错误：" + e.getMessage());
      return null;
    }
  }

  private static String chinese(String problem) {
    return problem
        .replace("expected ", "应为 ")
        .replace(", but got ", "，而遇到 ")
        .replace(", but found ", "，而遇到 ")
        .replace(" or ", " 或 ")
        .replace("mapping values are not allowed here", "此处不能再有“键: 值”，文字中有冒号时请加引号")
        .replace("could not find expected ':'", "缺少冒号");
  }

  private static Yaml of(YamlText source, String file, Node node, Problems problems) {
    Place place =
        node.getStartMark()
            .map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
            .orElse(new Place(file, 1, 1));
    return switch (node) {
      case MappingNode m -> {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple t : m.getValue()) {
          Yaml key = of(source, file, t.getKeyNode(), problems);
          if (!(key instanceof Scalar k)) {
            problems.add(key.place(), "键应为文字");
            continue;
          }
          Entry entry = new Entry(key.place(), of(source, file, t.getValueNode(), problems));
          if (entries.put(k.text(), entry) != null) {
            problems.add(key.place(), "键“" + k.text() + "”重复");
          }
        }
        yield new Mapping(place, entries);
      }
      case SequenceNode s -> {
        List<Yaml> items = new ArrayList<>();
        s.getValue().forEach(n -> items.add(of(source, file, n, problems)));
        yield new Items(place, items);
      }
      case ScalarNode s -> {
        boolean plain = s.getScalarStyle() == ScalarStyle.PLAIN;
        yield plain && (s.getValue().isEmpty() || s.getTag().equals(Tag.NULL))
            ? new Empty(place)
            : new Scalar(
                place, s.getValue(), source, node.getStartMark().map(m -> m.getIndex()).orElse(0));
      }
      default -> new Empty(place);
    };
  }

  /** The tree as maps, lists and text, without places; empty values are left out. */
  default @Nullable Object plainTree() {
    return switch (this) {
      case Scalar s -> s.text();
      case Empty e -> null;
      case Items l -> {
        List<Object> list = new ArrayList<>();
        for (Yaml item : l.items()) {
          Object value = item.plainTree();
          if (value != null) {
            list.add(value);
          }
        }
        yield list;
      }
      case Mapping m -> {
        Map<String, Object> map = new LinkedHashMap<>();
        m.entries()
            .forEach(
                (k, v) -> {
                  Object value = v.value().plainTree();
                  if (value != null) {
                    map.put(k, value);
                  }
                });
        yield map;
      }
    };
  }
}
