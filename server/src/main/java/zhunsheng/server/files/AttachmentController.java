package zhunsheng.server.files;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.attachment.AttachmentRefusedException;
import zhunsheng.casebook.attachment.AttachmentStore;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.file.Run;
import zhunsheng.server.files.Values.AttachmentView;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;

/** Papers: uploaded as a stream, and given out to those who see a file they belong to. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class AttachmentController {
  private static final int LONGEST_NAME = 200;

  private final Desk desk;
  private final AttachmentStore store;
  private final Readings readings;
  private final BusinessClock clock;

  AttachmentController(Desk desk, AttachmentStore store, Readings readings, BusinessClock clock) {
    this.desk = desk;
    this.store = store;
    this.readings = readings;
    this.clock = clock;
  }

  @PostMapping(path = "/attachments", consumes = MediaType.ALL_VALUE)
  @AllowedTo({Role.HANDLER, Role.LEADER})
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  AttachmentView upload(
      @AuthenticationPrincipal Account account,
      @RequestParam String name,
      HttpServletRequest request)
      throws IOException {
    String shown = name.strip();
    if (shown.isEmpty() || shown.length() > LONGEST_NAME || shown.chars().anyMatch(c -> c < ' ')) {
      throw ProblemException.of(ProblemKind.BAD_REQUEST, "文件名为 1 至 200 个字符。");
    }
    try (InputStream in = request.getInputStream()) {
      return AttachmentView.of(
          store.store(
              new AttachmentStore.Uploader(
                  account.jurisdiction(), account.id(), account.office(), clock.now()),
              shown.substring(Math.max(shown.lastIndexOf('/'), shown.lastIndexOf('\\')) + 1),
              in));
    } catch (AttachmentRefusedException e) {
      throw ProblemException.of(
          switch (e.reason()) {
            case TOO_LARGE -> ProblemKind.TOO_LARGE;
            case TYPE_NOT_ALLOWED -> ProblemKind.UNSUPPORTED_MEDIA_TYPE;
            case EMPTY, DAMAGED -> ProblemKind.REFUSED;
          },
          String.valueOf(e.getMessage()));
    }
  }

  @GetMapping(path = "/files/{id}/attachments/{digest}", produces = MediaType.ALL_VALUE)
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<InputStreamResource> download(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @PathVariable String digest,
      @RequestParam(required = false) @Nullable String name) {
    CaseFile file = desk.open(account, id).file();
    Material.Attachment paper =
        file.runs().values().stream()
            .flatMap(AttachmentController::papers)
            .filter(a -> a.digest().equals(digest))
            .filter(a -> name == null || a.name().equals(name))
            .findFirst()
            .orElseThrow(ProblemException::notFound);
    readings.note(account, file, paper.name());
    // Always saved, never shown in our own origin: a paper may hold scripts.
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(paper.mediaType()))
        .contentLength(paper.size())
        .header(HttpHeaders.CONTENT_DISPOSITION, Download.disposition(paper.name()))
        .body(new InputStreamResource(store.open(account.jurisdiction(), digest)));
  }

  private static Stream<Material.Attachment> papers(Run run) {
    Stream<Map<String, Material>> acts =
        run.visits().stream()
            .flatMap(v -> v.assignments().stream())
            .flatMap(
                a -> {
                  Run.Act act = a.act();
                  return act == null ? Stream.empty() : Stream.of(act.materials());
                });
    return Stream.concat(Stream.of(run.materials()), acts)
        .flatMap(m -> m.values().stream())
        .flatMap(m -> m.attachments().stream());
  }
}
