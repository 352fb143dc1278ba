package zhunsheng.policy.meaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.model.Rules;

/** Compares two policies part by part, as the engine sees them. */
public final class Differences {
  /** More differences than that say nothing new. */
  public static final int ENOUGH = 40;

  private final List<Difference> found = new ArrayList<>();
  private final List<String> path = new ArrayList<>();

  /** What the second says otherwise than the first, at most so many. */
  public static List<Difference> between(Object one, Object other) {
    Differences differences = new Differences();
    differences.compare("", one, other, false);
    return differences.found;
  }

  @SuppressWarnings("ReferenceEquality") // what is the same part need not be compared
  private void compare(String name, @Nullable Object one, @Nullable Object other, boolean words) {
    if (one == other || found.size() >= ENOUGH) {
      return;
    }
    path.add(name);
    switch (one) {
      case Expression x when other instanceof Expression y -> {
        if (Parts.plain(x).equals(Parts.plain(y))) {
          compare("type", x.type(), y.type(), false);
        } else {
          add(Difference.Sort.EXPRESSION, x.source(), y.source());
        }
      }
      case Rules x when other instanceof Rules y -> compare("all", x.all(), y.all(), words);
      case Template x when other instanceof Template y -> compare("", x.parts(), y.parts(), words);
      case Record x when other != null && x.getClass() == other.getClass() ->
          record(x, (Record) other, words);
      case List<?> x when other instanceof List<?> y -> list(x, y, words);
      case Map<?, ?> x when other instanceof Map<?, ?> y -> map(x, y, words);
      case null, default -> {
        if (!Objects.equals(one, other)) {
          boolean text =
              (one == null || other == null)
                  ? Parts.optional(name)
                  : (words && one instanceof String && other instanceof String);
          add(text ? Difference.Sort.WORDS : Difference.Sort.MEANING, one, other);
        }
      }
    }
    path.removeLast();
  }

  private void record(Record one, Record other, boolean words) {
    if (one.equals(other)) {
      return;
    }
    for (Parts.Part part : Parts.of(one)) {
      compare(part.name(), part.read(one), part.read(other), words || part.words());
    }
  }

  private void list(List<?> one, List<?> other, boolean words) {
    if (one.size() != other.size()) {
      List<Object> gone = new ArrayList<>(one);
      gone.removeAll(other);
      List<Object> come = new ArrayList<>(other);
      come.removeAll(one);
      boolean same = gone.isEmpty() && come.isEmpty();
      add(Difference.Sort.MEANING, same ? one : gone, same ? other : come);
      return;
    }
    for (int i = 0; i < one.size(); i++) {
      compare(Integer.toString(i), one.get(i), other.get(i), words);
    }
  }

  private void map(Map<?, ?> one, Map<?, ?> other, boolean words) {
    one.forEach(
        (key, value) -> {
          if (other.containsKey(key)) {
            String name = String.valueOf(key);
            boolean printed = path.contains("layout") && Parts.printed(name);
            compare(name, value, other.get(key), words || printed);
          } else {
            path.add(String.valueOf(key));
            add(Difference.Sort.MEANING, value, null);
            path.removeLast();
          }
        });
    other.forEach(
        (key, value) -> {
          if (!one.containsKey(key)) {
            path.add(String.valueOf(key));
            add(Difference.Sort.MEANING, null, value);
            path.removeLast();
          }
        });
  }

  private void add(Difference.Sort sort, @Nullable Object before, @Nullable Object after) {
    List<String> where = path.stream().filter(p -> !p.isEmpty()).toList();
    boolean whole = sort == Difference.Sort.EXPRESSION;
    found.add(
        new Difference(
            where,
            sort,
            whole ? String.valueOf(before) : shortened(before),
            whole ? String.valueOf(after) : shortened(after)));
  }

  private static String shortened(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
