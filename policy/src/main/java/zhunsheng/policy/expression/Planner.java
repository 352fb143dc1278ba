package zhunsheng.policy.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Term;

/**
 * Turns a checked CEL tree into nodes that evaluate three-valued and can say which values decided.
 */
final class Planner {
  private static final Set<String> TERM_FUNCTIONS = Set.of("plus", "minus", "deadline");

  private final CelAbstractSyntaxTree ast;
  private final Declarations declarations;
  private final Map<String, Declarations.Part> names;
  private final Consumer<Problem> problems;
  private final Set<String> reads = new LinkedHashSet<>();
  private final Set<String> locals = new HashSet<>();

  /** For a loop's variable what it runs over: {@code project.fundings}. */
  private final Map<String, String> ranges = new HashMap<>();

  private boolean failed;

  Planner(
      CelAbstractSyntaxTree ast,
      Declarations declarations,
      Map<String, Declarations.Part> names,
      Consumer<Problem> problems) {
    this.ast = ast;
    this.declarations = declarations;
    this.names = names;
    this.problems = problems;
  }

  @Nullable Node plan() {
    Node root = node(ast.getExpr());
    return failed ? null : root;
  }

  Set<String> reads() {
    return reads;
  }

  private Node node(CelExpr e) {
    Node node =
        switch (e.getKind()) {
          case CONSTANT -> {
            Object value = constant(e.constant());
            if (value == null) {
              throw refuse(e, "语言中没有小数、字节和空值；金额请写 yuan('0.50')");
            }
            yield new Nodes.Constant(value);
          }
          case IDENT -> ident(e);
          case SELECT -> select(e);
          case CALL -> call(e);
          case LIST -> new Nodes.ListOf(e.list().elements().stream().map(this::node).toList());
          case COMPREHENSION -> comprehension(e);
          case MAP, STRUCT, NOT_SET -> throw refuse(e, "语言中没有映射和消息");
        };
    ast.getType(e.id()).ifPresent(type -> node.printedAs = declarations.printing(type));
    return node;
  }

  private static @Nullable Object constant(CelConstant c) {
    return switch (c.getKind()) {
      case BOOLEAN_VALUE -> c.booleanValue();
      case INT64_VALUE -> c.int64Value();
      case STRING_VALUE -> c.stringValue();
      default -> null;
    };
  }

  private Node ident(CelExpr e) {
    String name = e.ident().name();
    FactType.EnumType enumType = enumOf(name);
    if (enumType != null) {
      return new Nodes.Constant(name.substring(name.indexOf('.') + 1));
    }
    if (name.equals("never")) {
      return new Nodes.Constant(zhunsheng.policy.value.Day.NEVER);
    }
    Declarations.Part part = locals.contains(name) ? null : names.get(name);
    if (part instanceof Declarations.Part.Value || part instanceof Declarations.Part.Ids) {
      reads.add(name);
    }
    boolean today = part != null && (name.equals("today") || name.equals("acted_on"));
    Node node = new Nodes.Name(name, part == null ? null : part.title(), today);
    if (part instanceof Declarations.Part.Ids ids) {
      node.ids = ids.ids();
    }
    return node;
  }

