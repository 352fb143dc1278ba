package zhunsheng.policy.check;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.value.Day;
import zhunsheng.policy.value.Ref;
import zhunsheng.policy.worked.CaseWorld;
import zhunsheng.policy.worked.Deed;

/**
 * All that worked cases do, to be tried in any order and on any day: their forms are filled as
 * people fill them, on both sides of every boundary. Days in them move with the day on which they
 * are tried.
 */
final class Repertoire {
  /** Forms of one procedure, or of one choice of a step; more look alike. */
  private static final int FORMS = 5;

  private final Map<String, List<Deed>> submissions = new LinkedHashMap<>();
  private final Map<String, List<Deed>> acts = new LinkedHashMap<>();

  Repertoire(Policy policy, List<Deed> deeds) {
    Set<Object> seen = new HashSet<>();
    Map<String, Integer> forms = new LinkedHashMap<>();
    for (Deed deed : deeds) {
      if (!deed.file().equals(deed.subject())) {
        continue;
      }
      switch (deed.command()) {
        case Command.Submit c -> {
          Object form = List.of(c.procedure(), c.facts(), c.allFields(), c.materials().keySet());
          if (seen.add(form) && forms.merge(c.procedure(), 1, Integer::sum) <= FORMS) {
            submissions.computeIfAbsent(c.procedure(), k -> new ArrayList<>()).add(deed);
          }
        }
        case Command.Act c -> {
          String procedure = procedureOf(c.run());
          String turn = procedure + "." + c.step() + "/" + deed.actor().office();
          Object form = List.of(turn, c.choice(), c.facts(), c.fields());
          if (c.step() != null
              && policy.procedures().containsKey(procedure)
              && seen.add(form)
              && forms.merge(turn + ":" + c.choice(), 1, Integer::sum) <= FORMS) {
            acts.computeIfAbsent(turn, k -> new ArrayList<>()).add(deed);
          }
        }
        case Command.Withdraw c -> {}
        case Command.Transfer c -> {}
        case Command.AddReviewer c -> {}
        case Command.RemoveReviewer c -> {}
        case Command.Remind c -> {}
        case Command.Copy c -> {}
        case Command.Fill c -> {}
      }
    }
  }

  private static String procedureOf(String run) {
    int dash = run.lastIndexOf('-');
    return dash < 0 ? run : run.substring(0, dash);
  }

  /** The filings of that procedure, as they would be on {@code day} in {@code world}. */
  List<Deed> submissions(String procedure, CaseWorld world, LocalDate day) {
    return submissions.getOrDefault(procedure, List.of()).stream()
        .map(d -> on(d, world, day))
        .filter(d -> d != null)
        .toList();
  }

  /** What the office may say in its turn, as it would be on {@code day}. */
  List<Deed> acts(Run run, String step, String office, CaseWorld world, LocalDate day) {
    List<Deed> possible = new ArrayList<>();
    for (Deed deed : acts.getOrDefault(run.procedure() + "." + step + "/" + office, List.of())) {
      Deed moved = on(deed, world, day);
      if (moved != null && moved.command() instanceof Command.Act c) {
        possible.add(
            new Deed(
                moved.file(),
                moved.subject(),
                new Command.Act(
                    run.id(),
                    step,
                    null,
                    c.choice(),
                    c.text(),
                    c.returnTo(),
                    c.facts(),
                    c.fields(),
                    c.materials()),
                moved.actor(),
                day));
      }
    }
    return possible;
  }

  /** The deed as it would be on that day, or null where it names a file that is not there. */
  private static @Nullable Deed on(Deed deed, CaseWorld world, LocalDate day) {
    long days = ChronoUnit.DAYS.between(deed.day(), day);
    int years = day.getYear() - deed.day().getYear();
    Command command =
        switch (deed.command()) {
          case Command.Submit c -> {
            Map<String, Object> facts = moved(c.facts(), world, days, years);
            Map<String, Object> fields = moved(c.fields(), world, days, years);
            yield facts == null || fields == null
                ? null
                : new Command.Submit(
                    c.procedure(),
                    returned(world.file(deed.file()), c.procedure()),
                    facts,
                    fields,
                    c.materials(),
                    c.confirmed(),
                    c.filled());
          }
          case Command.Act c -> {
            Map<String, Object> facts = moved(c.facts(), world, days, years);
            Map<String, Object> fields = moved(c.fields(), world, days, years);
            yield facts == null || fields == null
                ? null
                : new Command.Act(
                    c.run(),
                    c.step(),
                    null,
                    c.choice(),
                    c.text(),
                    c.returnTo(),
                    facts,
                    fields,
                    c.materials());
          }
          default -> null;
        };
    return command == null
        ? null
        : new Deed(deed.file(), deed.subject(), command, deed.actor(), day);
  }

  private static @Nullable String returned(CaseFile file, String procedure) {
    Run last = CaseWorld.lastRun(file, procedure);
    return last != null && last.status() == Run.Status.RETURNED ? last.id() : null;
  }

  private static @Nullable Map<String, Object> moved(
      Map<String, Object> values, CaseWorld world, long days, int years) {
    Map<String, Object> moved = new LinkedHashMap<>();
    for (Map.Entry<String, Object> e : values.entrySet()) {
      Object value = moved(e.getValue(), world, days, years);
      if (value == null) {
        return null;
      }
      moved.put(e.getKey(), value);
    }
    return moved;
  }

  private static @Nullable Object moved(Object value, CaseWorld world, long days, int years) {
    return switch (value) {
      case LocalDate d -> d.equals(Day.NEVER) ? d : d.plusDays(days);
      case Long n -> n >= 2000 && n < 2100 ? n + years : n;
      case Ref ref -> world.file(ref.file()).version() == 0 ? null : ref;
      case List<?> list -> {
        List<Object> items = new ArrayList<>();
        for (Object item : list) {
          Object other = moved(item, world, days, years);
          if (other == null) {
            yield null;
          }
          items.add(other);
        }
        yield items;
      }
      case Map<?, ?> map -> {
        Map<String, Object> parts = new LinkedHashMap<>();
        for (Map.Entry<?, ?> e : map.entrySet()) {
          Object part = e.getValue() == null ? null : moved(e.getValue(), world, days, years);
          if (part == null) {
            yield null;
          }
          parts.put(String.valueOf(e.getKey()), part);
        }
        yield parts;
      }
      default -> value;
    };
  }
}
