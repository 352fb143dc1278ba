package zhunsheng.similarity.meaning;

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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
  private static final int PIECES_AT_ONCE = 2048;
  private static final int PADDING = 12;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final WordPieces pieces;

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
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model.readAllBytes(), options);
    } catch (OrtException | IOException | LinkageError e) {
      throw new EncoderException("语义模型 " + MODEL + " 无法加载：" + e.getMessage(), e);
    }
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
    List<List<Integer>> inputs = texts.stream().map(text -> pieces.of(text, LONGEST - 2)).toList();
    float[][] vectors = new float[texts.size()][];
    // Texts of like length go together: padding costs as much as text, and a run as much as a few
    // pieces.
    List<Integer> order =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> inputs.get(i).size()))
            .toList();
    List<Integer> batch = new ArrayList<>();
    int used = 0;
    for (int i : order) {
      int width = inputs.get(i).size() + 2;
      int padded = (batch.size() + 1) * width;
      if (!batch.isEmpty()
          && (padded > PIECES_AT_ONCE || padded - used - width > PADDING + used / 10)) {
        run(batch, inputs, vectors);
        batch.clear();
        used = 0;
      }
      batch.add(i);
      used += width;
    }
    if (!batch.isEmpty()) {
      run(batch, inputs, vectors);
    }
    return List.of(vectors);
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
    try {
      session.close();
    } catch (OrtException e) {
      throw new EncoderException("语义模型无法关闭：" + e.getMessage(), e);
    }
  }
}
