package zhunsheng.policy.load;

/** The text of a YAML file, where places inside scalars are found again. */
final class YamlText {
  private final String file;
  private final int[] characters;

  YamlText(String file, String text) {
    this.file = file;
    this.characters = text.codePoints().toArray();
  }

  /**
   * The place of a character of a scalar's value.
   *
   * <p>Folding, indentation, quotes and escapes stand between a value and its source, so both are
   * walked together: what is not white space in the value stands in the same order in the source.
   *
   * @param start index of the scalar's first character, its quote or block mark among them
   * @param value the scalar's value
   * @param line line of the character in the value, from 1
   * @param column column of the character in that line, from 1
   */
  Yaml.Place place(int start, String value, int line, int column) {
    int[] text = value.codePoints().toArray();
    int wanted = offset(text, line, column);
    int at = first(start);
    for (int i = 0; i <= wanted && i < text.length; i++) {
      if (Character.isWhitespace(text[i])) {
        if (i < wanted) {
          continue;
        }
        break;
      }
      while (at < characters.length && characters[at] != text[i]) {
        at++;
      }
      if (i < wanted) {
        at++;
      }
    }
    return place(Math.min(at, characters.length));
  }

  private static int offset(int[] text, int line, int column) {
    int at = 0;
    for (int l = 1; l < line && at < text.length; at++) {
      if (text[at] == '\n') {
        l++;
      }
    }
    return Math.min(at + column - 1, text.length);
  }

  /** The first character of the content: after the quote, or below the mark of a block. */
  private int first(int start) {
    if (start >= characters.length) {
      return start;
    }
    int mark = characters[start];
    if (mark == '|' || mark == '>') {
      int at = start;
      while (at < characters.length && characters[at] != '\n') {
        at++;
      }
      return at;
    }
    return mark == '"' || mark == '\'' ? start + 1 : start;
  }

  private Yaml.Place place(int index) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < index; i++) {
      if (characters[i] == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Yaml.Place(file, line, column);
  }
}
