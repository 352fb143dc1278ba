package zhunsheng.server.files;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Filler;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.value.Money;
import zhunsheng.server.files.LookAlikeViews.Also;
import zhunsheng.server.files.LookAlikeViews.AnswerView;
import zhunsheng.server.files.LookAlikeViews.LookAlike;
import zhunsheng.server.files.LookAlikeViews.LookAlikes;
import zhunsheng.server.files.LookAlikeViews.Nearness;
import zhunsheng.server.files.LookAlikeViews.OpinionView;
import zhunsheng.server.files.LookAlikeViews.RecordedLookAlike;
import zhunsheng.server.files.LookAlikeViews.RunLookAlikes;
import zhunsheng.server.files.LookAlikeViews.Said;
import zhunsheng.server.files.LookAlikeViews.Side;
import zhunsheng.server.files.LookAlikeViews.SideBySide;
import zhunsheng.server.files.LookAlikeViews.Status;
import zhunsheng.server.files.LookAlikeViews.VerdictView;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.CitationView;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;
import zhunsheng.server.regulation.TypeView.Named;
import zhunsheng.server.similarity.Comparison;
import zhunsheng.server.similarity.Comparisons;
import zhunsheng.server.similarity.Descriptions;
import zhunsheng.server.similarity.Excerpts;
import zhunsheng.server.similarity.Opinions;
import zhunsheng.server.similarity.SecondJudge;
import zhunsheng.server.similarity.Verdicts;
import zhunsheng.server.similarity.Verdicts.Verdict;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.Hit;
import zhunsheng.similarity.text.Passages;

