package zhunsheng.server.files;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.server.problem.CitationView;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.TypeView.Named;
import zhunsheng.server.regulation.Word;

/** What comes near, as it is shown. */
final class LookAlikeViews {
  private LookAlikeViews() {}

  /** Whether a comparison was made. */
  enum Status implements Word {
    CHECKED,
    NOT_CHECKED
  }

  /** How near something comes. */
  enum Nearness implements Word {
    DUPLICATE,
    SUSPECTED,
    RELATED;

    /** From the word that is recorded. */
    static Nearness of(String word) {
      for (Nearness n : values()) {
        if (n.word().equals(word)) {
          return n;
        }
      }
      throw ProblemException.of(ProblemKind.OUR_FAULT, "未知的相近程度：" + word);
    }
  }

  /**
   * Something that exists and comes near.
   *
   * @param score how probable it is a duplicate, in percent
   * @param amount what it costs, where its pack says how files tell that; yuan as decimal text
   * @param newParts passages for which it has nothing
   * @param open whether this account may open its file
   * @param also what it belongs to and shares its name with: the project that built a system
   */
  record LookAlike(
      String file,
      String name,
      @Nullable OfficeView owner,
      long score,
      @Nullable String amount,
      Nearness level,
      List<LookAlikeDesk.Passages> passages,
      List<String> newParts,
      boolean open,
      List<Also> also) {

    LookAlike with(List<Also> others) {
      return new LookAlike(
          file, name, owner, score, amount, level, passages, newParts, open, others);
    }
  }

  /** Something under the same entry: what it is, and whether this account may open it. */
  record Also(String file, String name, Named subject, boolean open) {}

  /**
   * @param reason why nothing was compared
   * @param soon whether asking again in a moment may be answered
   * @param shortened whether only the beginning of a long text was compared
   */
  record LookAlikes(
      Status status,
      @Nullable String reason,
      boolean soon,
      boolean shortened,
      List<LookAlike> hits) {}

  /** What an office says of one of them. */
  record VerdictView(
      OfficeView office, boolean duplicate, String reason, String person, LocalDate day) {}

  /**
   * What the second judge, a model of the office's own network, says of one of them: an opinion
   * beside the comparison, which it does not change.
   *
   * @param duplicate absent where it could not decide
   */
  record OpinionView(String model, @Nullable Boolean duplicate, String reason, LocalDate day) {}

  /** What whoever filed said of one of them: the part's title, and how it reads. */
  record AnswerView(String title, String text) {}

  /** One of those found at the submission, and what was said of it. */
  record RecordedLookAlike(
      LookAlike found,
      List<AnswerView> answers,
      List<VerdictView> verdicts,
      @Nullable OpinionView opinion) {}

  /**
   * What was found at the submission of a run for one field.
   *
   * @param asks whether whoever filed had to answer for each
   * @param status not checked: nothing was recorded, which is not the same as nothing found
   * @param canFill whether this account may have it compared now
   * @param canJudge whether this account's office says what it thinks of them
   * @param canAsk whether it may ask the second judge
   */
  record RunLookAlikes(
      String field,
      String title,
      boolean asks,
      @Nullable CitationView citation,
      Status status,
      List<RecordedLookAlike> hits,
      boolean canFill,
      boolean canJudge,
      boolean canAsk) {}

  /** A text that a file says of itself, or a blank where it says nothing. */
  record Said(String title, String mine, String theirs) {}

  /** One of two files side by side. */
  record Side(
      String file,
      String name,
      OfficeView office,
      @Nullable LocalDate openedOn,
      @Nullable String amount,
      boolean open) {}

  /**
   * Two files side by side.
   *
   * @param together what both cost, where both tell it; yuan as decimal text
   */
  record SideBySide(Side mine, Side theirs, @Nullable String together, List<Said> texts) {}
}
