package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import zhunsheng.server.files.BatchDesk;

/** The screens' way through the files of the demonstration, over HTTP. */
@ExtendWith(TestServer.class)
class DemonstrationTest {
  private final TestServer.Running server;

  DemonstrationTest(TestServer.Running server) {
    this.server = server;
  }

  /** The first account of the demonstration with something on its workbench under {@code list}. */
  private Browser whoHas(String list) {
    for (JsonNode account : new Browser(server.port()).get("/api/demo/accounts").json()) {
      Browser browser = Browser.signedIn(server.port(), account.get("username").asString());
      Browser.Answer workbench = browser.get("/api/workbench");
      if (workbench.status() == 200 && !workbench.json().get(list).isEmpty()) {
        return browser;
      }
    }
    throw new AssertionError("nobody has " + list);
  }

  @Test
  void whose_turn_it_is_finds_the_file_its_run_and_what_it_may_do() {
    Browser browser = whoHas("turns");
    JsonNode turn = browser.get("/api/workbench").json().at("/turns/0");

    JsonNode file = browser.get("/api/files/" + turn.get("file").asString()).json();

    JsonNode run =
        file.get("runs")
            .valueStream()
            .filter(r -> r.get("id").equals(turn.get("run")))
            .findFirst()
            .orElseThrow();
    assertThat(run.get("can").valueStream().map(JsonNode::asString)).contains("act");
    assertThat(
            file.get("assessment")
                .get("turns")
                .valueStream()
                .anyMatch(t -> t.get("mine").asBoolean()))
        .isTrue();
    assertThat(file.get("stages").valueStream().map(s -> s.get("state").asString()))
        .contains("current");
  }

  @Test
  void a_plan_shows_its_projects_as_a_list_would() {
    Browser bureau = Browser.signedIn(server.port(), "bureau");
    JsonNode plan =
        bureau
            .get("/api/files?subject=plan&size=20")
            .json()
            .get("items")
            .valueStream()
            .map(row -> bureau.get("/api/files/" + row.get("id").asString()).json())
            .filter(file -> file.get("links").size() > 1)
            .findFirst()
            .orElseThrow();

    JsonNode row = plan.at("/links/0/row");
    JsonNode listed =
        bureau
            .get("/api/files?subject=project&size=200")
            .json()
            .get("items")
            .valueStream()
            .filter(one -> one.get("id").equals(row.get("id")))
            .findFirst()
            .orElseThrow();
    assertThat(row).isEqualTo(listed);
  }

  @Test
  void what_a_file_refers_to_is_shown_to_whoever_may_open_it() {
    Browser unit = Browser.signedIn(server.port(), "yunhe");
    List<String> linked =
        unit.get("/api/files?subject=project&size=50")
            .json()
            .get("items")
            .valueStream()
            .map(row -> unit.get("/api/files/" + row.get("id").asString()).json())
            .flatMap(file -> file.get("links").valueStream())
            .map(link -> link.at("/row/id").asString())
            .distinct()
            .toList();

    assertThat(linked).isNotEmpty();
    assertThat(linked).allMatch(id -> unit.get("/api/files/" + id).status() == 200);
  }

  @Test
  void the_whole_directory_is_held_against_itself_without_anybody_asking() {
    assertThat(
            Browser.signedIn(server.port(), "bureau")
                .get("/api/look-alike-batches")
                .json()
                .valueStream()
                .map(batch -> batch.get("title").asString()))
        .contains(BatchDesk.EVERYTHING);
  }

