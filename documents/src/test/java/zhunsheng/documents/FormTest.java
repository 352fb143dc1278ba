package zhunsheng.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decider;
import zhunsheng.policy.act.Decision;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.load.PolicyLoader;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;

class FormTest {
  private static final LocalDate DAY = LocalDate.of(2024, 3, 5);

  private final Policy policy = policy();
  private CaseFile file = CaseFile.empty("f1");

  private static Policy policy() {
    try {
      return PolicyLoader.load(Path.of(FormTest.class.getResource("/policies").toURI()), "mini");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0} yuan prints {1}")
  @CsvSource({
    "300000.00, 30万元",
    "299999.99, 29.999999万元",
    "0.01, 0.000001万元",
    "123456789.00, 12345.6789万元"
  })
  void money_is_printed_in_ten_thousands_and_never_rounded(String yuan, String printed) {
    file(Map.of("project.name", "甲", "project.total", yuan));

    assertThat(cell(fill(null), "总投资额")).isEqualTo(printed);
  }

  @Test
  void boxes_are_ticked_and_a_free_word_stands_in_its_blank() {
    file(
        Map.of(
            "project.name",
            "甲",
            "project.total",
            "1.00",
            "project.kinds",
            List.of("fresh", "other"),
            "project.kind_other",
            "应急演练"));

    assertThat(cell(fill(null), "类别")).isEqualTo("☑新建　□升级　☑其他（应急演练）");
  }

  @Test
  void a_draft_says_so_on_paper_and_a_regulation_in_force_does_not(@TempDir Path root)
      throws Exception {
    file(Map.of("project.name", "甲", "project.total", "1.00"));
    Path packs = Path.of(FormTest.class.getResource("/policies").toURI());
    try (Stream<Path> paths = Files.walk(packs)) {
      for (Path path : paths.toList()) {
        Path copy = root.resolve(packs.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
    Path head = root.resolve("mini/policy.yaml");
    Files.writeString(
        head, Files.readString(head).replace("status: in_force", "") + "\nstatus: draft\n");
    Policy draft = PolicyLoader.load(root, "mini");

    Printed tried =
        FormFiller.fill(
            draft, draft.forms().get("sheet"), Dossier.of(file), null, DAY, new PlainNames());

    assertThat(tried.header().getFirst().text()).isEqualTo("征求意见稿，尚未施行");
    assertThat(HtmlForm.of(tried)).contains("征求意见稿，尚未施行");
    assertThat(HtmlForm.of(fill(null))).doesNotContain("征求意见稿");
  }

  @Test
  void an_empty_form_keeps_its_blanks_for_the_pen() {
    file(Map.of("project.name", "甲", "project.total", "1.00"));

    Printed printed = fill(null);

    assertThat(cell(printed, "类别")).isEqualTo("□新建　□升级　□其他_____");
    assertThat(cell(printed, "财政局")).isEqualTo("　　年　　月　　日");
    assertThat(cell(printed, "周期")).isEmpty();
  }

  @Test
  void one_source_prints_alone_and_several_print_their_amounts() {
    file(
        Map.of(
            "project.name",
            "甲",
            "project.total",
            "3.00",
            "project.fundings",
            List.of(Map.of("source", "city", "amount", "3.00"))));
    assertThat(cell(fill(null), "资金来源")).isEqualTo("市财政资金");

    file = CaseFile.empty("f2");
    file(
        Map.of(
            "project.name",
            "甲",
            "project.total",
            "350000.00",
            "project.fundings",
            List.of(
                Map.of("source", "city", "amount", "300000.00"),
                Map.of("source", "own", "amount", "50000.00"))));
    assertThat(cell(fill(null), "资金来源")).isEqualTo("市财政资金 30万元、自筹资金 5万元");
  }

  @Test
  void a_signed_block_holds_opinion_signature_seal_and_day() {
    file(Map.of("project.name", "甲", "project.total", "300000.00"));
    act("review", "finance_office", "agree", "资金来源明确");
    act("review", "police_office", "disagree", "请补充等级保护方案");
    act("decision", "leader_office", "approve", "");

    Printed printed = fill(null);

    assertThat(cell(printed, "财政局"))
        .isEqualTo("同意。资金来源明确\n签字：p-finance_office\n（盖章）o-finance_office\n2024年3月5日");
    assertThat(cell(printed, "公安分局")).startsWith("不同意。请补充等级保护方案");
    assertThat(cell(printed, "主要领导")).isEqualTo("审定：同意\n签字：p-leader_office\n2024年3月5日");
  }

  @ParameterizedTest(name = "{0} yuan: the leader''s block reads {1}")
  @CsvSource({"299999.99, 不适用", "300000.00, 　　年　　月　　日"})
  void a_block_that_does_not_apply_says_so(String yuan, String printed) {
    file(Map.of("project.name", "甲", "project.total", yuan));

    assertThat(cell(fill(null), "主要领导")).isEqualTo(printed);
  }

  @Test
  void opinions_before_a_return_to_the_filer_no_longer_stand() {
    file(Map.of("project.name", "甲", "project.total", "300000.00"));
    act("review", "finance_office", "agree", "第一次");
    act("review", "police_office", "agree", "第一次");
    act("decision", "leader_office", "return", "请核对金额");
    assertThat(cell(fill(null), "财政局")).isEqualTo("　　年　　月　　日");

    resubmit(Map.of("project.name", "甲", "project.total", "310000.00"));
    assertThat(cell(fill(null), "财政局")).isEqualTo("　　年　　月　　日");
    act("review", "finance_office", "agree", "第二次");

    assertThat(cell(fill(null), "财政局")).startsWith("同意。第二次");
  }

  @Test
  void text_that_does_not_fit_goes_on_in_full_on_an_annex() {
    String long_ = "依据".repeat(200);
    file(Map.of("project.name", "甲", "project.total", "1.00", "project.basis", long_));

    Printed printed = fill(null);

    assertThat(cell(printed, "依据")).endsWith("……见附页").hasSizeLessThan(60);
    assertThat(printed.annexes()).containsExactly(new Printed.Annex("附页", "依据", long_));
  }

  @Test
  void what_was_asked_of_an_urgent_submission_is_inserted() {
    file(Map.of("project.name", "甲", "project.total", "1.00", "urgent", true, "ground", "汛期提前"));

    assertThat(cell(fill(null), "依据")).isEqualTo("急需理由：汛期提前");
  }

  @Test
  void html_holds_the_same_words_and_no_markup_of_the_file() {
    file(Map.of("project.name", "<b>甲</b>&\"乙\"", "project.total", "1.00"));

    String html = HtmlForm.of(fill(null));

    assertThat(html)
        .contains("&lt;b&gt;甲&lt;/b&gt;&amp;&quot;乙&quot;", "试用项目<br>流转表", "size: A4 portrait")
        .doesNotContain("<b>甲", "<script");
  }

  @Test
  void docx_opens_again_with_every_cell_in_its_place() throws IOException {
    file(
        Map.of(
            "project.name",
            "甲",
            "project.total",
            "299999.99",
            "project.starts",
            "2025-02-01",
            "project.ends",
            "2025-11-30",
            "project.basis",
            "依据".repeat(200)));
    act("review", "finance_office", "agree", "资金来源明确");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    DocxForm.write(fill(null), out);

    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(document.getParagraphs().getFirst().getText()).isEqualTo("附件");
      assertThat(document.getParagraphs().stream().map(p -> p.getText()))
          .contains("试用项目", "流转表", "单位（盖章）：甲", "（小额）", "附页：依据", "依据".repeat(200));
      XWPFTable facts = document.getTables().getFirst();
      assertThat(texts(facts, 0)).containsExactly("名称", "甲");
      assertThat(facts.getRow(0).getCell(1).getCTTc().getTcPr().getGridSpan().getVal().intValue())
          .isEqualTo(3);
      assertThat(texts(facts, 1)).containsExactly("总投资额", "29.999999万元", "周期", "2025年02月至2025年11月");
      XWPFTable signOff = document.getTables().get(1);
      assertThat(texts(signOff, 0)).containsExactly("会审意见", "财政局", "公安分局");
      assertThat(texts(signOff, 1).get(0)).as("the lower half of a cell of two rows").isEmpty();
      assertThat(texts(signOff, 1).get(1)).contains("同意。资金来源明确", "2024年3月5日");
      assertThat(texts(signOff, 2)).containsExactly("主要领导", "不适用");
    }
  }

  // --- The file in hand ---

  private void file(Map<String, Object> values) {
    submit(null, values);
  }

  private void resubmit(Map<String, Object> values) {
    submit(file.runs().keySet().iterator().next(), values);
  }

  private void submit(@Nullable String run, Map<String, Object> values) {
    Map<String, Object> facts = new HashMap<>();
    Map<String, Object> fields = new HashMap<>();
    Procedure procedure = policy.procedure("opening");
    values.forEach(
        (id, raw) -> {
          Procedure.Field field =
              procedure.fields().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
          (field.fact() == null ? fields : facts)
              .put(field.fact() == null ? id : field.fact(), field.type().parse(raw));
        });
    decide(
        new Command.Submit("opening", run, facts, fields, Map.of(), true),
        new Actor("someone", "town", Set.of()));
  }

  private void act(String step, String office, String choice, String text) {
    Run run = file.runs().values().iterator().next();
    decide(
        new Command.Act(run.id(), step, null, choice, text, null, Map.of(), Map.of(), Map.of()),
        new Actor("p-" + office, office, Set.of()));
  }

  private void decide(Command command, Actor actor) {
    Decision decision = Decider.decide(policy, Dossier.of(file), command, actor, DAY);
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    for (Event event : ((Decision.Accepted) decision).events()) {
      file =
          file.evolve(new Recorded(file.version() + 1, event, DAY, actor.person(), actor.office()));
    }
  }

  private Printed fill(@Nullable Run run) {
    return FormFiller.fill(
        policy, policy.forms().get("sheet"), Dossier.of(file), run, DAY, new PlainNames());
  }

  private static final class PlainNames implements Printed.Names {
    @Override
    public String office(String id) {
      return "o-" + id;
    }

    @Override
    public String person(String id) {
      return id;
    }

    @Override
    public @Nullable String file(String id) {
      return null;
    }
  }

  /** What stands in the cell to the right of that label, or below it in a row of labels. */
  private static String cell(Printed printed, String label) {
    for (Printed.Table table : printed.tables()) {
      for (int r = 0; r < table.rows().size(); r++) {
        List<Printed.Cell> row = table.rows().get(r);
        for (int c = 0; c < row.size(); c++) {
          if (row.get(c).paragraphs().equals(List.of(label)) && row.get(c).label()) {
            boolean right = c + 1 < row.size() && !row.get(c + 1).label();
            // A cell of two rows to the left is not in the row below.
            Printed.Cell found =
                right
                    ? row.get(c + 1)
                    : table.rows().get(r + 1).get(row.getFirst().rows() > 1 ? c - 1 : c);
            List<String> lines = new ArrayList<>(found.paragraphs());
            lines.addAll(found.foot());
            return String.join("\n", lines);
          }
        }
      }
    }
    throw new AssertionError("no label " + label);
  }

  private static List<String> texts(XWPFTable table, int row) {
    return table.getRow(row).getTableCells().stream().map(XWPFTableCell::getText).toList();
  }
}
