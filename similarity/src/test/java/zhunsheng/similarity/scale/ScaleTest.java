package zhunsheng.similarity.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.meaning.Vectors;
import zhunsheng.similarity.scale.Imagined.Project;
import zhunsheng.similarity.scale.Scale.Point;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScaleTest {
  private Path labels;
  private Encoder encoder;

  @BeforeAll
  void a_few_labels(@TempDir Path folder) throws IOException {
    labels = folder;
    encoder = new Encoder(1);
    Files.writeString(
        labels.resolve("projects.jsonl"),
        """
        {"name": "望川市智慧水务平台建设项目", "content": "管网压力监测、漏损分析、覆盖120个泵站、报警派单。"}
        {"name": "澄湖区档案数字化", "content": "扫描30万页、著录、长期保存。"}
        {"name": "机房空调", "content": ""}
        """);
    Files.writeString(
        labels.resolve("queries.jsonl"),
        """
        {"query_name": "供水管网漏损监测", "query_content": "压力监测、漏点定位"}
        {"query_name": "馆藏档案扫描", "query_content": "档案扫描、著录"}
        {"query_name": "空调采购", "query_content": ""}
        """);
  }

  @AfterAll
  void close() {
    encoder.close();
  }

  @Test
  void an_imagined_project_is_always_the_same_and_its_vectors_are_of_its_text() throws IOException {
    Imagined imagined = new Imagined(labels, encoder);

    Set<String> names = new HashSet<>();
    for (int number = 0; number < 200; number++) {
      Project project = imagined.project(number, "one");
      Reading reading = Reading.of(project.existing().description(), project.vectors());
      assertThat(project.vectors()).isEqualTo(imagined.project(number, "one").vectors());
      assertThat(Vectors.dot(reading.whole(), reading.whole())).isCloseTo(1, within(0.02));
      names.add(project.existing().description().name());
    }

    assertThat(names).hasSizeGreaterThan(190).noneMatch(name -> name.contains("望川市"));
  }

  @Test
  void what_is_measured_is_measured_in_an_index_that_goes_on_where_it_stopped(@TempDir Path folder)
      throws IOException {
    Scale scale = new Scale(labels, folder, encoder, 3, new PrintWriter(Writer.nullWriter()));

    Point few = scale.at(40);
    Point more = scale.at(90);
    Point again = scale.at(90);

    assertThat(List.of(few.projects(), more.projects(), again.projects()))
        .containsExactly(40, 90, 90);
    assertThat(again.filledPerSecond()).isZero();
    assertThat(again.settledSeconds()).isZero();
    assertThat(again.freshMerging()).isNull();
    assertThat(more.nearestFound()).isGreaterThan(0.95);
    assertThat(more.diskMegabytes()).isGreaterThan(few.diskMegabytes());
    assertThat(more.answer().p99()).isGreaterThanOrEqualTo(more.answer().p50());
    assertThat(Curve.svg(List.of(few, more))).startsWith("<svg").contains(">40<", ">90<");
  }
}
