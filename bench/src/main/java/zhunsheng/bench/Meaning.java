package zhunsheng.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import zhunsheng.similarity.Description;
import zhunsheng.similarity.meaning.Encoder;
import zhunsheng.similarity.meaning.Reading;
import zhunsheng.similarity.meaning.Vectors;

/** The cosine of the wholes, held against every project: no approximate search finds better. */
final class Meaning implements Peer {
  private final Encoder encoder;
  private final List<float[]> projects;

  Meaning(List<Description> projects, Encoder encoder) {
    this.encoder = encoder;
    this.projects = Reading.of(projects, encoder).stream().map(Reading::whole).toList();
  }

  @Override
  public List<Ranked> find(Description declaration, int most) {
    float[] sought = Reading.of(declaration, encoder).whole();
    List<Ranked> all = new ArrayList<>();
    for (int i = 0; i < projects.size(); i++) {
      all.add(new Ranked(i, Vectors.dot(sought, projects.get(i))));
    }
    all.sort(Comparator.comparingDouble(Ranked::score).reversed());
    return all.subList(0, Math.min(most, all.size()));
  }

  @Override
  public void close() {}
}
