package zhunsheng.server.files;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment;
import zhunsheng.policy.assess.Verdict;
import zhunsheng.policy.model.FactType;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Procedure;
import zhunsheng.server.problem.CitationView;
import zhunsheng.server.problem.RemedyView;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.ProcedureView;
import zhunsheng.server.regulation.TypeView.Named;

/**
 * What the regulation says of a file on a day.
 *
 * @param applies left out where facts are missing for the answer
 */
record AssessmentView(
    LocalDate day,
    @Nullable Boolean applies,
    Named stage,
    List<AvailabilityView> procedures,
    List<DutyView> duties,
    List<HoldView> holds,
    List<NoticeView> notices,
    List<TurnView> turns,
    List<UndeterminedView> undetermined) {

  /** A procedure, and whether it can be filed; {@code mine} is whether this account may file it. */
  record AvailabilityView(
      String procedure,
      String title,
      Named stage,
      Assessment.State state,
      List<Named> parties,
      List<OfficeView> offices,
      boolean mine,
      List<ReasonView> reasons,
      List<RequirementView> required,
      @Nullable CitationView citation) {}

  /** Why something is not available. */
  record ReasonView(
      String message,
      @Nullable CitationView citation,
      List<String> because,
      @Nullable RemedyView remedy,
      List<MissingView> missing) {
    static ReasonView of(Assessment.Reason r) {
      return new ReasonView(
          r.message(),
          CitationView.ofNullable(r.citation()),
          r.because(),
          RemedyView.of(r.remedy()),
          MissingView.of(r.missing()));
    }
  }

  /** A fact nobody recorded, and who can. */
  record MissingView(String fact, String title, List<RemedyView.Help> recordedBy) {
    static List<MissingView> of(List<Assessment.MissingFact> missing) {
      return missing.stream()
          .map(
              m ->
                  new MissingView(
                      m.fact(),
                      m.title(),
                      m.recordedBy().stream().map(RemedyView.Help::of).toList()))
          .toList();
    }
  }

  /** A field or material that a submission must hold. */
  record RequirementView(
      String id, String title, boolean material, @Nullable CitationView citation) {}

  /** What a party must do by a day; {@code preset} fills the form of the procedure that does it. */
  record DutyView(
      String id,
      String title,
      Assessment.DutyState state,
      Named party,
      List<OfficeView> offices,
      boolean mine,
      @Nullable LocalDate opens,
      @Nullable LocalDate due,
      @Nullable LocalDate doneOn,
      long daysLate,
      List<Named> procedures,
      @Nullable String proposal,
      Map<String, Object> preset,
      boolean dueCertain,
      List<String> because,
      CitationView citation) {}

  /** A hold in force. */
  record HoldView(
      String id,
      String title,
      String message,
      @Nullable LocalDate since,
      List<Named> blocks,
      List<String> because,
      CitationView citation,
      @Nullable RemedyView remedy) {}

  /** Something to know, on the file or at the procedures named. */
  record NoticeView(String message, List<Named> at, CitationView citation) {
    static NoticeView of(Names names, Assessment.Notice n) {
      return new NoticeView(n.message(), names.procedures(n.at()), CitationView.of(n.citation()));
    }
  }

  /** Whose turn it is. */
  record TurnView(
      String run,
      Named procedure,
      Named step,
      String assignment,
      Named party,
      OfficeView office,
      boolean mine,
      @Nullable LocalDate due,
      boolean overdue) {}

  /** A rule that cannot answer yet. */
  record UndeterminedView(String rule, @Nullable CitationView citation, List<MissingView> missing) {
    static UndeterminedView of(Verdict.Undetermined u) {
      return new UndeterminedView(
          u.rule(), CitationView.ofNullable(u.citation()), MissingView.of(u.missing()));
    }
  }

  /**
   * @param mine offices for which the account may act
   */
  static AssessmentView of(Names names, Assessment a, Set<String> mine) {
    Policy policy = names.policy();
    return new AssessmentView(
        a.day(),
        a.applies(),
        ProcedureView.stage(policy, a.stage()),
        a.procedures().stream().map(p -> availability(names, p, mine)).toList(),
        a.duties().stream().map(d -> duty(names, d, mine)).toList(),
        a.holds().stream().map(h -> hold(names, h)).toList(),
        a.notices().stream().map(n -> NoticeView.of(names, n)).toList(),
        a.turns().stream()
            .map(
                t ->
                    new TurnView(
                        t.run(),
                        names.procedure(t.procedure()),
                        new Named(t.step(), t.stepTitle()),
                        t.assignment(),
                        new Named(t.party(), names.party(t.party())),
                        names.office(t.office()),
                        mine.contains(t.office()),
                        t.due(),
                        t.overdue()))
            .toList(),
        a.undetermined().stream().map(UndeterminedView::of).toList());
  }

  private static AvailabilityView availability(
      Names names, Assessment.Availability p, Set<String> mine) {
    Procedure procedure = names.policy().procedure(p.procedure());
    return new AvailabilityView(
        p.procedure(),
        p.title(),
        ProcedureView.stage(names.policy(), procedure.stage()),
        p.state(),
        ProcedureView.parties(names.policy(), p.parties()),
        names.offices(p.offices()),
        p.offices().stream().anyMatch(mine::contains),
        p.reasons().stream().map(ReasonView::of).toList(),
        p.required().stream()
            .map(
                r ->
                    new RequirementView(
                        r.id(), r.title(), r.material(), CitationView.ofNullable(r.citation())))
            .toList(),
        CitationView.ofNullable(p.citation()));
  }

  private static DutyView duty(Names names, Assessment.Duty d, Set<String> mine) {
    return new DutyView(
        d.id(),
        d.title(),
        d.state(),
        new Named(d.party(), names.party(d.party())),
        names.offices(d.offices()),
        d.offices().stream().anyMatch(mine::contains),
        d.opens(),
        d.due(),
        d.doneOn(),
        d.daysLate(),
        names.procedures(d.procedures()),
        d.proposal(),
        preset(names.policy(), d),
        d.dueCertain(),
        d.because(),
        CitationView.of(d.citation()));
  }

  /** Preset values in the form in which they travel. */
  private static Map<String, Object> preset(Policy policy, Assessment.Duty d) {
    Map<String, Object> plain = new LinkedHashMap<>();
    d.preset()
        .forEach(
            (id, value) -> {
              for (String procedure : d.procedures()) {
                FactType type = fieldType(policy.procedures().get(procedure), id);
                if (type != null) {
                  plain.put(id, type.plain(value));
                  return;
                }
              }
              plain.put(id, value.toString());
            });
    return plain;
  }

  private static @Nullable FactType fieldType(@Nullable Procedure procedure, String id) {
    if (procedure == null) {
      return null;
    }
    return procedure.fields().stream()
        .filter(f -> f.id().equals(id))
        .map(Procedure.Field::type)
        .findFirst()
        .orElse(null);
  }

  private static HoldView hold(Names names, Assessment.Hold h) {
    return new HoldView(
        h.id(),
        h.title(),
        h.message(),
        h.since(),
        names.procedures(h.blocks()),
        h.because(),
        CitationView.of(h.citation()),
        RemedyView.of(h.remedy()));
  }
}
