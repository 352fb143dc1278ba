package zhunsheng.similarity.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncoderTest {
  private static final String ALL = "管网压力监测漏损分析报警派单档案扫描著录长期保存机房空调电源消防改造";

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(List.of("", ALL.repeat(4)));
    for (int length = 1; length < ALL.length(); length += 2) {
      texts.add(ALL.substring(0, length));
    }
    return texts;
  }

  @Test
  void vectors_depend_neither_on_the_cores_nor_on_who_else_is_reading() {
    try (Encoder one = new Encoder(1);
        Encoder three = new Encoder(3)) {
      List<float[]> expected = one.encode(texts());

      List<List<float[]>> atOnce =
          IntStream.range(0, 6)
              .parallel()
              .mapToObj(
                  i -> {
                    three.forget();
                    return three.encode(texts());
                  })
              .toList();

      for (List<float[]> vectors : atOnce) {
        for (int i = 0; i < expected.size(); i++) {
          assertThat(Vectors.dot(vectors.get(i), expected.get(i))).isCloseTo(1, within(0.01));
        }
      }
      three.forget();
      List<float[]> alone = three.encode(texts());
      assertThat(alone.toArray()).isEqualTo(expected.toArray());
    }
  }

  @Test
  void a_text_has_its_place_whether_it_was_read_before_or_comes_twice() {
    try (Encoder encoder = new Encoder(2)) {
      float[] known = encoder.encode("档案扫描");
      List<float[]> vectors = encoder.encode(List.of("机房空调", "档案扫描", "机房空调", "报警派单"));
      assertThat(vectors.get(1)).isEqualTo(known);
      assertThat(vectors.get(0)).isEqualTo(vectors.get(2));
      assertThat(Vectors.dot(vectors.get(3), vectors.get(0))).isLessThan(0.9);
      assertThat(encoder.encode(List.of())).isEmpty();
    }
  }
}
