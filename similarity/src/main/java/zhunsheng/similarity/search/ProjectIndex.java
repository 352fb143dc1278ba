package zhunsheng.similarity.search;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SimpleMergedSegmentWarmer;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.jspecify.annotations.Nullable;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Existing;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.text.Bigrams;

/**
 * What exists, to be found by its words (BM25 over pairs of characters) and by its meaning (nearest
 * vectors).
 *
 * <p>A copy for searching: whatever it holds can be put again from where it is kept. One process
 * writes to a folder. Safe for use by several threads.
 */
public final class ProjectIndex implements Closeable {
  private static final String ID = "id";
  private static final String GROUP = "group";
  private static final String NAME = "name";
  private static final String NAME_TEXT = "name_text";
  private static final String TEXT = "text";
  private static final String CONTENT = "content";
  private static final String VECTORS = "vectors";
  private static final String WHOLE = "whole";

  /** Changes when the files of an index change their form; those of another are to be made anew. */
  public static final int FORM = 2;

  private static final double RAM_MEGABYTES = 64;

  /**
   * Segments below some nine thousand things are searched without a graph: scanning their bits is
   * as fast, and what is put in small steps is not woven into a graph at every merge.
   */
  private static final int GRAPH_FROM = 1_000;

  /**
   * One bit a dimension finds the neighbourhood; of this many times what is asked for, the full
   * vectors then tell the nearest.
   */
  private static final int WIDER = 4;

  /**
   * The more things there are, the more are about as near: one in so many is taken from the graph.
   */
  private static final int ONE_IN = 200;

  /**
   * But not more than these, each of which is read from disk: among a million in one part they
   * bring 0.97 of the nearest, a hundred 0.34.
   */
  private static final int WIDEST = 2_400;

  /** From which share of the things on, outside of the largest part, {@link #settle} merges. */
  private static final double SCATTERED = 0.2;

  /** More words than these, the rarest, do not make a search better, only slower. */
  private static final int MOST_WORDS = 48;

  /** So many full vectors are compared by one thread. */
  private static final int COMPARED = 300;

  /** So many things are fetched by one thread. */
  private static final int FETCHED = 16;

  /** Which words and how often; nobody asks where. */
  private static final FieldType WORDS = new FieldType();

  static {
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    WORDS.freeze();
  }

  private final FSDirectory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final ExecutorService others =
      Executors.newFixedThreadPool(
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
          Thread.ofPlatform().daemon().name("search-", 0).factory());
  private final Frequencies frequencies = new Frequencies();

