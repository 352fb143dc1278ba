package zhunsheng.server.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zhunsheng.policy.value.Money;

/**
 * Unfolds the lives that a script tells in chapters into steps with their days, in the order in
 * which they happen.
 *
 * <p>In the text of a step {@code ${name}} is a parameter of the life, {@code ${day+30}} a day
 * counted from the step's own, {@code ${40% of total}} a part of an amount in whole yuan.
 */
final class Scenario {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern DAY = Pattern.compile("day([+-]\\d+)?");
  private static final Pattern PART = Pattern.compile("(\\d+)% of (\\w+)");

  private final Map<String, Object> chapters;
  private final Map<String, Object> common;
  private final List<Step> steps = new ArrayList<>();

  /**
   * One thing that somebody does.
   *
   * @param key unique in the script, and the same each time it is told
   * @param life key of the life it belongs to, for {@code @self}
   * @param what the step as the script has it, parameters filled in
   */
  record Step(LocalDate day, int order, String key, String life, Map<String, Object> what) {}

  private Scenario(Map<String, Object> script) {
    this.chapters = DemoScript.map(script.get("chapters"));
    this.common = DemoScript.map(script.get("params"));
  }

  /** All steps up to {@code last}, by day and then as told. */
  static List<Step> steps(Map<String, Object> script, LocalDate last) {
    Scenario scenario = new Scenario(script);
    DemoScript.list(script.get("lives")).forEach(scenario::tell);
    return scenario.steps.stream()
        .filter(s -> !s.day().isAfter(last))
        .sorted(Comparator.comparing(Step::day).thenComparingInt(Step::order))
        .toList();
  }

  private void tell(Map<String, Object> life) {
    Map<String, Object> parameters = new LinkedHashMap<>(common);
    parameters.putAll(life);
    String key = DemoScript.text(life, "key");
    LocalDate day = LocalDate.parse(DemoScript.text(life, "start"));
    int number = 0;
    if (!(life.get("chapters") instanceof List<?> names)) {
      throw new IllegalArgumentException("demo script: " + key + " has no chapters");
    }
    for (Object entry : names) {
      Map<String, Object> over = new LinkedHashMap<>(parameters);
      String name;
      // A chapter may come with parameters of its own: {paid: {percent: 30}}.
      if (entry instanceof Map<?, ?> map) {
        name = map.keySet().iterator().next().toString();
        over.putAll(DemoScript.map(map.get(name)));
      } else {
        name = entry.toString();
      }
      if (!(chapters.get(name) instanceof List<?> told)) {
        throw new IllegalArgumentException("demo script: no chapter " + name);
      }
      if (over.get("on") != null) {
        day = LocalDate.parse(over.get("on").toString());
      }
      for (Object raw : told) {
        Map<String, Object> step = DemoScript.map(raw);
        day = day.plusDays(Integer.parseInt(step.getOrDefault("after", "0").toString()));
        Map<String, Object> filled = new LinkedHashMap<>();
        LocalDate own = day;
        step.forEach((k, v) -> filled.put(k, fill(v, over, own)));
        steps.add(new Step(day, steps.size(), key + "/" + number++, key, filled));
      }
    }
  }

  private static Object fill(Object value, Map<String, Object> parameters, LocalDate day) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> filled = new LinkedHashMap<>();
      map.forEach(
          (k, v) -> {
            if (v != null) {
              filled.put(k.toString(), fill(v, parameters, day));
            }
          });
      return filled;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(i -> fill(i, parameters, day)).toList();
    }
    if (!(value instanceof String text)) {
      return value;
    }
    Matcher whole = PLACE.matcher(text);
    if (whole.matches()) {
      Object found = look(whole.group(1), parameters, day);
      return found instanceof String s && s.contains("${") ? fill(s, parameters, day) : found;
    }
    StringBuilder s = new StringBuilder();
    Matcher m = PLACE.matcher(text);
    while (m.find()) {
      Object found = fill(look(m.group(1), parameters, day), parameters, day);
      m.appendReplacement(s, Matcher.quoteReplacement(found.toString()));
    }
    return m.appendTail(s).toString();
  }

  private static Object look(String name, Map<String, Object> parameters, LocalDate day) {
    Matcher date = DAY.matcher(name);
    if (date.matches()) {
      String days = date.group(1);
      return day.plusDays(days == null ? 0 : Integer.parseInt(days)).toString();
    }
    Matcher part = PART.matcher(name);
    if (part.matches()) {
      Money whole = Money.ofYuan(String.valueOf(parameter(part.group(2), parameters)));
      long yuan = whole.fen() / 100 * Long.parseLong(part.group(1)) / 100;
      return yuan + ".00";
    }
    return parameter(name, parameters);
  }

  private static Object parameter(String name, Map<String, Object> parameters) {
    Object value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "demo script: no parameter " + name + " in " + parameters.get("key"));
    }
    return value;
  }
}
