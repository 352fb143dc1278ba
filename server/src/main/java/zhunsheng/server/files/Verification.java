package zhunsheng.server.files;

import java.nio.file.Path;
import zhunsheng.casebook.attachment.AttachmentStore;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.verify.Checkpoints;
import zhunsheng.casebook.verify.Verifier;

/**
 * Where the parts of the record that are not in the database lie, and what is verified with them.
 */
public final class Verification {
  private Verification() {}

  /** Folder of the papers below a data directory. */
  public static Path papers(Path data) {
    return data.resolve("attachments");
  }

  /** Folder of the checkpoints' key and log below a data directory. */
  public static Path checkpoints(Path data) {
    return data.resolve("checkpoints");
  }

  static AttachmentStore attachments(Database database, Path data) {
    return new AttachmentStore(papers(data), database, AttachmentStore.DEFAULT_LIMIT);
  }

  static Checkpoints checkpoints(Database database, Path data) {
    return new Checkpoints(database, checkpoints(data));
  }

  /** A verifier for a command outside the server. */
  public static Verifier of(Database database, Path data) {
    return new Verifier(database, attachments(database, data), checkpoints(database, data));
  }
}
