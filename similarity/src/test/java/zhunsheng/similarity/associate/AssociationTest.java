package zhunsheng.similarity.associate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Existing;
import zhunsheng.similarity.LookAlikes;
import zhunsheng.similarity.meaning.Encoder;

/** The real model on a small catalogue. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssociationTest {
  private static final String CATALOGUE = "here/catalogue";

  private Encoder encoder;
  private LookAlikes index;

  @BeforeAll
  void fill(@TempDir Path folder) {
    encoder = new Encoder(2);
    index = new LookAlikes(folder, encoder);
    List<Existing> things = new ArrayList<>();
    for (String name :
        List.of(
            "人口基础信息",
            "法人基础信息",
            "不动产登记信息",
            "婚姻登记信息",
            "低保对象信息",
            "残疾人基本信息",
            "社会保险缴费记录",
            "住房公积金缴存信息",
            "企业信用信息",
            "机动车登记信息",
            "学生学籍信息",
            "气象预警信息",
            "空气质量监测数据",
            "公共停车泊位信息",
            "食品经营许可信息",
            "河道水位监测数据")) {
      things.add(new Existing(name, CATALOGUE, new Description(name, "")));
    }
    int at = 0;
    for (String name : List.of("智慧停车平台", "智慧停车管理系统", "城市停车诱导平台", "停车收费管理系统")) {
      things.add(new Existing("p" + at++, "here", new Description(name, "采集泊位状态，停车诱导、收费和稽查。")));
    }
    things.add(new Existing("training", "here", new Description("停车平台使用培训服务", "组织操作人员培训四期。")));
    things.add(new Existing("oa", "here", new Description("机关协同办公系统", "公文收发、签批、督办。")));
    index.put(things);
    index.refresh();
  }

  @AfterAll
  void close() throws IOException {
    index.close();
    encoder.close();
  }

  private List<Need> needs(String name, String content) {
    return index.needs(new Description(name, content), Set.of(CATALOGUE), Set.of(), 8);
  }

  private static List<String> ids(List<Need> needs) {
    return needs.stream().map(n -> n.existing().id()).toList();
  }

  @Test
  void what_a_passage_names_is_needed_and_the_passage_is_the_reason() {
    List<Need> needs = needs("社会救助一件事平台", "受理救助申请，核验申请人户籍人口和婚姻状况，比对不动产、机动车和公积金，自动认定是否低保对象，发放补贴。");

    assertThat(ids(needs))
        .containsExactlyInAnyOrder("人口基础信息", "婚姻登记信息", "不动产登记信息", "机动车登记信息", "住房公积金缴存信息", "低保对象信息");
    assertThat(needs)
        .filteredOn(n -> n.existing().id().equals("住房公积金缴存信息"))
        .extracting(Need::passage)
        .containsExactly("机动车和公积金");
    assertThat(needs)
        .extracting(Need::likeness)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void what_is_meant_in_other_words_is_needed_too() {
    assertThat(ids(needs("智慧停车管理平台", "整合公共停车场泊位，停车诱导、无感支付，违停车辆核查车主"))).containsExactly("公共停车泊位信息");
    assertThat(ids(needs("小餐饮监管系统", "办理经营许可的餐饮店巡查，按企业信用分级检查"))).contains("食品经营许可信息", "企业信用信息");
  }

  @Test
  void what_needs_nothing_of_the_catalogue_is_pointed_to_nothing() {
    assertThat(needs("机关协同办公系统", "公文收发、签批、督办、会议管理、日程")).isEmpty();
    assertThat(needs("", "😀")).isEmpty();
  }

  @Test
  void what_is_in_another_group_or_left_out_is_not_found() {
    Description parking = new Description("智慧停车管理平台", "公共停车泊位");
    assertThat(index.needs(parking, Set.of("elsewhere"), Set.of(), 8)).isEmpty();
    assertThat(index.needs(parking, Set.of(CATALOGUE), Set.of("公共停车泊位信息"), 8)).isEmpty();
  }

  @Test
  void neighbours_do_the_like_and_are_of_the_same_nature() {
    List<Neighbour> neighbours =
        index.neighbours(
            new Description("智慧停车平台", "泊位采集、停车诱导、收费"), Set.of("here"), Set.of("p3"), 9);

    assertThat(neighbours)
        .extracting(n -> n.existing().id())
        .startsWith("p0")
        .containsExactlyInAnyOrder("p0", "p1", "p2");
  }
}
