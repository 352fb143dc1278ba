package zhunsheng.policy.expression;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Unknown;

/** The kinds of nodes. */
final class Nodes {
  private Nodes() {}

  static final class Constant extends Node {
    private Object value;

    Constant(Object value) {
      this.value = value;
    }

    Object value() {
      return value;
    }

    /** Puts the parsed form in place of its text, while the tree is built. */
    void replace(Object parsed) {
      value = parsed;
    }

    @Override
    Object eval(Env env) {
      return value;
    }

    @Override
    void explain(Env env, List<String> lines) {}
  }

  static final class Name extends Node {
    private final String name;
    private final @Nullable String title;
    private final boolean today;

    /**
     * @param today whether this is the day on which all is evaluated
     */
    Name(String name, @Nullable String title, boolean today) {
      this.name = name.intern(); // found faster in an environment
      this.today = today;
      this.title = title == null || title.isEmpty() ? null : title;
    }

    @Override
    Object eval(Env env) {
      Horizon horizon = env.horizon();
      if (today && horizon != null) {
        horizon.anyDay();
      }
      return value(env);
    }

    Object value(Env env) {
      Object value = env.get(name);
      return value == null ? Unknown.of(name) : value;
    }

    @Override
    @Nullable String title() {
      return title;
    }
  }

  static final class Select extends Node {
    private final Node operand;
    private final String field;
    private final String title;
    private final String path;

    /**
     * @param path the qualified name of what is selected, told where nobody recorded it
     */
    Select(Node operand, String field, String title, String path) {
      this.operand = operand;
      this.field = field.intern();
      this.title = title;
      this.path = path;
    }

    @Override
    Object eval(Env env) {
      Object value = operand.eval(env);
      return switch (value) {
        case Unknown u -> u;
        case Struct s -> s.get(field);
        case Map<?, ?> m -> {
          Object part = m.get(field);
          yield part == null ? Unknown.of(path) : part;
        }
        default -> throw new ClassCastException("no parts: " + value);
      };
    }

    @Override
    String title() {
      return title;
    }
  }

  static final class ListOf extends Node {
    private final List<Node> items;

    ListOf(List<Node> items) {
      this.items = List.copyOf(items);
    }

    List<Node> items() {
      return items;
    }

    @Override
    Object eval(Env env) {
      List<Object> values = new ArrayList<>(items.size());
      Unknown unknown = null;
      for (Node item : items) {
        Object value = item.eval(env);
        if (value instanceof Unknown u) {
          unknown = unknown == null ? u : unknown.and(u);
        }
        values.add(value);
      }
      return unknown == null ? values : unknown;
    }
  }

  static final class And extends Node {
    private final Node left;
    private final Node right;

    And(Node left, Node right) {
      this.left = left;
      this.right = right;
    }

    @Override
    Object eval(Env env) {
      Object l = left.eval(env);
      if (Boolean.FALSE.equals(l)) {
        return false;
      }
      Object r = right.eval(env);
      if (Boolean.FALSE.equals(r)) {
        return false;
      }
      return either(l, r, true);
    }

    @Override
    void explain(Env env, List<String> lines) {
      Object l = left.eval(env);
      if (Boolean.FALSE.equals(l)) {
        left.explain(env, lines);
        return;
      }
      Object r = right.eval(env);
      if (!Boolean.FALSE.equals(r)) {
        left.explain(env, lines);
      }
      right.explain(env, lines);
    }
  }

  static final class Or extends Node {
    private final Node left;
    private final Node right;

    Or(Node left, Node right) {
      this.left = left;
      this.right = right;
    }

    @Override
    Object eval(Env env) {
      Object l = left.eval(env);
      if (Boolean.TRUE.equals(l)) {
        return true;
      }
      Object r = right.eval(env);
      if (Boolean.TRUE.equals(r)) {
        return true;
      }
      return either(l, r, false);
    }

    @Override
    void explain(Env env, List<String> lines) {
      boolean l = Boolean.TRUE.equals(left.eval(env));
      boolean r = Boolean.TRUE.equals(right.eval(env));
      if (l || !r) {
        left.explain(env, lines);
      }
      if (r || !l) {
        right.explain(env, lines);
      }
    }
  }

  /** A day, some days later. */
  static final class Shifted extends Node {
    private final Node inner;
    private final long days;

    Shifted(Node inner, long days) {
      this.inner = inner;
      this.days = days;
    }

    @Override
    Object eval(Env env) {
      Object value = inner.eval(env);
      return value instanceof LocalDate d && !d.equals(Day.NEVER) ? d.plusDays(days) : value;
    }
  }

  private static Object either(Object l, Object r, boolean known) {
    if (l instanceof Unknown a) {
      return r instanceof Unknown b ? a.and(b) : a;
    }
    return r instanceof Unknown ? r : known;
  }

