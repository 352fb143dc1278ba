package zhunsheng.server.files;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.CommandRequest;
import zhunsheng.casebook.KeyReusedException;
import zhunsheng.casebook.Outcome;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.view.FileRow;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.server.files.Values.MaterialValue;
import zhunsheng.server.identity.Account;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;

/** Turns what a screen sends into commands on files. */
@Component
class Commands {
  private final Desk desk;
  private final Casebook casebook;
  private final BusinessClock clock;
  private final LookAlikeDesk lookAlikes;

  Commands(Desk desk, Casebook casebook, BusinessClock clock, LookAlikeDesk lookAlikes) {
    this.desk = desk;
    this.casebook = casebook;
    this.clock = clock;
    this.lookAlikes = lookAlikes;
  }

  /** A command on a file; {@code kind} says which. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = SubmitBody.class, name = "submit"),
    @JsonSubTypes.Type(value = ActBody.class, name = "act"),
    @JsonSubTypes.Type(value = WithdrawBody.class, name = "withdraw"),
    @JsonSubTypes.Type(value = TransferBody.class, name = "transfer"),
    @JsonSubTypes.Type(value = AddReviewerBody.class, name = "add_reviewer"),
    @JsonSubTypes.Type(value = RemoveReviewerBody.class, name = "remove_reviewer"),
    @JsonSubTypes.Type(value = RemindBody.class, name = "remind"),
    @JsonSubTypes.Type(value = CopyBody.class, name = "copy"),
    @JsonSubTypes.Type(value = FillBody.class, name = "fill")
  })
  sealed interface CommandBody {}

  /** Files a procedure, or files a returned or withdrawn run again. */
  record SubmitBody(
      @NotNull String procedure,
      @Nullable String run,
      @Nullable Map<String, @Nullable Object> values,
      @Nullable Map<String, MaterialValue> materials,
      @Nullable Boolean confirmed)
      implements CommandBody {}

  /** Gives an opinion, a decision or a receipt in the open step of a run. */
  record ActBody(
      @NotNull String run,
      @Nullable String assignment,
      @NotNull String choice,
      @Nullable String text,
      @Nullable String returnTo,
      @Nullable Map<String, @Nullable Object> values,
      @Nullable Map<String, MaterialValue> materials)
      implements CommandBody {}

  /** Takes a run back (撤回). */
  record WithdrawBody(@NotNull String run, @Nullable String reason) implements CommandBody {}

  /** Passes a turn on to another office (转办). */
  record TransferBody(
      @NotNull String run,
      @Nullable String assignment,
      @NotNull String toOffice,
      @Nullable String reason)
      implements CommandBody {}

  /** Asks one more office (加签). */
  record AddReviewerBody(@NotNull String run, @NotNull String office, @Nullable String reason)
      implements CommandBody {}

  /** Takes an added office out again (减签). */
  record RemoveReviewerBody(@NotNull String run, @NotNull String office, @Nullable String reason)
      implements CommandBody {}

  /** Reminds one office, or all whose turn it is (催办). */
  record RemindBody(@NotNull String run, @Nullable String office, @Nullable String text)
      implements CommandBody {}

  /** Sends a copy to offices (抄送). */
  record CopyBody(@NotNull String run, @NotNull List<String> offices, @Nullable String text)
      implements CommandBody {}

  /** Has the system compare what it could not when the run was filed (重新查重). */
  record FillBody(@NotNull String run) implements CommandBody {}

  /** Opens a file by filing a procedure that opens files. */
  record OpeningBody(
      @NotNull String procedure,
      @Nullable Map<String, @Nullable Object> values,
      @Nullable Map<String, MaterialValue> materials,
      @Nullable Boolean confirmed) {}

  /** What was recorded. */
  record Recording(String file, long version, @Nullable String run) {}

  Recording open(Account account, OpeningBody opening, @Nullable String key) {
    SubmitBody body =
        new SubmitBody(
            opening.procedure(), null, opening.values(), opening.materials(), opening.confirmed());
    Policy policy = desk.current(account);
    Procedure procedure = procedure(policy, body.procedure());
    Command.Submit command = submit(account, procedure, body);
    return carryOut(account, null, lookAlikes.filled(policy, null, command), key, null);
  }

  Recording on(
      Account account,
      String file,
      CommandBody body,
      @Nullable String key,
      @Nullable Long version) {
    Desk.Opened opened = desk.open(account, file);
    return carryOut(account, file, command(account, opened, body), key, version);
  }

