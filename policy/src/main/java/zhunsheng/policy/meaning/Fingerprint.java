package zhunsheng.policy.meaning;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Template;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;

/**
 * A short sign of everything that a part of a policy says. Of words for people only their numbers
 * count.
 */
public final class Fingerprint {
  private final StringBuilder said = new StringBuilder();

  private Fingerprint() {}

  /** Twelve hexadecimal digits: another sign, another meaning. */
  public static String of(Object part) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.say("", part, false, false);
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(fingerprint.said.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(sum, 6));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void say(String name, @Nullable Object value, boolean words, boolean layout) {
    if (value == null
        || (Parts.optional(name) && value instanceof String s && Parts.numbers(s).isEmpty())) {
      return;
    }
    said.append(name).append('(');
    switch (value) {
      case Expression x -> said.append(Parts.plain(x));
      case Template t ->
          t.parts()
              .forEach(
                  p -> {
                    said.append(Parts.numbers(p.text()));
                    say("", p.expression(), false, false);
                  });
      case Record r -> Parts.of(r).forEach(p -> part(r, p, words));
      case List<?> l -> l.forEach(v -> say("", v, words, layout));
      case Map<?, ?> m -> map(m, words, layout || name.equals("layout"));
      case String s when words || Parts.optional(name) -> said.append(Parts.numbers(s));
      default -> said.append(value);
    }
    said.append(')');
  }

  private void part(Record of, Parts.Part part, boolean words) {
    Object value = part.read(of);
    if (of instanceof Fact fact && part.name().equals("fallback")) {
      fallback(fact);
    } else if (!nothing(value) && !(Parts.optional(part.name()) && empty(value))) {
      say(part.name(), value, words || part.words(), false);
    }
  }

  /**
   * What a fact is while nobody recorded it; a list is empty, and any other unknown, without a
   * word.
   */
  private void fallback(Fact fact) {
    Object usual = fact.type() instanceof FactType.ListType ? List.of() : null;
    Object value = fact.fallback();
    if (!Objects.equals(value, usual)) {
      said.append("fallback(").append(value).append(')');
    }
  }

  /** What a part says that is not there, so that a part new in the model breaks no seal. */
  private static boolean nothing(@Nullable Object value) {
    return value == null
        || value.equals(false)
        || value.equals(List.of())
        || value.equals(Map.of());
  }

  /** Optional words without a number or an expression in them say nothing. */
  private static boolean empty(@Nullable Object value) {
    return value instanceof Template t
        && t.parts().stream()
            .allMatch(p -> p.expression() == null && Parts.numbers(p.text()).isEmpty());
  }

  private void map(Map<?, ?> map, boolean words, boolean layout) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((k, v) -> sorted.put(String.valueOf(k), v));
    sorted.forEach(
        (k, v) -> {
          if (!layout || !Parts.printed(k)) {
            said.append(k).append(':');
          }
          say(k, v, words || (layout && Parts.printed(k)), layout);
        });
  }
}