  static final class Not extends Node {
    private final Node inner;

    Not(Node inner) {
      this.inner = inner;
    }

    @Override
    Object eval(Env env) {
      Object value = inner.eval(env);
      return value instanceof Boolean b ? !b : value;
    }

    @Override
    void explain(Env env, List<String> lines) {
      inner.explain(env, lines);
    }
  }

  static final class Choice extends Node {
    private final Node condition;
    private final Node yes;
    private final Node no;

    Choice(Node condition, Node yes, Node no) {
      this.condition = condition;
      this.yes = yes;
      this.no = no;
    }

    @Override
    Object eval(Env env) {
      Object c = condition.eval(env);
      return c instanceof Boolean b ? b ? yes.eval(env) : no.eval(env) : c;
    }

    @Override
    void explain(Env env, List<String> lines) {
      condition.explain(env, lines);
      Object c = condition.eval(env);
      if (c instanceof Boolean b) {
        (b ? yes : no).explain(env, lines);
      }
    }
  }

  static final class NotStrictlyFalse extends Node {
    private final Node inner;

    NotStrictlyFalse(Node inner) {
      this.inner = inner;
    }

    @Override
    Object eval(Env env) {
      return !Boolean.FALSE.equals(inner.eval(env));
    }
  }

  static final class Known extends Node {
    private final Node inner;

    Known(Node inner) {
      this.inner = inner;
    }

    @Override
    Object eval(Env env) {
      return !(inner.eval(env) instanceof Unknown);
    }

    @Override
    String describe(Env env) {
      String title = Objects.requireNonNullElse(inner.title(), "该项");
      return title + (Boolean.TRUE.equals(eval(env)) ? " 已填" : " 未填");
    }
  }

  enum Operator {
    EQUAL("_==_", "＝", "≠"),
    UNEQUAL("_!=_", "≠", "＝"),
    LESS("_<_", "＜", "≥"),
    AT_MOST("_<=_", "≤", "＞"),
    MORE("_>_", "＞", "≤"),
    AT_LEAST("_>=_", "≥", "＜");

    private final String function;
    final String sign;
    final String opposite;

    Operator(String function, String sign, String opposite) {
      this.function = function;
      this.sign = sign;
      this.opposite = opposite;
    }

    static Operator of(String function) {
      for (Operator o : values()) {
        if (o.function.equals(function)) {
          return o;
        }
      }
      throw new IllegalArgumentException(function);
    }

    boolean holds(Object l, Object r) {
      return switch (this) {
        case EQUAL -> same(l, r);
        case UNEQUAL -> !same(l, r);
        case LESS -> order(l, r) < 0;
        case AT_MOST -> order(l, r) <= 0;
        case MORE -> order(l, r) > 0;
        case AT_LEAST -> order(l, r) >= 0;
      };
    }

    private static boolean same(Object l, Object r) {
      return l.equals(r);
    }

    @SuppressWarnings("unchecked") // the checker admits only two of one ordered type
    private static int order(Object l, Object r) {
      return ((Comparable<Object>) l).compareTo(r);
    }
  }

  static final class Compare extends Node {
    private final Operator operator;
    private final Node left;
    private final Node right;

    Compare(Operator operator, Node left, Node right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    Object eval(Env env) {
      Horizon horizon = env.horizon();
      Object l = horizon == null ? left.eval(env) : beside(left, right, env, horizon);
      Object r = horizon == null ? right.eval(env) : beside(right, left, env, horizon);
      if (l instanceof Unknown a) {
        return r instanceof Unknown b ? a.and(b) : a;
      }
      return r instanceof Unknown ? r : operator.holds(l, r);
    }

    /** The value of {@code node}; where it is today, the horizon only hears what stands beside. */
    private static Object beside(Node node, Node other, Env env, Horizon horizon) {
      if (!(node instanceof Name name && name.today)) {
        return node.eval(env);
      }
      if (!(other instanceof Name second && second.today)
          && other.eval(env) instanceof LocalDate day) {
        horizon.compared(day);
      }
      return name.value(env);
    }

    @Override
    String describe(Env env) {
      Object value = eval(env);
      String sign =
          value instanceof Unknown
              ? "？"
              : Boolean.TRUE.equals(value) ? operator.sign : operator.opposite;
      return left.describe(env) + " " + sign + " " + right.describe(env);
    }
  }

  static final class In extends Node {
    private final Node item;
    private final Node list;

    In(Node item, Node list) {
      this.item = item;
      this.list = list;
    }

    @Override
    Object eval(Env env) {
      Object i = item.eval(env);
      Object l = list.eval(env);
      if (i instanceof Unknown a) {
        return l instanceof Unknown b ? a.and(b) : a;
      }
      return l instanceof List<?> items ? items.contains(i) : l;
    }

