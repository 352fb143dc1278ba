package zhunsheng.policy.expression;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.FactType;

/**
 * Parses and type-checks expressions in one place of a pack, where certain names are known.
 *
 * <p>The language, its parser and its type checker are CEL's (dev.cel). Money, dates, terms and
 * enums are opaque types, so that a comparison of unlike things does not compile.
 */
public final class ExpressionCompiler {
  private final Declarations declarations;
  private final Map<String, Declarations.Part> names;
  private @Nullable CelCompiler cel;

  /**
   * @param names what may be named here besides {@code today}, {@code never} and enum values
   */
  public ExpressionCompiler(Declarations declarations, Map<String, Declarations.Part> names) {
    this.declarations = declarations;
    this.names = new LinkedHashMap<>(names);
    this.names.put("today", new Declarations.Part.Value("今天", FactType.Scalar.DATE));
    this.names.put("never", new Declarations.Part.Value("从未", FactType.Scalar.DATE));
  }

  private CelCompiler cel() {
    if (cel == null) {
      ExpressionMemory memory = declarations.memory();
      cel = memory == null ? build() : memory.compiler(names, declarations, this::build);
    }
    return cel;
  }

  private CelCompiler build() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(STANDARD)
            .setTypeProvider(declarations.provider())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    this.names.forEach((name, part) -> builder.addVar(name, declarations.celType(part)));
    declarations
        .enums()
        .forEach(
            (name, type) ->
                type.values()
                    .keySet()
                    .forEach(value -> builder.addVar(name + "." + value, OpaqueType.create(name))));
    FUNCTIONS.forEach(builder::addFunctionDeclarations);
    return builder.build();
  }

  /** This compiler with more names. */
  public ExpressionCompiler with(Map<String, Declarations.Part> more) {
    Map<String, Declarations.Part> all = new LinkedHashMap<>(names);
    all.putAll(more);
    return new ExpressionCompiler(declarations, all);
  }

  /**
   * Compiles an expression.
   *
   * @param expected the type its value must have, or null for any
   * @param problems takes everything that is wrong
   * @return null where anything is wrong
   */
  public @Nullable Expression compile(
      String source, @Nullable FactType expected, Consumer<Problem> problems) {
    ExpressionMemory memory = declarations.memory();
    return memory == null
        ? compileAnew(source, expected, problems)
        : memory.compile(
            source, expected, names, declarations, () -> compileAnew(source, expected, problems));
  }

  private @Nullable Expression compileAnew(
      String source, @Nullable FactType expected, Consumer<Problem> problems) {
    CelValidationResult result = cel().compile(source);
    if (result.hasError()) {
      Wording wording = new Wording(declarations, names, NAMES_OF_FUNCTIONS);
      for (CelIssue issue : result.getErrors()) {
        problems.accept(
            new Problem(
                Math.max(1, issue.getSourceLocation().getLine()),
                Math.max(1, issue.getSourceLocation().getColumn() + 1),
                wording.of(issue.getMessage(), source)));
      }
      return null;
    }
    try {
      CelAbstractSyntaxTree ast = result.getAst();
      CelType type = ast.getResultType();
      if (expected != null
          && !same(type, declarations.celType(expected))
          && !emptyList(type, expected)) {
        problems.accept(
            new Problem(
                1,
                1,
                "应为 "
                    + expected.word()
                    + "，而表达式是 "
                    + declarations.word(type)
                    + dateHint(source, expected)));
        return null;
      }
      Planner planner = new Planner(ast, declarations, names, problems);
      Node root;
      try {
        root = planner.plan();
      } catch (Planner.NotInLanguageException e) {
        return null;
      }
      return root == null
          ? null
          : new Expression(
              source,
              root,
              planner.reads(),
              expected == null ? declarations.factType(type) : expected,
              item(type),
              structured(type));
    } catch (CelValidationException e) {
      problems.accept(new Problem(1, 1, String.valueOf(e.getMessage())));
      return null;
    }
  }

  private static final Pattern DATE = Pattern.compile("\\s*(\\d{4})-0?(\\d{1,2})-0?(\\d{1,2})\\s*");

  /** 2024-03-01 is a subtraction. */
  private static String dateHint(String source, FactType expected) {
    Matcher m = DATE.matcher(source);
    return expected == FactType.Scalar.DATE && m.matches()
        ? "；日期请写 date(" + m.group(1) + ", " + m.group(2) + ", " + m.group(3) + ")"
        : "";
  }

  private static boolean structured(CelType type) {
    if (type instanceof ListType list && list.hasElemType()) {
      return structured(list.elemType());
    }
    return type instanceof StructType || type instanceof StructTypeReference;
  }

  private Declarations.@Nullable Part item(CelType type) {
    if (!(type instanceof ListType list) || !list.hasElemType()) {
      return null;
    }
    CelType element = list.elemType();
    return struct(element)
        ? new Declarations.Part.Nested("该项", element.name(), false)
        : new Declarations.Part.Value("该项", declarations.factType(element));
  }

  /** A record is named in an expression and declared in a vocabulary: one type by its name. */
  private static boolean same(CelType type, CelType expected) {
    if (type instanceof ListType list && expected instanceof ListType other) {
      return list.hasElemType() && other.hasElemType() && same(list.elemType(), other.elemType());
    }
    return type.equals(expected) || (struct(type) && type.name().equals(expected.name()));
  }

  private static boolean struct(CelType type) {
    return type instanceof StructType || type instanceof StructTypeReference;
  }

  private static boolean emptyList(CelType type, FactType expected) {
    return expected instanceof FactType.ListType
        && type instanceof ListType list
        && (!list.hasElemType() || list.elemType().equals(SimpleType.DYN));
  }

  private static final Pattern SLOT = Pattern.compile("\\$\\{");

  /** Compiles text with {@code ${…}} in it. */
  public @Nullable Template template(String source, Consumer<Problem> problems) {
    List<Template.Part> parts = new ArrayList<>();
    Matcher m = SLOT.matcher(source);
    int at = 0;
    boolean whole = true;
    while (m.find(at)) {
      int end = closing(source, m.end());
      if (end < 0) {
        problems.accept(Problem.at(source, m.start(), "“${”没有对应的“}”"));
        return null;
      }
      if (m.start() > at) {
        parts.add(new Template.Part(source.substring(at, m.start()), null));
      }
      int offset = m.end();
      Expression expression =
          compile(
              source.substring(offset, end), null, p -> problems.accept(p.within(source, offset)));
      if (expression == null) {
        whole = false;
      } else {
        parts.add(new Template.Part(null, expression));
      }
      at = end + 1;
    }
    if (at < source.length()) {
      parts.add(new Template.Part(source.substring(at), null));
    }
    return whole ? new Template(source, parts) : null;
  }

  private static int closing(String source, int from) {
    int depth = 1;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static final Set<StandardFunction> OF_CEL =
      Set.of(
          StandardFunction.LOGICAL_AND,
          StandardFunction.LOGICAL_OR,
          StandardFunction.LOGICAL_NOT,
          StandardFunction.NOT_STRICTLY_FALSE,
          StandardFunction.CONDITIONAL,
          StandardFunction.EQUALS,
          StandardFunction.NOT_EQUALS,
          StandardFunction.LESS,
          StandardFunction.LESS_EQUALS,
          StandardFunction.GREATER,
          StandardFunction.GREATER_EQUALS,
          StandardFunction.IN,
          StandardFunction.ADD,
          StandardFunction.SUBTRACT,
          StandardFunction.MULTIPLY,
          StandardFunction.DIVIDE,
          StandardFunction.MODULO,
          StandardFunction.NEGATE,
          StandardFunction.SIZE,
          StandardFunction.CONTAINS,
          StandardFunction.STARTS_WITH,
          StandardFunction.ENDS_WITH);

  /** Kinds of values that no fact has. */
  private static final Set<CelKind> FOREIGN =
      Set.of(CelKind.UINT, CelKind.DOUBLE, CelKind.BYTES, CelKind.TIMESTAMP, CelKind.DURATION);

  /**
   * What the language has of CEL's own. The checker declares all of it anew for each expression,
   * and each overload is held against all others: with the whole standard most of the loading of a
   * pack goes into functions that no pack may name.
   */
  private static final CelStandardDeclarations STANDARD =
      CelStandardDeclarations.newBuilder()
          .filterFunctions(
              (function, overload) ->
                  OF_CEL.contains(function)
                      && overload.celOverloadDecl().parameterTypes().stream()
                          .noneMatch(type -> FOREIGN.contains(type.kind())))
          .build();

  private static final List<CelFunctionDecl> FUNCTIONS = functions();

  private static final Set<String> NAMES_OF_FUNCTIONS =
      new TreeSet<>(
          FUNCTIONS.stream().map(CelFunctionDecl::name).filter(n -> !n.startsWith("_")).toList());

  private static List<CelFunctionDecl> functions() {
    CelType money = Declarations.MONEY;
    CelType date = Declarations.DATE;
    CelType term = Declarations.TERM;
    List<CelFunctionDecl> f = new ArrayList<>();
    for (String op : List.of("_<_", "_<=_", "_>_", "_>=_")) {
      f.add(
          CelFunctionDecl.newFunctionDeclaration(
              op,
              CelOverloadDecl.newGlobalOverload(op + "money", SimpleType.BOOL, money, money),
              CelOverloadDecl.newGlobalOverload(op + "date", SimpleType.BOOL, date, date)));
    }
    f.add(global("_+_", "add_money", money, money, money));
    f.add(global("_-_", "subtract_money", money, money, money));
    f.add(global("_*_", "multiply_money", money, money, SimpleType.INT));
    f.add(
        CelFunctionDecl.newFunctionDeclaration(
            "yuan",
            CelOverloadDecl.newGlobalOverload("yuan_int", money, SimpleType.INT),
            CelOverloadDecl.newGlobalOverload("yuan_text", money, SimpleType.STRING)));
    f.add(global("wan", "wan_int", money, SimpleType.INT));
    f.add(global("date", "date_of", date, SimpleType.INT, SimpleType.INT, SimpleType.INT));
    f.add(global("year_end", "year_end_int", date, SimpleType.INT));
    for (String name : List.of("plus", "minus")) {
      f.add(
          CelFunctionDecl.newFunctionDeclaration(
              name,
              CelOverloadDecl.newMemberOverload(name + "_text", date, date, SimpleType.STRING),
              CelOverloadDecl.newMemberOverload(name + "_term", date, date, term)));
    }
    f.add(
        CelFunctionDecl.newFunctionDeclaration(
            "deadline",
            CelOverloadDecl.newGlobalOverload("deadline_text", date, date, SimpleType.STRING),
            CelOverloadDecl.newGlobalOverload("deadline_term", date, date, term)));
    f.add(member("days", "days_between", SimpleType.INT, date, date));
    f.add(member("year", "year_of", SimpleType.INT, date));
    f.add(member("month", "month_of", SimpleType.INT, date));
    f.add(global("later", "later_date", date, date, date));
    f.add(global("earlier", "earlier_date", date, date, date));
    f.add(global("workday", "workday_date", SimpleType.BOOL, date));
    f.add(member("first", "first_date", date, ListType.create(date)));
    f.add(member("last", "last_date", date, ListType.create(date)));
    f.add(
        CelFunctionDecl.newFunctionDeclaration(
            "sum",
            CelOverloadDecl.newMemberOverload("sum_money", money, ListType.create(money)),
            CelOverloadDecl.newMemberOverload(
                "sum_int", SimpleType.INT, ListType.create(SimpleType.INT))));
    for (String name : List.of("larger", "smaller")) {
      f.add(
          CelFunctionDecl.newFunctionDeclaration(
              name,
              CelOverloadDecl.newGlobalOverload(name + "_money", money, money, money),
              CelOverloadDecl.newGlobalOverload(
                  name + "_int", SimpleType.INT, SimpleType.INT, SimpleType.INT)));
    }
    f.add(
        CelFunctionDecl.newFunctionDeclaration(
            "percent",
            CelOverloadDecl.newGlobalOverload("percent_money", SimpleType.STRING, money, money),
            CelOverloadDecl.newGlobalOverload(
                "percent_int", SimpleType.STRING, SimpleType.INT, SimpleType.INT)));
    f.add(
        global(
            "years",
            "years_list",
            ListType.create(SimpleType.INT),
            SimpleType.INT,
            SimpleType.INT));
    f.add(global("office_name", "office_name_text", SimpleType.STRING, SimpleType.STRING));
    f.add(global("blank", "blank_text", SimpleType.BOOL, SimpleType.STRING));
    f.add(global("known", "known_any", SimpleType.BOOL, SimpleType.DYN));
    return List.copyOf(f);
  }

  private static CelFunctionDecl global(String name, String id, CelType result, CelType... args) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newGlobalOverload(id, result, args));
  }

  private static CelFunctionDecl member(String name, String id, CelType result, CelType... args) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newMemberOverload(id, result, args));
  }
}
