package zhunsheng.server.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import zhunsheng.policy.model.Filler;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;

/** All lives of one script: turns each step into commands and sends them. */
final class ScriptedLives {
  private final Policy policy;
  private final World world;
  private final Map<String, Object> defaults;
  private final Map<String, Object> script;
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, Material.Attachment> papers = new HashMap<>();
  private int refused;

  /** Where the files are that the steps move. */
  interface World {

    /**
     * What became of a command.
     *
     * @param file id of the file
     * @param refusals why it was refused; empty where it was done
     */
    record Answer(String file, List<Refusal> refusals) {
      public Answer {
        refusals = List.copyOf(refusals);
      }
    }

    default void begin(int steps) {}

    default void lived(LocalDate day) {}

    /** Every day up to {@code until} that brings something about by itself. */
    void liveThrough(LocalDate from, LocalDate until);

    Dossier dossier(String file);

    Optional<CaseFile> file(String id);

    /**
     * Sends a command.
     *
     * @param key unique in the script, and the same each time it is told
     * @param file id of the file; of a new one, its name in the script
     */
    Answer send(
        String key, String file, boolean opens, Command command, Actor actor, LocalDate day);

    void delegate(Actor.Delegation delegation, LocalDate day);

    Actor actor(String office, LocalDate day);

    /** The command with what the system itself fills when a form is sent. */
    Command.Submit filled(Dossier dossier, Command.Submit command);

    Material.Attachment paper(String life, String title, Actor actor, LocalDate day);

    void refused(Scenario.Step step, String why);
  }

  ScriptedLives(Policy policy, DemoScript script, World world) {
    this.policy = policy;
    this.world = world;
    this.script = script.rest();
    this.defaults = DemoScript.map(script.rest().get("defaults"));
  }

  /**
   * Lives all steps up to that day.
   *
   * @return how many of them were refused
   */
  int live(LocalDate today) {
    List<Scenario.Step> steps = Scenario.steps(script, today);
    world.begin(steps.size());
    LocalDate assessed = steps.isEmpty() ? today : steps.getFirst().day();
    for (Scenario.Step step : steps) {
      world.liveThrough(assessed, step.day());
      assessed = step.day();
      perform(step);
      world.lived(step.day());
    }
    world.liveThrough(assessed, today);
    return refused;
  }

  private void perform(Scenario.Step step) {
    Map<String, Object> what = step.what();
    if (what.get("if-any") != null && each(step, DemoScript.map(what.get("if-any"))).isEmpty()) {
      return;
    }
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
    world.delegate(
        new Actor.Delegation(
            DemoScript.text(d, "from"),
            DemoScript.text(d, "to"),
            LocalDate.parse(DemoScript.text(d, "first")),
            LocalDate.parse(DemoScript.text(d, "last"))),
        step.day());
  }

  private void submit(Scenario.Step step, Procedure procedure) {
    String key = fileKey(step);
    String id = procedure.opensFile() && !files.containsKey(key) ? null : files.get(key);
    if (id == null && !procedure.opensFile()) {
      fail(step, "no file " + key);
      return;
    }
    Dossier dossier = id == null ? Dossier.of(CaseFile.empty("new")) : world.dossier(id);
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
        answered(
            step,
            procedure,
            world.filled(
                dossier,
                new Command.Submit(
                    procedure.id(),
                    returned == null ? null : returned.id(),
                    typed.facts,
                    typed.fields,
                    Map.of(),
                    true)));
    Actor actor = actor(office, step.day());
    Map<String, Material> materials = papers(step, procedure.materials(), dossier, bare, actor);
    Command.Submit command =
        new Command.Submit(
            bare.procedure(),
            bare.run(),
            bare.facts(),
            bare.fields(),
            materials,
            true,
            bare.filled());
    String done = send(step, step.key(), id, command, actor);
    if (done != null) {
      files.put(key, done);
    }
  }

  /**
   * The same answer to each that the system lists in a field: {@code answers: {pairs: {answer:
   * not_split}}}.
   */
  private static Command.Submit answered(
      Scenario.Step step, Procedure procedure, Command.Submit command) {
    Map<String, Object> answers = DemoScript.map(step.what().get("answers"));
    Map<String, Object> fields = new LinkedHashMap<>(command.fields());
    for (Procedure.Field field : procedure.compared()) {
      if (answers.get(field.id()) != null
          && command.filled().get(field.id()) instanceof List<?> found) {
        List<Object> rows = new ArrayList<>();
        for (Object item : found) {
          Map<String, Object> row = new LinkedHashMap<>(DemoScript.map(answers.get(field.id())));
          row.put(Filler.KEY, DemoScript.map(item).get(Filler.KEY));
          rows.add(row);
        }
        fields.put(field.id(), field.type().parse(rows));
      }
    }
    return new Command.Submit(
        command.procedure(),
        command.run(),
        command.facts(),
        fields,
        command.materials(),
        command.confirmed(),
        command.filled());
  }

