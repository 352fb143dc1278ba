package zhunsheng.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import zhunsheng.casebook.database.Database;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.value.Money;
import zhunsheng.policy.value.Ref;

/** A jurisdiction in which tests act: short names for its offices' commands. */
public final class Town {
  private static final AtomicInteger KEYS = new AtomicInteger();

  public final String jurisdiction = TestDatabase.newJurisdiction();
  public final SampleShelf shelf = new SampleShelf(jurisdiction);
  public final Casebook casebook;
  private LocalDate today = LocalDate.of(2024, 3, 1);

  public Town() {
    this(TestDatabase.database());
  }

  public Town(Database database) {
    casebook = new Casebook(database, shelf);
  }

  public LocalDate today() {
    return today;
  }

  public Instant now() {
    return today.atTime(2, 0).toInstant(ZoneOffset.UTC);
  }

  public Town on(LocalDate day) {
    today = day;
    return this;
  }

  public CommandRequest request(@Nullable String file, String office, Command command) {
    return request(file, office, command, "key-" + KEYS.incrementAndGet(), null);
  }

  public CommandRequest request(
      @Nullable String file,
      String office,
      Command command,
      String key,
      @Nullable Long expectedVersion) {
    return new CommandRequest(
        jurisdiction,
        file,
        command,
        new Actor("person-of-" + office, office, Set.of()),
        today,
        now(),
        key,
        expectedVersion);
  }

  public Outcome submit(@Nullable String file, String office, Command command) {
    return casebook.submit(request(file, office, command));
  }

  public Outcome.Done done(@Nullable String file, String office, Command command) {
    Outcome outcome = submit(file, office, command);
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (Outcome.Done) outcome;
  }

  public static Command.Submit submission(
      String procedure, Map<String, Object> facts, Map<String, Object> fields) {
    return new Command.Submit(procedure, null, facts, fields, Map.of(), true);
  }

  public static Command.Submit declaration(String total, Map<String, Material> materials) {
    return new Command.Submit(
        "declaration", null, Map.of("total", Money.ofYuan(total)), Map.of(), materials, true);
  }

  public static Command.Act act(String run, String choice) {
    return new Command.Act(
        run, null, null, choice, "意见：" + choice, null, Map.of(), Map.of(), Map.of());
  }

  public String unit(String office) {
    return done(null, office, submission("unit_registration", Map.of("name", office), Map.of()))
        .fileId();
  }

  public String plan(int year) {
    return done(
            null,
            "data_office",
            submission(
                "plan_opening", Map.of("title", year + "年度计划", "year", (long) year), Map.of()))
        .fileId();
  }

  public String project(String office, String name) {
    return project(office, name, null, null);
  }

  public String project(String office, String name, @Nullable String total, @Nullable String plan) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", name);
    if (total != null) {
      facts.put("total", Money.ofYuan(total));
    }
    if (plan != null) {
      facts.put("plan", new Ref(plan));
    }
    return done(null, office, submission("project_opening", facts, Map.of())).fileId();
  }

  /** Declares a project of {@code office} and takes it through its route. */
  public void approve(String project, String office) {
    done(project, office, declaration("300000.00", Map.of()));
    done(project, "finance_office", act("declaration-1", "agree"));
    done(project, "cyber_office", act("declaration-1", "agree"));
    done(project, "data_office", act("declaration-1", "approve"));
  }

  public CaseFile file(String id) {
    return casebook.file(jurisdiction, id).orElseThrow();
  }
}
