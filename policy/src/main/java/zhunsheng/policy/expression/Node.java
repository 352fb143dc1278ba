package zhunsheng.policy.expression;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.value.Unknown;

/** A node of a compiled expression. */
abstract class Node {
  /** How values of this node are printed, or null for the plain way. */
  @Nullable FactType printedAs;

  /** Titles of the only ids this node can be, or null. */
  java.util.@Nullable Map<String, String> ids;

  abstract Object eval(Env env);

  /** The Chinese name of what this node reads, or null where it has none. */
  @Nullable String title() {
    return null;
  }

  /** Adds the values that decided this (boolean) node's value. */
  void explain(Env env, List<String> lines) {
    lines.add(describe(env));
  }

  /** This node and its value in one phrase. */
  String describe(Env env) {
    String value = display(eval(env));
    String title = title();
    return title == null ? value : title + " " + value;
  }

  /** The items of a list, and of the lists in it. */
  private static Stream<?> flat(List<?> list) {
    return list.stream().flatMap(i -> i instanceof List<?> inner ? flat(inner) : Stream.of(i));
  }

  String display(Object value) {
    if (value instanceof Unknown) {
      return "未填";
    }
    FactType type = printedAs;
    var titles = ids;
    if (titles != null && value instanceof String id) {
      return titles.getOrDefault(id, id);
    }
    if (value instanceof Named named) {
      return named.displayName();
    }
    if (value instanceof List<?> list) {
      FactType inner = type instanceof FactType.ListType ? type : null;
      while (inner instanceof FactType.ListType l) {
        inner = l.item();
      }
      FactType item = inner;
      List<?> items = flat(list).toList();
      return items.isEmpty()
          ? "无"
          : String.join(
              "、",
              items.stream()
                  .map(
                      i ->
                          i instanceof Named f
                              ? f.displayName()
                              : item == null ? FactType.displayPlain(i) : item.display(i))
                  .toList());
    }
    return type == null ? FactType.displayPlain(value) : type.display(value);
  }
}
