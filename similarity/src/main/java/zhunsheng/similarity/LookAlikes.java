package zhunsheng.similarity;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zhunsheng.similarity.associate.Need;
import zhunsheng.similarity.associate.Needs;
import zhunsheng.similarity.associate.Neighbour;
import zhunsheng.similarity.associate.Neighbours;
import zhunsheng.similarity.judge.Judge;
import zhunsheng.similarity.judge.Nature;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.meaning.EncoderException;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.search.ProjectIndex;
import zhunsheng.similarity.search.ProjectIndex.Found;
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

  private static final int REMEMBERED = 32;

  /** Half of what is judged at once. */
  private static final int BESIDE = 8;

  private final Encoder encoder;
  private final ProjectIndex index;
  private final Judge judge;
  private final Nature nature;
  private final Map<Description, Reading> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Description, Reading> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param folder of the index; made if missing
   * @throws EncoderException if the model of meaning cannot be loaded on this machine
   */
  public LookAlikes(Path folder, Encoder encoder) {
    this.encoder = encoder;
    Judge.Model model = Judge.Model.bundled();
    this.nature = model.nature();
    this.judge = new Judge(model, encoder);
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
   * The vectors of descriptions, in their order, to be kept: making them costs a hundred times more
   * than keeping them.
   */
  public List<byte[]> vectors(List<Description> descriptions) {
    return Reading.of(descriptions, encoder).stream().map(Reading::bytes).toList();
  }

  /** Takes a thing out. Found no more after {@link #refresh}. */
  public void remove(String id) {
    index.remove(id);
  }

  /** Makes what was put be found, and safe on disk. */
  public void refresh() {
    index.commit();
    index.refresh();
  }

  /**
   * Lays together, beside everything else, what a long filling left in many parts; does nothing
   * where most is in one part. See {@link ProjectIndex#settle}.
   */
  public void settle() {
    index.settle(false);
  }

  /** How many things can be found. */
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
    Reading mine = reading(beginning(declaration));
    List<Hit> hits = judge.judge(mine, index.search(mine, groups, without, EACH), index);
    return List.copyOf(new ArrayList<>(hits).subList(0, Math.min(most, hits.size())));
  }

  /**
   * How near these come, the most probable duplicate first; all of them are looked at, none is
   * searched for.
   *
   * @param groups in which they are
   * @param ids of what is compared; those that are not there are passed over
   * @param most how many hits
   * @throws EncoderException as for {@link #find}
   */
  public List<Hit> among(Description declaration, Set<String> groups, Set<String> ids, int most) {
    if (!Passages.legible(declaration)) {
      return List.of();
    }
    Reading mine = reading(beginning(declaration));
    // A hit is judged beside all that comes near, so that what is meant is not alone in its list.
    List<Found> found = new ArrayList<>(Judge.nearest(mine, index.these(ids)));
    found = new ArrayList<>(found.subList(0, Math.min(BESIDE, found.size())));
    List<Found> others = Judge.nearest(mine, index.search(mine, groups, ids, EACH));
    found.addAll(others.subList(0, Math.min(BESIDE, others.size())));
    return judge.judge(mine, found, index).stream()
        .filter(hit -> ids.contains(hit.existing().id()))
        .limit(most)
        .toList();
  }

  /** The meaning of a declaration; that of the last ones is remembered, for several questions. */
  private Reading reading(Description declaration) {
    synchronized (recent) {
      Reading known = recent.get(declaration);
      if (known != null) {
        return known;
      }
    }
    Reading made = Reading.of(declaration, encoder);
    synchronized (recent) {
      recent.put(declaration, made);
    }
    return made;
  }

  /**
   * What the declaration needs of things that are catalogued, the surest first, each with the
   * passage that asks for it.
   *
   * @param groups to look in
   * @param without ids not to be found: what it makes itself
   * @return nothing for a declaration without letters
   */
  public List<Need> needs(
      Description declaration, Set<String> groups, Set<String> without, int most) {
    if (!Passages.legible(declaration)) {
      return List.of();
    }
    Reading mine = reading(beginning(declaration));
    List<Found> found = index.search(mine, groups, without, EACH);
    List<Reading> theirs = found.stream().map(Found::reading).toList();
    List<float[]> names = theirs.stream().map(Reading::core).toList();
    return Needs.of(mine, found, names, Judge.rarity(mine, theirs, index), most);
  }

  /**
   * What does the like and is of the same nature (a system, equipment, a training …), the likest
   * first: what a price can be measured by.
   */
  public List<Neighbour> neighbours(
      Description declaration, Set<String> groups, Set<String> without, int most) {
    if (!Passages.legible(declaration)) {
      return List.of();
    }
    Reading mine = reading(beginning(declaration));
    return Neighbours.of(mine, index.search(mine, groups, without, 2 * EACH), nature, most);
  }

  /** No more is compared; what looks at every word would take seconds over a megabyte. */
  private static Description beginning(Description declaration) {
    String content = declaration.content();
    return content.length() <= Passages.LONGEST
        ? declaration
        : new Description(declaration.name(), content.substring(0, Passages.LONGEST));
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
