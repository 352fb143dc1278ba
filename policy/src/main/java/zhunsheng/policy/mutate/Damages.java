package zhunsheng.policy.mutate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which a line of a pack can be mistyped. */
final class Damages {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<term>(?<![A-Za-z0-9_-])P\\d+(?:Y|M|D|WD)(?![A-Za-z0-9_]))"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*)"
              + "|(?<number>\\d+(?:\\.\\d+)?)"
              + "|(?<operator>>=|<=|==|!=|&&|\\|\\||(?<= )[<>+*-](?= )|!(?=[a-z(]))");

  private static final Map<String, String> NEIGHBOURS =
      Map.ofEntries(
          Map.entry(">=", ">"),
          Map.entry("<=", "<"),
          Map.entry(">", ">="),
          Map.entry("<", "<="),
          Map.entry("==", "!="),
          Map.entry("!=", "=="),
          Map.entry("&&", "||"),
          Map.entry("||", "&&"),
          Map.entry("+", "-"),
          Map.entry("-", "+"),
          Map.entry("!", ""));

  /** Keys whose text people read and nothing turns on. */
  private static final Set<String> PROSE =
      Set.of(
          "title",
          "gist",
          "message",
          "remedy",
          "help",
          "reading",
          "judgement",
          "noticed",
          "by-message",
          "when-message",
          "none",
          "confirm",
          "carried-by",
          "number",
          "label");

  private static final Pattern KEY = Pattern.compile("^\\s*(?:- )?\\s*([a-z][a-z_-]*):\\s");

  private final Names names;
  private final String file;
  private final Map<String, Damage> found = new LinkedHashMap<>();
  private int at;
  private String line = "";

  private Damages(Names names, String file) {
    this.names = names;
    this.file = file;
  }

  /** All damages of one line, each with another result. */
  static List<Damage> of(Names names, String file, List<String> lines, int at) {
    Damages damages = new Damages(names, file);
    damages.at = at;
    damages.line = lines.get(at - 1);
    damages.whole();
    return new ArrayList<>(damages.found.values());
  }

  private void whole() {
    String content = line.strip();
    if (content.isEmpty()) {
      return;
    }
    found.put("", new Damage(file, at, 1, Damage.Kind.REMOVED, line, "", null));
    if (content.startsWith("#")) {
      return;
    }
    add(Damage.Kind.INDENTED, 0, 0, line, "  " + line);
    if (line.startsWith("  ")) {
      add(Damage.Kind.INDENTED, 0, 0, line, line.substring(2));
    }
    garbled();
    Matcher key = KEY.matcher(line);
    boolean prose = key.find() && PROSE.contains(key.group(1)) && !line.contains("${");
    int end = comment();
    Matcher token = TOKEN.matcher(line).region(0, end);
    while (token.find()) {
      String text = token.group();
      if (token.group("term") != null) {
        term(token.start(), text);
      } else if (token.group("number") != null) {
        number(token.start(), text, prose);
      } else if (token.group("operator") != null) {
        String other = NEIGHBOURS.get(text);
        if (other != null) {
          replace(Damage.Kind.OPERATOR, token.start(), text, other);
        }
      } else {
        name(token.start(), text);
      }
    }
  }

  private static final List<String> SIGNS =
      List.of("{", "]", "'", "\"", ":", ": ", "- ", "#", "&a ", "*a", "\t", "x");

  private static final List<String> VALUES =
      List.of("[]", "{}", "", "[{}]", "{a: [b]}", "'${'", "-1", "null");

  /** A sign too many, and a value of another sort; which one turns with the line's number. */
  private void garbled() {
    int place = at * 7 % (line.length() + 1);
    replace(Damage.Kind.GARBLED, place, "", SIGNS.get(at % SIGNS.size()));
    int colon = line.indexOf(": ");
    if (colon > 0) {
      replace(
          Damage.Kind.GARBLED,
          colon + 2,
          line.substring(colon + 2),
          VALUES.get(at % VALUES.size()));
    }
  }

  /** Where a comment at the end of the line begins, else its length. */
  private int comment() {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      if (c == '#' && !quoted && i > 0 && line.charAt(i - 1) == ' ') {
        return i;
      }
    }
    return line.length();
  }

  private void name(int start, String name) {
    int end = start + name.length();
    boolean key = end < line.length() && line.charAt(end) == ':' && ends(end + 1);
    Damage.Kind kind = key ? Damage.Kind.KEY : Damage.Kind.MISSPELT;
    String misspelt =
        name.length() == 1
            ? name + name
            : name.substring(0, name.length() / 2) + name.substring(name.length() / 2 + 1);
    replace(kind, start, name, misspelt);
    for (String other : names.instead(name)) {
      replace(Damage.Kind.REPLACED, start, name, other);
    }
  }

  private boolean ends(int index) {
    return index >= line.length() || line.charAt(index) == ' ';
  }

  private void term(int start, String term) {
    int unit = term.length() - (term.endsWith("WD") ? 2 : 1);
    number(start + 1, term.substring(1, unit), false);
    String other = term.endsWith("D") && !term.endsWith("WD") ? "M" : "D";
    replace(Damage.Kind.NUMBER, start, term, term.substring(0, unit) + other);
  }

  private void number(int start, String number, boolean prose) {
    int dot = number.indexOf('.');
    int whole = dot < 0 ? number.length() : dot;
    replace(Damage.Kind.NUMBER, start, number, other(number, 0));
    if (prose) {
      return;
    }
    replace(Damage.Kind.NUMBER, start, number, other(number, whole - 1));
    if (whole > 1) {
      replace(
          Damage.Kind.NUMBER,
          start,
          number,
          number.substring(0, whole - 1) + number.substring(whole));
    }
    replace(
        Damage.Kind.NUMBER,
        start,
        number,
        number.substring(0, whole) + number.charAt(whole - 1) + number.substring(whole));
    if (dot > 0) {
      replace(Damage.Kind.NUMBER, start, number, other(number, number.length() - 1));
    }
  }

  /** The number with the next digit at that place. */
  private static String other(String number, int index) {
    char digit = number.charAt(index);
    char next = digit == '9' ? '8' : (char) (digit + 1);
    return number.substring(0, index) + next + number.substring(index + 1);
  }

  private void replace(Damage.Kind kind, int start, String before, String after) {
    String becomes = line.substring(0, start) + after + line.substring(start + before.length());
    found.putIfAbsent(becomes, new Damage(file, at, start + 1, kind, before, after, becomes));
  }

  private void add(Damage.Kind kind, int start, int column, String before, String becomes) {
    found.putIfAbsent(
        becomes, new Damage(file, at, column + start + 1, kind, before, becomes, becomes));
  }
}
