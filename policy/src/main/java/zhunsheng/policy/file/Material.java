package zhunsheng.policy.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was handed in under one heading of a submission.
 *
 * @param attachments the uploaded papers, in order; empty only where the material is waived
 * @param waived why the material does not apply (不适用), or null
 */
public record Material(List<Attachment> attachments, @Nullable String waived) {
  public Material {
    attachments = List.copyOf(attachments);
  }

  /**
   * One stored paper.
   *
   * @param digest lower-case hex SM3 of its bytes, which is also its address in the store
   * @param name file name as the person saw it
   * @param mediaType found from the bytes, not from the name
   * @param size bytes
   */
  public record Attachment(String digest, String name, String mediaType, long size) {}
}
