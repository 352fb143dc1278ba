package zhunsheng.policy.meaning;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;

/** The parts of the model's records, and which of them are words that people read. */
final class Parts {
  private Parts() {}

  /** Parts that people read and the engine only hands on. */
  private static final Set<String> WORDS =
      Set.of(
          "title",
          "gist",
          "help",
          "reading",
          "judgement",
          "remedy",
          "whenRemedy",
          "confirm",
          "none",
          "noticed",
          "hold",
          "text",
          "number",
          "stages",
          "parties",
          "materials",
          "values");

  /** Of a policy itself, whose other parts have names that are words elsewhere. */
  private static final Set<String> WORDS_OF_POLICY =
      Set.of("title", "number", "issuer", "jurisdictionName");

  /** Parts of a policy that none of its own files says. */
  private static final Set<String> UNREAD = Set.of("digest", "calendar");

  /** Words that may be left out: then others are said, or none. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "help",
          "reading",
          "remedy",
          "message",
          "byMessage",
          "whenMessage",
          "whenRemedy",
          "label",
          "suffix");

  /** Keys of a printed form whose text is printed as it stands. */
  private static final Set<String> PRINTED =
      Set.of("title", "label", "suffix", "prefix", "lines", "text", "note", "notes");

  private static final Map<Class<?>, List<Part>> PARTS = new ConcurrentHashMap<>();

  /** One part of a record. */
  record Part(String name, boolean words, Method accessor) {
    @Nullable Object read(Record of) {
      try {
        Object value = accessor.invoke(of);
        return of instanceof Norm norm && name.equals("effects")
            ? norm.effects().stream().map(Norm.Effect::kind).toList()
            : value;
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a record's own part", e);
      }
    }
  }

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern LEADING_ZEROS =
      Pattern.compile("('[^']*'|\"[^\"]*\")|(?<![0-9A-Za-z_.])0+(?=[0-9])");

  /** An expression's source, however its lines were folded and its numbers begin. */
  static String plain(Expression expression) {
    String folded = SPACE.matcher(expression.source().strip()).replaceAll(" ");
    return LEADING_ZEROS
        .matcher(folded)
        .replaceAll(m -> m.group(1) == null ? "" : Matcher.quoteReplacement(m.group(1)));
  }

  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

  /** The numbers in words, in their order; empty where there is none. */
  static String numbers(@Nullable String words) {
    if (words == null) {
      return "";
    }
    StringBuilder numbers = new StringBuilder();
    Matcher m = NUMBER.matcher(words);
    while (m.find()) {
      numbers.append(m.group()).append(' ');
    }
    return numbers.toString();
  }

  static boolean optional(String name) {
    return OPTIONAL.contains(name);
  }

  static boolean printed(String name) {
    return PRINTED.contains(name);
  }

  static List<Part> of(Record record) {
    return PARTS.computeIfAbsent(record.getClass(), Parts::of);
  }

  private static List<Part> of(Class<?> type) {
    List<Part> parts = new ArrayList<>();
    for (RecordComponent c : type.getRecordComponents()) {
      if (type != Policy.class || !UNREAD.contains(c.getName())) {
        Method accessor = c.getAccessor();
        accessor.setAccessible(true);
        parts.add(new Part(c.getName(), words(type, c.getName()), accessor));
      }
    }
    return parts;
  }

  private static boolean words(Class<?> type, String name) {
    if (type == Policy.class) {
      return WORDS_OF_POLICY.contains(name);
    }
    return type == Procedure.Choice.class ? name.equals("title") : WORDS.contains(name);
  }
}
