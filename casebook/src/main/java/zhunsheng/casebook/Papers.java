package zhunsheng.casebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import zhunsheng.casebook.attachment.AttachmentCatalogue;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.act.Refusal;
import zhunsheng.policy.file.Material;
import zhunsheng.policy.file.Material.Attachment;

/**
 * The papers that a command hands in, described as the store knows them and not as the sender says.
 */
final class Papers {
  private Papers() {}

  /** The command with its papers as stored, or why it cannot be. */
  record Checked(Command command, List<Refusal> refusals) {}

  static Checked check(JdbcClient client, Command command) {
    Map<String, Material> materials =
        switch (command) {
          case Command.Submit c -> c.materials();
          case Command.Act c -> c.materials();
          case Command.Withdraw c -> Map.of();
          case Command.Transfer c -> Map.of();
          case Command.AddReviewer c -> Map.of();
          case Command.RemoveReviewer c -> Map.of();
          case Command.Remind c -> Map.of();
          case Command.Copy c -> Map.of();
          case Command.Fill c -> Map.of();
        };
    Map<String, Attachment> known = AttachmentCatalogue.known(client, digests(materials));
    List<Refusal> refusals = new ArrayList<>();
    Map<String, Material> stored = new LinkedHashMap<>();
    materials.forEach(
        (slot, material) -> stored.put(slot, stored(slot, material, known, refusals)));
    return new Checked(with(command, stored), refusals);
  }

  private static Set<String> digests(Map<String, Material> materials) {
    Set<String> digests = new LinkedHashSet<>();
    materials.values().forEach(m -> m.attachments().forEach(a -> digests.add(a.digest())));
    return digests;
  }

  private static Material stored(
      String slot, Material material, Map<String, Attachment> known, List<Refusal> refusals) {
    List<Attachment> attachments = new ArrayList<>();
    for (Attachment a : material.attachments()) {
      Attachment found = known.get(a.digest());
      if (found == null) {
        refusals.add(Refusal.incomplete("附件“" + a.name() + "”未上传成功，请重新上传", null, slot));
      } else {
        attachments.add(new Attachment(a.digest(), a.name(), found.mediaType(), found.size()));
      }
    }
    return new Material(attachments, material.waived());
  }

  private static Command with(Command command, Map<String, Material> materials) {
    return switch (command) {
      case Command.Submit c ->
          new Command.Submit(
              c.procedure(), c.run(), c.facts(), c.fields(), materials, c.confirmed(), c.filled());
      case Command.Act c ->
          new Command.Act(
              c.run(),
              c.step(),
              c.assignment(),
              c.choice(),
              c.text(),
              c.returnTo(),
              c.facts(),
              c.fields(),
              materials);
      case Command.Withdraw c -> c;
      case Command.Transfer c -> c;
      case Command.AddReviewer c -> c;
      case Command.RemoveReviewer c -> c;
      case Command.Remind c -> c;
      case Command.Copy c -> c;
      case Command.Fill c -> c;
    };
  }
}
