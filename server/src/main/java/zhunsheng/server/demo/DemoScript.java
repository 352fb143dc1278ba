package zhunsheng.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import zhunsheng.server.identity.Role;

/**
 * What a demonstration of one pack holds, as its script says.
 *
 * @param today the business day it stands on unless another is chosen
 */
record DemoScript(
    String pack,
    String password,
    LocalDate today,
    List<Unit> units,
    List<Person> people,
    Map<String, Object> rest) {

  /** A unit to register. */
  record Unit(String id, String name) {}

  /** A person to make an account for. */
  record Person(String username, String name, String office, Set<Role> roles, String note) {}

  /** The script of that pack, or null where it has none. */
  static @Nullable DemoScript of(String pack) {
    try (InputStream in = DemoScript.class.getResourceAsStream("/demo/" + pack + ".yaml")) {
      if (in == null) {
        return null;
      }
      Object tree =
          new Load(LoadSettings.builder().setLabel(pack).setMaxAliasesForCollections(1000).build())
              .loadFromInputStream(in);
      return read(map(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemoScript read(Map<String, Object> tree) {
    List<Unit> units = new ArrayList<>();
    list(tree.get("units")).forEach(u -> units.add(new Unit(text(u, "id"), text(u, "name"))));
    List<Person> people = new ArrayList<>();
    list(tree.get("accounts")).forEach(a -> people.add(person(a)));
    return new DemoScript(
        text(tree, "pack"),
        text(tree, "password"),
        LocalDate.parse(text(tree, "today")),
        units,
        people,
        tree);
  }

  private static Person person(Map<String, Object> a) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (a.get("roles") instanceof List<?> names) {
      names.forEach(n -> roles.add(Role.valueOf(n.toString())));
    }
    return new Person(
        text(a, "username"), text(a, "name"), text(a, "office"), roles, text(a, "note"));
  }

  static String text(Map<String, Object> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("demo script: no " + key + " in " + map);
    }
    return value.toString();
  }

  static List<Map<String, Object>> list(@Nullable Object value) {
    List<Map<String, Object>> items = new ArrayList<>();
    if (value instanceof List<?> all) {
      all.forEach(i -> items.add(map(i)));
    }
    return items;
  }

  static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> all) {
      all.forEach(
          (k, v) -> {
            if (v != null) {
              map.put(k.toString(), v);
            }
          });
    }
    return map;
  }
}
