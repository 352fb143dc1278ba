package zhunsheng.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import zhunsheng.server.database.EmbeddedPostgres;

@Command(
    name = "openapi",
    description =
        "Print the OpenAPI 3.1 document of the HTTP interface, from which the screens' client is made.",
    mixinStandardHelpOptions = true)
final class OpenApiCommand implements Callable<Integer> {
  private final ServerStart server;
  @Mixin private final Place place = new Place();

  OpenApiCommand(ServerStart server) {
    this.server = server;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    // A server of its own on data that is thrown away: the document needs one, and a running one is
    // left alone.
    Path data = Files.createTempDirectory("zhunsheng-openapi");
    place.data = data;
    Map<String, Object> settings = place.settings();
    settings.put("server.port", 0);
    settings.put("server.address", "127.0.0.1");
    settings.put("logging.threshold.console", "OFF");
    try (ConfigurableApplicationContext context = server.start("serve", settings);
        HttpClient client = HttpClient.newHttpClient()) {
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs")).build();
      Terminal.say(client.send(request, BodyHandlers.ofString()).body());
    } finally {
      EmbeddedPostgres.delete(data);
    }
    return 0;
  }
}
