package zhunsheng.similarity.meaning;

import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Splits text into the word pieces that a BERT model was trained on: each Chinese character alone,
 * other words into the longest pieces of the vocabulary.
 *
 * <p>The vocabulary is read from the {@code tokenizer.json} that comes with the model. Its own
 * settings do not lower the case, so that GIS, OA or APP are unknown to it; the model was trained
 * on lower case, which is what is done here. Our own because the library for it brings native code
 * for one loop, and calls home.
 */
final class WordPieces {
  private static final int LONGEST_WORD = 100;

  private final Map<String, Integer> vocabulary;
  private final int unknown;
  final int start;
  final int end;

  private WordPieces(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = id("[UNK]");
    this.start = id("[CLS]");
    this.end = id("[SEP]");
  }

  private int id(String token) {
    Integer id = vocabulary.get(token);
    if (id == null) {
      throw new IllegalStateException("the model's vocabulary has no " + token);
    }
    return id;
  }

  /**
   * Reads a vocabulary.
   *
   * @param json a Hugging Face {@code tokenizer.json} of kind WordPiece
   */
  static WordPieces read(InputStream json) {
    Map<String, Integer> vocabulary = new HashMap<>(50_000);
    new JsonMapper()
        .readTree(json)
        .at("/model/vocab")
        .properties()
        .forEach(entry -> vocabulary.put(entry.getKey(), entry.getValue().intValue()));
    return new WordPieces(vocabulary);
  }

  /** The pieces' numbers without the marks of start and end; at most {@code limit}. */
  List<Integer> of(String text, int limit) {
    List<Integer> pieces = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    for (int at = 0; at < plain.length() && pieces.size() < limit; ) {
      int point = plain.codePointAt(at);
      at += Character.charCount(point);
      int type = Character.getType(point);
      if (point == 0 || point == 0xFFFD || type == Character.NON_SPACING_MARK) {
        continue;
      }
      boolean invisible =
          type == Character.CONTROL || type == Character.FORMAT || type == Character.PRIVATE_USE;
      if (Character.isWhitespace(point) || type == Character.SPACE_SEPARATOR) {
        word(word, pieces);
      } else if (chinese(point) || punctuation(point, type)) {
        word(word, pieces);
        word.appendCodePoint(point);
        word(word, pieces);
      } else if (!invisible) {
        word.appendCodePoint(point);
      }
    }
    word(word, pieces);
    return pieces.size() > limit ? pieces.subList(0, limit) : pieces;
  }

  private void word(StringBuilder word, List<Integer> pieces) {
    if (word.isEmpty()) {
      return;
    }
    String whole = word.toString();
    word.setLength(0);
    if (whole.length() > LONGEST_WORD) {
      pieces.add(unknown);
      return;
    }
    List<Integer> found = new ArrayList<>();
    for (int from = 0; from < whole.length(); ) {
      int to = whole.length();
      Integer id = null;
      while (to > from) {
        id = vocabulary.get(from == 0 ? whole.substring(0, to) : "##" + whole.substring(from, to));
        if (id != null) {
          break;
        }
        to--;
      }
      if (id == null) {
        pieces.add(unknown);
        return;
      }
      found.add(id);
      from = to;
    }
    pieces.addAll(found);
  }

  private static boolean chinese(int point) {
    return (point >= 0x4E00 && point <= 0x9FFF)
        || (point >= 0x3400 && point <= 0x4DBF)
        || (point >= 0x20000 && point <= 0x2CEAF)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0x2F800 && point <= 0x2FA1F);
  }

  private static boolean punctuation(int point, int type) {
    return (point >= 33 && point <= 47)
        || (point >= 58 && point <= 64)
        || (point >= 91 && point <= 96)
        || (point >= 123 && point <= 126)
        || type == Character.CONNECTOR_PUNCTUATION
        || type == Character.DASH_PUNCTUATION
        || type == Character.START_PUNCTUATION
        || type == Character.END_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || type == Character.OTHER_PUNCTUATION;
  }
}
