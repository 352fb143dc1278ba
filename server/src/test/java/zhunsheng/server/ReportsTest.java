package zhunsheng.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import zhunsheng.server.identity.Role;

/** The reports of the first pack over HTTP: who may open which, and of whose files. */
@ExtendWith(TestServer.class)
class ReportsTest {
  private final TestServer.Running server;

  ReportsTest(TestServer.Running server) {
    this.server = server;
  }

  private static List<String> ids(JsonNode reports) {
    return reports.valueStream().map(r -> r.get("id").asString()).toList();
  }

  private static List<String> files(JsonNode rows) {
    return rows.valueStream().map(r -> r.get("file").asString()).toList();
  }

  @Test
  void each_office_is_offered_the_reports_that_the_pack_opens_to_it() {
    assertThat(ids(server.as("bureau").get("/api/reports").json()))
        .containsExactlyInAnyOrder(
            "no_crypto_assessment",
            "level_gaps",
            "hardware_purchases",
            "evaluation_results",
            "overdue_resources",
            "lapse_notices");
    assertThat(ids(server.as("police").get("/api/reports").json())).containsExactly("level_gaps");
    assertThat(ids(server.as("finance").get("/api/reports").json()))
        .containsExactlyInAnyOrder("evaluation_results", "overdue_resources", "lapse_notices");
    assertThat(ids(server.as("economy").get("/api/reports").json())).isEmpty();
    assertThat(ids(server.as("auditor").get("/api/reports").json())).hasSize(6);
  }

  @Test
  void a_report_that_is_not_open_to_an_office_is_refused_and_one_that_is_not_there_not_found() {
    Browser economy = server.as("economy");

    assertThat(economy.get("/api/reports/level_gaps").status()).isEqualTo(403);
    assertThat(economy.get("/api/reports/level_gaps/export").status()).isEqualTo(403);
    assertThat(economy.get("/api/reports/nothing").status()).isEqualTo(404);
  }

  @Test
  void a_report_lists_exactly_the_files_that_its_article_means() {
    Browser auditor = server.as("auditor");
    JsonNode report = auditor.get("/api/reports/no_crypto_assessment?size=200").json();
    List<String> expected = new ArrayList<>();
    for (JsonNode row : auditor.get("/api/files?subject=system&size=200").json().get("items")) {
      JsonNode file = auditor.get("/api/files/" + row.get("id").asString()).json();
      Set<String> facts =
          file.get("facts")
              .valueStream()
              .map(f -> f.get("name").asString())
              .collect(Collectors.toSet());
      Set<String> reached =
          file.get("milestones")
              .valueStream()
              .filter(m -> m.has("reachedOn"))
              .map(m -> m.get("id").asString())
              .collect(Collectors.toSet());
      if (reached.contains("registered")
          && !reached.contains("shut_down")
          && !facts.contains("crypto_assessed_on")) {
        expected.add(row.get("id").asString());
      }
    }

    assertThat(report.at("/report/citations/0/article").asInt()).isEqualTo(4);
    assertThat(expected).isNotEmpty();
    assertThat(files(report.get("items"))).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void a_unit_sees_its_own_files_in_it_and_no_others() {
    List<String> all =
        files(
            server
                .as("auditor")
                .get("/api/reports/evaluation_results?size=200")
                .json()
                .get("items"));
    Browser unit = server.as("yunhe");
    JsonNode own = unit.get("/api/reports/evaluation_results?size=200").json();

    assertThat(own.get("items")).isNotEmpty();
    assertThat(own.get("total").asInt()).isLessThan(all.size());
    for (String file : files(own.get("items"))) {
      assertThat(all).contains(file);
      assertThat(unit.get("/api/files/" + file).status()).isEqualTo(200);
    }
    assertThat(own.at("/items/0/display").properties()).isNotEmpty();
  }

  @Test
  void pages_put_together_are_the_whole_report() {
    Browser bureau = server.as("bureau");
    String path = "/api/reports/evaluation_results?size=";
    JsonNode whole = bureau.get(path + 200).json();
    List<JsonNode> pages = new ArrayList<>();
    for (int page = 0; pages.size() < whole.get("total").asInt(); page++) {
      JsonNode items = bureau.get(path + 7 + "&page=" + page).json().get("items");
      assertThat(items).isNotEmpty();
      items.forEach(pages::add);
    }

    assertThat(pages).isEqualTo(whole.get("items").valueStream().toList());
  }

  @Test
  void the_workbook_holds_the_rows_of_the_screen() throws IOException, InterruptedException {
    Browser bureau = server.as("bureau");
    JsonNode report = bureau.get("/api/reports/hardware_purchases?size=200").json();

    assertThat(report.get("items")).isNotEmpty();
    try (XSSFWorkbook workbook =
        new XSSFWorkbook(
            new ByteArrayInputStream(bureau.bytes("/api/reports/hardware_purchases/export")))) {
      XSSFSheet sheet = workbook.getSheetAt(0);
      assertThat(sheet.getLastRowNum()).isEqualTo(report.get("total").asInt());
      assertThat(sheet.getRow(0).getCell(5).getStringCellValue()).isEqualTo("金额（元）");
      assertThat(sheet.getRow(1).getCell(5).getNumericCellValue())
          .isEqualTo(Double.parseDouble(report.at("/items/0/values/amount").asString()));
      assertThat(sheet.getRow(1).getCell(0).getStringCellValue())
          .isEqualTo(report.at("/items/0/name").asString());
    }
  }

  @Test
  void another_jurisdiction_has_the_report_and_none_of_these_files() {
    Browser elsewhere =
        server.person(
            server.elsewhere(),
            server.overseer(server.elsewhere()),
            "reports.elsewhere",
            Role.AUDITOR);
    JsonNode report = elsewhere.get("/api/reports/level_gaps").json();

    assertThat(report.get("total").asInt()).isZero();
    assertThat(report.get("undecidedTotal").asInt()).isZero();
  }
}
