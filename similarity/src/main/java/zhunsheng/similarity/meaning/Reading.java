package zhunsheng.similarity.meaning;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.text.Passages;

/**
 * A description with the meaning of its parts. Made once by {@link #of}; kept as {@link #bytes}.
 *
 * @param name the meaning of the name
 * @param core the meaning of what is particular in the name
 * @param whole the meaning of name and content together
 * @param functions what the content lists, the core of the name first
 * @param meanings of the functions, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // never changed once made, never compared
public record Reading(
    Description description,
    float[] name,
    float[] core,
    float[] whole,
    List<String> functions,
    List<float[]> meanings) {

  /** More functions than these are not compared one by one. */
  private static final int MOST = 16;

  /** Reads descriptions together, which is faster than one by one. */
  public static List<Reading> of(List<Description> descriptions, Encoder encoder) {
    List<String> texts = new ArrayList<>();
    List<List<String>> functions = new ArrayList<>();
    for (Description description : descriptions) {
      List<String> own = functions(description);
      functions.add(own);
      String name = Passages.plain(description.name());
      texts.add(name);
      texts.add(name + "。" + Passages.plain(description.content()));
      texts.addAll(own);
    }
    List<float[]> vectors = encoder.encode(texts);
    List<Reading> readings = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < descriptions.size(); i++) {
      List<String> own = functions.get(i);
      List<float[]> meanings = List.copyOf(vectors.subList(at + 2, at + 2 + own.size()));
      readings.add(
          new Reading(
              descriptions.get(i),
              vectors.get(at),
              meanings.getFirst(),
              vectors.get(at + 1),
              own,
              meanings));
      at += 2 + own.size();
    }
    return readings;
  }

  public static Reading of(Description description, Encoder encoder) {
    return of(List.of(description), encoder).getFirst();
  }

  private static List<String> functions(Description description) {
    List<String> functions = new ArrayList<>();
    functions.add(Passages.core(description.name()));
    List<String> listed = Passages.functions(description.content());
    functions.addAll(listed.subList(0, Math.min(MOST, listed.size())));
    return List.copyOf(functions);
  }

  /** The vectors, each as a scale and one byte a dimension. */
  public byte[] bytes() {
    ByteBuffer out =
        ByteBuffer.allocate((2 + meanings.size()) * (Float.BYTES + Encoder.DIMENSIONS));
    put(out, name);
    put(out, whole);
    meanings.forEach(meaning -> put(out, meaning));
    return out.array();
  }

  /**
   * The reading whose vectors were kept.
   *
   * @throws IllegalArgumentException if the bytes are not of this description
   */
  public static Reading of(Description description, byte[] bytes) {
    List<String> functions = functions(description);
    if (bytes.length != (2 + functions.size()) * (Float.BYTES + Encoder.DIMENSIONS)) {
      throw new IllegalArgumentException("these vectors are of another description");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    float[] name = get(in);
    float[] whole = get(in);
    List<float[]> meanings = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      meanings.add(get(in));
    }
    return new Reading(description, name, meanings.getFirst(), whole, functions, meanings);
  }

  private static void put(ByteBuffer out, float[] vector) {
    float largest = 1e-6f;
    for (float v : vector) {
      largest = Math.max(largest, Math.abs(v));
    }
    out.putFloat(largest / 127);
    for (float v : vector) {
      out.put((byte) Math.round(v * 127 / largest));
    }
  }

  private static float[] get(ByteBuffer in) {
    float scale = in.getFloat();
    float[] vector = new float[Encoder.DIMENSIONS];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = in.get() * scale;
    }
    return vector;
  }
}