  private FactType.@Nullable EnumType enumOf(String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return null;
    }
    FactType.EnumType type = declarations.enums().get(name.substring(0, dot));
    return type != null && type.values().containsKey(name.substring(dot + 1)) ? type : null;
  }

  private Node select(CelExpr e) {
    // The checker resolves FundUse.construction as one name.
    var reference = ast.getReference(e.id());
    if (reference.isPresent() && enumOf(reference.get().name()) != null) {
      String name = reference.get().name();
      return new Nodes.Constant(name.substring(name.indexOf('.') + 1));
    }
    if (e.select().testOnly()) {
      throw refuse(e, "语言中没有 has()，请用 known()");
    }
    CelExpr operand = e.select().operand();
    String field = e.select().field();
    String path = path(e);
    if (path != null) {
      reads.add(path);
    }
    Declarations.Part part = declarations.part(structName(operand), field);
    Node select =
        new Nodes.Select(
            node(operand), field, part == null ? field : part.title(), path == null ? field : path);
    if (part instanceof Declarations.Part.Ids ids) {
      select.ids = ids.ids();
    }
    return select;
  }

  private String structName(CelExpr e) {
    CelType type = ast.getType(e.id()).orElse(null);
    if (type instanceof StructType || type instanceof StructTypeReference) {
      return type.name();
    }
    return "";
  }

  /** {@code project.on.in_plan} for a chain of selections from a name of this place, else null. */
  private @Nullable String path(CelExpr e) {
    if (e.getKind() == dev.cel.common.ast.CelExpr.ExprKind.Kind.IDENT) {
      String name = e.ident().name();
      if (locals.contains(name)) {
        return ranges.get(name);
      }
      return names.containsKey(name) ? name : null;
    }
    if (e.getKind() == dev.cel.common.ast.CelExpr.ExprKind.Kind.SELECT) {
      String operand = path(e.select().operand());
      return operand == null ? null : operand + "." + e.select().field();
    }
    if (e.getKind() == dev.cel.common.ast.CelExpr.ExprKind.Kind.COMPREHENSION) {
      // What filter() leaves is still part of the list.
      CelExpr range = e.comprehension().iterRange();
      return ast.getType(e.id()).equals(ast.getType(range.id())) ? path(range) : null;
    }
    return null;
  }

  private Node call(CelExpr e) {
    String function = e.call().function();
    List<Node> args = new ArrayList<>();
    e.call().target().ifPresent(t -> args.add(node(t)));
    e.call().args().forEach(a -> args.add(node(a)));
    return switch (function) {
      case "_&&_" -> new Nodes.And(args.get(0), args.get(1));
      case "_||_" -> new Nodes.Or(args.get(0), args.get(1));
      case "!_" -> new Nodes.Not(args.get(0));
      case "_?_:_" -> new Nodes.Choice(args.get(0), args.get(1), args.get(2));
      case "@not_strictly_false" -> new Nodes.NotStrictlyFalse(args.get(0));
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" -> {
        CelExpr left = e.call().args().get(0);
        CelExpr right = e.call().args().get(1);
        checkIds(right, args.get(0), args.get(1));
        checkIds(left, args.get(1), args.get(0));
        yield new Nodes.Compare(Nodes.Operator.of(function), args.get(0), args.get(1));
      }
      case "@in" -> {
        checkIds(e.call().args().get(1), args.get(0), args.get(1));
        yield new Nodes.In(args.get(0), args.get(1));
      }
      case "known" -> new Nodes.Known(args.get(0));
      default -> {
        if (TERM_FUNCTIONS.contains(function)) {
          checkTerm(e.call().args().getLast(), args.getLast());
        }
        if (function.equals("yuan")) {
          checkYuan(e.call().args().getFirst(), args.getFirst());
        }
        Functions.Function f = Functions.find(overloaded(e, function));
        if (f == null) {
          throw refuse(e, "语言中没有函数 " + function);
        }
        yield new Nodes.Call(function, f, args);
      }
    };
  }

  /** The sum of no items is of their type, which only the checker knows. */
  private String overloaded(CelExpr e, String function) {
    var reference = ast.getReference(e.id());
    return function.equals("sum")
            && reference.isPresent()
            && reference.get().overloadIds().contains("sum_int")
        ? "sum_int"
        : function;
  }

  /**
   * A literal beside a part that holds ids must be one of them: {@code r.outcome == 'aproved'} does
   * not load.
   */
  private void checkIds(CelExpr e, Node part, Node literal) {
    Map<String, String> ids = part.ids;
    if (ids == null) {
      return;
    }
    List<Node> literals = literal instanceof Nodes.ListOf l ? l.items() : List.of(literal);
    for (Node n : literals) {
      if (n instanceof Nodes.Constant c
          && c.value() instanceof String text
          && !text.isEmpty()
          && !ids.containsKey(text)) {
        problem(e, "没有“" + text + "”" + Nearest.hint(text, ids.keySet()));
      }
    }
  }

  private void checkTerm(CelExpr e, Node argument) {
    if (argument instanceof Nodes.Constant c && c.value() instanceof String text) {
      try {
        c.replace(Term.parse(text));
      } catch (IllegalArgumentException x) {
        problem(e, String.valueOf(x.getMessage()));
      }
    }
  }

  private void checkYuan(CelExpr e, Node argument) {
    if (argument instanceof Nodes.Constant c && c.value() instanceof String text) {
      try {
        Money.ofYuan(text);
      } catch (IllegalArgumentException x) {
        problem(e, String.valueOf(x.getMessage()));
      }
    }
  }

  private Node comprehension(CelExpr e) {
    CelExpr.CelComprehension c = e.comprehension();
    Node range = node(c.iterRange());
    Node init = node(c.accuInit());
    String over = path(c.iterRange());
    String outer = over == null ? ranges.remove(c.iterVar()) : ranges.put(c.iterVar(), over);
    boolean newIter = locals.add(c.iterVar());
    boolean newAccu = locals.add(c.accuVar());
    Node condition = node(c.loopCondition());
    Node step = node(c.loopStep());
    Node result = node(c.result());
    if (outer == null) {
      ranges.remove(c.iterVar());
    } else {
      ranges.put(c.iterVar(), outer);
    }
    if (newIter) {
      locals.remove(c.iterVar());
    }
    if (newAccu) {
      locals.remove(c.accuVar());
    }
    return new Nodes.Loop(c.iterVar(), range, c.accuVar(), init, condition, step, result);
  }

  private RuntimeException refuse(CelExpr e, String message) {
    problem(e, message);
    return new NotInLanguageException(message);
  }

  /** Leaves the planner where a construct of CEL is not part of the language. */
  static final class NotInLanguageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotInLanguageException(String message) {
      super(message);
    }
  }

  private void problem(CelExpr e, String message) {
    failed = true;
    int offset = ast.getSource().getPositionsMap().getOrDefault(e.id(), 0);
    var location = ast.getSource().getOffsetLocation(offset);
    problems.accept(
        new Problem(
            location.map(l -> l.getLine()).orElse(1),
            location.map(l -> l.getColumn() + 1).orElse(1),
            message));
  }
}
