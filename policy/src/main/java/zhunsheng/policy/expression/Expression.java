package zhunsheng.policy.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.value.Unknown;

/**
 * A compiled expression of a pack: CEL that was parsed and type-checked when the pack was loaded.
 *
 * <p>Evaluation is three-valued: the result is {@link Unknown} where it depends on facts nobody
 * recorded.
 */
public final class Expression {
  private final String source;
  private final Node root;
  private final Set<String> reads;
  private final FactType type;
  private final Declarations.@Nullable Part item;
  private final boolean structured;
  private final @Nullable BiConsumer<Env, Object> hears;

  Expression(
      String source,
      Node root,
      Set<String> reads,
      FactType type,
      Declarations.@Nullable Part item,
      boolean structured) {
    this(source, root, reads, type, item, structured, null);
  }

  private Expression(
      String source,
      Node root,
      Set<String> reads,
      FactType type,
      Declarations.@Nullable Part item,
      boolean structured,
      @Nullable BiConsumer<Env, Object> hears) {
    this.hears = hears;
    this.item = item;
    this.structured = structured;
    this.source = source;
    this.root = root;
    this.reads = Collections.unmodifiableSet(new LinkedHashSet<>(reads));
    this.type = type;
  }

  /** A condition that is always {@code value}, for trying a pack without one of its own. */
  public static Expression always(boolean value) {
    return new Expression(
        Boolean.toString(value),
        new Nodes.Constant(value),
        Set.of(),
        FactType.Scalar.BOOL,
        null,
        false);
  }

  /** The same day, that many days later; for trying whether anybody would notice. */
  public Expression shifted(long days) {
    return new Expression(
        source + (days < 0 ? " − " : " + ") + Math.abs(days) + "日",
        new Nodes.Shifted(root, days),
        reads,
        type,
        item,
        structured);
  }

  /** The same expression; {@code hears} is told of every value that it is found to have. */
  public Expression heard(BiConsumer<Env, Object> hears) {
    return new Expression(source, root, reads, type, item, structured, hears);
  }

  public String source() {
    return source;
  }

  /** Its value where it is the same in every environment and can be said without one, else null. */
  public @Nullable Object constant() {
    return hears == null && root instanceof Nodes.Constant constant ? constant.value() : null;
  }

  /** The type of its value; text for types that packs cannot declare. */
  public FactType type() {
    return type;
  }

  /** What one item of its value is, where that is a list. */
  public Declarations.@Nullable Part item() {
    return item;
  }

  /** Whether its value, or an item of it, has parts: a file, a run, a record. */
  public boolean structured() {
    return structured;
  }

  /**
   * Qualified names it reads, in the order in which they stand in it: {@code project.total}, {@code
   * project.on.in_plan}, {@code field.use}, {@code today}.
   */
  public Set<String> reads() {
    return reads;
  }

  /**
   * Its value.
   *
   * @throws ExpressionFailedException where it cannot be computed (an overflow), which is the
   *     pack's or our fault
   */
  public Object eval(Env env) {
    try {
      Object value = root.eval(env);
      if (hears != null) {
        hears.accept(env, value);
      }
      return value;
    } catch (ArithmeticException | ClassCastException | java.time.DateTimeException e) {
      throw new ExpressionFailedException("cannot evaluate: " + source, e);
    }
  }

  /** True only where it is known to be true. */
  public boolean isTrue(Env env) {
    return Boolean.TRUE.equals(eval(env));
  }

  /** The values that decided, as a person reads them: {@code 总投资额 300,000.00 元 ≥ 300,000.00 元}. */
  public List<String> because(Env env) {
    List<String> lines = new ArrayList<>();
    root.explain(env, lines);
    return List.copyOf(lines.size() < 2 ? lines : new LinkedHashSet<>(lines));
  }

  /** The value as a person reads it. */
  public String display(Env env) {
    return root.display(eval(env));
  }

  @Override
  public String toString() {
    return source;
  }
}
