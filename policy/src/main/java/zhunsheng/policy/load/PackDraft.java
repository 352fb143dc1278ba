package zhunsheng.policy.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.expression.ExpressionMemory;
import zhunsheng.policy.meaning.Seal;
import zhunsheng.policy.model.Note;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.worked.WorkedCase;

/**
 * A pack that loads, held in memory so that it can be loaded again and again with one of its files
 * otherwise: only that file is parsed, and only expressions that mean something else are compiled.
 */
public final class PackDraft {
  private static final String NOTES = "notes.yaml";

  private final Path root;
  private final Path pack;
  private final PackFiles files;
  private final LoadMemory memory = new LoadMemory();
  private final Policy policy;
  private final Set<String> mentioned;
  private final List<Note> notes;

  private PackDraft(Path root, String packId) {
    this.root = root;
    this.pack = root.resolve(packId);
    Problems problems = new Problems();
    files = new PackFiles(root, pack, problems);
    policy = new PolicyLoader(pack, files, problems, memory).load();
    memory.complete();
    mentioned = new SealFile(root, packId).mentioned();
    notes = NoteReader.read(root, policy, packId);
  }

  /**
   * Reads a pack.
   *
   * @param root the folder {@code policies}
   * @param packId name of the pack's folder
   * @throws PolicyException if the pack does not load
   */
  public static PackDraft of(Path root, String packId) {
    if (!Files.isRegularFile(root.resolve(packId).resolve("policy.yaml"))) {
      PolicyLoader.load(root, packId);
    }
    return new PackDraft(root, packId);
  }

  /** The pack as it is. */
  public Policy policy() {
    return policy;
  }

  /** What remembers the pack's expressions. */
  public ExpressionMemory memory() {
    return memory.expressions();
  }

  /** The files of the pack and those it shares, by their path below {@code root}. */
  public List<String> files() {
    List<String> names = new ArrayList<>(files.names());
    if (Files.isRegularFile(pack.resolve(NOTES))) {
      names.add(pack.getFileName() + "/" + NOTES);
    }
    return names;
  }

  /** The text of a file by its path below {@code root}. */
  public String text(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The pack where one of its files reads otherwise. Its digest is that of the pack as it is.
   *
   * @throws PolicyException with every problem found
   */
  public Read with(String file, String text) {
    Problems problems = new Problems();
    if (isNotes(file)) {
      Yaml tree = Yaml.parse(file, text, problems);
      return new Read(policy, NoteReader.read(tree, policy, problems));
    }
    PackFiles changed = files.with(file, text, problems);
    return new Read(new PolicyLoader(pack, changed, problems, memory).load(), null);
  }

  /** The pack's worked cases. */
  public List<WorkedCase> cases() {
    Path folder = pack.resolve("cases");
    return Files.isDirectory(folder) ? CaseReader.read(root, folder) : List.of();
  }

  /** The pack's seal; null where nobody set one. */
  public @Nullable Seal seal() {
    return new SealFile(root, String.valueOf(pack.getFileName())).read();
  }

  /** What is said of an entry that is not as it was sealed, with where it stands. */
  public Problem unsealed(String entry) {
    return new SealFile(root, String.valueOf(pack.getFileName())).problem(entry);
  }

  /** What the seal would be if the pack read so. */
  public Seal seal(Read changed) {
    List<Note> theirs = changed.notes();
    return Seal.of(changed.policy(), theirs == null ? notes : theirs, mentioned);
  }

  /** The pack as it is, with its notes. */
  public Read asIs() {
    return new Read(policy, notes);
  }

  private boolean isNotes(String file) {
    return file.equals(pack.getFileName() + "/" + NOTES);
  }

  /**
   * What was read.
   *
   * @param notes null where they were not read again
   */
  public record Read(Policy policy, @Nullable List<Note> notes) {}
}
