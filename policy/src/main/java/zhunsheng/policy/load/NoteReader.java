package zhunsheng.policy.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Note;
import zhunsheng.policy.model.Policy;

/** Reads a pack's {@code notes.yaml}. */
public final class NoteReader {
  private NoteReader() {}

  /**
   * The notes of a pack; none where it has no such file.
   *
   * @param root the folder {@code policies}
   * @throws PolicyException with every problem found
   */
  public static List<Note> read(Path root, Policy policy, String packFolder) {
    Path file = root.resolve(packFolder).resolve("notes.yaml");
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    Problems problems = new Problems();
    return read(Yaml.read(root, file, problems), policy, problems);
  }

  /** The notes in a file's tree; null where it is no YAML. */
  static List<Note> read(@Nullable Yaml tree, Policy policy, Problems problems) {
    List<Note> notes = new ArrayList<>();
    List<Yaml> items =
        switch (tree) {
          case Yaml.Items list -> list.items();
          case null -> List.of();
          case Yaml.Empty e -> List.of();
          default -> List.of(tree);
        };
    for (Yaml item : items) {
      notes.add(note(Section.of(item, problems), policy, problems));
    }
    if (!problems.isEmpty()) {
      throw new PolicyException(problems.all());
    }
    return notes;
  }

  private static Note note(Section s, Policy policy, Problems problems) {
    List<String> norms = new ArrayList<>();
    for (Yaml.Scalar n : s.texts("norms")) {
      if (!policy.norms().containsKey(n.text())) {
        problems.unknown(n.place(), "规范", n.text(), policy.norms().keySet());
      }
      norms.add(n.text());
    }
    Note note =
        new Note(
            norms,
            s.text("noticed"),
            s.text("reading"),
            s.texts("accepts").stream().map(Yaml.Scalar::text).toList());
    s.done("note");
    return note;
  }
}
