package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Fact;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;

/** Which offices play a party for a file, and which may read it. */
public final class Sight {
  private Sight() {}

  /**
   * Offices that play {@code party} for {@code file}: the bound one, the holder, or those a fact
   * names (the holder while that fact is not recorded).
   */
  public static List<String> offices(Policy policy, CaseFile file, String party) {
    Policy.Party binding = policy.parties().get(party);
    if (binding == null) {
      return List.of();
    }
    String office = binding.office();
    if (office != null) {
      return List.of(office);
    }
    String fact = binding.fact();
    if (fact == null || !fact.startsWith(file.subject() + ".")) {
      return file.office().isEmpty() ? List.of() : List.of(file.office());
    }
    Object value = file.facts().get(fact.substring(fact.indexOf('.') + 1));
    return switch (value) {
      case List<?> list when !list.isEmpty() ->
          list.stream().map(Object::toString).distinct().toList();
      case String named -> List.of(named);
      case null, default -> file.office().isEmpty() ? List.of() : List.of(file.office());
    };
  }

  /** Parties that {@code office} plays for {@code file}. */
  public static Set<String> parties(Policy policy, CaseFile file, String office) {
    Set<String> parties = new LinkedHashSet<>();
    for (String party : policy.parties().keySet()) {
      if (offices(policy, file, party).contains(office)) {
        parties.add(party);
      }
    }
    return parties;
  }

  /**
   * Whether {@code office} may read the file: it holds it, plays a party in it, had a turn, filed,
   * was sent a copy, or the policy lets its party see such files.
   */
  public static boolean sees(Policy policy, Dossier dossier, String office, LocalDate today) {
    return sees(Situation.of(policy, dossier, today), office);
  }

  private static boolean sees(Situation situation, String office) {
    CaseFile file = situation.file();
    Policy policy = situation.policy();
    if (file.office().equals(office) || involved(file, office)) {
      return true;
    }
    for (Policy.Party party : policy.parties().values()) {
      boolean bound = office.equals(party.office());
      if (bound && party.seesAll()) {
        return true;
      }
      if (bound) {
        var condition = party.sees().get(file.subject());
        if (condition != null && Boolean.TRUE.equals(situation.eval(condition))) {
          return true;
        }
      }
      if (party.fact() != null && offices(policy, file, party.id()).contains(office)) {
        return true;
      }
    }
    return false;
  }

  /** All offices that may read the file. */
  static Set<String> readers(Situation situation) {
    Set<String> readers = new TreeSet<>();
    for (String office : named(situation)) {
      if (!office.isEmpty() && sees(situation, office)) {
        readers.add(office);
      }
    }
    return readers;
  }

  /**
   * Every office that could have to do with the file: the pack's, and all that it or a linked file
   * names.
   */
  private static Set<String> named(Situation situation) {
    Policy policy = situation.policy();
    Set<String> offices = new LinkedHashSet<>(policy.offices().keySet());
    named(policy, situation.file(), offices);
    situation.dossier().linked().values().forEach(linked -> named(policy, linked, offices));
    for (Run run : situation.file().runs().values()) {
      offices.add(run.office());
      offices.addAll(run.copies());
      for (Run.Visit visit : run.visits()) {
        for (Run.Assignment turn : visit.assignments()) {
          offices.add(turn.office());
          offices.addAll(turn.transferredFrom());
          Run.Act act = turn.act();
          if (act != null) {
            offices.add(act.byOffice());
          }
        }
      }
    }
    return offices;
  }

  private static void named(Policy policy, CaseFile file, Set<String> offices) {
    offices.add(file.office());
    Subject subject = policy.vocabulary().subjects().get(file.subject());
    if (subject == null) {
      return;
    }
    file.facts()
        .forEach(
            (name, value) -> {
              Fact fact = subject.facts().get(name);
              if (fact != null && fact.type() == FactType.Scalar.OFFICE) {
                offices.add(value.toString());
              } else if (fact != null
                  && fact.type() instanceof FactType.ListType(FactType item)
                  && item == FactType.Scalar.OFFICE
                  && value instanceof List<?> list) {
                list.forEach(office -> offices.add(office.toString()));
              }
            });
  }

  private static boolean involved(CaseFile file, String office) {
    for (Run run : file.runs().values()) {
      if (run.office().equals(office) || run.copies().contains(office)) {
        return true;
      }
      for (Run.Visit visit : run.visits()) {
        for (Run.Assignment a : visit.assignments()) {
          if (a.office().equals(office) || a.transferredFrom().contains(office)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
