package zhunsheng.server.files;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.draft.Draft;
import zhunsheng.casebook.draft.Drafts;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.policy.model.Procedure;
import zhunsheng.server.files.FileViews.DraftRow;
import zhunsheng.server.files.Values.MaterialValue;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;

/** A person's own drafts: forms begun and not yet sent, kept as they are. */
@RestController
@RequestMapping(path = "/api/drafts", produces = MediaType.APPLICATION_JSON_VALUE)
class DraftDesk {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");
  private static final int LONGEST_BODY = 500_000;
  private static final int MOST = 200;

  private final Desk desk;
  private final Drafts drafts;
  private final BusinessClock clock;
  private final JsonMapper json;

  DraftDesk(Desk desk, Drafts drafts, BusinessClock clock, JsonMapper json) {
    this.desk = desk;
    this.drafts = drafts;
    this.clock = clock;
    this.json = json;
  }

  /** A form as it was left. */
  record DraftBody(
      @NotNull String procedure,
      @Nullable String file,
      @Nullable String run,
      @Nullable Map<String, @Nullable Object> values,
      @Nullable Map<String, MaterialValue> materials) {}

  @GetMapping
  @AllowedTo({Role.HANDLER, Role.LEADER})
  List<DraftRow> all(@AuthenticationPrincipal Account account) {
    return of(account, null);
  }

  /** The person's drafts, all of them or those for one file. */
  List<DraftRow> of(Account account, @Nullable String file) {
    return drafts.of(account.jurisdiction(), account.id()).stream()
        .filter(d -> file == null || file.equals(d.file()))
        .map(d -> row(account, d))
        .toList();
  }

  @GetMapping("/{id}")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  DraftBody draft(@AuthenticationPrincipal Account account, @PathVariable String id) {
    Draft draft =
        drafts
            .find(account.jurisdiction(), account.id(), id)
            .orElseThrow(ProblemException::notFound);
    return json.readValue(draft.body(), DraftBody.class);
  }

  @PutMapping("/{id}")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  DraftRow save(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @Valid @RequestBody DraftBody body) {
    String file = body.file();
    if (file != null) {
      desk.open(account, file);
    }
    Commands.procedure(desk.current(account), body.procedure());
    String kept = json.writeValueAsString(body);
    if (!ID.matcher(id).matches() || kept.length() > LONGEST_BODY) {
      throw ProblemException.of(ProblemKind.BAD_REQUEST, "草稿编号不正确或内容过长。");
    }
    List<Draft> all = drafts.of(account.jurisdiction(), account.id());
    if (all.size() >= MOST && all.stream().noneMatch(d -> d.id().equals(id))) {
      throw ProblemException.of(ProblemKind.REFUSED, "草稿已有 " + MOST + " 份，请先清理不用的草稿。");
    }
    Draft draft =
        new Draft(id, account.id(), body.procedure(), file, body.run(), kept, clock.now());
    drafts.save(account.jurisdiction(), draft);
    return row(account, draft);
  }

  @DeleteMapping("/{id}")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void drop(@AuthenticationPrincipal Account account, @PathVariable String id) {
    drafts.drop(account.jurisdiction(), account.id(), id);
  }

  private DraftRow row(Account account, Draft d) {
    Procedure procedure = desk.current(account).procedures().get(d.procedure());
    String file = d.file();
    FileRow row = file == null ? null : desk.row(account, file).orElse(null);
    return new DraftRow(
        d.id(),
        d.procedure(),
        procedure == null ? d.procedure() : procedure.title(),
        file,
        row == null ? null : row.name(),
        d.run(),
        d.savedAt());
  }
}
