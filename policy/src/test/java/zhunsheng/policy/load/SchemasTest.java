package zhunsheng.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import zhunsheng.policy.Packs;

/** The schemas are for editors; the loader is the authority, and both know the same keys. */
class SchemasTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path SCHEMAS = Packs.ROOT.resolve("schema");

  private static Schema schema(String name) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(SCHEMAS.resolve(name + ".schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode yaml(Path file) {
    try {
      Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      return MAPPER.valueToTree(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> problems(Schema schema, Path file) {
    return schema.validate(yaml(file)).stream().map(Error::toString).toList();
  }

  /** The schema of a file by where it stands, or null for a file that has none. */
  private static String schemaOf(Path file) {
    String name = file.getFileName().toString();
    return switch (name) {
      case "vocabulary.yaml", "policy.yaml", "articles.yaml", "calendar.yaml", "notes.yaml" ->
          name.substring(0, name.indexOf('.'));
      default -> file.getParent().getFileName().toString();
    };
  }

  @TestFactory
  List<DynamicTest> every_file_of_every_pack_is_as_its_schema_says() throws IOException {
    List<Path> roots = new ArrayList<>(List.of(Packs.ROOT.resolve("vocabulary.yaml")));
    PolicyLoader.packs(Packs.ROOT).forEach(p -> roots.add(Packs.ROOT.resolve(p)));
    roots.add(Packs.ROUTES);
    if (Files.exists(Packs.ROOT.resolve("calendar.yaml"))) {
      roots.add(Packs.ROOT.resolve("calendar.yaml"));
    }
    Map<String, Schema> schemas = new TreeMap<>();
    List<DynamicTest> tests = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          String name = schemaOf(file);
          Schema schema = schemas.computeIfAbsent(name, SchemasTest::schema);
          tests.add(
              DynamicTest.dynamicTest(
                  Packs.HOME.relativize(file).toString(),
                  () -> assertThat(problems(schema, file)).isEmpty()));
        }
      }
    }
    return tests;
  }

  @Test
  void the_loader_and_the_schemas_know_the_same_keys() throws IOException {
    Map<String, Set<String>> asked = new TreeMap<>();
    keys(asked, PolicyLoader.keys(Packs.ROOT, "changzhou-edz-2023"));
    keys(asked, PolicyLoader.keys(Packs.ROUTES, "routes"));
    keys(asked, PolicyLoader.keys(Packs.ROUTES, "dated"));
    keys(asked, PolicyLoader.keys(Packs.ROUTES, "asked"));
    Problems ofCases = new Problems();
    CaseReader.read(Packs.ROOT, Packs.ROOT.resolve("changzhou-edz-2023/cases"), ofCases);
    keys(asked, ofCases.keys());
    Map<String, Set<String>> declared = new TreeMap<>();
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      for (Path file : files.sorted().toList()) {
        JsonNode defs = MAPPER.readTree(Files.readString(file)).get("$defs");
        defs.propertyNames()
            .forEach(
                kind ->
                    declared.put(
                        kind, new TreeSet<>(defs.get(kind).path("properties").propertyNames())));
      }
    }
    asked.forEach((kind, keys) -> assertThat(declared.get(kind)).as(kind).isEqualTo(keys));
    // What cases hold below these is read as plain data; the form's layout is free.
    declared.keySet().removeAll(asked.keySet());
    assertThat(declared.keySet())
        .containsExactly("check", "expect", "form", "given", "note", "operation", "refusal");
  }

  private static void keys(Map<String, Set<String>> into, Map<String, Set<String>> more) {
    more.forEach((kind, keys) -> into.computeIfAbsent(kind, k -> new TreeSet<>()).addAll(keys));
  }

  @Test
  void a_schema_refuses_what_the_loader_refuses() {
    Path broken = Packs.ROOT.resolve("broken");
    assertThat(problems(schema("policy"), broken.resolve("unknown-key/policy.yaml")))
        .anyMatch(p -> p.contains("state"));
    assertThat(
            problems(schema("procedures"), broken.resolve("wrong-word/procedures/procedures.yaml")))
        .isNotEmpty();
    assertThat(problems(schema("rules"), broken.resolve("missing-keys/rules/rules.yaml")))
        .isNotEmpty();
  }
}
