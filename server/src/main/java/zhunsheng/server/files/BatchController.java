package zhunsheng.server.files;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.documents.DocxForm;
import zhunsheng.policy.act.Refusal;
import zhunsheng.server.files.BatchViews.BatchReport;
import zhunsheng.server.files.BatchViews.BatchState;
import zhunsheng.server.files.BatchViews.BatchView;
import zhunsheng.server.files.BatchViews.OverlapMap;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;
import zhunsheng.server.similarity.BatchStore.Batch;
import zhunsheng.server.similarity.Batches;

/** Many files held against everything at once: a plan, a choice of files, the whole directory. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class BatchController {
  private final BatchDesk batches;
  private final Batches work;
  private final Desk desk;

  BatchController(BatchDesk batches, Batches work, Desk desk) {
    this.batches = batches;
    this.work = work;
    this.desk = desk;
  }

  /**
   * What is compared: one of the three.
   *
   * @param about a file whose files are compared: a plan
   * @param files ids of chosen files
   * @param everything the whole directory
   */
  record CompareBody(
      @Nullable String about,
      @Nullable @Size(max = 500) List<String> files,
      @Nullable Boolean everything) {}

  @PostMapping("/look-alike-batches")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  BatchView begin(@AuthenticationPrincipal Account account, @Valid @RequestBody CompareBody body) {
    if (batches.batches(account).stream()
        .anyMatch(b -> b.mine() && b.state() == BatchState.RUNNING)) {
      throw ProblemException.of(ProblemKind.CONFLICT, "您已有一次批量查重正在进行，请等它结束或者先停止它。");
    }
    boolean everything = Boolean.TRUE.equals(body.everything());
    String about = body.about();
    List<String> files;
    String title;
    if (everything) {
      if (!batches.seesAll(account)) {
        throw ProblemException.of(ProblemKind.NOT_ALLOWED, "由能够查看全部档案的单位更新全图。");
      }
      files = batches.everything(account);
      title = BatchDesk.EVERYTHING;
    } else if (about != null) {
      files = batches.about(account, about);
      Desk.Opened opened = desk.open(account, about);
      title = Desk.name(opened.policy(), opened.file());
    } else {
      List<String> chosen = body.files() == null ? List.of() : body.files();
      files = batches.compared(account, new LinkedHashSet<>(chosen));
      title = "所选的 " + files.size() + " 份档案";
    }
    if (files.isEmpty()) {
      throw ProblemException.refused(
          List.of(Refusal.incomplete("没有可以比对的项目或者系统", null, about == null ? "files" : "about")));
    }
    String id = work.begin(account.jurisdiction(), title, everything, account.id(), files);
    return batches.view(account, batches.batch(account, id));
  }

  @GetMapping("/look-alike-batches")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  List<BatchView> batches(@AuthenticationPrincipal Account account) {
    return batches.batches(account);
  }

  @GetMapping("/look-alike-batches/{batch}")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  BatchReport batch(@AuthenticationPrincipal Account account, @PathVariable String batch) {
    return batches.report(account, batches.batch(account, batch));
  }

  /** Stops it; what was found stays. */
  @DeleteMapping("/look-alike-batches/{batch}")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  BatchView cancel(@AuthenticationPrincipal Account account, @PathVariable String batch) {
    Batch found = batches.batch(account, batch);
    if (!found.account().equals(account.id())) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "由发起的人停止。");
    }
    work.cancel(account.jurisdiction(), batch);
    return batches.view(account, batches.batch(account, batch));
  }

  @GetMapping(path = "/look-alike-batches/{batch}/export", produces = FileSheet.MEDIA_TYPE)
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  void export(
      @AuthenticationPrincipal Account account,
      @PathVariable String batch,
      HttpServletResponse response)
      throws IOException {
    BatchReport report = batches.report(account, batches.batch(account, batch));
    String name = "批量查重 " + report.batch().title() + " " + report.batch().day() + ".xlsx";
    BatchSheet.write(report, Download.to(response, FileSheet.MEDIA_TYPE, name));
  }

  /** The report as a paper for a meeting. */
  @GetMapping(path = "/look-alike-batches/{batch}/export.docx", produces = DocxForm.MEDIA_TYPE)
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  void paper(
      @AuthenticationPrincipal Account account,
      @PathVariable String batch,
      HttpServletResponse response)
      throws IOException {
    BatchReport report = batches.report(account, batches.batch(account, batch));
    String name = "批量查重报告 " + report.batch().title() + " " + report.batch().day() + ".docx";
    DocxForm.write(BatchPaper.of(report), Download.to(response, DocxForm.MEDIA_TYPE, name));
  }

  @GetMapping("/look-alike-map")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  OverlapMap map(@AuthenticationPrincipal Account account) {
    return batches.map(account);
  }
}
