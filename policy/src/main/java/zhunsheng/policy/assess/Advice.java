package zhunsheng.policy.assess;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.Expression;
import zhunsheng.policy.expression.Horizon;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Rule;

/** What would help: the earliest day, the missing milestone, and who can bring it about. */
final class Advice {
  /** How far ahead a freeing day is looked for; longer than any yearly window. */
  private static final int HORIZON_DAYS = 800;

  /** No window of a regulation is shorter than this. */
  private static final int STRIDE_DAYS = 14;

  private Advice() {}

  /**
   * What would free a procedure from one condition.
   *
   * @param words the pack's own advice, or null for a computed one
   * @param blocked tells whether it still blocks in another situation
   */
  static Remedy remedy(
      Situation situation,
      @Nullable String words,
      Procedure procedure,
      Expression condition,
      Predicate<Situation> blocked) {
    return remedy(situation, words, procedure, List.of(condition), null, blocked);
  }

  /**
   * What would make all of {@code turning} stop blocking.
   *
   * @param procedure the procedure they block, or null
   * @param turning the conditions that block together
   * @param follows id of the duty whose being overdue brought them about, or null
   */
  static Remedy remedy(
      Situation situation,
      @Nullable String words,
      @Nullable Procedure procedure,
      List<Expression> turning,
      @Nullable String follows,
      Predicate<Situation> blocked) {
    Guide guide = situation.guide();
    boolean byTime = false;
    for (Expression condition : turning) {
      byTime |= guide.turning(condition).byDay();
    }
    LocalDate earliest = byTime ? earliest(situation, blocked) : null;
    return remedy(situation, words, procedure, turning, follows, earliest);
  }

  /** The same where the day on which time alone helps is known. */
  static Remedy remedy(
      Situation situation,
      @Nullable String words,
      @Nullable Procedure procedure,
      List<Expression> turning,
      @Nullable String follows,
      @Nullable LocalDate earliest) {
    Levers levers = new Levers(situation, procedure);
    turning.forEach(levers::add);
    Rule.DutyRule duty = follows == null ? null : situation.policy().rules().duty(follows);
    if (duty != null) {
      duty.by().forEach(levers::add);
    }
    List<Remedy.Help> helps = levers.helps();
    String advice = words == null ? advice(situation.guide(), earliest, helps) : words;
    return new Remedy(earliest, advice.isEmpty() ? levers.fieldsToReconsider() : advice, helps);
  }

  static Remedy remedy(Guide guide, @Nullable LocalDate earliest, List<Remedy.Help> helps) {
    return new Remedy(earliest, advice(guide, earliest, helps), helps);
  }

  private static String advice(Guide guide, @Nullable LocalDate earliest, List<Remedy.Help> helps) {
    StringBuilder s = new StringBuilder();
    if (earliest != null) {
      s.append("最早 ").append(earliest).append(" 可以办理");
    }
    if (!helps.isEmpty()) {
      s.append(s.isEmpty() ? "" : "；").append("需先办理");
      int n = 0;
      for (Remedy.Help h : helps) {
        if (n++ == 3) {
          s.append("等");
          break;
        }
        s.append(n == 1 ? "" : "、").append(guide.words(h));
      }
    }
    return s.toString();
  }

  /**
   * The first day after today on which nothing blocks any more if nothing else happens, or null.
   */
  static @Nullable LocalDate earliest(Situation situation, Predicate<Situation> blocked) {
    LocalDate today = situation.today();
    LocalDate last = today.plusDays(HORIZON_DAYS);
    LocalDate before = today;
    for (LocalDate probe = today.plusDays(1); !probe.isAfter(last); ) {
      Horizon horizon = new Horizon(probe);
      if (!blocked.test(situation.at(probe, horizon))) {
        LocalDate free = probe;
        while (free.minusDays(1).isAfter(before)
            && !blocked.test(situation.at(free.minusDays(1)))) {
          free = free.minusDays(1);
        }
        return free;
      }
      // Nothing changes before the horizon: no day on the way there needs a look.
      situation.policy().rules().changesAfter(probe).ifPresent(horizon::at);
      before = probe;
      LocalDate stride = probe.plusDays(STRIDE_DAYS);
      probe = horizon.day().isAfter(stride) ? horizon.day() : stride;
    }
    return null;
  }
}
