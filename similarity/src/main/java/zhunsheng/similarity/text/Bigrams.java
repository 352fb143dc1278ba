package zhunsheng.similarity.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words of a text as they are searched: each pair of neighbouring Chinese characters, and other
 * words whole.
 */
public final class Bigrams {
  /** The same for what is indexed and what is sought. */
  public static final Analyzer ANALYZER = new CJKAnalyzer(CharArraySet.EMPTY_SET);

  private Bigrams() {}

  public static Set<String> of(String text) {
    Set<String> found = new LinkedHashSet<>();
    try (TokenStream stream = ANALYZER.tokenStream("text", Passages.plain(text))) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        found.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
