package zhunsheng.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.action.support.WriteRequest.RefreshPolicy;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.SearchHit;
import zhunsheng.similarity.Description;

/** OpenSearch as it comes: one text field, its default analyser, a {@code match} query. */
final class OpenSearch implements Peer {
  private static final String INDEX = "projects";
  private static final String TEXT = "text";

  private final OpenSearchRunner runner;

  private OpenSearch(OpenSearchRunner runner) {
    this.runner = runner;
  }

  static OpenSearch of(List<Description> projects) {
    OpenSearchRunner runner = new OpenSearchRunner();
    try {
      Path folder = Files.createTempDirectory("zhunsheng-bench-opensearch");
      runner
          .onBuild(
              (number, settings) -> {
                settings.put("discovery.type", "single-node");
                settings.putList("discovery.seed_hosts");
                settings.put("network.host", "127.0.0.1");
                settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
              })
          .build(
              OpenSearchRunner.newConfigs()
                  .basePath(folder.toString())
                  .clusterName("zhunsheng-bench")
                  .numOfNode(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    runner.ensureYellow();
    runner.createIndex(
        INDEX,
        Settings.builder()
            .put("index.number_of_shards", 1)
            .put("index.number_of_replicas", 0)
            .build());
    var bulk = runner.client().prepareBulk().setRefreshPolicy(RefreshPolicy.IMMEDIATE);
    for (int i = 0; i < projects.size(); i++) {
      bulk.add(
          runner
              .client()
              .prepareIndex(INDEX)
              .setId(String.valueOf(i))
              .setSource(Map.of(TEXT, Texts.whole(projects.get(i)))));
    }
    if (bulk.get().hasFailures()) {
      throw new IllegalStateException("OpenSearch did not take all projects");
    }
    return new OpenSearch(runner);
  }

  @Override
  public List<Ranked> find(Description declaration, int most) {
    List<Ranked> found = new ArrayList<>();
    for (SearchHit hit :
        runner
            .client()
            .prepareSearch(INDEX)
            .setQuery(QueryBuilders.matchQuery(TEXT, Texts.whole(declaration)))
            .setSize(most)
            .get()
            .getHits()) {
      found.add(new Ranked(Integer.parseInt(hit.getId()), hit.getScore()));
    }
    return found;
  }

  @Override
  public void close() {
    try {
      runner.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      runner.clean();
    }
  }
}
