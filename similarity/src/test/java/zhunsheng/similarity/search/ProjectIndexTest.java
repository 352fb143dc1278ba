package zhunsheng.similarity.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Existing;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.meaning.Reading;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectIndexTest {
  private static final List<String> OBJECTS =
      List.of("智慧水务", "数字档案馆", "智慧养老", "防汛指挥", "公交调度", "协同办公", "机房改造", "医保结算");
  private static final List<String> PLACES = List.of("澄湖区", "望川市", "青石县", "松溪镇", "岭南州");

  private final List<Reading> readings = new ArrayList<>();
  private Encoder encoder;

  @BeforeAll
  void read() {
    encoder = new Encoder(2);
    List<Description> descriptions = new ArrayList<>();
    for (String object : OBJECTS) {
      for (String place : PLACES) {
        descriptions.add(new Description(place + object + "平台", object + "的监测、预约和统计"));
      }
    }
    readings.addAll(Reading.of(descriptions, encoder));
  }

  @AfterAll
  void close() {
    encoder.close();
  }

  private void put(ProjectIndex index, int number) {
    Reading reading = readings.get(number);
    index.put(new Existing("p" + number, "one", reading.description()), reading);
  }

  /** In four parts of one size, as a filling leaves them. */
  private void fill(ProjectIndex index) {
    for (int i = 0; i < readings.size(); i++) {
      put(index, i);
      if ((i + 1) % (readings.size() / 4) == 0) {
        index.commit();
      }
    }
    index.refresh();
  }

  private List<List<String>> found(ProjectIndex index) {
    List<List<String>> all = new ArrayList<>();
    for (Reading sought : readings) {
      all.add(
          index.search(sought, Set.of("one"), Set.of("none"), 6).stream()
              .map(found -> found.existing().id())
              .sorted()
              .toList());
      all.add(index.byMeaning(sought, 6).stream().map(ProjectIndex.Scored::id).toList());
    }
    return all;
  }

  @Test
  void meaning_brings_what_comes_nearest_of_all(@TempDir Path folder) throws IOException {
    try (ProjectIndex index = ProjectIndex.open(folder)) {
      fill(index);
      for (Reading sought : readings) {
        assertThat(index.byMeaning(sought, 6)).isEqualTo(index.byMeaningOfAll(sought, 6));
      }
    }
  }

  private static long parts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".si")).count();
    }
  }

  @Test
  void what_is_found_does_not_depend_on_how_many_parts_the_index_has(@TempDir Path folder)
      throws IOException {
    try (ProjectIndex index = ProjectIndex.open(folder)) {
      fill(index);
      List<List<String>> scattered = found(index);
      assertThat(parts(folder)).isEqualTo(4);

      assertThat(index.settle(true)).isTrue();

      assertThat(parts(folder)).isEqualTo(1);
      assertThat(found(index)).isEqualTo(scattered);
      assertThat(index.settle(true)).isFalse();
    }
  }

  @Test
  void what_is_put_while_parts_are_laid_together_is_found_and_nothing_is_lost(@TempDir Path folder)
      throws IOException {
    try (ProjectIndex index = ProjectIndex.open(folder)) {
      fill(index);
      assertThat(index.settle(false)).isTrue();
      Existing fresh = new Existing("fresh", "one", readings.getFirst().description());
      index.put(fresh, readings.getFirst());
      index.remove("p7");
      index.commit();
      index.refresh();
      assertThat(index.byMeaning(readings.getFirst(), 3))
          .extracting(ProjectIndex.Scored::id)
          .contains("fresh", "p0");
      index.settle(true);
      assertThat(index.size()).isEqualTo(readings.size());
    }
    try (ProjectIndex again = ProjectIndex.open(folder)) {
      assertThat(again.size()).isEqualTo(readings.size());
      assertThat(again.byMeaning(readings.get(7), 3))
          .extracting(ProjectIndex.Scored::id)
          .doesNotContain("p7")
          .hasSize(3);
    }
  }
}
