package zhunsheng.similarity.meaning;

import java.util.List;
import org.apache.lucene.util.VectorUtil;

/** Likeness of meanings. */
public final class Vectors {
  private Vectors() {}

  /** The likeness of two vectors of length 1, from -1 to 1. */
  public static double dot(float[] a, float[] b) {
    return VectorUtil.dotProduct(a, b);
  }

  /** The place of the likest of many; -1 if there is none. */
  public static int nearest(float[] sought, List<float[]> many) {
    int nearest = -1;
    double best = -2;
    for (int i = 0; i < many.size(); i++) {
      double likeness = dot(sought, many.get(i));
      if (likeness > best) {
        best = likeness;
        nearest = i;
      }
    }
    return nearest;
  }

  /** How like the likest of many is; 0 if there is none. */
  public static double best(float[] sought, List<float[]> many) {
    int nearest = nearest(sought, many);
    return nearest < 0 ? 0 : dot(sought, many.get(nearest));
  }

  /** The vector with its length made 1, in place. */
  public static float[] unit(float[] vector) {
    double square = 0;
    for (float v : vector) {
      square += v * v;
    }
    float length = (float) Math.sqrt(square);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return vector;
  }
}
