package zhunsheng.policy.mutate;

/**
 * What becomes of one damage.
 *
 * @param why the problem, the case, or what differs
 */
public record Judgement(Damage damage, Verdict verdict, String why) {

  /** What a damage comes to. */
  public enum Verdict {
    /** The loader refuses it and says where it is. */
    REFUSED,
    /** The loader refuses it, and its problems lead nowhere near. */
    REFUSED_ELSEWHERE,
    /** A worked case fails under it. */
    CAUGHT,
    /** The checker finds it by the pack's structure. */
    CHECKED,
    /** Only the seal of its entry is broken: no case shows it. */
    SEALED,
    /** Nothing that is loaded differs. */
    SAME,
    /** Only words for people differ. */
    WORDS,
    /** The pack says otherwise and nobody notices. */
    UNNOTICED,
    /** An exception that is no clean refusal. */
    CRASHED;

    /** Whether it is as it should be. */
    public boolean good() {
      return this != UNNOTICED && this != CRASHED && this != REFUSED_ELSEWHERE;
    }
  }

  @Override
  public String toString() {
    return damage + "：" + why;
  }
}
