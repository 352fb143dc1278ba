package zhunsheng.similarity.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Existing;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.meaning.Vectors;
import zhunsheng.similarity.text.Passages;
import zhunsheng.similarity.train.Labels;

/**
 * As many projects as anybody wants, made by recombining those of a set of labels; the same number
 * is always the same project.
 *
 * <p>Each is an object of the labels in another place, with most of that object's functions, some
 * of a second project and one of a third, other quantities and an ending that such names have. Its
 * meanings are those of the parts, which the model has read, each turned a little: reading a
 * million texts would take a night, and costs no search anything.
 */
public final class Imagined {
  private static final String FIRST = "安白碧沧澄川春丹东枫凤谷海鹤衡虹湖桦槐霁嘉江津荆静兰岚澜丽临岭柳鹿绿洛茂梅宁屏平浦青清泉榕瑞沙石舒松溪霞湘";
  private static final String SECOND = "安滨波昌城池川岛丰峰港谷关桂海河湖华江津康岭陵流陇门明南宁坪平坡浦桥泉山水台塘田汀湾溪乡阳源原云泽州洲";
  private static final List<String> KINDS =
      List.of("市", "市", "县", "县", "县", "区", "区", "州", "镇", "街道", "高新区", "开发区");
  private static final List<String> ENDINGS =
      List.of(
          "",
          "",
          "项目",
          "建设项目",
          "采购项目",
          "（二期）",
          "（三期）",
          "升级改造",
          "运维服务",
          "一期工程",
          "（2023年度）",
          "（2024年度）");
  private static final Pattern PLACE = Pattern.compile("^\\p{IsHan}{2}(?:市|区|县|州|省|镇)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern BREAK = Pattern.compile("[。；;！!？?：:，,、（）()\\[\\]【】《》“”\"\\s]");

  /** How far the meaning of a part is turned: the likeness of what comes of it is about 0.95. */
  private static final float TURN = 0.33f;

  private static final int MOST = 16;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Base(String object, float[] name, float[] core, float[] whole, List<Part> parts) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(String text, float[] meaning) {}

  private final List<Base> bases = new ArrayList<>();

  /** Reads the projects that the others are made of. */
  public Imagined(Path labels, Encoder encoder) throws IOException {
    List<Description> bare = new ArrayList<>();
    for (Description one :
        Labels.descriptions(labels.resolve("projects.jsonl"), "name", "content").values()) {
      bare.add(
          new Description(
              PLACE.matcher(Passages.plain(one.name())).replaceFirst(""), one.content()));
    }
    for (Reading reading : Reading.of(bare, encoder)) {
      List<Part> parts = new ArrayList<>();
      for (int i = 1; i < reading.functions().size(); i++) {
        parts.add(new Part(reading.functions().get(i), reading.meanings().get(i)));
      }
      bases.add(
          new Base(
              reading.description().name(),
              reading.name(),
              reading.core(),
              reading.whole(),
              parts));
    }
  }

  /** How many texts the model has read for it. */
  public int read() {
    return bases.stream().mapToInt(base -> 3 + base.parts.size()).sum();
  }

  /** A project with the vectors that {@link zhunsheng.similarity.LookAlikes} keeps of it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Project(Existing existing, byte[] vectors) {}

  /**
   * The project of a number.
   *
   * @param group that it is of
   */
  public Project project(int number, String group) {
    SplittableRandom random = new SplittableRandom(number * 0xD1342543DE82EF95L + 1);
    Base base = any(bases, random);
    Map<String, float[]> parts = new LinkedHashMap<>();
    take(base, 0.8, 12, random, parts);
    take(any(bases, random), 0.4, 3, random, parts);
    take(any(bases, random), 0.2, 1, random, parts);
    String place =
        "" + any(FIRST, random) + any(SECOND, random) + KINDS.get(random.nextInt(KINDS.size()));
    Description description =
        new Description(
            place + base.object + ENDINGS.get(random.nextInt(ENDINGS.size())),
            String.join("、", parts.keySet()) + "。");

    float[] sum = new float[Encoder.DIMENSIONS];
    List<float[]> meanings = new ArrayList<>();
    meanings.add(turned(base.core, random));
    for (float[] part : parts.values()) {
      float[] meaning = turned(part, random);
      add(sum, meaning);
      meanings.add(meaning);
    }
    if (!parts.isEmpty()) {
      Vectors.unit(sum);
    }
    add(sum, base.whole);
    List<String> functions = new ArrayList<>();
    functions.add(Passages.core(description.name()));
    functions.addAll(parts.keySet());
    Reading reading =
        new Reading(
            description,
            turned(base.name, random),
            meanings.getFirst(),
            turned(Vectors.unit(sum), random),
            functions,
            meanings);
    return new Project(new Existing(String.valueOf(number), group, description), reading.bytes());
  }

  private static void take(
      Base from, double share, int most, SplittableRandom random, Map<String, float[]> parts) {
    int taken = 0;
    for (Part part : from.parts) {
      if (taken < most && parts.size() < MOST && (random.nextDouble() < share || parts.isEmpty())) {
        String text =
            NUMBER.matcher(part.text).replaceAll(n -> String.valueOf(2 + random.nextInt(400)));
        if (text.length() >= 3 && !BREAK.matcher(text).find() && !parts.containsKey(text)) {
          parts.put(text, part.meaning);
          taken++;
        }
      }
    }
  }

  private static float[] turned(float[] meaning, SplittableRandom random) {
    float[] turned = new float[meaning.length];
    // The sum of three is near enough to a normal distribution; its variance is 1/4.
    float size = TURN * 2 / (float) Math.sqrt(meaning.length);
    for (int i = 0; i < turned.length; i++) {
      long bits = random.nextLong();
      float noise =
          ((bits & 0xFFFFF) + (bits >>> 20 & 0xFFFFF) + (bits >>> 40 & 0xFFFFF)) / (float) 0x100000
              - 1.5f;
      turned[i] = meaning[i] + size * noise;
    }
    return Vectors.unit(turned);
  }

  private static void add(float[] sum, float[] one) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += one[i];
    }
  }

  private static <T> T any(List<T> of, SplittableRandom random) {
    return of.get(random.nextInt(of.size()));
  }

  private static char any(String of, SplittableRandom random) {
    return of.charAt(random.nextInt(of.length()));
  }
}