/**
 * What exists already that does the same: while a form is filled, as it was found at its
 * submission, and what reviewers say of it.
 */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class LookAlikeController {
  private static final String LINES = "application/x-ndjson";
  private static final JsonMapper JSON = new JsonMapper();

  private final Desk desk;
  private final Commands commands;
  private final LookAlikeDesk lookAlikes;
  private final Comparisons comparisons;
  private final Verdicts verdicts;
  private final SecondJudge second;
  private final Opinions opinions;
  private final Casebook casebook;
  private final AuditLog audit;
  private final BusinessClock clock;

  LookAlikeController(
      Desk desk,
      Commands commands,
      LookAlikeDesk lookAlikes,
      Comparisons comparisons,
      Verdicts verdicts,
      SecondJudge second,
      Opinions opinions,
      Casebook casebook,
      AuditLog audit,
      BusinessClock clock) {
    this.desk = desk;
    this.commands = commands;
    this.lookAlikes = lookAlikes;
    this.comparisons = comparisons;
    this.verdicts = verdicts;
    this.second = second;
    this.opinions = opinions;
    this.casebook = casebook;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What is to be compared: a form in hand by its procedure and values, or a name and a content.
   *
   * @param file the form's own file, which is not found
   * @param field the field of the form that the comparison fills; default: the first that has one
   */
  record LookAlikesBody(
      @Nullable String file,
      @Nullable String procedure,
      @Nullable String field,
      @Nullable Map<String, @Nullable Object> values,
      @Nullable @Size(max = 4_000) String name,
      @Nullable @Size(max = 4_000_000) String content) {}

  @PostMapping("/look-alikes")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  LookAlikes lookAlikes(
      @AuthenticationPrincipal Account account, @Valid @RequestBody LookAlikesBody body) {
    String file = body.file();
    Desk.Opened opened = file == null ? null : desk.open(account, file);
    Policy policy = opened == null ? desk.current(account) : opened.policy();
    Names names = desk.names(policy, opened == null ? null : opened.dossier());
    String content = body.content() == null ? "" : body.content();
    String id = body.procedure();
    Comparison comparison;
    if (id == null) {
      String name = body.name() == null ? "" : body.name();
      comparison =
          comparisons.compare(
              account.jurisdiction(),
              new Description(name, content),
              opened == null ? Set.of() : Descriptions.apart(policy, opened.dossier()));
    } else {
      Procedure procedure = Commands.procedure(policy, id);
      Values values =
          commands.values(account, procedure.fields(), List.of(), body.values(), Map.of());
      comparison =
          lookAlikes.compare(
              new LookAlikeDesk.Form(
                  policy,
                  procedure,
                  opened == null ? null : opened.dossier(),
                  values.facts(),
                  values.fields()),
              compared(procedure, body.field()));
    }
    return switch (comparison) {
      case Comparison.NotMade not ->
          new LookAlikes(Status.NOT_CHECKED, not.reason(), not.soon(), false, List.of());
      case Comparison.Made made ->
          new LookAlikes(
              Status.CHECKED,
              null,
              false,
              content.length() > Passages.LONGEST,
              folded(account, made.hits().stream().map(h -> view(account, names, h)).toList()));
    };
  }

  private LookAlike view(Account account, Names names, Hit hit) {
    String id = hit.existing().id();
    CaseFile other = casebook.file(account.jurisdiction(), id).orElse(null);
    return new LookAlike(
        id,
        hit.existing().description().name(),
        other == null ? null : names.office(other.office()),
        Excerpts.score(hit),
        other == null
            ? null
            : lookAlikes.amount(account.jurisdiction(), other).map(Money::toYuan).orElse(null),
        Nearness.of(Excerpts.level(hit)),
        LookAlikeDesk.passages(hit),
        Excerpts.newParts(hit),
        desk.row(account, id).isPresent(),
        List.of());
  }

  /** A system and the project that built it stand once where they bear one name. */
  private List<LookAlike> folded(Account account, List<LookAlike> hits) {
    Map<String, LookAlike> shown = new LinkedHashMap<>();
    for (LookAlike hit : hits) {
      LookAlike entry =
          shown.values().stream()
              .filter(other -> belongs(account, other, hit))
              .findFirst()
              .orElse(null);
      if (entry == null) {
        shown.put(hit.file(), hit);
      } else {
        List<Also> also = new ArrayList<>(entry.also());
        casebook
            .file(account.jurisdiction(), hit.file())
            .ifPresent(f -> also.add(also(account, f, hit)));
        shown.put(entry.file(), entry.with(also));
      }
    }
    return List.copyOf(shown.values());
  }

  private Also also(Account account, CaseFile file, LookAlike hit) {
    Policy policy = casebook.policy(account.jurisdiction(), file.id());
    return new Also(
        file.id(),
        hit.name(),
        new Named(file.subject(), policy.vocabulary().subject(file.subject()).title()),
        hit.open());
  }

  private boolean belongs(Account account, LookAlike one, LookAlike other) {
    String jurisdiction = account.jurisdiction();
    return one.name().equals(other.name())
        && casebook.file(jurisdiction, one.file()).isPresent()
        && Descriptions.apart(
                casebook.policy(jurisdiction, one.file()),
                casebook.dossier(jurisdiction, one.file()))
            .contains(other.file());
  }

  @GetMapping("/files/{id}/runs/{run}/look-alikes")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  List<RunLookAlikes> ofRun(
      @AuthenticationPrincipal Account account, @PathVariable String id, @PathVariable String run) {
    Desk.Opened opened = desk.open(account, id);
    Run found = run(opened, run);
    Names names = desk.names(opened.policy(), opened.dossier());
    Heard said =
        new Heard(
            verdicts.of(account.jurisdiction(), id, run),
            opinions.of(account.jurisdiction(), id, run));
    Actor actor = Desk.acts(account) ? desk.actor(account) : null;
    List<RunLookAlikes> all = new ArrayList<>();
    for (Procedure.Field field : fields(opened, found)) {
      boolean checked = found.fields().containsKey(field.id());
      boolean judges = actor != null && office(found, actor) != null;
      all.add(
          new RunLookAlikes(
              field.id(),
              field.title(),
              !field.answers().isEmpty(),
              CitationView.ofNullable(field.citation()),
              checked ? Status.CHECKED : Status.NOT_CHECKED,
              entries(
                  account,
                  field,
                  FilledItems.of(found, field).stream()
                      .map(parts -> recorded(account, names, field, parts, said))
                      .toList()),
              desk.mayFill(account, opened, found, field),
              judges && field.answers().isEmpty(),
              judges && second.present()));
    }
    return all;
  }

  /** Those that are answered one by one stand one by one. */
  private List<RecordedLookAlike> entries(
      Account account, Procedure.Field field, List<RecordedLookAlike> recorded) {
    if (!field.answers().isEmpty()) {
      return recorded;
    }
    Map<String, RecordedLookAlike> byFile = new LinkedHashMap<>();
    recorded.forEach(r -> byFile.put(r.found().file(), r));
    return folded(account, recorded.stream().map(RecordedLookAlike::found).toList()).stream()
        .map(
            hit -> {
              RecordedLookAlike r = byFile.getOrDefault(hit.file(), recorded.getFirst());
              return new RecordedLookAlike(hit, r.answers(), r.verdicts(), r.opinion());
            })
        .toList();
  }

  /** The file of a run beside one that was found for it, for those who judge it. */
  @GetMapping("/files/{id}/runs/{run}/look-alikes/{other}")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  SideBySide sideBySide(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @PathVariable String run,
      @PathVariable String other) {
    Desk.Opened opened = desk.open(account, id);
    Run found = run(opened, run);
    CaseFile theirs = found(opened, found, other);
    boolean open = desk.row(account, other).isPresent();
    boolean judges = Desk.acts(account) && office(found, desk.actor(account)) != null;
    if (!open && !judges) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "由参加办理的单位对照查看。");
    }
    Names names = desk.names(opened.policy(), opened.dossier());
    Policy theirPolicy = casebook.policy(account.jurisdiction(), other);
    Optional<Money> one = lookAlikes.amount(account.jurisdiction(), opened.file());
    Optional<Money> two = lookAlikes.amount(account.jurisdiction(), theirs);
    Map<String, String> mineSaid = Descriptions.texts(opened.policy(), opened.file());
    Map<String, String> theirsSaid = Descriptions.texts(theirPolicy, theirs);
    Set<String> titles = new LinkedHashSet<>(mineSaid.keySet());
    titles.addAll(theirsSaid.keySet());
    return new SideBySide(
        side(names, opened.policy(), opened.file(), one, true),
        side(names, theirPolicy, theirs, two, open),
        one.flatMap(m -> two.map(m::plus)).map(Money::toYuan).orElse(null),
        titles.stream()
            .map(t -> new Said(t, mineSaid.getOrDefault(t, ""), theirsSaid.getOrDefault(t, "")))
            .toList());
  }

  private static Side side(
      Names names, Policy policy, CaseFile file, Optional<Money> amount, boolean open) {
    return new Side(
        file.id(),
        Desk.name(policy, file),
        names.office(file.office()),
        file.openedOn(),
        amount.map(Money::toYuan).orElse(null),
        open);
  }

  /** The file that was found for the run, if it is among what was found. */
  private CaseFile found(Desk.Opened opened, Run run, String other) {
    boolean held =
        fields(opened, run).stream()
            .flatMap(f -> FilledItems.of(run, f).stream())
            .anyMatch(parts -> other.equals(parts.get(Filler.KEY)));
    return Optional.of(other)
        .filter(id -> held)
        .flatMap(id -> casebook.file(opened.policy().jurisdiction(), id))
        .orElseThrow(ProblemException::notFound);
  }

  /** What reviewers and the second judge said of the hits of a run. */
  private record Heard(List<Verdict> verdicts, List<Opinions.Kept> opinions) {}

  private RecordedLookAlike recorded(
      Account account, Names names, Procedure.Field field, Map<?, ?> parts, Heard said) {
    String file = FilledItems.text(parts, "file");
    String owner = FilledItems.text(parts, "owner");
    return new RecordedLookAlike(
        new LookAlike(
            file,
            FilledItems.text(parts, "other"),
            owner.isEmpty() ? null : names.office(owner),
            parts.get("score") instanceof Long score ? score : 0,
            parts.get("amount") instanceof Money amount ? amount.toYuan() : null,
            Nearness.of(FilledItems.text(parts, "level")),
            LookAlikeDesk.recorded(FilledItems.text(parts, "passages")),
            FilledItems.text(parts, "new_parts").lines().toList(),
            desk.row(account, file).isPresent(),
            List.of()),
        field.answers().values().stream()
            .filter(part -> parts.get(part.name()) != null)
            .map(
                part ->
                    new AnswerView(
                        part.title(), names.display(part.type(), parts.get(part.name()))))
            .toList(),
        said.verdicts().stream()
            .filter(v -> v.other().equals(file))
            .map(
                v ->
                    new VerdictView(
                        names.office(v.office()),
                        v.duplicate(),
                        v.reason(),
                        names.person(v.person()),
                        v.day()))
            .toList(),
        said.opinions().stream()
            .filter(o -> o.other().equals(file))
            .map(o -> new OpinionView(o.model(), o.duplicate(), o.reason(), o.day()))
            .findFirst()
            .orElse(null));
  }

  private static Run run(Desk.Opened opened, String id) {
    Run run = opened.file().runs().get(id);
    if (run == null) {
      throw ProblemException.notFound();
    }
    return run;
  }

  private static List<Procedure.Field> fields(Desk.Opened opened, Run run) {
    Procedure procedure = opened.policy().procedures().get(run.procedure());
    List<Procedure.Field> fields = procedure == null ? List.of() : procedure.compared();
    if (fields.isEmpty()) {
      throw ProblemException.notFound();
    }
    return fields;
  }

  private static Procedure.Field compared(Procedure procedure, @Nullable String field) {
    return procedure.compared().stream()
        .filter(f -> field == null || f.id().equals(field))
        .findFirst()
        .orElseThrow(ProblemException::notFound);
  }

  /** The office with a part in the run for which the actor speaks, or null. */
  private static @Nullable String office(Run run, Actor actor) {
    return run.visits().stream()
        .flatMap(v -> v.assignments().stream())
        .map(Run.Assignment::office)
        .filter(actor::mayActAs)
        .findFirst()
        .orElse(null);
  }

  /** Whether it is a duplicate, and why. */
  record VerdictBody(@NotNull Boolean duplicate, @Nullable @Size(max = 2_000) String reason) {}

  @PutMapping("/files/{id}/runs/{run}/look-alikes/{other}")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  List<RunLookAlikes> judge(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @PathVariable String run,
      @PathVariable String other,
      @Valid @RequestBody VerdictBody body) {
    Desk.Opened opened = desk.open(account, id);
    Run found = run(opened, run);
    boolean listed =
        fields(opened, found).stream()
            .filter(f -> f.answers().isEmpty())
            .flatMap(f -> FilledItems.of(found, f).stream())
            .anyMatch(parts -> other.equals(parts.get(Filler.KEY)));
    if (!listed) {
      throw ProblemException.notFound();
    }
    String office = office(found, desk.actor(account));
    if (office == null) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "由参加办理的单位确认是否重复。");
    }
    String reason = body.reason() == null ? "" : body.reason().strip();
    if (reason.isEmpty()) {
      throw ProblemException.refused(
          List.of(Refusal.incomplete("请写明认为重复或者不重复的理由", null, "reason")));
    }
    for (String judged : entry(account, id, run, other)) {
      verdicts.put(
          account.jurisdiction(),
          new Verdict(
              id, run, judged, office, body.duplicate(), reason, account.id(), desk.today()),
          clock.now());
    }
    audit.add(
        account,
        null,
        "查重意见",
        true,
        id + " " + run + " " + other + "：" + (body.duplicate() ? "重复" : "不重复") + "，" + reason);
    return ofRun(account, id, run);
  }

  /** Asks the second judge about one of them, and keeps what it says. */
  @PostMapping("/files/{id}/runs/{run}/look-alikes/{other}/opinion")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  List<RunLookAlikes> ask(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @PathVariable String run,
      @PathVariable String other) {
    Desk.Opened opened = desk.open(account, id);
    Run found = run(opened, run);
    CaseFile theirs = found(opened, found, other);
    if (!second.present()) {
      throw ProblemException.notFound();
    }
    if (office(found, desk.actor(account)) == null) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "由参加办理的单位征求第二判断。");
    }
    SecondJudge.Opinion opinion;
    try {
      opinion =
          second.ask(
              description(opened.policy(), opened.file()),
              description(casebook.policy(account.jurisdiction(), other), theirs));
    } catch (SecondJudge.NoOpinion e) {
      throw ProblemException.of(ProblemKind.UNAVAILABLE, e.why());
    }
    opinions.put(
        account.jurisdiction(),
        new Opinions.Kept(
            id,
            run,
            other,
            opinion.model(),
            opinion.duplicate(),
            opinion.reason(),
            account.id(),
            desk.today()),
        clock.now());
    audit.add(account, null, "征求第二判断", true, id + " " + run + " " + other + "：" + opinion.model());
    return ofRun(account, id, run);
  }

  private static Description description(Policy policy, CaseFile file) {
    return Descriptions.of(policy, file)
        .orElseGet(() -> new Description(Desk.name(policy, file), ""));
  }

  /** A file that was found, and those that stand under its entry. */
  private List<String> entry(Account account, String id, String run, String other) {
    List<String> files = new ArrayList<>(List.of(other));
    for (RunLookAlikes list : ofRun(account, id, run)) {
      list.hits().stream()
          .filter(hit -> hit.found().file().equals(other))
          .forEach(hit -> hit.found().also().forEach(a -> files.add(a.file())));
    }
    return files;
  }

  /** What reviewers said so far, one line of JSON each, as labels for training. */
  @GetMapping(path = "/look-alikes/verdicts", produces = LINES + ";charset=UTF-8")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = LINES, schema = @Schema(type = "string")))
  String labels(@AuthenticationPrincipal Account account) {
    if (desk.viewers(account) != null) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "由能够查看全部档案的单位导出。");
    }
    StringBuilder lines = new StringBuilder();
    for (Verdict v : verdicts.all(account.jurisdiction())) {
      Map<String, Object> line = new LinkedHashMap<>();
      describe(account, v.file(), "query_", line);
      describe(account, v.other(), "", line);
      line.put("duplicate", v.duplicate());
      line.put("reason", v.reason());
      line.put("office", v.office());
      line.put("day", v.day().toString());
      lines.append(JSON.writeValueAsString(line)).append('\n');
    }
    return lines.toString();
  }

  private void describe(Account account, String id, String prefix, Map<String, Object> line) {
    CaseFile file = casebook.file(account.jurisdiction(), id).orElse(null);
    if (file != null) {
      Descriptions.of(casebook.policy(account.jurisdiction(), id), file)
          .ifPresent(
              d -> {
                line.put(prefix + "name", d.name());
                line.put(prefix + "content", d.content());
              });
    }
  }
}
