package zhunsheng.policy.model;

import java.util.List;

/**
 * What the author of a pack noticed of its text, and the reading chosen: an overlap, a gap, a
 * contradiction; or why a finding of the checker is no fault.
 *
 * @param norms norms concerned
 * @param noticed what was noticed
 * @param reading how the pack reads it
 * @param accepts ids of the checker's findings that this accounts for
 */
public record Note(List<String> norms, String noticed, String reading, List<String> accepts) {
  public Note {
    norms = List.copyOf(norms);
    accepts = List.copyOf(accepts);
  }
}
