package zhunsheng.similarity;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import zhunsheng.similarity.judge.Judge;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.meaning.EncoderException;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.search.ProjectIndex;
import zhunsheng.similarity.text.Passages;

/**
 * What exists already that does the same as a new declaration.
 *
 * <p>Holds a searchable copy of what exists in a folder; what it holds is put again from where it
 * is kept. One process at a time opens a folder. Safe for use by several threads.
 */
public final class LookAlikes implements Closeable {
  /** How many a search brings by words and how many by meaning. */
  private static final int EACH = 24;

  private final Encoder encoder;
  private final ProjectIndex index;
  private final Judge judge;

  /**
   * @param folder of the index; made if missing
   * @throws EncoderException if the model of meaning cannot be loaded on this machine
   */
  public LookAlikes(Path folder, Encoder encoder) {
    this.encoder = encoder;
    this.judge = new Judge(Judge.Model.bundled(), encoder);
    this.index = ProjectIndex.open(folder);
  }

  /** Puts things in the place of what had their ids. Found after {@link #refresh}. */
  public void put(List<Existing> things) {
    List<Reading> readings =
        Reading.of(things.stream().map(Existing::description).toList(), encoder);
    for (int i = 0; i < things.size(); i++) {
      index.put(things.get(i), readings.get(i));
    }
  }

  /** Puts a thing whose vectors were kept: {@link Reading#bytes}. */
  public void put(Existing thing, byte[] vectors) {
    index.put(thing, Reading.of(thing.description(), vectors));
  }

  /**
   * The vectors of a description, to be kept: making them costs a hundred times more than keeping
   * them.
   */
  public byte[] vectors(Description description) {
    return Reading.of(description, encoder).bytes();
  }

  public void remove(String id) {
    index.remove(id);
  }

  public void clear() {
    index.clear();
  }

  /** Makes what was put be found, and safe on disk. */
  public void refresh() {
    index.commit();
    index.refresh();
  }

  public int size() {
    return index.size();
  }

  /**
   * What comes nearest, the most probable duplicate first.
   *
   * @param groups to look in; empty for all
   * @param without ids not to be found: the declaration's own file
   * @param most how many hits
   * @return nothing for a description without letters
   * @throws EncoderException if the model of meaning fails: then nothing is known, which is not the
   *     same as no hit
   */
  public List<Hit> find(
      Description declaration, Set<String> groups, Set<String> without, int most) {
    if (!Passages.legible(declaration)) {
      return List.of();
    }
    Reading mine = Reading.of(declaration, encoder);
    List<Hit> hits = judge.judge(mine, index.search(mine, groups, without, EACH), index);
    return List.copyOf(new ArrayList<>(hits).subList(0, Math.min(most, hits.size())));
  }

  /**
   * How near these come, the most probable duplicate first; all of them are looked at, none is
   * searched for.
   *
   * @param ids of what is compared; those that are not there are passed over
   * @param most how many hits
   * @throws EncoderException as for {@link #find}
   */
  public List<Hit> among(Description declaration, Set<String> ids, int most) {
    if (!Passages.legible(declaration)) {
      return List.of();
    }
    Reading mine = Reading.of(declaration, encoder);
    List<Hit> hits = judge.judge(mine, index.these(ids), index);
    return List.copyOf(new ArrayList<>(hits).subList(0, Math.min(most, hits.size())));
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
