package zhunsheng.server.files;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.server.files.LookAlikeViews.Nearness;
import zhunsheng.server.regulation.OfficeView;
import zhunsheng.server.regulation.TypeView.Named;
import zhunsheng.server.regulation.Word;

/** Batch comparisons as they are shown. */
final class BatchViews {
  private BatchViews() {}

  /** How far a batch is. */
  enum BatchState implements Word {
    RUNNING,
    DONE,
    CANCELLED
  }

  /**
   * Files that are compared together.
   *
   * @param done how many were looked at
   * @param unchecked how many of them could not be compared
   * @param mine whether this account began it, and may stop it
   */
  record BatchView(
      String id,
      String title,
      BatchState state,
      LocalDate day,
      String person,
      boolean mine,
      int total,
      int done,
      int unchecked) {}

  /**
   * A file in a report.
   *
   * @param amount what it costs, where its pack says how files tell that; yuan as decimal text
   * @param open whether this account may open it
   */
  record BatchFile(
      String file,
      String name,
      Named subject,
      OfficeView office,
      @Nullable String amount,
      boolean open) {}

  /**
   * Two files that come near; each two stand once.
   *
   * @param own whether both are one unit's, or among those that the regulation holds against
   *     splitting
   * @param split whether they may be one thing that was split: own, more than related, and of a
   *     kind that costs something of itself
   * @param together what both cost, where both tell it
   */
  record BatchPair(
      BatchFile one,
      BatchFile other,
      long score,
      Nearness level,
      boolean own,
      boolean split,
      @Nullable String together,
      List<LookAlikeDesk.Passages> passages,
      List<String> newParts) {}

  /** A file of which nothing is known, and why. */
  record BatchUnchecked(BatchFile file, String reason) {}

  /** What a batch has found so far. */
  record BatchReport(BatchView batch, List<BatchPair> pairs, List<BatchUnchecked> unchecked) {}

  /**
   * A file on the map.
   *
   * @param fields whose business it is, as far as its words tell
   */
  record MapFile(String file, String name, Named subject, OfficeView office, List<String> fields) {}

  /** Two files of the map that come near. */
  record MapEdge(String one, String other, long score, Nearness level, boolean own) {}

  /**
   * The directory as a map of what overlaps.
   *
   * @param batch the comparison that it is drawn from, or null where there was none yet
   * @param running the one under way, or null
   * @param canBegin whether this account may have it drawn anew
   */
  record OverlapMap(
      @Nullable BatchView batch,
      @Nullable BatchView running,
      boolean canBegin,
      List<MapFile> files,
      List<MapEdge> edges) {}
}
