package zhunsheng.server;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes what a machine would send to an interface: half of it what the interface itself has said,
 * half of it what nobody should send. The same seed makes the same.
 */
final class OddInput {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int KEPT = 60;
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "99999999999999999999",
          "1e400",
          "NaN",
          "null",
          "true",
          "[]",
          "{}",
          "../../etc/passwd",
          "..\\..\\",
          "\u0000",
          "a\u0000b",
          "\u001b[0m\u202e",
          "\ud83d\ude00\ud842\udfb7",
          "\ud800",
          "' OR 1=1 --",
          "<script>alert(1)</script>",
          "2024-02-30",
          "2024-13-01",
          "+999999999-12-31",
          "0000-00-00",
          "300000.001",
          "-0.01",
          "\r\nX-Injected: 1",
          "%s%n${7*7}#{7*7}",
          "甲".repeat(3000),
          "x".repeat(300));

  private final Random random;
  private final JsonNode document;
  private final Map<String, List<String>> heard = new HashMap<>();

  OddInput(long seed, JsonNode document) {
    this.random = new Random(seed);
    this.document = document;
  }

  /** Remembers the scalars of an answer under their names. */
  void hear(JsonNode answer) {
    hear("", answer, 0);
  }

  private void hear(String name, JsonNode node, int depth) {
    if (depth > 8) {
      return;
    }
    if (node.isObject()) {
      node.properties().forEach(p -> hear(p.getKey(), p.getValue(), depth + 1));
    } else if (node.isArray()) {
      for (int i = 0; i < Math.min(node.size(), 5); i++) {
        hear(name, node.get(i), depth + 1);
      }
    } else if (node.isString() || node.isNumber()) {
      List<String> known = heard.computeIfAbsent(name, n -> new ArrayList<>());
      if (known.size() < KEPT) {
        known.add(node.asString());
      } else {
        known.set(random.nextInt(KEPT), node.asString());
      }
    }
  }

  boolean chance(double part) {
    return random.nextDouble() < part;
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** A value for a parameter of that name. */
  String parameter(String name, JsonNode schema) {
    if (chance(0.65)) {
      List<String> known =
          heard.getOrDefault(
              name, heard.getOrDefault(name.equals("id") ? "file" : "id", List.of()));
      if (!known.isEmpty()) {
        return any(known);
      }
    }
    Object made = value(schema, name, 0);
    return made instanceof String || made instanceof Number ? made.toString() : any(ODD);
  }

  /** A value for a schema, or now and then for none. */
  @Nullable Object value(JsonNode given, String name, int depth) {
    JsonNode schema = resolved(given);
    if (depth > 7 || chance(0.04)) {
      return scalar();
    }
    for (String choice : List.of("oneOf", "anyOf", "allOf")) {
      if (schema.has(choice)) {
        return value(
            schema.get(choice).get(random.nextInt(schema.get(choice).size())), name, depth);
      }
    }
    if (schema.has("enum")) {
      return chance(0.8)
          ? schema.get("enum").get(random.nextInt(schema.get("enum").size())).asString()
          : any(ODD);
    }
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? type.get(0).asString() : type.asString("object")) {
      case "string" -> text(schema, name);
      case "integer" ->
          any(List.<Object>of(0, 1, 2, -1, 20, Integer.MAX_VALUE, Long.MAX_VALUE, 1.5));
      case "number" -> any(List.<Object>of(0, 0.1, -1, 1e300, 300_000));
      case "boolean" -> chance(0.5);
      case "array" -> {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(schema.path("items"), name, depth + 1));
        }
        yield items;
      }
      default -> object(schema, depth);
    };
  }

  private Object object(JsonNode schema, int depth) {
    Map<String, @Nullable Object> made = new LinkedHashMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            p -> {
              if (chance(0.85)) {
                made.put(p.getKey(), value(p.getValue(), p.getKey(), depth + 1));
              }
            });
    JsonNode more = schema.path("additionalProperties");
    if (more.isObject() || made.isEmpty()) {
      List<String> names = heard.getOrDefault("id", List.of());
      for (int i = random.nextInt(4); i > 0; i--) {
        String name = names.isEmpty() || chance(0.2) ? any(ODD) : any(names);
        made.put(name, more.isObject() ? value(more, name, depth + 1) : scalar());
      }
    }
    return made;
  }

  private String text(JsonNode schema, String name) {
    List<String> known = heard.getOrDefault(name, List.of());
    if (!known.isEmpty() && chance(0.6)) {
      return any(known);
    }
    if (schema.path("format").asString("").equals("date") && chance(0.7)) {
      return LocalDate.of(2023, 1, 1).plusDays(random.nextInt(2_000)).toString();
    }
    return any(ODD);
  }

  private @Nullable Object scalar() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> random.nextInt();
      case 2 -> random.nextBoolean();
      case 3 -> List.of(any(ODD));
      case 4 -> Map.of(any(ODD), any(ODD));
      default -> any(ODD);
    };
  }

  /** What is sent as the body of an operation, as text. */
  String body(JsonNode schema) {
    String whole = JSON.writeValueAsString(value(schema, "", 0));
    if (chance(0.92)) {
      return whole;
    }
    return switch (random.nextInt(5)) {
      case 0 -> whole.substring(0, whole.length() / 2);
      case 1 -> "[".repeat(5_000);
      case 2 -> "";
      case 3 -> "\ufeff" + whole + "x";
      default -> "{\"text\":\"" + "长".repeat(200_000) + "\"}";
    };
  }

  private JsonNode resolved(JsonNode schema) {
    JsonNode at = schema;
    for (int i = 0; i < 10 && at.has("$ref"); i++) {
      at = document.at(at.get("$ref").asString().substring(1));
    }
    return at;
  }
}