  @Test
  void whose_file_it_is_sees_who_of_others_read_it_and_its_papers() throws Exception {
    Browser unit = Browser.signedIn(server.port(), "yunhe");
    Browser auditor = Browser.signedIn(server.port(), "auditor");
    JsonNode file =
        unit.get("/api/files?subject=project&size=50")
            .json()
            .get("items")
            .valueStream()
            .map(row -> unit.get("/api/files/" + row.get("id").asString()).json())
            .filter(one -> one.get("runs").toString().contains("\"digest\""))
            .findFirst()
            .orElseThrow();
    String path = "/api/files/" + file.get("id").asString();
    JsonNode paper = file.get("runs").findValue("attachments").get(0);

    auditor.get(path);
    auditor.bytes(path + "/attachments/" + paper.get("digest").asString());
    auditor.get(path);

    JsonNode readings = unit.get(path + "/readings").json();
    assertThat(readings.findValuesAsString("person")).contains("季察").doesNotContain("周明远");
    List<JsonNode> audited =
        readings.valueStream().filter(r -> r.get("person").asString().equals("季察")).toList();
    assertThat(audited).filteredOn(r -> !r.has("paper")).hasSize(1);
    assertThat(audited)
        .filteredOn(r -> r.has("paper"))
        .singleElement()
        .satisfies(r -> assertThat(r.get("paper")).isEqualTo(paper.get("name")));
    assertThat(auditor.get(path + "/readings").status()).isEqualTo(200);
    assertThat(Browser.signedIn(server.port(), "qingfeng").get(path + "/readings").status())
        .isEqualTo(404);
  }

  @Test
  void notices_are_read_without_the_rest_of_the_workbench() {
    Browser browser = whoHas("notices");

    assertThat(browser.get("/api/notices").json())
        .isEqualTo(browser.get("/api/workbench").json().get("notices"));
  }

  @Test
  void an_act_with_an_unknown_choice_is_refused_with_its_reason_and_changes_nothing() {
    Browser browser = whoHas("turns");
    JsonNode turn = browser.get("/api/workbench").json().at("/turns/0");
    String path = "/api/files/" + turn.get("file").asString();
    JsonNode before = browser.get(path).json().get("version");

    Browser.Answer answer =
        browser.post(
            path + "/commands",
            Map.of(
                "version",
                before,
                "command",
                Map.of("kind", "act", "run", turn.get("run"), "choice", "dance")));

    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.response().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(answer.json().get("refusals")).isNotEmpty();
    assertThat(browser.get(path).json().get("version")).isEqualTo(before);
  }

  @Test
  void a_command_on_an_older_version_meets_a_conflict() {
    Browser browser = whoHas("turns");
    JsonNode turn = browser.get("/api/workbench").json().at("/turns/0");

    Browser.Answer answer =
        browser.post(
            "/api/files/" + turn.get("file").asString() + "/commands",
            Map.of(
                "version",
                1,
                "command",
                Map.of("kind", "act", "run", turn.get("run"), "choice", "approve")));

    assertThat(answer.status()).isEqualTo(409);
  }

  @Test
  void a_form_in_hand_is_told_everything_that_is_wrong_at_once() {
    Browser browser = Browser.signedIn(server.port(), openingAccount());
    JsonNode subject =
        browser
            .get("/api/subjects")
            .json()
            .valueStream()
            .filter(s -> s.get("id").asString().equals("project"))
            .findFirst()
            .orElseThrow();
    String procedure = subject.at("/openings/0/procedure").asString();

    JsonNode check =
        browser
            .post(
                "/api/check",
                Map.of(
                    "procedure",
                    procedure,
                    "values",
                    Map.of("project.lead_unit", "nowhere", "no.such", 1)))
            .json();

    assertThat(check.get("findings").valueStream().map(f -> f.path("field").asString("")))
        .contains("project.lead_unit", "no.such", "project.name", "confirmed");
    assertThat(check.get("findings").valueStream().filter(f -> f.has("citation"))).isNotEmpty();
    assertThat(check.get("required")).isNotEmpty();
  }

  private String openingAccount() {
    for (JsonNode account : new Browser(server.port()).get("/api/demo/accounts").json()) {
      String username = account.get("username").asString();
      Browser browser = Browser.signedIn(server.port(), username);
      boolean opens =
          browser
              .get("/api/subjects")
              .json()
              .valueStream()
              .anyMatch(
                  s -> s.get("id").asString().equals("project") && !s.get("openings").isEmpty());
      if (opens) {
        return username;
      }
    }
    throw new AssertionError("nobody can open a project");
  }

