package zhunsheng.server.files;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.view.FileLists;
import zhunsheng.casebook.view.FileQuery;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.casebook.view.Page;
import zhunsheng.server.files.Commands.CommandBody;
import zhunsheng.server.files.Commands.OpeningBody;
import zhunsheng.server.files.Commands.Recording;
import zhunsheng.server.files.FileViews.FileDetail;
import zhunsheng.server.files.FileViews.FilePage;
import zhunsheng.server.files.FileViews.FileRowView;
import zhunsheng.server.files.FileViews.ReadingView;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;

@RestController
@RequestMapping(path = "/api/files", produces = MediaType.APPLICATION_JSON_VALUE)
class FileController {
  private static final int MOST_READINGS = 200;
  private static final String KEY = "Idempotency-Key";
  private static final int LONGEST_KEY = 100;

  private final Desk desk;
  private final FileLists lists;
  private final FileReader reader;
  private final Readings readings;
  private final Commands commands;
  private final DraftDesk drafts;
  private final FileSheet sheet;

  FileController(
      Desk desk,
      FileLists lists,
      FileReader reader,
      Readings readings,
      Commands commands,
      DraftDesk drafts,
      FileSheet sheet) {
    this.desk = desk;
    this.lists = lists;
    this.reader = reader;
    this.readings = readings;
    this.commands = commands;
    this.drafts = drafts;
    this.sheet = sheet;
  }

  @GetMapping
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  FilePage files(
      @AuthenticationPrincipal Account account,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String stage,
      @RequestParam(required = false) @Nullable String office,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(name = "plan_year", required = false) @Nullable Integer planYear,
      @RequestParam(defaultValue = "updated,desc") String sort,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "20") int size) {
    FileQuery query =
        query(
            account,
            subject,
            q,
            stage,
            office,
            state,
            planYear,
            sort,
            page,
            Math.clamp(size, 1, 200));
    Page<FileRow> rows = lists.files(account.jurisdiction(), query);
    Names names = desk.names(desk.current(account), null);
    return new FilePage(
        rows.items().stream().map(r -> FileRowView.of(names, r)).toList(),
        rows.total(),
        rows.more(),
        rows.page(),
        rows.size());
  }

  @GetMapping(path = "/export", produces = FileSheet.MEDIA_TYPE)
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  void export(
      @AuthenticationPrincipal Account account,
      @RequestParam String subject,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String stage,
      @RequestParam(required = false) @Nullable String office,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(name = "plan_year", required = false) @Nullable Integer planYear,
      @RequestParam(defaultValue = "updated,desc") String sort,
      HttpServletResponse response)
      throws IOException {
    if (!desk.current(account).vocabulary().subjects().containsKey(subject)) {
      throw ProblemException.notFound();
    }
    Names names = desk.names(desk.current(account), null);
    String title = names.policy().vocabulary().subject(subject).title();
    sheet.write(
        names,
        subject,
        page ->
            lists.files(
                account.jurisdiction(),
                query(
                    account,
                    subject,
                    q,
                    stage,
                    office,
                    state,
                    planYear,
                    sort,
                    page,
                    FileSheet.ROWS_AT_ONCE)),
        Download.to(response, FileSheet.MEDIA_TYPE, title + " " + desk.today() + ".xlsx"));
  }

  private FileQuery query(
      Account account,
      @Nullable String subject,
      @Nullable String q,
      @Nullable String stage,
      @Nullable String office,
      @Nullable String state,
      @Nullable Integer planYear,
      String sort,
      int page,
      int size) {
    Map<String, String> columns = new HashMap<>();
    if (planYear != null) {
      columns.put("plan_year", planYear.toString());
    }
    String[] order = sort.split(",", 2);
    return new FileQuery(
        desk.today(),
        desk.viewers(account),
        blankToNull(subject),
        blankToNull(q),
        blankToNull(stage),
        blankToNull(office),
        state(state),
        columns,
        order[0],
        order.length > 1 && order[1].equals("asc"),
        Math.clamp(page, 0, 1_000_000),
        size);
  }

  private static FileQuery.@Nullable State state(@Nullable String state) {
    if (state == null || state.isBlank()) {
      return null;
    }
    try {
      return FileQuery.State.valueOf(state.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(
          ProblemKind.BAD_REQUEST, "状态应为 open、closed、held、overdue、running 或 returned。");
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  @PostMapping
  @AllowedTo({Role.HANDLER, Role.LEADER})
  Recording open(
      @AuthenticationPrincipal Account account,
      @RequestHeader(name = KEY, required = false) @Nullable String key,
      @Valid @RequestBody OpeningBody body) {
    return commands.open(account, body, key(key));
  }

  @GetMapping("/{id}")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  FileDetail file(@AuthenticationPrincipal Account account, @PathVariable String id) {
    return reader.detail(account, id, drafts.of(account, id));
  }

  /** Who of other offices read the file, for the office whose file it is and those who see all. */
  @GetMapping("/{id}/readings")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  List<ReadingView> readings(@AuthenticationPrincipal Account account, @PathVariable String id) {
    Desk.Opened opened = desk.open(account, id);
    if (!desk.mine(account).contains(opened.file().office()) && desk.viewers(account) != null) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "由档案所属单位查看查阅记录。");
    }
    Names names = desk.names(opened.policy(), opened.dossier());
    return readings.of(account.jurisdiction(), id, MOST_READINGS).stream()
        .map(
            r ->
                new ReadingView(
                    r.at(), names.office(r.office()), names.person(r.person()), r.paper()))
        .toList();
  }

  @GetMapping("/{id}/assessment")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  AssessmentView assessment(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable LocalDate day) {
    return reader.assessment(account, id, day == null ? desk.today() : day);
  }

  @GetMapping("/{id}/history")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  List<History.HistoryEntry> history(
      @AuthenticationPrincipal Account account, @PathVariable String id) {
    return reader.history(account, id);
  }

  /** A command on a file, at the version that its sender saw, or at any. */
  record CommandMessage(@Nullable Long version, @NotNull @Valid CommandBody command) {}

  @PostMapping("/{id}/commands")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  Recording command(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @RequestHeader(name = KEY, required = false) @Nullable String key,
      @Valid @RequestBody CommandMessage message) {
    return commands.on(account, id, message.command(), key(key), message.version());
  }

  private static @Nullable String key(@Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw ProblemException.of(ProblemKind.BAD_REQUEST, "Idempotency-Key 为 1 至 100 个字符。");
    }
    return key;
  }
}