  private void act(Scenario.Step step, Procedure procedure, String stepId) {
    String key = fileKey(step);
    String id = files.get(key);
    Procedure.Step place = procedure.step(stepId);
    if (id == null || place == null) {
      fail(step, "no file " + key + " or no step " + stepId);
      return;
    }
    CaseFile file = world.dossier(id).file();
    Run run =
        file.runs().values().stream()
            .filter(r -> r.procedure().equals(procedure.id()) && r.openVisit() != null)
            .findFirst()
            .orElse(null);
    Run.Visit visit = run == null ? null : run.openVisit();
    if (run == null || visit == null || !visit.step().equals(stepId)) {
      fail(step, "the run is not at " + stepId + (visit == null ? "" : " but at " + visit.step()));
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
    Dossier dossier = world.dossier(id);
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
    CaseFile file = world.dossier(id).file();
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

  /** The id of the file, or null where the command was refused. */
  private @Nullable String send(
      Scenario.Step step, String key, @Nullable String id, Command command, Actor actor) {
    World.Answer answer =
        world.send(key, id == null ? fileKey(step) : id, id == null, command, actor, step.day());
    if (!answer.refusals().isEmpty()) {
      fail(step, String.join("; ", answer.refusals().stream().map(Refusal::toString).toList()));
      return null;
    }
    return answer.file();
  }

  private void fail(Scenario.Step step, String why) {
    refused++;
    world.refused(step, why);
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

  /**
   * {@code @plan_2025} is the file of that key, {@code @self.system} one of the same life, and
   * {@code {each: …}} a list made from what a run holds.
   */
  private Object resolved(Scenario.Step step, Object value) {
    if (value instanceof Map<?, ?> map && map.containsKey("each")) {
      return each(step, DemoScript.map(value));
    }
    if (value instanceof List<?> items) {
      return items.stream().map(i -> resolved(step, i)).toList();
    }
    if (value instanceof String text && text.startsWith("@")) {
      String key = text.substring(1).replaceFirst("^self", step.life());
      return files.getOrDefault(key, text);
    }
    return value;
  }

  /**
   * One entry for each record in a field of the file's last run of a procedure: {@code {each:
   * declaration.look_alikes, among: {level: [duplicate]}, least: {score: 80}, as: {other:
   * "@item.other"}}}. No two are equal.
   */
  private List<Object> each(Scenario.Step step, Map<String, Object> how) {
    String from = DemoScript.text(how, "each");
    int dot = from.indexOf('.');
    String id = files.get(fileKey(step));
    Run run =
        id == null
            ? null
            : world.dossier(id).file().runs().values().stream()
                .filter(r -> r.procedure().equals(from.substring(0, dot)))
                .reduce((before, last) -> last)
                .orElse(null);
    if (run == null || !(run.fields().get(from.substring(dot + 1)) instanceof List<?> items)) {
      return List.of();
    }
    Map<String, Object> among = DemoScript.map(how.get("among"));
    Map<String, Object> least = DemoScript.map(how.get("least"));
    Set<Object> entries = new LinkedHashSet<>();
    for (Object raw : items) {
      Map<String, Object> item = DemoScript.map(raw);
      if (among.entrySet().stream()
              .allMatch(e -> texts(e.getValue()).contains(String.valueOf(item.get(e.getKey()))))
          && least.entrySet().stream()
              .allMatch(
                  e ->
                      item.get(e.getKey()) instanceof Number n
                          && n.doubleValue() >= ((Number) e.getValue()).doubleValue())) {
        Map<String, Object> entry = new LinkedHashMap<>(DemoScript.map(how.get("as")));
        entry.replaceAll(
            (k, v) ->
                v instanceof String text && text.startsWith("@item.")
                    ? item.getOrDefault(text.substring("@item.".length()), "")
                    : v);
        entries.add(entry);
      }
    }
    return List.copyOf(entries);
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
    return world.actor(office, day);
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
      world.file(id).ifPresent(f -> linked.put(id, f));
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
    return papers.computeIfAbsent(
        step.life() + "/" + title, k -> world.paper(step.life(), title, actor, step.day()));
  }

  private List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> items) {
      items.forEach(i -> texts.add(i.toString()));
    }
    return texts;
  }
}
