package zhunsheng.policy.expression;

import dev.cel.compiler.CelCompiler;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.FactType;

/**
 * The compiled expressions of a pack, kept so that the pack can be loaded again with a small part
 * of it otherwise.
 *
 * <p>An expression means the same under other declarations where every word of its source does, so
 * only those that name something declared otherwise are compiled anew. What is remembered is what
 * the first load compiled. Not safe for several threads.
 */
public final class ExpressionMemory {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private record Key(
      String source, @Nullable FactType expected, Map<String, Declarations.Part> names) {}

  private final Map<String, Set<String>> words = new HashMap<>();
  private final Map<Key, Expression> known = new HashMap<>();
  private final Map<Map<String, Declarations.Part>, CelCompiler> compilers = new HashMap<>();
  private @Nullable Declarations first;
  private @Nullable Set<String> heard;
  private boolean complete;

  /** From now on, notes the sources of the expressions that are evaluated; null: no longer. */
  public void listen(@Nullable Set<String> sources) {
    heard = sources;
  }

  /** Remembers no more than what is known now. */
  public void complete() {
    complete = true;
  }

  private void evaluated(String source) {
    if (heard != null) {
      heard.add(source);
    }
  }

  @Nullable Expression compile(
      String source,
      @Nullable FactType expected,
      Map<String, Declarations.Part> names,
      Declarations declarations,
      Supplier<@Nullable Expression> compile) {
    Declarations base = base(declarations);
    Set<String> said = words.computeIfAbsent(source, ExpressionMemory::words);
    if (!Collections.disjoint(said, declarations.differing(base))) {
      return compile.get();
    }
    Map<String, Declarations.Part> used = new HashMap<>();
    for (String word : said) {
      Declarations.Part part = names.get(word);
      if (part != null) {
        used.put(word, part);
      }
    }
    Key key = new Key(source, expected, used);
    Expression expression = known.get(key);
    if (expression == null) {
      expression = compile.get();
      if (expression != null && base == declarations && !complete) {
        expression = expression.heard((env, value) -> evaluated(source));
        known.put(key, expression);
      }
    }
    return expression;
  }

  /** The CEL compiler for these names, where the declarations are those of the first load. */
  CelCompiler compiler(
      Map<String, Declarations.Part> names, Declarations declarations, Supplier<CelCompiler> make) {
    return declarations.differing(base(declarations)).isEmpty()
        ? compilers.computeIfAbsent(Map.copyOf(names), n -> make.get())
        : make.get();
  }

  private Declarations base(Declarations declarations) {
    if (first == null) {
      first = declarations;
    }
    return first;
  }

  private static Set<String> words(String source) {
    Set<String> found = new HashSet<>();
    Matcher m = WORD.matcher(source);
    while (m.find()) {
      found.add(m.group());
    }
    return found;
  }
}
