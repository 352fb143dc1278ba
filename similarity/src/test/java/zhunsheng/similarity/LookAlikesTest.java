package zhunsheng.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.text.Passages;

/** The real model on a handful of invented projects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookAlikesTest {
  private static final String ARCHIVE = "建设机关档案收集、整理、保管、利用的数字档案管理系统，支持全文检索、查档预约和四性检测。";
  private static final String CARE = "为居家老年人提供助餐、助浴、助洁服务预约派单，服务商管理、质量监管和补贴核算，含老人端小程序和监管大屏。";

  private Encoder encoder;
  private LookAlikes lookAlikes;

  @BeforeAll
  void fill(@TempDir Path folder) {
    encoder = new Encoder(2);
    lookAlikes = new LookAlikes(folder, encoder);
    lookAlikes.put(
        List.of(
            thing("archive", "east", "数字档案馆管理系统建设项目", ARCHIVE),
            thing("care", "east", "智慧养老服务平台", CARE),
            thing("flood", "east", "防汛指挥调度平台", "汇聚雨情、水情和视频，汛情预警、会商和物资队伍调度。"),
            thing("bus", "west", "智慧公交调度系统", "公交车辆定位、智能排班、客流统计和电子站牌。"),
            thing("oa", "west", "机关协同办公系统", "公文收发、签批、会议、督办、日程和移动办公。"),
            thing("room", "west", "政务中心机房改造", "机柜、精密空调、UPS 电源和消防改造。"),
            thing("bare", "west", "财务共享平台", "")));
    lookAlikes.refresh();
  }

  @AfterAll
  void close() throws IOException {
    lookAlikes.close();
    encoder.close();
  }

  private static Existing thing(String id, String group, String name, String content) {
    return new Existing(id, group, new Description(name, content));
  }

  private List<Hit> find(String name, String content) {
    return lookAlikes.find(new Description(name, content), Set.of(), Set.of(), 5);
  }

  @Test
  void what_is_said_in_the_same_words_is_a_duplicate() {
    Hit first = find("数字档案馆管理系统建设项目", ARCHIVE).getFirst();
    assertThat(first.existing().id()).isEqualTo("archive");
    assertThat(first.level()).isEqualTo(Level.DUPLICATE);
    assertThat(first.fresh()).isEmpty();
  }

  @Test
  void what_is_said_in_other_words_comes_first_with_the_passages_that_say_so() {
    Hit first = find("银发上门照护点单", "老人手机点餐、约人上门洗澡打扫，商家接单，民政在后台看质量、算补助。").getFirst();
    assertThat(first.existing().id()).isEqualTo("care");
    assertThat(first.level()).isIn(Level.DUPLICATE, Level.SUSPECTED);
    assertThat(first.matches()).isNotEmpty();
  }

  @Test
  void a_training_around_a_system_is_not_the_system() {
    double system = find("养老服务管理平台", CARE).getFirst().probability();
    Hit training = find("智慧养老服务平台操作培训与宣传推广服务", "面向养老服务商开展智慧养老服务平台操作培训、编印手册和短视频宣传。").getFirst();
    assertThat(training.level()).isNotEqualTo(Level.DUPLICATE);
    assertThat(training.probability()).isLessThan(system);
  }

  @Test
  void what_is_new_is_named() {
    Hit first = find("数字档案馆管理系统", ARCHIVE + "另建渔船柴油补贴申报和渔港进出港电子报告。").getFirst();
    assertThat(first.existing().id()).isEqualTo("archive");
    assertThat(first.fresh()).anyMatch(passage -> passage.contains("渔港"));
  }

  @Test
  void only_the_asked_groups_are_searched_and_never_the_file_itself() {
    Description care = new Description("智慧养老服务平台", CARE);
    assertThat(lookAlikes.find(care, Set.of("west"), Set.of(), 9))
        .extracting(hit -> hit.existing().group())
        .containsOnly("west");
    assertThat(lookAlikes.find(care, Set.of("nowhere"), Set.of(), 9)).isEmpty();
    assertThat(lookAlikes.find(care, Set.of(), Set.of("care"), 9))
        .extracting(hit -> hit.existing().id())
        .doesNotContain("care")
        .isNotEmpty();
  }

  @Test
  void what_is_alone_is_judged_as_among_others() {
    Set<String> others = Set.of("archive", "flood");
    Hit same =
        lookAlikes.find(new Description("养老服务管理平台", CARE), Set.of("east"), others, 5).getFirst();
    assertThat(same.level()).isEqualTo(Level.DUPLICATE);
    List<Hit> other =
        lookAlikes.find(
            new Description("城市防汛应急指挥系统", "雨情水情监测、预警发布、抢险物资调度"), Set.of("east"), others, 5);
    assertThat(other).hasSize(1);
    assertThat(other.getFirst().level()).isIn(Level.RELATED, Level.UNRELATED);
  }

  @Test
  void what_is_put_again_takes_the_old_place_and_what_is_removed_is_gone(@TempDir Path other)
      throws IOException {
    try (LookAlikes few = new LookAlikes(other, encoder)) {
      assertThat(few.find(new Description("任何项目", ""), Set.of(), Set.of(), 5)).isEmpty();
      few.put(List.of(thing("a", "east", "旧名称系统", "旧内容")));
      few.put(
          thing("a", "east", "智慧公交调度系统", "车辆定位"),
          few.vectors(List.of(new Description("智慧公交调度系统", "车辆定位"))).getFirst());
      few.refresh();
      assertThat(few.size()).isEqualTo(1);
      Hit hit = few.find(new Description("公交车辆调度", "定位"), Set.of(), Set.of(), 5).getFirst();
      assertThat(hit.existing().description().name()).isEqualTo("智慧公交调度系统");
      few.remove("a");
      few.refresh();
      assertThat(few.size()).isZero();
    }
    try (LookAlikes again = new LookAlikes(other, encoder)) {
      assertThat(again.size()).isZero();
    }
  }

  @Test
  void nothing_legible_finds_nothing_and_nothing_breaks_it() {
    assertThat(find("", "")).isEmpty();
    assertThat(find("🎉🎉", "。。。\u0000\u0007")).isEmpty();
    assertThat(find("档案🎉\u0000管理\uD800系统", "查档\u202E预约")).isNotEmpty();
    assertThat(find("Archive management system", "search and lending of archives, GIS, OA"))
        .isNotEmpty();
    String huge = ARCHIVE.repeat(1_000_000 / ARCHIVE.length());
    assertThat(huge.length()).isGreaterThan(Passages.LONGEST);
    assertThat(find("数字档案馆管理系统", huge).getFirst().existing().id()).isEqualTo("archive");
    assertThat(find("财务共享平台", "")).first().extracting(hit -> hit.existing().id()).isEqualTo("bare");
  }

  @Test
  void probabilities_fall_along_the_list_and_agree_with_the_levels() {
    List<Hit> hits = find("城市防汛应急指挥系统", "雨情水情监测、预警发布、视频会商、抢险物资调度");
    assertThat(hits)
        .isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
    assertThat(hits).extracting(Hit::level).isSorted();
    assertThat(hits.getFirst().existing().id()).isEqualTo("flood");
  }
}