  private ProjectIndex(FSDirectory directory) throws IOException {
    this.directory = directory;
    IndexWriterConfig config = new IndexWriterConfig(Bigrams.ANALYZER);
    config.setRAMBufferSizeMB(RAM_MEGABYTES);
    config.setCodec(
        new Lucene104Codec() {
          private final KnnVectorsFormat vectors =
              new Lucene104HnswScalarQuantizedVectorsFormat(
                  ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE, 16, 100, 1, null, GRAPH_FROM);

          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return vectors;
          }
        });
    // What is put is on disk and found at once; merging goes on beside it.
    config.setMaxFullFlushMergeWaitMillis(0);
    config.setMergedSegmentWarmer(new SimpleMergedSegmentWarmer(InfoStream.NO_OUTPUT));
    this.writer = new IndexWriter(directory, config);
    this.searchers =
        new SearcherManager(
            writer,
            new SearcherFactory() {
              @Override
              public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader before) {
                return new IndexSearcher(reader, others);
              }
            });
  }

  /** Opens the index in a folder, or begins one there. */
  public static ProjectIndex open(Path folder) {
    try {
      return new ProjectIndex(FSDirectory.open(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a thing in the place of what had its id. Found after {@link #refresh}. */
  public void put(Existing thing, Reading reading) {
    Description description = thing.description();
    Document document = new Document();
    document.add(new StringField(ID, thing.id(), Field.Store.YES));
    document.add(new StringField(GROUP, thing.group(), Field.Store.YES));
    document.add(new StoredField(NAME, description.name()));
    document.add(new StoredField(CONTENT, description.content()));
    document.add(new Field(NAME_TEXT, description.name(), WORDS));
    document.add(new Field(TEXT, description.name() + "。" + description.content(), WORDS));
    document.add(new BinaryDocValuesField(VECTORS, new BytesRef(reading.bytes())));
    document.add(
        new KnnFloatVectorField(WHOLE, reading.whole(), VectorSimilarityFunction.DOT_PRODUCT));
    try {
      writer.updateDocument(new Term(ID, thing.id()), document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a thing out. Found no more after {@link #refresh}. */
  public void remove(String id) {
    try {
      writer.deleteDocuments(new Term(ID, id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes what was put be found. */
  public void refresh() {
    try {
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what was put to disk. */
  public void commit() {
    try {
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lays together what a long filling left in many parts: one graph over all is searched faster and
   * brings more than many over some. Does nothing where most things are in one part already, or
   * where the disk has no room for a second copy.
   *
   * @param wait whether to return when it is done; otherwise it goes on beside what is put and
   *     searched, for some minutes where there are a million things
   * @return whether there was anything to do
   */
  public boolean settle(boolean wait) {
    try {
      boolean needed = scattered() && roomForAnother();
      if (needed) {
        writer.forceMerge(1, wait);
      }
      if (wait) {
        commit();
        refresh();
      }
      return needed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether parts are being laid together. */
  public boolean merging() {
    return writer.hasPendingMerges() || !writer.getMergingSegments().isEmpty();
  }

  private boolean scattered() {
    return with(
        searcher -> {
          List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
          int largest = leaves.stream().mapToInt(leaf -> leaf.reader().numDocs()).max().orElse(0);
          int places = searcher.getIndexReader().maxDoc();
          return places - largest > places * SCATTERED;
        });
  }

  private boolean roomForAnother() throws IOException {
    long used = 0;
    for (String file : directory.listAll()) {
      used += directory.fileLength(file);
    }
    return Files.getFileStore(directory.getDirectory()).getUsableSpace() > used + used / 4;
  }

  /** How many things can be found. */
  public int size() {
    return with(searcher -> searcher.getIndexReader().numDocs());
  }

  /** A thing that a search found, not yet judged. */
  public record Found(Existing existing, Reading reading) {}

  /**
   * What comes nearest in words or in meaning, in no order that tells anything.
   *
   * @param groups to look in; empty for all
   * @param without ids not to be found: the declaration's own file
   * @param each how many are taken by words and how many by meaning
   */
  public List<Found> search(Reading sought, Set<String> groups, Set<String> without, int each) {
    return with(
        searcher -> {
          if (searcher.getIndexReader().numDocs() == 0) {
            return List.of();
          }
          Query filter = filter(searcher.getIndexReader(), groups);
          int most = each + without.size();
          Set<Integer> documents = new TreeSet<>();
          searcher
              .getTaskExecutor()
              .<List<Integer>>invokeAll(
                  List.of(
                      () -> first(searcher, within(words(searcher, sought), filter), most),
                      () -> documents(meaning(searcher, sought, most, filter)),
                      () -> first(searcher, within(names(searcher, sought), filter), most)))
              .forEach(documents::addAll);
          return fetched(searcher, List.copyOf(documents), without);
        });
  }

  private static List<Found> fetched(
      IndexSearcher searcher, List<Integer> documents, Set<String> without) throws IOException {
    List<Callable<List<Found>>> parts = new ArrayList<>();
    for (int from = 0; from < documents.size(); from += FETCHED) {
      List<Integer> part = documents.subList(from, Math.min(from + FETCHED, documents.size()));
      parts.add(
          () -> {
            StoredFields stored = searcher.storedFields();
            List<Found> found = new ArrayList<>();
            for (int document : part) {
              Document fields = stored.document(document);
              if (!without.contains(fields.get(ID))) {
                found.add(found(fields, vectors(searcher.getIndexReader(), document)));
              }
            }
            return found;
          });
    }
    return searcher.getTaskExecutor().invokeAll(parts).stream().flatMap(List::stream).toList();
  }

  /** The things with these ids that are there, in no order that tells anything. */
  public List<Found> these(Set<String> ids) {
    return with(
        searcher -> {
          if (ids.isEmpty() || searcher.getIndexReader().numDocs() == 0) {
            return List.of();
          }
          StoredFields stored = searcher.storedFields();
          List<Found> found = new ArrayList<>();
          for (ScoreDoc hit : searcher.search(set(ID, ids), ids.size()).scoreDocs) {
            found.add(found(stored.document(hit.doc), vectors(searcher.getIndexReader(), hit.doc)));
          }
          return found;
        });
  }

  private static List<Integer> first(IndexSearcher searcher, Query query, int most)
      throws IOException {
    // Nobody asks how many there are: what cannot come among the first is passed over from the
    // start.
    return documents(searcher.search(query, new TopScoreDocCollectorManager(most, most)).scoreDocs);
  }

  private static List<Integer> documents(ScoreDoc[] hits) {
    return Arrays.stream(hits).map(hit -> hit.doc).toList();
  }

  /** The nearest by the full vectors among those that one bit a dimension brings. */
  private static ScoreDoc[] meaning(
      IndexSearcher searcher, Reading sought, int most, @Nullable Query filter) throws IOException {
    float[] whole = sought.whole();
    int wide =
        Math.max(WIDER * most, Math.min(searcher.getIndexReader().maxDoc() / ONE_IN, WIDEST));
    ScoreDoc[] near =
        searcher.search(new KnnFloatVectorQuery(WHOLE, whole, wide, filter), wide).scoreDocs;
    // Read in the order in which they lie on disk, by all cores: this is most of a search.
    Arrays.sort(near, Comparator.comparingInt(hit -> hit.doc));
    List<Callable<Boolean>> parts = new ArrayList<>();
    for (int from = 0; from < near.length; from += COMPARED) {
      ScoreDoc[] part = Arrays.copyOfRange(near, from, Math.min(from + COMPARED, near.length));
      parts.add(() -> compared(searcher.getIndexReader().leaves(), part, whole));
    }
    searcher.getTaskExecutor().invokeAll(parts);
    Arrays.sort(
        near,
        Comparator.<ScoreDoc>comparingDouble(hit -> hit.score)
            .reversed()
            .thenComparingInt(hit -> hit.doc));
    return Arrays.copyOf(near, Math.min(most, near.length));
  }

  /** Gives each hit, in the order of their numbers, the likeness of its full vector. */
  private static boolean compared(List<LeafReaderContext> leaves, ScoreDoc[] hits, float[] sought)
      throws IOException {
    for (int at = 0; at < hits.length; ) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hits[at].doc, leaves));
      VectorScorer scorer = leaf.reader().getFloatVectorValues(WHOLE).rescorer(sought);
      DocIdSetIterator vectors = scorer.iterator();
      int end = leaf.docBase + leaf.reader().maxDoc();
      for (; at < hits.length && hits[at].doc < end; at++) {
        if (vectors.advance(hits[at].doc - leaf.docBase) != hits[at].doc - leaf.docBase) {
          throw new CorruptIndexException("a thing without meaning", String.valueOf(hits[at].doc));
        }
        hits[at].score = scorer.score();
      }
    }
    return true;
  }

  private static Query within(Query words, @Nullable Query filter) {
    if (filter == null) {
      return words;
    }
    return new BooleanQuery.Builder()
        .add(words, BooleanClause.Occur.MUST)
        .add(filter, BooleanClause.Occur.FILTER)
        .build();
  }

  /** A thing that one way of searching brought, with what that way thinks of it. */
  public record Scored(String id, double score) {}

  /** What words alone find (BM25), the best first: to be measured against. */
  public List<Scored> byWords(Reading sought, int most) {
    return with(
        searcher -> scored(searcher, searcher.search(words(searcher, sought), most).scoreDocs));
  }

  /**
   * What meaning alone finds (the cosine of the wholes), the best first: to be measured against.
   */
  public List<Scored> byMeaning(Reading sought, int most) {
    return with(searcher -> scored(searcher, meaning(searcher, sought, most, null)));
  }

  /** What meaning alone finds when it is held against every single thing: slow, and exact. */
  public List<Scored> byMeaningOfAll(Reading sought, int most) {
    return with(
        searcher ->
            scored(
                searcher,
                searcher.search(
                        RescoreTopNQuery.createFullPrecisionRescorerQuery(
                            MatchAllDocsQuery.INSTANCE, sought.whole(), WHOLE, most),
                        most)
                    .scoreDocs));
  }

  private static List<Scored> scored(IndexSearcher searcher, ScoreDoc[] hits) throws IOException {
    StoredFields stored = searcher.storedFields();
    List<Scored> found = new ArrayList<>();
    for (ScoreDoc hit : hits) {
      found.add(new Scored(stored.document(hit.doc).get(ID), hit.score));
    }
    return found;
  }

  /**
   * How rare a pair of characters is among all that exists: the logarithm of its inverse frequency,
   * at least 0.
   */
  public Rarity rarity(Collection<String> bigrams) {
    return with(
        searcher -> {
          IndexReader reader = searcher.getIndexReader();
          int all = reader.maxDoc();
          Map<String, Double> known = new HashMap<>();
          for (String bigram : new HashSet<>(bigrams)) {
            known.put(bigram, idf(frequencies.of(bigram, reader), all));
          }
          double unknown = idf(0, all);
          return bigram -> known.getOrDefault(bigram, unknown);
        });
  }

  /**
   * In how many things each pair of characters is. Looking it up costs as much as a search where
   * there are many things; a number is kept until a hundredth of them is new.
   */
  private static final class Frequencies {
    private static final int MOST = 200_000;

    private final Map<String, Integer> known = new ConcurrentHashMap<>();
    private volatile int counted;

    int of(String bigram, IndexReader reader) throws IOException {
      int all = reader.maxDoc();
      if (Math.abs(all - counted) > counted / 100 || known.size() > MOST) {
        known.clear();
        counted = all;
      }
      Integer frequency = known.get(bigram);
      if (frequency == null) {
        frequency = reader.docFreq(new Term(TEXT, bigram));
        known.put(bigram, frequency);
      }
      return Math.min(frequency, all);
    }
  }

  /** The weight of a pair of characters. */
  @FunctionalInterface
  public interface Rarity {
    double of(String bigram);
  }

  private static double idf(int documents, int all) {
    return Math.log(1 + (all - documents + 0.5) / (documents + 0.5));
  }

  private static Found found(Document document, byte[] vectors) {
    Description description = new Description(document.get(NAME), document.get(CONTENT));
    Existing existing = new Existing(document.get(ID), document.get(GROUP), description);
    return new Found(existing, Reading.of(description, vectors));
  }

  private static byte[] vectors(IndexReader reader, int document) throws IOException {
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
    BinaryDocValues values = DocValues.getBinary(leaf.reader(), VECTORS);
    if (!values.advanceExact(document - leaf.docBase)) {
      throw new CorruptIndexException("a thing without vectors", String.valueOf(document));
    }
    BytesRef bytes = values.binaryValue();
    return Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
  }

  /** What keeps to the groups; null where nothing is of another. */
  private static @Nullable Query filter(IndexReader reader, Set<String> groups) throws IOException {
    int within = 0;
    for (String group : groups) {
      within += reader.docFreq(new Term(GROUP, group));
    }
    return groups.isEmpty() || within == reader.maxDoc() ? null : set(GROUP, groups);
  }

  private static Query set(String field, Set<String> values) {
    return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
  }

  private static Query words(IndexSearcher searcher, Reading sought) throws IOException {
    Description description = sought.description();
    return terms(searcher, TEXT, Bigrams.of(description.name() + "。" + description.content()));
  }

  private static Query names(IndexSearcher searcher, Reading sought) throws IOException {
    return terms(searcher, NAME_TEXT, Bigrams.of(sought.functions().getFirst()));
  }

  private static Query terms(IndexSearcher searcher, String field, Set<String> bigrams)
      throws IOException {
    IndexReader reader = searcher.getIndexReader();
    List<Term> known = new ArrayList<>();
    Map<Term, Integer> frequency = new HashMap<>();
    for (String bigram : bigrams) {
      Term term = new Term(field, bigram);
      int documents = reader.docFreq(term);
      if (documents > 0) {
        known.add(term);
        frequency.put(term, documents);
      }
    }
    known.sort(Comparator.comparing(frequency::get));
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (Term term : known.subList(0, Math.min(MOST_WORDS, known.size()))) {
      query.add(new TermQuery(term), BooleanClause.Occur.SHOULD);
    }
    return query.build();
  }

  @FunctionalInterface
  private interface Search<T> {
    T in(IndexSearcher searcher) throws IOException;
  }

  private <T> T with(Search<T> search) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return search.in(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    searchers.close();
    writer.close();
    directory.close();
    others.shutdown();
  }
}