    @Override
    String describe(Env env) {
      boolean in = Boolean.TRUE.equals(eval(env));
      return item.describe(env) + (in ? " 属于 " : " 不属于 ") + list.describe(env);
    }
  }

  static final class Call extends Node {
    private final String name;
    private final Functions.Function function;
    private final Node[] args;

    Call(String name, Functions.Function function, List<Node> args) {
      this.name = name;
      this.function = function;
      this.args = args.toArray(new Node[0]);
    }

    @Override
    Object eval(Env env) {
      Horizon horizon = env.horizon();
      if (horizon != null && args.length == 1 && args[0] instanceof Name day && day.today) {
        switch (name) {
          case "year" -> horizon.year();
          case "month" -> horizon.month();
          default -> horizon.anyDay();
        }
        Object value = day.value(env);
        return value instanceof Unknown ? value : function.apply(env, new Object[] {value});
      }
      Object[] values = new Object[args.length];
      Unknown unknown = null;
      for (int i = 0; i < args.length; i++) {
        Object value = args[i].eval(env);
        if (value instanceof Unknown u) {
          unknown = unknown == null ? u : unknown.and(u);
        }
        values[i] = value;
      }
      return unknown != null ? unknown : function.apply(env, values);
    }

    @Override
    @Nullable String title() {
      return switch (name) {
        case "_+_", "_-_", "_*_" -> {
          String left = args[0].title();
          yield left == null ? null : left + "等";
        }
        case "sum" -> Objects.requireNonNullElse(args[0].title(), "") + "合计";
        case "size" -> Objects.requireNonNullElse(args[0].title(), "") + "数量";
        default -> null;
      };
    }

    @Override
    String describe(Env env) {
      if (name.equals("blank")) {
        return Objects.requireNonNullElse(args[0].title(), "该项")
            + (Boolean.TRUE.equals(eval(env)) ? " 为空" : " 已填写");
      }
      return super.describe(env);
    }
  }

  /** The loop behind {@code exists}, {@code all}, {@code filter} and {@code map}. */
  static final class Loop extends Node {
    private final String item;
    private final Node range;
    private final String accumulator;
    private final Node init;
    private final Node condition;
    private final Node step;
    private final Node result;

    Loop(
        String item,
        Node range,
        String accumulator,
        Node init,
        Node condition,
        Node step,
        Node result) {
      this.item = item.intern();
      this.range = range;
      this.accumulator = accumulator.intern();
      this.init = init;
      this.condition = condition;
      this.step = step;
      this.result = result;
    }

    @Override
    Object eval(Env env) {
      Object list = range.eval(env);
      if (!(list instanceof List<?> items)) {
        return list;
      }
      Object value = init.eval(env);
      Env.Binding accumulated = env.enter(accumulator);
      try {
        accumulated.is(value);
        Env.Binding one = env.enter(item);
        for (Object i : items) {
          if (Boolean.FALSE.equals(condition.eval(env))) {
            break;
          }
          one.is(i);
          Object next = step.eval(env);
          // What an earlier item lacked is still lacking when a later one is unknown too.
          value = value instanceof Unknown a && next instanceof Unknown b ? a.and(b) : next;
          accumulated.is(value);
        }
        return result.eval(env);
      } finally {
        env.leave(accumulated);
      }
    }

    @Override
    @Nullable String title() {
      return range.title();
    }

    @Override
    void explain(Env env, List<String> lines) {
      super.explain(env, lines);
      explainDecidingItem(env, lines);
    }

    /** The first item that satisfies {@code exists}, or fails {@code all}, and why. */
    private void explainDecidingItem(Env env, List<String> lines) {
      Node predicate =
          step instanceof Or or ? or.right : step instanceof And and ? and.right : null;
      boolean deciding = step instanceof Or;
      if (predicate == null
          || !(range.eval(env) instanceof List<?> items)
          || !Boolean.valueOf(deciding).equals(eval(env))) {
        return;
      }
      Env.Binding one = env.enter(item);
      try {
        for (Object i : items) {
          one.is(i);
          if (Boolean.valueOf(deciding).equals(predicate.eval(env))) {
            predicate.explain(env, lines);
            return;
          }
        }
      } finally {
        env.leave(one);
      }
    }

    @Override
    String describe(Env env) {
      Object value = eval(env);
      if (value instanceof Boolean b) {
        boolean all = step instanceof And;
        return Objects.requireNonNullElse(range.title(), "记录")
            + (all ? b ? "均符合条件" : "中有不符合条件的" : b ? "中有符合条件的" : "中没有符合条件的");
      }
      return super.describe(env);
    }
  }

  /** Concatenation of lists, which {@code filter} and {@code map} are made of. */
  static List<Object> concatenated(List<?> a, List<?> b) {
    List<Object> all = new ArrayList<>(a.size() + b.size());
    all.addAll(a);
    all.addAll(b);
    return all;
  }
}