  @Test
  void a_past_day_is_assessed_as_it_was_and_history_reads_in_chinese() {
    Browser browser = whoHas("turns");
    JsonNode turn = browser.get("/api/workbench").json().at("/turns/0");
    String path = "/api/files/" + turn.get("file").asString();
    JsonNode history = browser.get(path + "/history").json();
    String first = history.at("/0/day").asString();

    JsonNode then = browser.get(path + "/assessment?day=" + first).json();

    assertThat(then.get("day").asString()).isEqualTo(first);
    assertThat(then.get("turns").size()).isLessThan(1);
    assertThat(history.at("/0/title").asString()).isEqualTo("建立档案");
    assertThat(history.valueStream().map(e -> e.get("title").asString()))
        .allMatch(t -> t.matches("(?s).*\\p{IsHan}.*") && !t.contains("_"));
  }

  @Test
  void papers_are_uploaded_as_a_stream_and_given_only_with_a_file_one_sees() {
    Browser browser = Browser.signedIn(server.port(), openingAccount());

    Browser.Answer text =
        browser.send(
            "POST",
            "/api/attachments?name=" + "a.txt",
            "一份说明",
            "Content-Type",
            "application/octet-stream");
    Browser.Answer program =
        browser.send(
            "POST",
            "/api/attachments?name=a.exe",
            "MZ\u0090\u0000\u0003",
            "Content-Type",
            "application/octet-stream");

    assertThat(text.status()).as(text.body()).isEqualTo(200);
    assertThat(program.status()).as(program.body()).isEqualTo(415);
    String file = browser.get("/api/files?size=1").json().at("/items/0/id").asString();
    assertThat(
            browser
                .get("/api/files/" + file + "/attachments/" + text.json().get("digest").asString())
                .status())
        .as("a paper that is not the file's")
        .isEqualTo(404);
  }

