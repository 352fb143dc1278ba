package zhunsheng.server.demo;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.value.Day;
import zhunsheng.server.files.BatchDesk;
import zhunsheng.server.files.LookAlikeDesk;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.Accounts;
import zhunsheng.server.identity.Role;
import zhunsheng.server.regulation.Shelf;
import zhunsheng.server.similarity.Batches;
import zhunsheng.server.similarity.Comparisons;

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
  private final LookAlikeDesk lookAlikes;
  private final Comparisons comparisons;
  private final BatchDesk directory;
  private final Batches batches;
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
      LookAlikeDesk lookAlikes,
      Comparisons comparisons,
      BatchDesk directory,
      Batches batches,
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
    this.lookAlikes = lookAlikes;
    this.comparisons = comparisons;
    this.directory = directory;
    this.batches = batches;
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
    missing.forEach(script -> mapOverlaps(shelf.policy(script.pack()).jurisdiction()));
    welcome();
  }

  /**
   * The map of what overlaps is drawn beside all else, asked for by somebody who sees everything.
   */
  private void mapOverlaps(String jurisdiction) {
    accounts.of(jurisdiction).stream()
        .filter(a -> (a.is(Role.LEADER) || a.is(Role.HANDLER)) && directory.seesAll(a))
        .min(Comparator.comparing(a -> !a.is(Role.LEADER)))
        .ifPresent(
            a ->
                batches.begin(
                    jurisdiction, BatchDesk.EVERYTHING, true, a.id(), directory.everything(a)));
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
    int refusedHere = lives(shelf.policy(script.pack()), script).live(today);
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

  private ScriptedLives lives(Policy policy, DemoScript script) {
    return new ScriptedLives(policy, script, new Recorded(policy));
  }

  /** The casebook, through the same commands as everyone. */
  private final class Recorded implements ScriptedLives.World {
    private final Policy policy;
    private final String jurisdiction;
    private final Map<String, Account> byOffice = new HashMap<>();
    private int steps;
    private int done;
    private int shown;

    Recorded(Policy policy) {
      this.policy = policy;
      this.jurisdiction = policy.jurisdiction();
      for (Account a : accounts.of(jurisdiction)) {
        if (a.roles().stream().noneMatch(r -> r.administrator()) && !a.roles().isEmpty()) {
          byOffice.merge(a.office(), a, (x, y) -> handles(x) ? x : y);
        }
      }
    }

    private static boolean handles(Account a) {
      return a.is(Role.HANDLER);
    }

    @Override
    public void begin(int all) {
      steps = all;
      say("正在生成" + policy.jurisdictionName() + "的演示数据：" + all + " 个步骤…");
    }

    @Override
    public void lived(LocalDate day) {
      int percent = ++done * 100 / steps;
      if (percent >= shown + 10) {
        shown = percent / 10 * 10;
        say("  " + policy.jurisdictionName() + " " + shown + "%（" + day + "）");
      }
    }

    @Override
    public void liveThrough(LocalDate from, LocalDate until) {
      LocalDate day = from;
      while (day.isBefore(until)) {
        day =
            casebook
                .nextChange(jurisdiction, day)
                .filter(change -> change.isBefore(until))
                .orElse(until);
        casebook.refresh(jurisdiction, day, at(day), Progress.SILENT);
      }
    }

    @Override
    public Dossier dossier(String file) {
      return casebook.dossier(jurisdiction, file);
    }

    @Override
    public Optional<CaseFile> file(String id) {
      return casebook.file(jurisdiction, id);
    }

    @Override
    public Answer send(
        String key, String file, boolean opens, Command command, Actor actor, LocalDate day) {
      Outcome outcome =
          casebook.submit(
              new CommandRequest(
                  jurisdiction,
                  opens ? null : file,
                  command,
                  actor,
                  day,
                  at(day),
                  "demonstration:" + policy.id() + ":" + key,
                  null));
      return switch (outcome) {
        case Outcome.Done d -> new Answer(d.fileId(), List.of());
        case Outcome.Refused r -> new Answer(file, r.refusals());
        case Outcome.Conflict c ->
            throw new IllegalStateException("a step expects no version: " + c.actualVersion());
      };
    }

    @Override
    public void delegate(Actor.Delegation delegation, LocalDate day) {
      if (delegations.of(jurisdiction, delegation.from()).isEmpty()) {
        delegations.give(jurisdiction, delegation, person(delegation.from()).id(), at(day));
      }
    }

    @Override
    public Actor actor(String office, LocalDate day) {
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

    @Override
    public Command.Submit filled(Dossier dossier, Command.Submit command) {
      if (policy.procedure(command.procedure()).filled().isEmpty()) {
        return command;
      }
      comparisons.settle(jurisdiction);
      return lookAlikes.filled(policy, dossier, command);
    }

    @Override
    public Material.Attachment paper(String life, String title, Actor actor, LocalDate day) {
      return attachments.store(
          new AttachmentStore.Uploader(jurisdiction, actor.person(), actor.office(), at(day)),
          title + ".docx",
          new ByteArrayInputStream(DemoPaper.of(title, List.of("演示材料：" + life, "本文件仅用于演示。"))));
    }

    @Override
    public void refused(Scenario.Step step, String why) {
      log.warn(
          "demonstration step {} {} on {}: {}",
          step.key(),
          step.what().get("does"),
          step.day(),
          why);
    }

    private static Instant at(LocalDate day) {
      return day.atTime(OFFICE_HOUR).atZone(Day.ZONE).toInstant();
    }
  }
}
