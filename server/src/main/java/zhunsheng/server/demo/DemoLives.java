package zhunsheng.server.demo;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.CommandRequest;
import zhunsheng.casebook.Outcome;
import zhunsheng.casebook.Progress;
import zhunsheng.casebook.attachment.AttachmentStore;
import zhunsheng.casebook.clock.MovableClock;
import zhunsheng.casebook.delegation.Delegations;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Decider;
import zhunsheng.policy.act.FormCheck;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.assess.Sight;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Links;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.value.Day;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.regulation.Shelf;

/**
 * Makes the files of a demonstration, day by day, through the same commands as everyone: nothing is
 * in them that the regulation would not have allowed on that day. A start that was interrupted goes
 * on where it ended, for each step carries its own key.
 */
@Component
@Profile("demo")
@Order(2)
class DemoLives implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(DemoLives.class);
  private static final LocalTime OFFICE_HOUR = LocalTime.of(10, 0);

  private final DemoAccounts scripts;
  private final Shelf shelf;
  private final Accounts accounts;
  private final Casebook casebook;
  private final AttachmentStore attachments;
  private final Delegations delegations;
  private final MovableClock clock;
  private final JdbcClient jdbc;
  private final Environment environment;
  private final @Nullable LocalDate chosen;
  private int refused;

  DemoLives(
      DemoAccounts scripts,
      Shelf shelf,
      Accounts accounts,
      Casebook casebook,
      AttachmentStore attachments,
      Delegations delegations,
      MovableClock clock,
      JdbcClient jdbc,
      Environment environment,
      @Value("${zhunsheng.demo.today:#{null}}") @Nullable LocalDate chosen) {
    this.scripts = scripts;
    this.shelf = shelf;
    this.accounts = accounts;
    this.casebook = casebook;
    this.attachments = attachments;
    this.delegations = delegations;
    this.clock = clock;
    this.jdbc = jdbc;
    this.environment = environment;
    this.chosen = chosen;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    List<DemoScript> all = scripts.scripts();
    LocalDate today =
        chosen != null
            ? chosen
            : all.stream()
                .map(DemoScript::today)
                .max(LocalDate::compareTo)
                .orElseGet(() -> LocalDate.now(Day.ZONE));
    List<DemoScript> missing = all.stream().filter(s -> !made(s.pack())).toList();
    if (missing.size() < all.size() && clock.today().isAfter(today)) {
      today = clock.today();
    }
    make(missing, today);
    clock.moveTo(today);
    for (DemoScript script : all) {
      casebook.refresh(
          shelf.policy(script.pack()).jurisdiction(), today, clock.now(), Progress.SILENT);
    }
    welcome();
  }

  /** Jurisdictions have nothing in common: each is made by a thread of its own. */
  private void make(List<DemoScript> missing, LocalDate today) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Integer>> lives = new ArrayList<>();
      for (DemoScript script : missing) {
        lives.add(threads.submit(() -> live(script, today)));
      }
      for (Future<Integer> life : lives) {
        refused += life.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the demonstration was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the demonstration could not be made", e.getCause());
    }
  }

  private int live(DemoScript script, LocalDate today) {
    int refusedHere = new Life(shelf.policy(script.pack()), script).live(today);
    if (refusedHere > 0) {
      log.warn("{} steps of the demonstration of {} were refused", refusedHere, script.pack());
    }
    jdbc.sql("insert into server.demonstration (pack) values (?)").param(script.pack()).update();
    return refusedHere;
  }

  /** Steps that the regulation refused when the demonstration was made in this run. */
  int refused() {
    return refused;
  }

  private boolean made(String pack) {
    return jdbc.sql("select exists (select from server.demonstration where pack = ?)")
        .param(pack)
        .query(Boolean.class)
        .single();
  }

  private void welcome() {
    say("");
    say(
        "演示已就绪：http://localhost:"
            + environment.getProperty("local.server.port", "8080")
            + "，业务日期 "
            + clock.today());
    for (DemoScript script : scripts.scripts()) {
      say(shelf.policy(script.pack()).jurisdictionName() + "的账号（密码均为 " + script.password() + "）：");
      script.people().forEach(p -> say("  " + p.username() + "　" + p.name() + "，" + p.note()));
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }

  /** All lives of one script. */
  private final class Life {
    private final Policy policy;
    private final String jurisdiction;
    private final Map<String, Object> defaults;
    private final Map<String, Object> script;
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, Material.Attachment> papers = new HashMap<>();
    private final Map<String, Account> byOffice = new HashMap<>();
    private int refusedHere;

    Life(Policy policy, DemoScript script) {
      this.policy = policy;
      this.jurisdiction = policy.jurisdiction();
      this.script = script.rest();
      this.defaults = DemoScript.map(script.rest().get("defaults"));
      for (Account a : accounts.of(jurisdiction)) {
        if (a.roles().stream().noneMatch(r -> r.administrator()) && !a.roles().isEmpty()) {
          byOffice.merge(a.office(), a, (x, y) -> handles(x) ? x : y);
        }
      }
    }

    private static boolean handles(Account a) {
      return a.is(zhunsheng.server.identity.Role.HANDLER);
    }

    int live(LocalDate today) {
      List<Scenario.Step> steps = Scenario.steps(script, today);
      say("正在生成" + policy.jurisdictionName() + "的演示数据：" + steps.size() + " 个步骤…");
      LocalDate assessed = steps.isEmpty() ? today : steps.getFirst().day();
      int done = 0;
      int shown = 0;
      for (Scenario.Step step : steps) {
        assessed = liveThrough(assessed, step.day());
        perform(step);
        int percent = ++done * 100 / steps.size();
        if (percent >= shown + 10) {
          shown = percent / 10 * 10;
          say("  " + policy.jurisdictionName() + " " + shown + "%（" + step.day() + "）");
        }
      }
      liveThrough(assessed, today);
      return refusedHere;
    }

    /** Lives through every day up to {@code until} that brings something about by itself. */
    private LocalDate liveThrough(LocalDate from, LocalDate until) {
      LocalDate day = from;
      while (day.isBefore(until)) {
        day =
            casebook
                .nextChange(jurisdiction, day)
                .filter(change -> change.isBefore(until))
                .orElse(until);
        casebook.refresh(jurisdiction, day, at(day), Progress.SILENT);
      }
      return day;
    }

    private void perform(Scenario.Step step) {
      Map<String, Object> what = step.what();
      if (what.get("delegates") != null) {
        delegate(step);
        return;
      }
      String does = DemoScript.text(what, "does");
      int dot = does.indexOf('.');
      if (dot < 0 && policy.procedures().containsKey(does)) {
        submit(step, policy.procedure(does));
      } else if (dot > 0) {
        act(step, policy.procedure(does.substring(0, dot)), does.substring(dot + 1));
      } else {
        operate(step, does);
      }
    }

    private void delegate(Scenario.Step step) {
      Map<String, Object> d = DemoScript.map(step.what().get("delegates"));
      String from = DemoScript.text(d, "from");
      if (delegations.of(jurisdiction, from).isEmpty()) {
        delegations.give(
            jurisdiction,
            new Actor.Delegation(
                from,
                DemoScript.text(d, "to"),
                LocalDate.parse(DemoScript.text(d, "first")),
                LocalDate.parse(DemoScript.text(d, "last"))),
            person(from).id(),
            at(step.day()));
      }
    }

    private void submit(Scenario.Step step, Procedure procedure) {
      String key = fileKey(step);
      String id = procedure.opensFile() && !files.containsKey(key) ? null : files.get(key);
      if (id == null && !procedure.opensFile()) {
        fail(step, "no file " + key);
        return;
      }
      Dossier dossier =
          id == null ? Dossier.of(CaseFile.empty("new")) : casebook.dossier(jurisdiction, id);
      String office = office(step, procedure.by(), dossier.file());
      Map<String, Object> raw =
          new LinkedHashMap<>(
              DemoScript.map(DemoScript.map(defaults.get(procedure.id())).get("with")));
      raw.putAll(DemoScript.map(step.what().get("with")));
      Typed typed = type(step, procedure.fields(), raw);
      Run returned =
          dossier.file().runs().values().stream()
              .filter(r -> r.procedure().equals(procedure.id()))
              .filter(r -> r.status() == Run.Status.RETURNED)
              .findFirst()
              .orElse(null);
      Command.Submit bare =
          new Command.Submit(
              procedure.id(),
              returned == null ? null : returned.id(),
              typed.facts,
              typed.fields,
              Map.of(),
              true);
      Actor actor = actor(office, step.day());
      Map<String, Material> materials = papers(step, procedure.materials(), dossier, bare, actor);
      Command.Submit command =
          new Command.Submit(
              bare.procedure(), bare.run(), bare.facts(), bare.fields(), materials, true);
      Outcome outcome = send(step, step.key(), id, command, actor);
      if (outcome instanceof Outcome.Done done && id == null) {
        files.put(key, done.fileId());
      }
    }

    private void act(Scenario.Step step, Procedure procedure, String stepId) {
      String key = fileKey(step);
      String id = files.get(key);
      Procedure.Step place = procedure.step(stepId);
      if (id == null || place == null) {
        fail(step, "no file " + key + " or no step " + stepId);
        return;
      }
      CaseFile file = casebook.dossier(jurisdiction, id).file();
      Run run =
          file.runs().values().stream()
              .filter(r -> r.procedure().equals(procedure.id()) && r.openVisit() != null)
              .findFirst()
              .orElse(null);
      Run.Visit visit = run == null ? null : run.openVisit();
      if (run == null || visit == null || !visit.step().equals(stepId)) {
        fail(
            step, "the run is not at " + stepId + (visit == null ? "" : " but at " + visit.step()));
        return;
      }
      List<String> only = texts(step.what().get("only"));
      Map<String, Object> answers = DemoScript.map(step.what().get("answers"));
      for (Run.Assignment turn : visit.openAssignments()) {
        if (!only.isEmpty() && !only.contains(turn.party())) {
          continue;
        }
        Map<String, Object> answer =
            new LinkedHashMap<>(DemoScript.map(defaults.get(procedure.id() + "." + stepId)));
        answer.putAll(step.what());
        answer.putAll(DemoScript.map(answers.get(turn.party())));
        answer(step, id, run, place, turn, answer);
      }
    }

    private void answer(
        Scenario.Step step,
        String id,
        Run run,
        Procedure.Step place,
        Run.Assignment turn,
        Map<String, Object> answer) {
      Map<String, Object> raw =
          new LinkedHashMap<>(
              DemoScript.map(
                  DemoScript.map(defaults.get(run.procedure() + "." + place.id())).get("with")));
      raw.putAll(DemoScript.map(answer.get("with")));
      // An added reviewer says what it thinks; the step's own fields are its parties'.
      Typed typed = type(step, turn.party().isEmpty() ? List.of() : place.fields(), raw);
      String office = answer.containsKey("who") ? answer.get("who").toString() : turn.office();
      Actor actor = actor(office, step.day());
      String choice = answer.getOrDefault("choice", place.choices().getFirst().id()).toString();
      Object returnTo = answer.get("return-to");
      Command.Act bare =
          new Command.Act(
              run.id(),
              place.id(),
              turn.id(),
              choice,
              words(answer, turn.party(), step.order()),
              returnTo == null ? null : returnTo.toString(),
              typed.facts,
              typed.fields,
              Map.of());
      Dossier dossier = casebook.dossier(jurisdiction, id);
      Map<String, Material> materials = papers(step, place.materials(), dossier, bare, actor);
      Command.Act command =
          new Command.Act(
              bare.run(),
              bare.step(),
              bare.assignment(),
              bare.choice(),
              bare.text(),
              bare.returnTo(),
              bare.facts(),
              bare.fields(),
              materials);
      send(step, step.key() + ":" + turn.id(), id, command, actor);
    }

    /** The words of an answer: its own text, or one of the texts its party usually writes. */
    private String words(Map<String, Object> answer, String party, int order) {
      Object own = answer.get("text");
      if (own != null) {
        return own.toString();
      }
      Map<String, Object> usual = DemoScript.map(answer.get("texts"));
      List<String> texts = texts(usual.containsKey(party) ? usual.get(party) : usual.get("any"));
      return texts.isEmpty() ? "" : texts.get(order % texts.size());
    }

    private void operate(Scenario.Step step, String operation) {
      String id = files.get(fileKey(step));
      if (id == null) {
        fail(step, "no file");
        return;
      }
      CaseFile file = casebook.dossier(jurisdiction, id).file();
      String procedure = DemoScript.text(step.what(), "run");
      Run run =
          file.runs().values().stream()
              .filter(r -> r.procedure().equals(procedure) && r.open())
              .findFirst()
              .orElse(null);
      if (run == null) {
        fail(step, "no open run of " + procedure);
        return;
      }
      String text = step.what().getOrDefault("text", "").toString();
      String to = step.what().getOrDefault("office", "").toString();
      Command command =
          switch (operation) {
            case "withdraw" -> new Command.Withdraw(run.id(), text);
            case "transfer" -> new Command.Transfer(run.id(), null, to, text);
            case "add_reviewer" -> new Command.AddReviewer(run.id(), to, text);
            case "remind" -> new Command.Remind(run.id(), null, text);
            case "copy" -> new Command.Copy(run.id(), List.of(to), text);
            default -> throw new IllegalArgumentException("demo script: cannot do " + operation);
          };
      String office = step.what().getOrDefault("who", run.office()).toString();
      send(step, step.key(), id, command, actor(office, step.day()));
    }

    private @Nullable Outcome send(
        Scenario.Step step, String key, @Nullable String id, Command command, Actor actor) {
      Outcome outcome =
          casebook.submit(
              new CommandRequest(
                  jurisdiction,
                  id,
                  command,
                  actor,
                  step.day(),
                  at(step.day()),
                  "demonstration:" + policy.id() + ":" + key,
                  null));
      if (outcome instanceof Outcome.Refused r) {
        fail(step, String.join("; ", r.refusals().stream().map(Refusal::toString).toList()));
      }
      return outcome;
    }

    private void fail(Scenario.Step step, String why) {
      refusedHere++;
      log.warn(
          "demonstration step {} {} on {}: {}",
          step.key(),
          step.what().get("does"),
          step.day(),
          why);
    }

    // --- What a step holds ---

    private record Typed(Map<String, Object> facts, Map<String, Object> fields) {}

    private Typed type(Scenario.Step step, List<Procedure.Field> fields, Map<String, Object> raw) {
      Map<String, Object> facts = new LinkedHashMap<>();
      Map<String, Object> own = new LinkedHashMap<>();
      for (Procedure.Field f : fields) {
        Object value = raw.get(f.id());
        if (value == null) {
          continue;
        }
        Object parsed = f.type().parse(resolved(step, value));
        if (f.fact() == null) {
          own.put(f.id(), parsed);
        } else {
          facts.put(f.fact(), parsed);
        }
      }
      return new Typed(facts, own);
    }

    /** {@code @plan_2025} is the file of that key, {@code @self.system} one of the same life. */
    private Object resolved(Scenario.Step step, Object value) {
      if (value instanceof List<?> items) {
        return items.stream().map(i -> resolved(step, i)).toList();
      }
      if (value instanceof String text && text.startsWith("@")) {
        String key = text.substring(1).replaceFirst("^self", step.life());
        return files.getOrDefault(key, text);
      }
      return value;
    }

    private String fileKey(Scenario.Step step) {
      Object file = step.what().get("file");
      return file == null ? step.life() : file.toString().replaceFirst("^self", step.life());
    }

    private String office(Scenario.Step step, List<String> parties, CaseFile file) {
      Object who = step.what().get("who");
      if (who != null) {
        return who.toString();
      }
      Object unit = step.what().get("unit");
      for (String party : parties) {
        List<String> offices = Sight.offices(policy, file, party);
        if (!offices.isEmpty()) {
          return offices.getFirst();
        }
      }
      return unit == null ? "" : unit.toString();
    }

    private Actor actor(String office, LocalDate day) {
      Account person = person(office);
      return Actor.of(
          person.id(), person.office(), delegations.to(jurisdiction, person.office(), day), day);
    }

    private Account person(String office) {
      Account person = byOffice.get(office);
      if (person == null) {
        throw new IllegalArgumentException("demo script: nobody in office " + office);
      }
      return person;
    }

    private Map<String, Material> papers(
        Scenario.Step step,
        List<Procedure.MaterialSlot> slots,
        Dossier dossier,
        Command bare,
        Actor actor) {
      Map<String, Material> materials = new LinkedHashMap<>();
      if (slots.isEmpty()) {
        return materials;
      }
      Map<String, CaseFile> linked = new LinkedHashMap<>(dossier.linked());
      for (String id : Links.references(bare)) {
        casebook.file(jurisdiction, id).ifPresent(f -> linked.put(id, f));
      }
      FormCheck check =
          Decider.check(
              policy,
              new Dossier(dossier.file(), linked, dossier.reverse()),
              bare,
              actor,
              step.day());
      Map<String, Object> waived = DemoScript.map(step.what().get("waives"));
      List<String> also = texts(step.what().get("materials"));
      Set<String> without = Set.copyOf(texts(step.what().get("without")));
      for (Procedure.MaterialSlot slot : slots) {
        if (waived.containsKey(slot.id())) {
          materials.put(slot.id(), new Material(List.of(), waived.get(slot.id()).toString()));
        } else if (!without.contains(slot.id())
            && (check.required().contains(slot.id()) || also.contains(slot.id()))) {
          materials.put(slot.id(), new Material(List.of(paper(step, slot.title(), actor)), null));
        }
      }
      return materials;
    }

    private Material.Attachment paper(Scenario.Step step, String title, Actor actor) {
      String name = title + ".docx";
      return papers.computeIfAbsent(
          step.life() + "/" + title,
          k ->
              attachments.store(
                  new AttachmentStore.Uploader(
                      jurisdiction, actor.person(), actor.office(), at(step.day())),
                  name,
                  new ByteArrayInputStream(
                      DemoPaper.of(title, List.of("演示材料：" + step.life(), "本文件仅用于演示。")))));
    }

    private List<String> texts(@Nullable Object value) {
      List<String> texts = new ArrayList<>();
      if (value instanceof List<?> items) {
        items.forEach(i -> texts.add(i.toString()));
      }
      return texts;
    }

    private Instant at(LocalDate day) {
      return day.atTime(OFFICE_HOUR).atZone(Day.ZONE).toInstant();
    }
  }
}
