package zhunsheng.similarity.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.similarity.Description;

/**
 * Projects, and queries of which is known what they duplicate.
 *
 * @param kinds what kind of thing each project is; "" where nobody said
 */
public record Labels(List<Description> projects, List<String> kinds, List<Query> queries) {

  /**
   * A new declaration with what a careful reviewer says of it.
   *
   * @param relevant places of the projects that it duplicates; empty if it duplicates none
   * @param near places of projects that share its words but are other things
   * @param kind what kind of thing it is; "" where nobody said
   */
  public record Query(
      Description description, Set<Integer> relevant, Set<Integer> near, String kind) {}

  /**
   * Reads {@code projects.jsonl} and {@code queries.jsonl} of a folder.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a line is no such object, with its file and line
   */
  public static Labels read(Path folder) throws IOException {
    return read(folder.resolve("projects.jsonl"), folder.resolve("queries.jsonl"));
  }

  /**
   * Reads one JSON object a line. Projects: {@code name}, {@code content} and, if it is so, {@code
   * id} and {@code nature}; queries: {@code query_name}, {@code query_content}, {@code relevant}
   * and {@code near}, which name projects by id or by line, from 0.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a line is no such object, with its file and line
   */
  public static Labels read(Path projects, Path queries) throws IOException {
    List<Description> descriptions = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (JsonNode node : Lines.read(projects)) {
      places.put(
          node.path("id").asString(String.valueOf(descriptions.size())), descriptions.size());
      descriptions.add(
          new Description(node.path("name").asString(""), node.path("content").asString("")));
      kinds.add(node.path("nature").asString(""));
    }
    List<Query> labelled = new ArrayList<>();
    for (JsonNode node : Lines.read(queries)) {
      labelled.add(
          new Query(
              new Description(
                  node.path("query_name").asString(""), node.path("query_content").asString("")),
              places(node.path("relevant"), places),
              places(node.path("near"), places),
              node.path("nature").asString("")));
    }
    return new Labels(descriptions, kinds, labelled);
  }

  /**
   * Reads only what is described: a name and a content a line.
   *
   * @return the descriptions by their line, from 0
   * @throws IllegalArgumentException if a line is no JSON object or has no name, with its file and
   *     line
   */
  public static SortedMap<Integer, Description> descriptions(Path file, String name, String content)
      throws IOException {
    SortedMap<Integer, Description> descriptions = new TreeMap<>();
    for (Map.Entry<Integer, JsonNode> line : Lines.numbered(file).entrySet()) {
      JsonNode node = line.getValue();
      if (!node.path(name).isString()) {
        throw new IllegalArgumentException(file + ":" + (line.getKey() + 1) + ": 缺少字段 " + name);
      }
      descriptions.put(
          line.getKey(),
          new Description(node.path(name).asString(), node.path(content).asString("")));
    }
    return descriptions;
  }

  private static Set<Integer> places(JsonNode list, Map<String, Integer> places) {
    Set<Integer> found = new LinkedHashSet<>();
    for (JsonNode one : list) {
      Integer place = places.get(one.asString());
      if (place == null) {
        throw new IllegalArgumentException("no project is called " + one.asString());
      }
      found.add(place);
    }
    return found;
  }

  static final class Lines {
    private static final JsonMapper JSON = new JsonMapper();

    private Lines() {}

    static List<JsonNode> read(Path file) throws IOException {
      return List.copyOf(numbered(file).values());
    }

    /** The objects by their line, from 0; empty lines are passed over. */
    static SortedMap<Integer, JsonNode> numbered(Path file) throws IOException {
      SortedMap<Integer, JsonNode> nodes = new TreeMap<>();
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          try {
            nodes.put(number, JSON.readTree(line));
          } catch (JacksonException e) {
            throw new IllegalArgumentException(
                file + ":" + (number + 1) + ": " + e.getOriginalMessage(), e);
          }
        }
        number++;
      }
      return nodes;
    }
  }
}