  private Recording carryOut(
      Account account,
      @Nullable String file,
      Command command,
      @Nullable String key,
      @Nullable Long version) {
    CommandRequest request =
        new CommandRequest(
            account.jurisdiction(),
            file,
            command,
            desk.actor(account),
            clock.today(),
            clock.now(),
            account.id() + ":" + (key == null ? UUID.randomUUID().toString() : key),
            version);
    try {
      return switch (casebook.submit(request)) {
        case Outcome.Done d -> new Recording(d.fileId(), d.version(), run(d.events()));
        case Outcome.Refused r -> throw ProblemException.refused(r.refusals());
        case Outcome.Conflict c ->
            throw ProblemException.of(
                ProblemKind.CONFLICT, "档案已被他人更新（现为第 " + c.actualVersion() + " 版），请刷新后核对再提交。");
      };
    } catch (KeyReusedException e) {
      throw ProblemException.of(ProblemKind.CONFLICT, "同一提交编号已用于另一内容，请刷新后重新提交。");
    }
  }

  private static @Nullable String run(List<Recorded> events) {
    for (Recorded r : events) {
      switch (r.event()) {
        case Event.RunFiled e -> {
          return e.run();
        }
        case Event.Acted e -> {
          return e.run();
        }
        case Event.RunWithdrawn e -> {
          return e.run();
        }
        default -> {
          // Others follow from these or carry no run of their own.
        }
      }
    }
    return null;
  }

  /** The command that a body asks for; throws naming every value that cannot be read. */
  Command command(Account account, Desk.Opened opened, CommandBody body) {
    return switch (body) {
      case SubmitBody b ->
          lookAlikes.filled(
              opened.policy(),
              opened.dossier(),
              submit(account, procedure(opened.policy(), b.procedure()), b));
      case FillBody b -> lookAlikes.fill(opened, b.run());
      case ActBody b -> act(account, opened, b);
      case WithdrawBody b -> new Command.Withdraw(b.run(), text(b.reason()));
      case TransferBody b ->
          new Command.Transfer(
              b.run(), b.assignment(), office(account, b.toOffice()), text(b.reason()));
      case AddReviewerBody b ->
          new Command.AddReviewer(b.run(), office(account, b.office()), text(b.reason()));
      case RemoveReviewerBody b ->
          new Command.RemoveReviewer(b.run(), office(account, b.office()), text(b.reason()));
      case RemindBody b -> new Command.Remind(b.run(), b.office(), text(b.text()));
      case CopyBody b ->
          new Command.Copy(
              b.run(), b.offices().stream().map(o -> office(account, o)).toList(), text(b.text()));
    };
  }

  private Command.Submit submit(Account account, Procedure procedure, SubmitBody body) {
    Values values =
        values(account, procedure.fields(), procedure.materials(), body.values(), body.materials());
    refuseWrong(values);
    return submit(procedure, body, values);
  }

  static Command.Submit submit(Procedure procedure, SubmitBody body, Values values) {
    return new Command.Submit(
        procedure.id(),
        body.run(),
        values.facts(),
        values.fields(),
        values.materials(),
        Boolean.TRUE.equals(body.confirmed()));
  }

  private Command.Act act(Account account, Desk.Opened opened, ActBody body) {
    Procedure.Step step = openStep(opened, body.run());
    Values values =
        values(
            account,
            step == null ? List.of() : step.fields(),
            step == null ? List.of() : step.materials(),
            body.values(),
            body.materials());
    refuseWrong(values);
    return act(step, body, values);
  }

  static Command.Act act(Procedure.@Nullable Step step, ActBody body, Values values) {
    return new Command.Act(
        body.run(),
        step == null ? null : step.id(),
        body.assignment(),
        body.choice(),
        text(body.text()),
        body.returnTo(),
        values.facts(),
        values.fields(),
        values.materials());
  }

  /** The step in which a run now stands, or null. */
  static Procedure.@Nullable Step openStep(Desk.Opened opened, String runId) {
    CaseFile file = opened.file();
    Run run = file.runs().get(runId);
    Run.Visit visit = run == null ? null : run.openVisit();
    Procedure procedure = run == null ? null : opened.policy().procedures().get(run.procedure());
    return visit == null || procedure == null ? null : procedure.step(visit.step());
  }

  Values values(
      Account account,
      List<Procedure.Field> fields,
      List<Procedure.MaterialSlot> slots,
      @Nullable Map<String, @Nullable Object> values,
      @Nullable Map<String, MaterialValue> materials) {
    return Values.read(
        new Values.Known() {
          @Override
          public boolean office(String id) {
            return desk.isOffice(account, id);
          }

          @Override
          public @Nullable FileRow file(String id) {
            return desk.anyRow(account.jurisdiction(), id);
          }
        },
        fields,
        slots,
        values,
        materials);
  }

  static Procedure procedure(Policy policy, String id) {
    Procedure procedure = policy.procedures().get(id);
    if (procedure == null) {
      throw ProblemException.notFound();
    }
    return procedure;
  }

  private static void refuseWrong(Values values) {
    if (!values.wrong().isEmpty()) {
      throw ProblemException.refused(values.wrong());
    }
  }

  private String office(Account account, String id) {
    if (!desk.isOffice(account, id)) {
      throw ProblemException.refused(
          List.of(Refusal.incomplete("没有这个单位，请从列表中选择。", null, "office")));
    }
    return id;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