  @Test
  void lists_are_filtered_and_exported_as_a_workbook() throws IOException, InterruptedException {
    Browser browser = whoHas("turns");
    JsonNode running = browser.get("/api/files?subject=project&state=running&size=100").json();

    assertThat(running.get("items")).isNotEmpty();
    assertThat(running.get("items").valueStream()).allMatch(f -> f.has("openRun"));
    assertThat(browser.get("/api/files?state=odd").status()).isEqualTo(400);
    byte[] sheet = browser.bytes("/api/files/export?subject=project");
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(sheet))) {
      assertThat(zip.getNextEntry()).isNotNull();
    }
  }

  @Test
  void columns_of_a_subject_are_shown_sorted_by_and_exported()
      throws IOException, InterruptedException {
    Browser browser = Browser.signedIn(server.port(), "auditor");
    List<String> columns =
        browser
            .get("/api/subjects")
            .json()
            .valueStream()
            .filter(s -> s.get("id").asString().equals("project"))
            .flatMap(s -> s.get("columns").valueStream())
            .map(c -> c.get("id").asString())
            .toList();
    assertThat(columns).contains("total", "lead_unit", "plan_year");

    JsonNode dearest =
        browser.get("/api/files?subject=project&sort=total,desc&size=200").json().get("items");
    List<BigDecimal> totals =
        dearest
            .valueStream()
            .map(f -> f.at("/columns/total").asString())
            .filter(t -> !t.isEmpty())
            .map(BigDecimal::new)
            .toList();
    assertThat(totals).hasSizeGreaterThan(10).isSortedAccordingTo(Comparator.reverseOrder());
    JsonNode first = dearest.get(0);
    assertThat(first.at("/display/total").asString())
        .isEqualTo(new DecimalFormat("#,##0.00").format(totals.getFirst()) + " 元");
    assertThat(first.at("/display/lead_unit").asString())
        .isNotEqualTo(first.at("/columns/lead_unit").asString());

    int year = first.at("/columns/plan_year").asInt();
    assertThat(browser.get("/api/files?subject=project&plan_year=" + year).json().get("items"))
        .isNotEmpty()
        .allMatch(f -> f.at("/columns/plan_year").asInt() == year);

    try (XSSFWorkbook workbook =
        new XSSFWorkbook(
            new ByteArrayInputStream(
                browser.bytes("/api/files/export?subject=project&sort=total,desc")))) {
      List<String> titles = new ArrayList<>();
      workbook.getSheetAt(0).getRow(0).forEach(c -> titles.add(c.getStringCellValue()));
      assertThat(titles).contains("计划年度", "牵头单位", "总投资额（元）");
      XSSFCell cell = workbook.getSheetAt(0).getRow(1).getCell(titles.indexOf("总投资额（元）"));
      assertThat(BigDecimal.valueOf(cell.getNumericCellValue()))
          .isEqualByComparingTo(totals.getFirst());
      assertThat(cell.getCellStyle().getDataFormatString()).isEqualTo("#,##0.00");
    }
  }

  @Test
  void the_regulations_form_prints_as_html_and_as_a_document()
      throws IOException, InterruptedException {
    Browser browser = whoHas("turns");
    for (JsonNode row : browser.get("/api/files?subject=project&size=100").json().get("items")) {
      String path = "/api/files/" + row.get("id").asString();
      for (JsonNode run : browser.get(path).json().get("runs")) {
        if (run.get("forms").isEmpty()) {
          continue;
        }
        String form = path + "/forms/" + run.at("/forms/0/id").asString();
        String query = "?run=" + run.get("id").asString();
        assertThat(browser.get(form + query).json().get("html").asString())
            .contains("<table>", "A4");
        byte[] docx = browser.bytes(form + ".docx" + query);
        try (var document =
            new org.apache.poi.xwpf.usermodel.XWPFDocument(new ByteArrayInputStream(docx))) {
          assertThat(document.getTables()).isNotEmpty();
        }
        return;
      }
    }
    throw new AssertionError("no run has a form");
  }

  @Test
  void many_acts_are_answered_one_by_one() {
    Browser browser = whoHas("turns");

    JsonNode results =
        browser
            .post(
                "/api/acts",
                Map.of(
                    "acts",
                    java.util.List.of(
                        Map.of("file", "none", "run", "none", "choice", "agree"),
                        Map.of("file", "neither", "run", "none", "choice", "agree"))))
            .json();

    assertThat(results.valueStream().map(r -> r.get("ok").asBoolean()))
        .containsExactly(false, false);
    assertThat(results.at("/0/problem/status").asInt()).isEqualTo(404);
  }

  @Test
  void nobody_is_answered_with_a_stack_trace() {
    Browser browser = whoHas("turns");
    for (Browser.Answer answer :
        java.util.List.of(
            browser.post("/api/files", "{\"procedure\": 7, \"values\": []}"),
            browser.post("/api/files", "{"),
            browser.post("/api/check", "[]"),
            browser.get("/api/files?page=x"),
            browser.get("/api/files/%00"),
            browser.get("/api/files/a/assessment?day=32"),
            browser.get("/api/none"),
            browser.send("PUT", "/api/files", "{}"))) {
      assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
      assertThat(answer.body()).doesNotContain("Exception", "at zhunsheng", "org.springframework");
    }
  }

  @Test
  void database_keeps_every_commit_and_its_user_is_no_superuser() {
    var jdbc =
        org.springframework.jdbc.core.simple.JdbcClient.create(
            server.bean(javax.sql.DataSource.class));

    for (String setting : java.util.List.of("fsync", "synchronous_commit", "full_page_writes")) {
      assertThat(jdbc.sql("show " + setting).query(String.class).single()).isEqualTo("on");
    }
    assertThat(
            jdbc.sql("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  @Test
  void record_and_audit_log_verify() {
    for (JsonNode account : new Browser(server.port()).get("/api/demo/accounts").json()) {
      Browser browser = Browser.signedIn(server.port(), account.get("username").asString());
      Browser.Answer verified = browser.get("/api/verify");
      if (verified.status() == 200) {
        assertThat(verified.json().get("ok").asBoolean()).as(verified.body()).isTrue();
        assertThat(verified.json().get("events").asLong()).isPositive();
        return;
      }
    }
    throw new AssertionError("nobody may verify");
  }
}
