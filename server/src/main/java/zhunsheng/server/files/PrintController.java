package zhunsheng.server.files;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.documents.DocxForm;
import zhunsheng.documents.FormFiller;
import zhunsheng.documents.HtmlForm;
import zhunsheng.documents.Printed;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.ProblemException;

/** The regulation's own forms, filled from the file. */
@RestController
@RequestMapping("/api/files/{id}/forms")
class PrintController {
  private final Desk desk;

  PrintController(Desk desk) {
    this.desk = desk;
  }

  /** A filled form as a page of HTML of its own. */
  record PrintedForm(String title, String html) {}

  @GetMapping(path = "/{form}", produces = MediaType.APPLICATION_JSON_VALUE)
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  PrintedForm form(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @PathVariable String form,
      @RequestParam(required = false) @Nullable String run) {
    Printed printed = fill(account, id, form, run);
    return new PrintedForm(String.join("", printed.lines()), HtmlForm.of(printed));
  }

  @GetMapping(path = "/{form}.docx", produces = DocxForm.MEDIA_TYPE)
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  void docx(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @PathVariable String form,
      @RequestParam(required = false) @Nullable String run,
      HttpServletResponse response)
      throws IOException {
    Printed printed = fill(account, id, form, run);
    DocxForm.write(
        printed,
        Download.to(response, DocxForm.MEDIA_TYPE, String.join("", printed.lines()) + ".docx"));
  }

  private Printed fill(Account account, String id, String formId, @Nullable String runId) {
    Desk.Opened opened = desk.open(account, id);
    Policy.Form form = opened.policy().forms().get(formId);
    Run run = runId == null ? null : opened.file().runs().get(runId);
    if (form == null
        || !form.subject().equals(opened.file().subject())
        || (runId != null && run == null)) {
      throw ProblemException.notFound();
    }
    Names names = desk.names(opened.policy(), opened.dossier());
    return FormFiller.fill(
        opened.policy(),
        form,
        opened.dossier(),
        run,
        desk.today(),
        new Printed.Names() {
          @Override
          public String office(String office) {
            return names.office(office).name();
          }

          @Override
          public String person(String person) {
            return names.person(person);
          }

          @Override
          public @Nullable String file(String file) {
            return names.files().apply(file);
          }
        });
  }
}
