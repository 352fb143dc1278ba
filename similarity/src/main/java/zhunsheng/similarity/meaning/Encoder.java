package zhunsheng.similarity.meaning;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of Chinese text as a vector of length 1: bge-small-zh-v1.5 (quantised, 512
 * dimensions), run in this process. The likeness of two texts is the dot product of their vectors.
 *
 * <p>Safe for use by several threads.
 */
public final class Encoder implements AutoCloseable {
  public static final int DIMENSIONS = 512;

  /** Names the vectors: those of another model are not comparable and must be made anew. */
  public static final String MODEL = "bge-small-zh-v1.5-q";

  private static final int LONGEST = 256;

  /** One text is read in few runs: more cores have nothing to do. */
  private static final int CORES = 4;

  /**
   * So many pieces of a declaration go into one run: it makes enough runs for all cores. The same
   * on every machine: a vector depends, in its last digits, on what it is read with.
   */
  private static final int PIECES_OF_ONE = 64;

  /** So many where many descriptions are read together, and from how many pieces on they are. */
  private static final int PIECES_OF_MANY = 2_048;

  private static final int MANY = 1_024;

  private static final int PADDING = 12;

  /** Passages whose vectors are remembered, 2 KB each: a text that is being typed is read often. */
  private static final int REMEMBERED = 4_096;

  private static final int LONGEST_REMEMBERED = 120;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final WordPieces pieces;
  private final int threads;
  private final ExecutorService others;
  private final Map<String, float[]> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Loads the model, to be run by all cores of this machine, at most {@value #CORES}. */
  public Encoder() {
    this(Math.min(CORES, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Loads the model from the class path.
   *
   * @param threads how many cores one call may use
   * @throws EncoderException if the model or its native library cannot be loaded on this machine
   */
  public Encoder(int threads) {
    try (InputStream vocabulary = resource(MODEL + "-tokenizer.json");
        InputStream model = resource(MODEL + ".onnx");
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      pieces = WordPieces.read(vocabulary);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model.readAllBytes(), options);
    } catch (OrtException | IOException | LinkageError e) {
      throw new EncoderException("语义模型 " + MODEL + " 无法加载：" + e.getMessage(), e);
    }
    this.threads = threads;
    this.others =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1), Thread.ofPlatform().daemon().name("meaning-", 0).factory());
  }

  private static InputStream resource(String name) throws IOException {
    InputStream stream = Encoder.class.getClassLoader().getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("类路径中没有 " + name);
    }
    return stream;
  }

  /**
   * The vectors of the texts, in their order. What is beyond the first 254 word pieces of a text is
   * not read.
   */
  public List<float[]> encode(List<String> texts) {
    Map<String, float[]> known = new HashMap<>();
    Set<String> unknown = new LinkedHashSet<>();
    synchronized (recent) {
      for (String text : texts) {
        float[] vector = recent.get(text);
        if (vector == null) {
          unknown.add(text);
        } else {
          known.put(text, vector);
        }
      }
    }
    List<String> unread = List.copyOf(unknown);
    float[][] read = read(unread);
    synchronized (recent) {
      for (int i = 0; i < read.length; i++) {
        String text = unread.get(i);
        known.put(text, read[i]);
        if (text.length() <= LONGEST_REMEMBERED) {
          recent.put(text, read[i]);
        }
      }
    }
    return texts.stream().map(text -> requireNonNull(known.get(text))).toList();
  }

  /** Forgets what was read: to measure how long it takes to read what is new. */
  public void forget() {
    synchronized (recent) {
      recent.clear();
    }
  }

  private float[][] read(List<String> texts) {
    List<List<Integer>> inputs = texts.stream().map(text -> pieces.of(text, LONGEST - 2)).toList();
    float[][] vectors = new float[texts.size()][];
    List<List<Integer>> batches = batches(inputs);
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
    CountDownLatch open = new CountDownLatch(batches.size());
    Runnable work =
        () -> {
          for (int at = next.getAndIncrement(); at < batches.size(); at = next.getAndIncrement()) {
            try {
              run(batches.get(at), inputs, vectors);
            } catch (RuntimeException e) {
              failed.set(e);
            } finally {
              open.countDown();
            }
          }
        };
    for (int i = 1; i < Math.min(threads, batches.size()); i++) {
      others.execute(work);
    }
    // Whoever comes too late finds nothing left to do; only what has begun is waited for.
    work.run();
    await(open);
    RuntimeException failure = failed.get();
    if (failure != null) {
      throw failure;
    }
    return vectors;
  }

  private static void await(CountDownLatch open) {
    boolean interrupted = false;
    while (open.getCount() > 0) {
      try {
        open.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Which texts are read together: those of like length, because padding costs as much as text, and
   * a run as much as a few pieces. The largest batch first.
   */
  private static List<List<Integer>> batches(List<List<Integer>> inputs) {
    List<Integer> order =
        IntStream.range(0, inputs.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> inputs.get(i).size()))
            .toList();
    int all = inputs.stream().mapToInt(input -> input.size() + 2).sum();
    int atOnce = all < MANY ? PIECES_OF_ONE : PIECES_OF_MANY;
    List<List<Integer>> batches = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    int used = 0;
    for (int i : order) {
      int width = inputs.get(i).size() + 2;
      int padded = (batch.size() + 1) * width;
      if (!batch.isEmpty() && (padded > atOnce || padded - used - width > PADDING + used / 10)) {
        batches.add(batch);
        batch = new ArrayList<>();
        used = 0;
      }
      batch.add(i);
      used += width;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches.reversed();
  }

  public float[] encode(String text) {
    return encode(List.of(text)).getFirst();
  }

  private void run(List<Integer> batch, List<List<Integer>> inputs, float[][] vectors) {
    int width = batch.stream().mapToInt(i -> inputs.get(i).size()).max().orElse(0) + 2;
    LongBuffer ids = LongBuffer.allocate(batch.size() * width);
    LongBuffer mask = LongBuffer.allocate(batch.size() * width);
    for (int i : batch) {
      List<Integer> input = inputs.get(i);
      ids.put(pieces.start);
      input.forEach(ids::put);
      ids.put(pieces.end);
      for (int at = 0; at < width; at++) {
        boolean used = at < input.size() + 2;
        mask.put(used ? 1 : 0);
        if (!used) {
          ids.put(0);
        }
      }
    }
    long[] shape = {batch.size(), width};
    try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids.flip(), shape);
        OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask.flip(), shape);
        OnnxTensor typeTensor =
            OnnxTensor.createTensor(environment, LongBuffer.allocate(batch.size() * width), shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids",
                    idTensor,
                    "attention_mask",
                    maskTensor,
                    "token_type_ids",
                    typeTensor))) {
      FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
      for (int row = 0; row < batch.size(); row++) {
        float[] vector = new float[DIMENSIONS];
        // The model speaks through its first piece, the mark of start.
        states.get(row * width * DIMENSIONS, vector);
        vectors[batch.get(row)] = Vectors.unit(vector);
      }
    } catch (OrtException e) {
      throw new EncoderException("语义模型计算失败：" + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    others.shutdown();
    try {
      session.close();
    } catch (OrtException e) {
      throw new EncoderException("语义模型无法关闭：" + e.getMessage(), e);
    }
  }
}
