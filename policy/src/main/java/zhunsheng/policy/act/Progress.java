package zhunsheng.policy.act;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Situation;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.CaseFile;
import zhunsheng.policy.file.Dossier;
import zhunsheng.policy.file.Event;
import zhunsheng.policy.file.Recorded;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;

/** A command being decided: the file as the events so far leave it. */
final class Progress {
  private final Policy policy;
  private final Actor actor;
  private final LocalDate today;
  private final List<Event> events = new ArrayList<>();
  private Dossier dossier;

  Progress(Policy policy, Dossier dossier, Actor actor, LocalDate today) {
    this.policy = policy;
    this.dossier = dossier;
    this.actor = actor;
    this.today = today;
  }

  void emit(Event event) {
    events.add(event);
    CaseFile file = dossier.file();
    dossier =
        dossier.with(
            file.evolve(
                new Recorded(file.version() + 1, event, today, actor.person(), actor.office())));
  }

  Policy policy() {
    return policy;
  }

  Dossier dossier() {
    return dossier;
  }

  CaseFile file() {
    return dossier.file();
  }

  Actor actor() {
    return actor;
  }

  LocalDate today() {
    return today;
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  /** The run as it is now; it must be there. */
  Run run(String id) {
    Run run = file().runs().get(id);
    if (run == null) {
      throw new IllegalStateException("no run " + id);
    }
    return run;
  }

  @Nullable Run findRun(String id) {
    return file().runs().get(id);
  }

  Procedure procedure(Run run) {
    return policy.procedure(run.procedure());
  }

  /** The file now, with the fields of a run that was filed. */
  Situation situation(Run run) {
    return Situation.of(policy, dossier, today)
        .actedOn(run.actedOn())
        .form(procedure(run), run.fields(), run);
  }

  /** The Chinese name of an office, or its id where the policy does not name it. */
  String officeName(String office) {
    return policy.offices().getOrDefault(office, office);
  }

  /** The Chinese name of a party: the bound office's where there is one. */
  String partyName(String party) {
    Policy.Party binding = policy.parties().get(party);
    String office = binding == null ? null : binding.office();
    return office == null
        ? policy.vocabulary().parties().getOrDefault(party, party)
        : officeName(office);
  }
}
