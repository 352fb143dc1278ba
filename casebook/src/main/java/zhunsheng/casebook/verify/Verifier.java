package zhunsheng.casebook.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.Progress;
import zhunsheng.casebook.attachment.AttachmentStore;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.database.Rows;
import zhunsheng.casebook.verify.Report.Problem;

/**
 * Proves that nothing recorded was changed: every event against the chain of its file, every chain
 * against its head and the signed checkpoints, every paper against its digest.
 */
public final class Verifier {
  private final Database database;
  private final AttachmentStore attachments;
  private final Checkpoints checkpoints;

  public Verifier(Database database, AttachmentStore attachments, Checkpoints checkpoints) {
    this.database = database;
    this.attachments = attachments;
    this.checkpoints = checkpoints;
  }

  /**
   * Verifies all jurisdictions. Commands may go on meanwhile; each jurisdiction is examined as it
   * was at one moment.
   *
   * @param progress counted in events
   */
  public Report verify(Progress progress) {
    Map<String, CheckpointLog.Line> logged = checkpoints.log().last();
    Set<String> jurisdictions = new TreeSet<>(logged.keySet());
    jurisdictions.addAll(recorded());
    Tally tally = new Tally(progress);
    for (String jurisdiction : jurisdictions) {
      Set<String> digests =
          database.inSnapshot(
              jurisdiction,
              client -> {
                tally.expect(count(client));
                ChainCheck chains = new ChainCheck(client, jurisdiction, tally);
                chains.run();
                new CheckpointCheck(client, jurisdiction, checkpoints, tally)
                    .run(logged.get(jurisdiction));
                chains.digests().addAll(stored(client));
                return chains.digests();
              });
      digests.forEach(digest -> paper(jurisdiction, digest, tally));
    }
    return tally.report();
  }

  private List<String> recorded() {
    return database.outside(
        client -> client.sql("SELECT id FROM jurisdiction").query(Rows::text).list());
  }

  private static long count(JdbcClient client) {
    return client.sql("SELECT count(*) FROM event").query(Long.class).single();
  }

  private static List<String> stored(JdbcClient client) {
    return client.sql("SELECT digest FROM attachment").query(Rows::text).list();
  }

  private void paper(String jurisdiction, String digest, Tally tally) {
    tally.attachment();
    switch (attachments.examine(digest)) {
      case INTACT -> {}
      case MISSING -> tally.problem(new Problem(jurisdiction, null, 0, "附件缺失：" + digest));
      case CHANGED -> tally.problem(new Problem(jurisdiction, null, 0, "附件内容被改动：" + digest));
    }
  }

  /** What has been examined and found so far. */
  static final class Tally {
    private final Progress progress;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> badFiles = new HashSet<>();
    private long files;
    private long events;
    private long expected;
    private long attachments;
    private long checkpoints;

    private Tally(Progress progress) {
      this.progress = progress;
    }

    private void expect(long more) {
      expected += more;
    }

    void file() {
      files++;
    }

    void event() {
      events++;
      if (events % 1000 == 0) {
        progress.report(events, Math.max(expected, events));
      }
    }

    void attachment() {
      attachments++;
    }

    void checkpoint() {
      checkpoints++;
    }

    void problem(Problem problem) {
      problems.add(problem);
    }

    /** Reports an event unless an earlier one of its file was reported. */
    void badEvent(String jurisdiction, String fileId, long version, String message) {
      if (badFiles.add(fileId)) {
        problem(new Problem(jurisdiction, fileId, version, message));
      }
    }

    private Report report() {
      progress.report(events, events);
      return new Report(files, events, attachments, checkpoints, problems);
    }
  }
}
