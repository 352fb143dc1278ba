package zhunsheng.server.files;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.Casebook;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decider;
import zhunsheng.policy.act.FormCheck;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Links;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Filler;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.server.files.AssessmentView.NoticeView;
import zhunsheng.server.files.Commands.ActBody;
import zhunsheng.server.files.Commands.CommandBody;
import zhunsheng.server.files.Commands.Recording;
import zhunsheng.server.files.Commands.SubmitBody;
import zhunsheng.server.files.Values.AttachmentView;
import zhunsheng.server.files.Values.MaterialValue;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.Problem;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.RefusalView;
import zhunsheng.server.regulation.ProcedureView;
import zhunsheng.server.regulation.TypeView.Named;

/**
 * Forms in hand: what they begin with, what they would meet if they were sent, and many acts at
 * once.
 */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class FormController {
  private final Desk desk;
  private final Commands commands;
  private final Casebook casebook;
  private final LookAlikeDesk lookAlikes;

  FormController(Desk desk, Commands commands, Casebook casebook, LookAlikeDesk lookAlikes) {
    this.lookAlikes = lookAlikes;
    this.desk = desk;
    this.commands = commands;
    this.casebook = casebook;
  }

  /** A procedure, and the values and materials that its form begins with. */
  record ProcedureForm(
      ProcedureView procedure, Map<String, Object> initial, Map<String, MaterialValue> materials) {}

  @GetMapping("/procedures/{id}")
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.AUDITOR})
  ProcedureForm procedure(
      @AuthenticationPrincipal Account account,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String file,
      @RequestParam(required = false) @Nullable String run) {
    Desk.Opened opened = file == null ? null : desk.open(account, file);
    Policy policy = opened == null ? desk.current(account) : opened.policy();
    Procedure procedure = Commands.procedure(policy, id);
    Map<String, Object> initial = new LinkedHashMap<>();
    Map<String, MaterialValue> materials = new LinkedHashMap<>();
    if (opened != null) {
      CaseFile known = opened.file();
      Run before = run == null ? null : known.runs().get(run);
      for (Procedure.Field f : procedure.fields()) {
        if (f.filledBy() != null) {
          List<Object> answered = before == null ? List.of() : answered(f, before);
          if (!answered.isEmpty()) {
            initial.put(f.id(), answered);
          }
          continue;
        }
        Object value =
            f.fact() != null
                ? known.facts().get(f.fact())
                : before == null ? null : before.fields().get(f.id());
        if (value != null) {
          initial.put(f.id(), f.type().plain(value));
        }
      }
      if (before != null) {
        before.materials().forEach((slot, m) -> materials.put(slot, value(m)));
      }
    }
    return new ProcedureForm(ProcedureView.of(policy, procedure), initial, materials);
  }

  /** What was answered before to what the system listed, by the key of each. */
  private static List<Object> answered(Procedure.Field field, Run before) {
    List<Object> answered = new ArrayList<>();
    if (!field.answers().isEmpty()
        && before.fields().get(field.id()) != null
        && field.type().plain(before.fields().get(field.id())) instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> parts) {
          Map<String, Object> row = new LinkedHashMap<>();
          field
              .answers()
              .keySet()
              .forEach(
                  part -> {
                    Object said = parts.get(part);
                    if (said != null) {
                      row.put(part, said);
                    }
                  });
          if (!row.isEmpty() && parts.get(Filler.KEY) instanceof String file) {
            row.put(Filler.KEY, file);
            answered.add(row);
          }
        }
      }
    }
    return answered;
  }

  private static MaterialValue value(Material m) {
    return new MaterialValue(m.attachments().stream().map(AttachmentView::of).toList(), m.waived());
  }

  /**
   * A form as it stands: a submission, or with {@code assignment} or {@code choice} an act in a
   * step.
   */
  record CheckBody(
      @Nullable String file,
      @NotNull String procedure,
      @Nullable String run,
      @Nullable String assignment,
      @Nullable String choice,
      @Nullable String text,
      @Nullable String returnTo,
      @Nullable Map<String, @Nullable Object> values,
      @Nullable Map<String, MaterialValue> materials,
      @Nullable Boolean confirmed) {}

  /** A step that the submission would take. */
  record RouteStepView(String step, String title, List<Named> parties) {}

  /** What the form would meet. */
  record CheckResult(
      List<RefusalView> findings,
      List<String> required,
      List<String> hidden,
      List<NoticeView> notices,
      List<RouteStepView> route) {}

  @PostMapping("/check")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  CheckResult check(@AuthenticationPrincipal Account account, @Valid @RequestBody CheckBody body) {
    String file = body.file();
    Desk.Opened opened = file == null ? null : desk.open(account, file);
    Policy policy = opened == null ? desk.current(account) : opened.policy();
    Procedure procedure = Commands.procedure(policy, body.procedure());
    Dossier dossier = opened == null ? Dossier.of(CaseFile.empty("new")) : opened.dossier();
    String run = body.run();
    List<Refusal> findings = new ArrayList<>();
    Command command;
    if (opened != null && run != null && body.choice() != null) {
      Procedure.Step step = Commands.openStep(opened, run);
      Values values =
          commands.values(
              account,
              step == null ? List.of() : step.fields(),
              step == null ? List.of() : step.materials(),
              body.values(),
              body.materials());
      findings.addAll(values.wrong());
      command =
          Commands.act(
              step,
              new ActBody(
                  run, body.assignment(), body.choice(), body.text(), body.returnTo(), null, null),
              values);
    } else {
      Values values =
          commands.values(
              account, procedure.fields(), procedure.materials(), body.values(), body.materials());
      findings.addAll(values.wrong());
      command =
          lookAlikes.filled(
              policy,
              opened == null ? null : opened.dossier(),
              Commands.submit(
                  procedure,
                  new SubmitBody(body.procedure(), run, null, null, body.confirmed()),
                  values));
    }
    FormCheck check =
        Decider.check(
            policy,
            withReferences(account, dossier, command),
            command,
            desk.actor(account),
            desk.today());
    // What could not be read is not there for the engine, which would call it missing besides.
    check.findings().stream()
        .filter(
            f -> findings.stream().noneMatch(w -> w.field() != null && w.field().equals(f.field())))
        .forEach(findings::add);
    Names names = desk.names(policy, dossier);
    return new CheckResult(
        findings.stream().map(RefusalView::of).toList(),
        check.required(),
        check.hidden(),
        check.notices().stream().map(n -> NoticeView.of(names, n)).toList(),
        check.route().stream()
            .map(
                s ->
                    new RouteStepView(
                        s.step(), s.title(), ProcedureView.parties(policy, s.parties())))
            .toList());
  }

  /** The dossier with the files that the form in hand names. */
  private Dossier withReferences(Account account, Dossier dossier, Command command) {
    Map<String, CaseFile> linked = new LinkedHashMap<>(dossier.linked());
    for (String id : Links.references(command)) {
      casebook.file(account.jurisdiction(), id).ifPresent(f -> linked.putIfAbsent(id, f));
    }
    return new Dossier(dossier.file(), linked, dossier.reverse());
  }

  /** One of many acts: the same kind of answer for a turn of this account's office. */
  record BatchAct(
      @NotNull String file,
      @NotNull String run,
      @Nullable String assignment,
      @NotNull String choice,
      @Nullable String text,
      @Nullable Map<String, @Nullable Object> values) {}

  /** Many acts, each on its own: one that is refused leaves the others as they are. */
  record BatchBody(@NotNull @Size(min = 1, max = 200) List<@Valid BatchAct> acts) {}

  /** What became of one of them. */
  record BatchResult(String file, String run, boolean ok, @Nullable Problem problem) {}

  @PostMapping("/acts")
  @AllowedTo({Role.HANDLER, Role.LEADER})
  List<BatchResult> acts(
      @AuthenticationPrincipal Account account, @Valid @RequestBody BatchBody body) {
    List<BatchResult> results = new ArrayList<>();
    for (BatchAct act : body.acts()) {
      CommandBody command =
          new ActBody(
              act.run(), act.assignment(), act.choice(), act.text(), null, act.values(), null);
      try {
        Recording recording = commands.on(account, act.file(), command, null, null);
        results.add(new BatchResult(recording.file(), act.run(), true, null));
      } catch (ProblemException e) {
        results.add(new BatchResult(act.file(), act.run(), false, e.problem(null)));
      }
    }
    return results;
  }
}
